import { type Catalogue } from '../../domain/catalogue/state';
import { type Deadline } from '../due/deadline';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { policyAt, type PolicyBook } from '../../domain/policy/policy';
import { statusAt } from '../../domain/subscription/standing';
import { servicesOf } from '../../domain/usage/overage/enabling';
import { CHANGED, type Contention } from '../command/contention';
import { causedBy } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { overageAfter } from './overageAfter';
import { readTelcoState, setUpRecords, setUpWrites } from './purchaseSetUp';

export interface ReviewPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly contention: Contention;
  readonly publishing: Publishing;
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
}

/**
 * OVG-2, OVG-3: a subscription came to bring calling minutes, or does so no longer, by another way than a purchase or a transfer: an upgrade, a planned change, a cancellation, the end of its term.
 * Sets its partner up, and clears what has lapsed. Decided from the state: a repeated deadline does nothing.
 * @throws when the store fails, or others change the overage again and again; the sweep comes again.
 */
export const reviewOverage = async ({ clock, commerce, contention, publishing, policies, catalogueOf }: ReviewPorts, { customerId, subject }: Deadline): Promise<void> => {
  const stored = await contention.insist(customerId, `The overage of ${customerId}`, async (): Promise<StoredEvents | undefined | typeof CHANGED> => {
    // The customer first: its row then tells if the relationship ends in between (CUS-1), and of whoever assigns the overage meanwhile.
    const customer = await readCustomer(commerce, customerId);
    const subscriptions = await listSubscriptions(commerce, customerId);
    const telco = await readTelcoState(commerce, customerId, await catalogueOf(customer?.value.country ?? ''), subscriptions);
    const now = clock.now();
    const arrived = subscriptions.filter((each) => each.id === subject && statusAt(each, now) === 'active');
    const overage = overageAfter(telco, arrived, policyAt(policies, now), now);
    const records = causedBy({ command: 'overageReview' }, setUpRecords(overage, telco, undefined, now));
    const guard = customer === undefined ? [] : [customerWrite(customer.value, customer.etag)];
    const matters = telco.standings.size > 0 || servicesOf(subscriptions).length > 0;
    if (records.length === 0 && (guard.length === 0 || !matters)) return undefined;
    // Also where nothing is to change: who decides at this moment on what came, or went, before this finds the customer's row another.
    const writes = [...guard, ...setUpWrites(overage, telco), ...eventWrites(records)];
    const committed = await commerce.commit(customerId, writes);
    if (!committed.ok) return CHANGED;
    return records.length === 0 ? undefined : storedEvents(records, writes, committed);
  });
  await publishing.bringOutOrLookFor(customerId, [stored]);
};
