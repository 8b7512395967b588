import { MOST_WRITES_OF_A_CUSTOMER, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { type OrderRefusal } from '../../domain/order/refusals';
import { orderSchema, type Order } from '../../domain/order/state';
import { changedOfOrder } from '../../domain/order/toldFields';
import { type Outcome } from '../../domain/subscription/outcome';
import { type Subscription } from '../../domain/subscription/state';
import { allRows } from '../allRows';
import { orderKey, orderPrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { chargeWrites, subscriptionRecords, subscriptionWrite, type Stored } from '../subscription/subscriptionBook';
import { rowReader, type Readable } from '../unreadable';

export const orderRows = rowReader('Commerce', 'order', orderSchema);

/** @throws RowUnreadable. */
export const readOrder = async (commerce: PartitionStore, customerId: string, orderId: string): Promise<Order | undefined> => {
  const row = await commerce.read(customerId, orderKey(orderId));
  return row && orderRows.read(row);
};

/** All of a customer's orders, every partner's, in order of their ids, as far as they can be read. */
export const readableOrders = async (commerce: PartitionStore, customerId: string): Promise<Readable<Order>> => orderRows.readable(await allRows(commerce, customerId, orderPrefix));

/** The order as its partner sees it (PAR-3): OrderNotFound. */
export const readStoredOrder = async (commerce: PartitionStore, partnerTenantId: string, customerId: string, orderId: string): Promise<Result<Stored<Order>, OrderRefusal>> => {
  const row = await commerce.read(customerId, orderKey(orderId));
  const order = row && orderRows.read(row);
  return row === undefined || order?.partnerId !== partnerTenantId ? failure({ kind: 'OrderNotFound', orderId }) : success({ value: order, etag: row.etag });
};

const orderRow = (order: Order) => ({ key: orderKey(order.id), value: { type: 'order', ...order } });

export const orderUpdate = (order: Order, etag: string): Write => ({ op: 'update', ...orderRow(order), etag });

/** The rows of what was bought. @param etags of the subscriptions held before, which something may now hang on (ORD-5). */
export const purchaseWrites = (purchases: readonly Outcome[], etags: ReadonlyMap<string, string>): Write[] =>
  purchases.flatMap((bought) => [subscriptionWrite(bought.subscription, etags.get(bought.subscription.id)), ...chargeWrites(bought)]);

/** The rows of new orders and of what was bought in them. */
export const orderWrites = (orders: readonly Order[], purchases: readonly Outcome[], etags: ReadonlyMap<string, string>): Write[] => [
  ...orders.map((order): Write => ({ op: 'create', ...orderRow(order) })),
  ...purchaseWrites(purchases, etags),
];

const orderRecord = (order: Order, before: Order | undefined, at: EventRecord['at'], fact: EventRecord['facts'][number]): EventRecord => {
  const version = order.version ?? 1;
  return { id: recordId(order.id, version), customerId: order.customerId, partnerId: order.partnerId, subject: { kind: 'order', id: order.id }, version, at, facts: [fact], ...withChanged(changedOfOrder(before, order)), deadlines: [] };
};

const placed = (order: Order): EventRecord => {
  const { totalPrice, currency, lines } = order;
  return orderRecord(order, undefined, order.createdAt, { type: 'OrderPlaced', totalPrice, currency, subscriptionIds: lines.map((line) => line.subscriptionId) });
};

/** Of an order placed elsewhere that is kept here. @param at when it came here. */
export const importedOrderRecord = (order: Order, at: EventRecord['at']): EventRecord => {
  const { totalPrice, currency, lines } = order;
  return orderRecord(order, undefined, at, { type: 'OrderImported', totalPrice, currency, subscriptionIds: lines.map((line) => line.subscriptionId) });
};

/** @param before the same order as it stood. @param added subscriptions that it did not have before. @param held subscriptions as they stood. */
export const orderExtendedRecords = (order: Order, before: Order, added: readonly string[], purchases: readonly Outcome[], held: readonly Subscription[], at: EventRecord['at']): EventRecord[] => [
  orderRecord(order, before, at, { type: 'OrderExtended', totalPrice: order.totalPrice, currency: order.currency, subscriptionIds: added }),
  ...purchases.flatMap((bought) => subscriptionRecords(bought, held, at)),
];

/** What stood before a change. */
export interface Stood {
  readonly orders: readonly Order[];
  readonly subscriptions: readonly Subscription[];
}

/** MIG-3. @param orders as they are now. */
export const cycleChangedRecords = (orders: readonly Order[], outcomes: readonly Outcome[], stood: Stood, at: EventRecord['at']): EventRecord[] => [
  ...orders.map((order) => orderRecord(order, stood.orders.find(({ id }) => id === order.id), at, { type: 'OrderBillingCycleChanged', billingCycle: order.billingCycle, totalPrice: order.totalPrice, currency: order.currency })),
  ...outcomes.flatMap((outcome) => subscriptionRecords(outcome, stood.subscriptions, at)),
];

/** ORD-9. @param before the same order as it stood. @param ended what was cancelled with it. @param held subscriptions as they stood. */
export const orderCancelledRecords = (order: Order, before: Order, ended: readonly Outcome[], held: readonly Subscription[], at: EventRecord['at']): EventRecord[] => {
  const cancelled = order.lines.filter(({ quantity }, index) => quantity === 0 && before.lines[index]?.quantity !== 0);
  return [
    orderRecord(order, before, at, { type: 'OrderCancelled', status: order.status, lineItemNumbers: cancelled.map((line) => line.lineItemNumber), subscriptionIds: cancelled.map((line) => line.subscriptionId) }),
    ...ended.flatMap((each) => subscriptionRecords(each, held, at)),
  ];
};

/** @param orders made by one command, at least one. @param held subscriptions as they stood, which something may now hang on (ORD-5). */
export const orderRecords = (orders: readonly Order[], purchases: readonly Outcome[], held: readonly Subscription[]): EventRecord[] => [
  ...orders.map(placed),
  ...purchases.flatMap((bought) => subscriptionRecords(bought, held, orders[0]?.createdAt ?? bought.subscription.createdAt)),
];

/** Of one transaction, less the receipt, the customer and the cart. */
const mostRows = MOST_WRITES_OF_A_CUSTOMER - 3;

/** Whether what was bought fits one transaction: a row of its own for each order, subscription and line, two for each event, and those of the sheets on which what was there before stands. @param besides rows of what is set up with it. Refused: OrderTooLarge. */
export const fitsTransaction = (orders: readonly Order[], purchases: readonly Outcome[], besides = 0): Result<unknown, { readonly kind: 'OrderTooLarge'; readonly rows: number; readonly most: number }> => {
  const sheets = new Set(purchases.flatMap(({ subscription: { sheet } }) => (sheet === undefined ? [] : [sheet]))).size;
  const rows = besides + sheets + 3 * orders.length + purchases.reduce((sum, { charges }) => sum + 3 + charges.length, 0);
  return rows <= mostRows ? success(undefined) : failure({ kind: 'OrderTooLarge', rows, most: mostRows });
};
