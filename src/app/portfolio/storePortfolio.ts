import { type Brought } from '../../domain/portfolio/broughtSubscription';
import { groupBy } from '../../kernel/groupBy';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore } from '../../kernel/partitionStore';
import { causedBy } from '../command/eventRecord';
import { eventWrites, publishDeadline, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { type DeadlineIndex } from '../due/deadlineIndex';
import { withBound } from '../due/withBound';
import { importedOrderRecord, orderWrites } from '../order/orderBook';
import { subscriptionRecords } from '../subscription/subscriptionBook';

export interface PortfolioPorts {
  readonly clock: Clock;
  readonly commerce: PartitionStore;
  readonly deadlines: DeadlineIndex;
  readonly publishing: Publishing;
}

/** Of one transaction: an order, itself, two facts and a line at most are five rows each; the outbox has some. The same number each time, so that an import that is repeated makes the same transactions. */
const TOGETHER = 19;

/** Transactions whose facts are told together. */
const TRANSACTIONS_OF_A_PAGE = 6;

/** What one transaction stores: subscriptions of one customer. */
interface Parcel {
  readonly customerId: string;
  readonly brought: readonly Brought[];
}

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] => Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

const parcelsOf = (brought: readonly Brought[]): readonly Parcel[] =>
  [...groupBy(brought, ({ order }) => order.customerId)].flatMap(([customerId, own]) => inParts(own, TOGETHER).map((part) => ({ customerId, brought: part })));

/** @returns undefined: it was there already. */
const storeParcel = async ({ clock, commerce }: PortfolioPorts, { customerId, brought }: Parcel): Promise<StoredEvents | undefined> => {
  const now = clock.now();
  const records = causedBy(
    { command: 'importPortfolio' },
    brought.flatMap(({ order, outcome }) => [importedOrderRecord(order, now), ...subscriptionRecords(outcome, [], now)]),
  );
  const writes = [
    ...orderWrites(
      brought.map(({ order }) => order),
      brought.map(({ outcome }) => outcome),
      new Map(),
    ),
    ...eventWrites(records),
  ];
  const committed = await commerce.commit(customerId, writes);
  return committed.ok ? storedEvents(records, writes, committed) : undefined;
};

const storePage = async (ports: PortfolioPorts, page: readonly Parcel[]): Promise<void> => {
  const { clock, deadlines, publishing } = ports;
  const publishBy = page.map(({ customerId, brought }) => publishDeadline(customerId, `portfolio|${brought[0]?.order.id ?? ''}`, clock.now()));
  await deadlines.put(publishBy);
  const stored = await Promise.all(page.map((parcel) => storeParcel(ports, parcel)));
  const isNew = stored.map((each) => each !== undefined);
  await publishing.afterCommit(
    stored.filter((each) => each !== undefined),
    publishBy.filter((_, index) => isNew[index]),
  );
  // Stored by an import that was interrupted: what it did not tell any more is told now.
  for (const customerId of new Set(page.flatMap((parcel, index) => (isNew[index] === true ? [] : [parcel.customerId])))) await publishing.publishLeftovers(customerId);
};

/**
 * Stores what was bought before, nineteen subscriptions of a customer to a transaction, and tells of it. What is there already is left as it is, so that an import that was interrupted is finished by the
 * same one.
 * @param told how many of them are stored. @throws StoreUnavailable
 */
export const storePortfolio = async (ports: PortfolioPorts, brought: readonly Brought[], told: (stored: number) => void): Promise<void> => {
  let stored = 0;
  await withBound(2, inParts(parcelsOf(brought), TRANSACTIONS_OF_A_PAGE), async (page) => {
    await storePage(ports, page);
    stored += page.reduce((sum, parcel) => sum + parcel.brought.length, 0);
    told(stored);
  });
};
