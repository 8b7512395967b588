/**
 * What the repeat of a write under its request id comes to (REQ-5).
 * `kept`: the answer of the first, to the byte, from the transaction in which it was carried out; another body is refused.
 * `found`: what the first made, by its request id or the id in the path, as it stands now; another body is refused.
 * `same`: carried out once more, which leaves what the first left.
 * `again`: carried out once more, which can be told from once; `why` says what that is, and what bounds it.
 */
export type Repeat = { readonly is: 'kept' } | { readonly is: 'found' | 'same' | 'again'; readonly why: string };

const kept: Repeat = { is: 'kept' };
const found = (why: string): Repeat => ({ is: 'found', why });
const same = (why: string): Repeat => ({ is: 'same', why });
const again = (why: string): Repeat => ({ is: 'again', why });

const profile = same('a profile is replaced as a whole; with the ETag of before it is refused as stale');
const exported = found('an export is named after the request id');

/** Every route that changes something, by the name of its function. One that is missing does not pass the test of this table, nor does one that keeps an answer, or none, against what stands here. */
export const repeats: Readonly<Record<string, Repeat>> = {
  acceptRelationship: kept,
  activateSubscription: kept,
  addEntitlement: kept,
  addQualification: kept,
  agreeOverageHandover: kept,
  approveQualification: kept,
  askOverageHandover: kept,
  askRelationship: kept,
  attestAgreement: kept,
  cancelEntitlement: kept,
  cancelMigrationSchedule: kept,
  checkoutCart: kept,
  convertSubscription: kept,
  createCart: kept,
  createCustomer: kept,
  createMigration: kept,
  createOrder: kept,
  createTransfer: kept,
  declineRelationship: kept,
  denyQualification: kept,
  fileSupportRequest: kept,
  grantSupportRequest: kept,
  offerTransfer: kept,
  patchCustomer: kept,
  patchOrder: kept,
  patchSubscription: kept,
  patchTransfer: kept,
  patchUsageBudget: kept,
  reactivateEntitlement: kept,
  refuseOverageHandover: kept,
  refuseSupportRequest: kept,
  replaceBillingProfile: kept,
  replaceCart: kept,
  replaceMigrationSchedule: kept,
  replaceSupportContact: kept,
  scheduleMigration: kept,
  setOverage: kept,
  setPartnerAccess: kept,
  transitionSubscription: kept,
  upgradeProduct: kept,
  upgradeSubscription: kept,

  createRegistration: found('a partner has one registration, which says by which request it was made'),
  createWebhook: found('an endpoint is named after the request id'),
  exportBilledReconciliation: exported,
  exportBilledUsage: exported,
  exportUnbilledReconciliation: exported,
  exportUnbilledUsage: exported,
  putImport: found('an import is named in the path'),

  deleteCustomer: same('no customer can be deleted'),
  deleteWebhook: same('what is gone stays gone: the repeat is answered 404'),
  putPartner: same('a partner is put as a whole'),
  rebuild: same('what is derived is made to agree with the state, however often'),
  replayBusDeadLetters: same('what is replayed is no dead letter any more'),
  discardBusDeadLetter: same('what is gone stays gone: the repeat is answered 404'),
  replayDeadLettersOfPartner: same('what is taken up again is no dead letter any more'),
  rebuildProjection: same('what is derived is made to agree with the state, however often'),
  rebuildLedger: same('what is derived is made to agree with the state, however often'),
  releaseParked: same('what is released is no longer parked: the repeat is answered 404'),
  releaseAllParked: same('what is released is no longer parked: the repeat releases what was parked since'),
  skipParked: same('what is skipped stays skipped: the repeat is answered with it, and with its first reason'),
  removePartner: same('what is gone stays gone: the repeat is answered 404'),
  replaceLegalBusinessProfile: profile,
  replaceNotificationSettings: same('settings are replaced as a whole; with the ETag of before it is refused as stale'),
  replaceOrganizationProfile: profile,
  replacePartnerBillingProfile: profile,
  replaceRegistration: same('a registration is replaced as a whole'),
  replaceSupportProfile: profile,
  replaceWebhook: same('an endpoint is replaced as a whole; with the ETag of before it is refused as stale'),
  replayDeadLetters: same('what is taken up again is no dead letter any more'),
  applyRenewals: same('each line is known by what it says, and answers as it did'),
  undoRenewals: same('each line is known by what it says, and answers as it did'),
  upgradeRows: same('a row that stands in the present form is left alone'),
  reportUsage: same('each line has an id of its own and counts once: the repeat says that it was there'),
  sendNotification: same('a message knows which request had it sent again'),
  setSweep: same('what holds is put as a whole'),
  setExchangeRates: same('the rates of a month are put as a whole'),

  createValidationEvent: again('another test event is sent; two a minute at most'),
  rotateSecretOfPartner: again('another secret is made; unless they are revoked the ones before are signed with until their 24 hours are over'),
  rotateAllSecrets: again('another secret is made for each; unless they are revoked the ones before are signed with until their 24 hours are over'),
  rotateSigningKey: again('another key is made, and its certificate shown'),
  rotateWebhookSecret: again('another secret is made; the ones before are signed with until their 24 hours are over, so deliveries verify with each of them'),
  testWebhook: again('another test event is sent, to the endpoint alone'),
};
