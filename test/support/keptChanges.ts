import { auditedOperations } from '../../src/adapters/http/auditedOperations';
import { type AuditTrail } from '../../src/adapters/http/auditTrail';

/**
 * AUD-1: what each command of the audit log does to what was there before. `changes`: its record has what stood before and what resulted. `first`: the same, but for the first time, when nothing stood. `removes`: its record has what
 * stood before. `makes`: it has what resulted. `acts`: it changes nothing that is the caller's to see (a test event, a message sent again), or is refused always. A command that is in no row does not compile into the test of this table.
 */
export const kinds = {
  changes: `patchCustomer replaceBillingProfile replaceOrganizationProfile replaceLegalBusinessProfile replacePartnerBillingProfile replaceSupportProfile approveQualification denyQualification acceptRelationship declineRelationship
    replaceCart patchOrder patchSubscription replaceSupportContact activateSubscription transitionSubscription convertSubscription upgradeSubscription createMigration replaceMigrationSchedule grantSupportRequest refuseSupportRequest patchTransfer
    offerTransfer agreeOverageHandover refuseOverageHandover cancelEntitlement reactivateEntitlement setPartnerAccess replaceWebhook rotateWebhookSecret replaceRegistration replaceNotificationSettings releaseParked rotateSecretOfPartner discardBusDeadLetter skipParked setExchangeRates setSweep`,
  first: 'patchUsageBudget setOverage putPartner addQualification askRelationship',
  removes: 'cancelMigrationSchedule deleteWebhook removePartner',
  makes: `createCustomer attestAgreement createCart checkoutCart createOrder scheduleMigration fileSupportRequest createTransfer askOverageHandover addEntitlement upgradeProduct reportUsage applyRenewals undoRenewals createWebhook createRegistration putImport
    exportBilledReconciliation exportUnbilledReconciliation exportBilledUsage exportUnbilledUsage`,
  acts: 'replayBusDeadLetters replayDeadLettersOfPartner rotateAllSecrets rotateSigningKey rebuildProjection releaseAllParked testWebhook replayDeadLetters createValidationEvent sendNotification rebuild rebuildLedger upgradeRows deleteCustomer',
} as const;

const operationsOf = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/).map((name) => auditedOperations[name]?.operationType ?? `unknown ${name}`));

/** Several commands may go under one published word: those are judged only where all of them are of the kind. */
const only = (kind: keyof typeof kinds): readonly string[] => {
  const others = new Set(Object.entries(kinds).flatMap(([other, names]) => (other === kind ? [] : [...operationsOf(names)])));
  return [...operationsOf(kinds[kind])].filter((operation) => !others.has(operation));
};

const [changing, removing, making, first] = [only('changes'), only('removes'), only('makes'), only('first')].map((each) => new Set(each)) as [Set<string>, Set<string>, Set<string>, Set<string>];

/** What successes did not keep, by request id, until it is known whether they were repeats of calls that had. */
const lacking = new Map<string, string>();

afterEach(() => {
  const found = [...lacking.values()];
  lacking.clear();
  expect(found).toEqual([]);
});

/** The trail of the app, with each record judged that says that a command succeeded. */
export const judged = (trail: AuditTrail): AuditTrail => ({
  write: async (record) => {
    await trail.write(record);
    const { status, operationType, before, resulted, requestId = '' } = record;
    if (status !== 'succeeded') return;
    const lacks = [
      ...((changing.has(operationType) || removing.has(operationType)) && before === undefined ? ['what stood before'] : []),
      ...((changing.has(operationType) || making.has(operationType) || first.has(operationType)) && resulted === undefined ? ['what resulted'] : []),
    ];
    if (lacks.length > 0) lacking.set(requestId, `${operationType} keeps nothing of ${lacks.join(' and ')}`);
  },
});

/** A repeat changed nothing, and keeps the answer alone. */
export const wasRepeat = (requestId: string | undefined): void => void lacking.delete((requestId ?? '').toLowerCase());
