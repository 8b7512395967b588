import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Deadline } from '../due/deadline';
import { linePricing } from '../../domain/order/linePricing';
import { type Order } from '../../domain/order/state';
import { policyAt, policyNamed, type PolicyBook } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { type Moved } from '../../domain/transfer/moveSubscription';
import { isWorseThanOffered } from '../../domain/transfer/offeredTerms';
import { type TransferObstacle } from '../../domain/transfer/refusals';
import { expireTransfer, lineDone } from '../../domain/transfer/request';
import { type Transfer } from '../../domain/transfer/state';
import { CHANGED } from '../command/contention';
import { causedBy, type EventRecord } from '../command/eventRecord';
import { eventWrites } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { customerWrite } from '../customer/customerBook';
import { type DuePorts } from '../due/dueSubscription';
import { orderRecords, orderWrites } from '../order/orderBook';
import { setUpRecords, setUpWrites } from '../overage/purchaseSetUp';
import { chargeWrites, readSubscription, subscriptionRecords, subscriptionWrite } from '../subscription/subscriptionBook';
import { moveLine, readParties, type MovePorts } from './moveLine';
import { movedOverage, telcoAfter } from './movedOverage';
import { readTransfer, transferRecords, transferWrite } from './transferBook';

export interface TransferPorts extends Pick<DuePorts, 'clock' | 'contention' | 'publishing'>, MovePorts {}

/** What the target has bought, in its books: for what it will be charged from its first day on (ORD-11), each charge cut by the policy that its term keeps. Nobody attested anything of it, so nothing is said of that (ORD-2). */
const orderOf = (target: Subscription, { targetPartnerId }: Transfer, policies: PolicyBook): Order => {
  const { termDuration, billingCycle, cyclePrice, currency, term, cycle, quantity, offer, customerId } = target;
  const price = { termDuration, billingCycle, start: term.start, end: term.end, chargedFrom: target.billedFrom, cycle, listCyclePrice: target.listCyclePrice ?? cyclePrice, cyclePrice, currency };
  const pricing = linePricing(price, quantity, policyNamed(policies, term.policy).rounding);
  return {
    id: target.orderId,
    customerId,
    partnerId: targetPartnerId,
    createdAt: target.createdAt,
    status: 'completed',
    billingCycle,
    currency,
    lines: [{ lineItemNumber: 0, offer, subscriptionId: target.id, termDuration, quantity, additionalResellers: [], pricing, ...(target.promotionId !== undefined && { promotionId: target.promotionId }), ...(target.resellerOfRecord !== undefined && { resellerOfRecord: target.resellerOfRecord }) }],
    totalPrice: pricing.extendedPrice,
  };
};

/** ORD-11: a line that was offered is moved on the terms that were shown, or better ones, or not at all. */
const asOffered = (transfer: Transfer, subscriptionId: string, moved: Moved | TransferObstacle): Moved | TransferObstacle =>
  typeof moved !== 'string' && isWorseThanOffered(transfer, subscriptionId, moved.target.subscription) ? 'OfferOutdated' : moved;

const storing = async (commerce: PartitionStore, customerId: string, state: readonly Write[], records: readonly EventRecord[]): Promise<StoredEvents | typeof CHANGED> => {
  const writes = [...state, ...eventWrites(records)];
  const committed = await commerce.commit(customerId, writes);
  return committed.ok ? storedEvents(records, writes, committed) : CHANGED;
};

/**
 * TRF-2, TRF-3: one line in one transaction: the target's subscription and order, the end of the source's, the lines of both, who takes the overage from now on, and what became of it. Whoever comes
 * second finds it done. Guarded by the customer's row like a purchase, so that the target is still one of its partners when it gets something (CUS-1).
 * @returns what this run stored; undefined: another has done it. @throws when the store fails.
 */
const carryOutLine = async (ports: TransferPorts, customerId: string, transferId: string, subscriptionId: string): Promise<StoredEvents | undefined | typeof CHANGED> => {
  const { commerce, clock, policies } = ports;
  const transfer = await readTransfer(commerce, customerId, transferId);
  const line = transfer?.value.lines.find((each) => each.subscriptionId === subscriptionId);
  if (transfer === undefined || line === undefined || line.status !== undefined) return undefined;
  const parties = await readParties(ports, transfer.value);
  const source = await readSubscription(commerce, customerId, subscriptionId);
  const now = clock.now();
  const moved = asOffered(transfer.value, subscriptionId, moveLine(parties, source?.value, policies, now));
  if (typeof moved === 'string' || source === undefined) {
    const change = lineDone(transfer.value, { ...line, status: 'Failed', reason: typeof moved === 'string' ? moved : 'NotOfSource' }, now);
    return storing(commerce, customerId, [transferWrite(change.transfer, transfer.etag)], causedBy({ command: 'transfer' }, transferRecords(change, transfer.value, now)));
  }
  const telco = await telcoAfter(commerce, customerId, parties.catalogue, [moved]);
  const overage = movedOverage(telco, [moved], policyAt(policies, now), now);
  const target = moved.target.subscription;
  const order = orderOf(target, transfer.value, policies);
  const change = lineDone(transfer.value, { ...line, status: 'Complete', targetSubscriptionId: target.id, targetOrderId: target.orderId }, now);
  const records = [...subscriptionRecords(moved.source, [source.value], now), ...orderRecords([order], [moved.target], []), ...setUpRecords(overage, telco, undefined, now), ...transferRecords(change, transfer.value, now)];
  const state = [
    customerWrite(parties.customer.value, parties.customer.etag),
    transferWrite(change.transfer, transfer.etag),
    subscriptionWrite(moved.source.subscription, source.etag),
    ...chargeWrites(moved.source),
    ...orderWrites([order], [moved.target], new Map()),
    ...setUpWrites(overage, telco),
  ];
  return storing(commerce, customerId, state, causedBy({ command: 'transfer' }, records));
};

/**
 * Carries out what was submitted, line by line; safe to repeat, and to run twice at once. @throws when the store fails, or others change a line's subscription again and again: the deadline stays, and
 * the sweep goes on with the lines that are left.
 */
export const carryOutTransfer = async (ports: TransferPorts, { customerId, subject }: Deadline): Promise<void> => {
  const transfer = await readTransfer(ports.commerce, customerId, subject);
  const stored: (StoredEvents | undefined)[] = [];
  for (const { subscriptionId, status } of transfer?.value.lines ?? []) {
    stored.push(status !== undefined ? undefined : await ports.contention.insist(customerId, `${subscriptionId}, to be transferred,`, () => carryOutLine(ports, customerId, subject, subscriptionId)));
  }
  await ports.publishing.bringOutOrLookFor(customerId, stored);
};

/** TRF-1: ends a request that nobody answered. One that is answered needs nothing but its events out. @throws when the store fails, or others change it again and again. */
export const carryOutTransferExpiry = async ({ clock, commerce, contention, publishing }: TransferPorts, { customerId, subject }: Deadline): Promise<void> => {
  const stored = await contention.insist(customerId, `The transfer ${subject}`, async (): Promise<StoredEvents | undefined | typeof CHANGED> => {
    const transfer = await readTransfer(commerce, customerId, subject);
    const now = clock.now();
    const change = transfer && expireTransfer(transfer.value, now);
    if (transfer === undefined || change === undefined) return undefined;
    return storing(commerce, customerId, [transferWrite(change.transfer, transfer.etag)], causedBy({ command: 'transferExpiry' }, transferRecords(change, transfer.value, now)));
  });
  await publishing.bringOutOrLookFor(customerId, [stored]);
};
