import { type Catalogue } from '../../domain/catalogue/state';
import { type Deadline } from '../due/deadline';
import { type Clock } from '../../kernel/clock';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore } from '../../kernel/partitionStore';
import { type Customer } from '../../domain/parties/customer/state';
import { policyAt, type PolicyBook } from '../../domain/policy/policy';
import { statusAt } from '../../domain/subscription/standing';
import { isDecidedSince, lapseOverage } from '../../domain/usage/overage/assign';
import { broughtBy, servicesOf, type Bringing } from '../../domain/usage/overage/enabling';
import { CHANGED, type Contention } from '../command/contention';
import { causedBy } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { arrivalIn } from './arrival';
import { overageAfter } from './overageAfter';
import { readTelcoState, setUpRecords, setUpWrites, type TelcoState } from './purchaseSetUp';

export interface ReviewPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly contention: Contention;
  readonly publishing: Publishing;
  readonly policies: PolicyBook;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
}

/** What came, and as of when it is looked at. */
interface Arrival {
  readonly arrived: readonly Bringing[];
  readonly at: Instant;
}

/**
 * As of the instant of the deadline's change, what that left active, whatever became of it since; unless the assignment was decided on since then, or its partner has nothing and no relationship any more: then what is active now, as of now.
 * So a deadline that was carried out is known by what came of it, also once that has lapsed.
 */
const arrivalOf = (deadline: Deadline, { subscriptions, standings }: TelcoState, customer: Customer | undefined, now: Instant): Arrival => {
  // One that the check made anew, or a version before wrote, names no change.
  const [subscriptionId] = deadline.subject.split('|');
  const subject = subscriptions.find(({ id }) => id === subscriptionId);
  const isActive = subject !== undefined && statusAt(subject, now) === 'active';
  const asOfNow = { arrived: isActive ? [subject] : [], at: now };
  const came = arrivalIn(deadline);
  if (came === undefined || subject === undefined || (subject.endedAt !== undefined && subject.endedAt <= came.at)) return asOfNow;
  const { bringing, at } = came;
  if (!isActive && customer?.relationships[bringing.partnerId]?.status !== 'accepted') return asOfNow;
  const overage = standings.get(broughtBy(bringing.offer)?.service ?? '')?.overage;
  return isDecidedSince({ overage }, at) ? asOfNow : { arrived: [bringing], at };
};

interface Reviewed {
  readonly stored?: StoredEvents;
  /** What it set up as of an instant past is over by now. */
  readonly isOver: boolean;
}

const review = ({ clock, commerce, contention, policies, catalogueOf }: ReviewPorts, deadline: Deadline): Promise<Reviewed> => {
  const { customerId } = deadline;
  return contention.insist(customerId, `The overage of ${customerId}`, async (): Promise<Reviewed | typeof CHANGED> => {
    // The customer first: its row then tells if the relationship ends in between (CUS-1), and of whoever assigns the overage meanwhile.
    const customer = await readCustomer(commerce, customerId);
    const subscriptions = await listSubscriptions(commerce, customerId);
    const telco = await readTelcoState(commerce, customerId, await catalogueOf(customer?.value.country ?? ''), subscriptions);
    const now = clock.now();
    const { arrived, at } = arrivalOf(deadline, telco, customer?.value, now);
    const overage = overageAfter(telco, arrived, policyAt(policies, at), now, at);
    const records = causedBy({ command: 'overageReview' }, setUpRecords(overage, telco, undefined, now));
    const guard = customer === undefined ? [] : [customerWrite(customer.value, customer.etag)];
    const matters = telco.standings.size > 0 || servicesOf(subscriptions).length > 0;
    if (records.length === 0 && (guard.length === 0 || !matters)) return { isOver: false };
    // Also where nothing is to change: who decides at this moment on what came, or went, before this finds the customer's row another.
    const writes = [...guard, ...setUpWrites(overage, telco), ...eventWrites(records)];
    const committed = await commerce.commit(customerId, writes);
    if (!committed.ok) return CHANGED;
    if (records.length === 0) return { isOver: false };
    return { stored: storedEvents(records, writes, committed), isOver: overage.overages.some((change) => lapseOverage({ ...change, handover: change.handover, subscriptions }, now) !== undefined) };
  });
};

/**
 * OVG-2, OVG-3: a subscription came to bring calling minutes, or does so no longer, by another way than a purchase or a transfer: an upgrade, a planned change, a cancellation, the end of its term.
 * Sets its partner up, as of the instant of the change however late that is, and clears what has lapsed. Decided from the state: a repeated deadline does nothing.
 * @throws when the store fails, or others change the overage again and again; the sweep comes again.
 */
export const reviewOverage = async (ports: ReviewPorts, deadline: Deadline): Promise<void> => {
  const first = await review(ports, deadline);
  const then = first.isOver ? await review(ports, deadline) : undefined;
  await ports.publishing.bringOutOrLookFor(deadline.customerId, [first.stored, then?.stored]);
};
