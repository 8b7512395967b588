import { deactivateEntitlement, type EntitlementChange } from '../../domain/azurePlan/entitlement';
import { type Deadline } from '../due/deadline';
import { type AzureSubscription } from '../../domain/azurePlan/state';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { CHANGED, type Contention } from '../command/contention';
import { causedBy } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { entitlementRecords, entitlementWrites, readAzure } from './azureBook';

export interface DeactivationPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly contention: Contention;
  readonly publishing: Publishing;
}

/** When a cancelled Azure subscription turns inactive; none for one that stays as it is. */
export const deactivationOf = ({ id, customerId, inactiveAt }: AzureSubscription): readonly Deadline[] => (inactiveAt === undefined ? [] : [{ at: inactiveAt, kind: 'azureDeactivation', customerId, subject: id }]);

/** The same of a change; none where nothing changed. */
export const deactivation = ({ subscription, events }: EntitlementChange): readonly Deadline[] => (events.length === 0 ? [] : deactivationOf(subscription));

/**
 * A cancelled Azure subscription turns inactive. Decided from the state: one that was taken up again stays active, and a repeat needs nothing but its events out.
 * @throws when the store fails, or others change the plan again and again; the deadline stays, and the sweep comes again.
 */
export const carryOutDeactivation = async ({ clock, commerce, contention, publishing }: DeactivationPorts, { customerId, subject }: Deadline): Promise<void> => {
  const stored = await contention.insist(customerId, `The plan of ${subject}`, async (): Promise<StoredEvents | undefined | typeof CHANGED> => {
    const azure = await readAzure(commerce, customerId);
    const subscription = azure.subscriptions.find(({ id }) => id === subject);
    const plan = azure.plans.find(({ id }) => id === subscription?.planId);
    const now = clock.now();
    const change = subscription && plan && deactivateEntitlement(plan, subscription, now);
    if (change === undefined) return undefined;
    const records = causedBy({ command: 'azureDeactivation' }, entitlementRecords(change, azure, now));
    const writes = [...entitlementWrites(change, azure.etags.get(change.plan.id)), ...eventWrites(records)];
    const committed = await commerce.commit(customerId, writes);
    return committed.ok ? storedEvents(records, writes, committed) : CHANGED;
  });
  await publishing.bringOutOrLookFor(customerId, [stored]);
};
