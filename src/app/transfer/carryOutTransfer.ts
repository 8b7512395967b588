import { type Customer } from '../../customer/state';
import { type Deadline } from '../../deadline/deadline';
import { linePricing } from '../../order/linePricing';
import { type Order } from '../../order/state';
import { policyNamed } from '../../policy/policy';
import { type Subscription } from '../../subscription/state';
import { transferObstacle } from '../../transfer/eligibility';
import { moveSubscription, type Moved } from '../../transfer/moveSubscription';
import { type TransferObstacle } from '../../transfer/refusals';
import { expireTransfer, lineDone } from '../../transfer/request';
import { type Transfer, type TransferLine } from '../../transfer/state';
import { type DuePorts } from '../due/carryOutDue';
import { derivedGuid, derivedOrderId } from '../command/ids';
import { eventWrites } from '../command/publishing';
import { customerWrite, readCustomer } from '../customer/customerBook';
import { orderWrites } from '../order/orderBook';
import { type App } from '../ports';
import { chargeWrites, readSubscription, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { targetObstacle } from './targetStanding';
import { targetPrice } from './targetPrice';
import { listTransfers, readTransfer, transferRecords, transferWrite } from './transferBook';

export interface TransferPorts extends Pick<DuePorts, 'clock' | 'commerce' | 'publishing' | 'policies' | 'catalogueOf'> {
  readonly partnerByTenant: App['partnerByTenant'];
}

/** How often one line is decided anew when others changed what it is about in between. */
const attempts = 8;

/** What the target has bought, in its books. */
const orderOf = (target: Subscription, moved: Moved, transfer: Transfer): Order => {
  const { termDuration, billingCycle, cyclePrice, currency, term, quantity, offer, customerId } = target;
  const rounding = moved.target.charges[0]?.rounding ?? 'LINE_DOWN';
  const price = { termDuration, billingCycle, start: term.start, end: term.end, listCyclePrice: target.listCyclePrice ?? cyclePrice, cyclePrice, currency };
  const pricing = linePricing(price, quantity, rounding === 'UNIT_DOWN' ? 'UNIT_DOWN' : 'LINE_DOWN');
  return {
    id: target.orderId,
    customerId,
    partnerId: transfer.targetPartnerId,
    createdAt: target.createdAt,
    status: 'completed',
    billingCycle,
    currency,
    attestationAccepted: true,
    lines: [{ lineItemNumber: 0, offer, subscriptionId: target.id, termDuration, quantity, additionalResellers: [], pricing, ...(target.resellerOfRecord !== undefined && { resellerOfRecord: target.resellerOfRecord }) }],
    totalPrice: pricing.extendedPrice,
  };
};

interface Found {
  readonly customer: Stored<Customer>;
  readonly transfer: Stored<Transfer>;
  readonly source: Stored<Subscription> | undefined;
  readonly others: readonly Transfer[];
}

/** The move of one line, or why it cannot be made any more (TRF-4). */
const moveOf = async (ports: TransferPorts, { customer, transfer: { value: transfer }, source, others }: Found, line: TransferLine): Promise<Moved | TransferObstacle> => {
  const now = ports.clock.now();
  const target = await ports.partnerByTenant(transfer.targetPartnerId);
  const obstacle = transferObstacle(source?.value, transfer.sourcePartnerId, others, now) ?? targetObstacle(customer.value, target);
  if (source === undefined || obstacle !== undefined) return obstacle ?? 'NotOfSource';
  const price = target && targetPrice(await ports.catalogueOf(source.value.offer.country), source.value, target.currency, now);
  if (price === undefined) return 'CurrencyNotListed';
  const ids = { targetSubscriptionId: derivedGuid('subscription', transfer.id, line.subscriptionId), targetOrderId: derivedOrderId(transfer.id, line.subscriptionId) };
  const move = { transferId: transfer.id, targetPartnerId: transfer.targetPartnerId, price, ...ids, partnerOnRecord: transfer.partnerOnRecord };
  return moveSubscription(source.value, move, policyNamed(ports.policies, source.value.term.policy), now);
};

/**
 * TRF-2, TRF-3: one line in one transaction: the target's subscription and order, the end of the source's, the lines of both, and what became of it. Whoever comes second finds it done.
 * Guarded by the customer's row like a purchase, so that the target is still one of its partners when it gets something (CUS-1).
 * @returns whether this or another run has done it. @throws when the store fails.
 */
const carryOutLine = async (ports: TransferPorts, customerId: string, transferId: string, subscriptionId: string): Promise<boolean> => {
  const { commerce, clock } = ports;
  const transfer = await readTransfer(commerce, customerId, transferId);
  const line = transfer?.value.lines.find((each) => each.subscriptionId === subscriptionId);
  if (transfer === undefined || line === undefined || line.status !== undefined) return true;
  const [customer, source, all] = await Promise.all([readCustomer(commerce, customerId), readSubscription(commerce, customerId, subscriptionId), listTransfers(commerce, customerId)]);
  if (customer === undefined) throw new Error(`There is no customer ${customerId}`);
  const moved = await moveOf(ports, { customer, transfer, source, others: all.filter(({ id }) => id !== transferId) }, line);
  const now = clock.now();
  if (typeof moved === 'string' || source === undefined) {
    const change = lineDone(transfer.value, { ...line, status: 'Failed', reason: typeof moved === 'string' ? moved : 'NotOfSource' }, now);
    return (await commerce.commit(customerId, [transferWrite(change.transfer, transfer.etag), ...eventWrites(transferRecords(change, now))])).ok;
  }
  const target = moved.target.subscription;
  const change = lineDone(transfer.value, { ...line, status: 'Complete', targetSubscriptionId: target.id, targetOrderId: target.orderId }, now);
  const records = [...subscriptionRecords(moved.source, now), ...subscriptionRecords(moved.target, now), ...transferRecords(change, now)];
  const committed = await commerce.commit(customerId, [
    customerWrite(customer.value, customer.etag),
    transferWrite(change.transfer, transfer.etag),
    subscriptionWrite(moved.source.subscription, source.etag),
    ...chargeWrites(moved.source),
    ...orderWrites([orderOf(target, moved, transfer.value)], [moved.target], new Map()),
    ...eventWrites(records),
  ]);
  return committed.ok;
};

/**
 * Carries out what was submitted, line by line; safe to repeat, and to run twice at once. @throws when the store fails, or others change a line's subscription again and again: the deadline stays, and
 * the sweep goes on with the lines that are left.
 */
export const carryOutTransfer = async (ports: TransferPorts, { customerId, subject }: Deadline): Promise<void> => {
  const transfer = await readTransfer(ports.commerce, customerId, subject);
  for (const { subscriptionId, status } of transfer?.value.lines ?? []) {
    let isDone = status !== undefined;
    for (let attempt = 0; attempt < attempts && !isDone; attempt += 1) isDone = await carryOutLine(ports, customerId, subject, subscriptionId);
    if (!isDone) throw new Error(`${subscriptionId} was changed by others in each of ${attempts} attempts to transfer it`);
  }
  await ports.publishing.publishLeftovers(customerId);
};

/** TRF-1: ends a request that nobody answered. One that is answered needs nothing but its events out. @throws when the store fails, or others change it again and again. */
export const carryOutTransferExpiry = async ({ clock, commerce, publishing }: TransferPorts, { customerId, subject }: Deadline): Promise<void> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const transfer = await readTransfer(commerce, customerId, subject);
    const now = clock.now();
    const change = transfer && expireTransfer(transfer.value, now);
    if (transfer === undefined || change === undefined) return publishing.publishLeftovers(customerId);
    const committed = await commerce.commit(customerId, [transferWrite(change.transfer, transfer.etag), ...eventWrites(transferRecords(change, now))]);
    if (committed.ok) return publishing.publishLeftovers(customerId);
  }
  throw new Error(`The transfer ${subject} was changed by others in each of ${attempts} attempts`);
};
