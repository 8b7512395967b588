import { type PartitionStore, type Write } from '../kernel/partitionStore';
import { failure, success, type Result } from '../kernel/result';
import { orderSchema, type Order } from '../order/state';
import { type Outcome } from '../subscription/outcome';
import { allRows } from './allRows';
import { orderKey, orderPrefix } from './commerceKeys';
import { recordId, type EventRecord } from './eventRecord';
import { chargeWrites, subscriptionRecords, subscriptionWrite } from './subscriptionBook';

export const readOrder = async (commerce: PartitionStore, customerId: string, orderId: string): Promise<Order | undefined> => {
  const row = await commerce.read(customerId, orderKey(orderId));
  return row === undefined ? undefined : orderSchema.parse(row.value);
};

/** All of a customer's orders, every partner's, in order of their ids. */
export const listOrders = async (commerce: PartitionStore, customerId: string): Promise<readonly Order[]> =>
  (await allRows(commerce, customerId, orderPrefix)).map((row) => orderSchema.parse(row.value));

/** The rows of new orders and of what was bought in them. @param etags of the subscriptions held before, which something may now hang on (ORD-5). */
export const orderWrites = (orders: readonly Order[], purchases: readonly Outcome[], etags: ReadonlyMap<string, string>): Write[] => [
  ...orders.map((order): Write => ({ op: 'create', key: orderKey(order.id), value: { type: 'order', ...order } })),
  ...purchases.flatMap((bought) => [subscriptionWrite(bought.subscription, etags.get(bought.subscription.id)), ...chargeWrites(bought)]),
];

/** An order never changes but once in its life here: it is placed. */
const orderRecord = (order: Order): EventRecord => ({
  id: recordId(order.id, 1),
  customerId: order.customerId,
  partnerId: order.partnerId,
  subject: { kind: 'order', id: order.id },
  version: 1,
  at: order.createdAt,
  facts: [{ type: 'OrderPlaced', totalPrice: order.totalPrice, currency: order.currency, subscriptionIds: order.lines.map((line) => line.subscriptionId) }],
  deadlines: [],
});

/** @param orders made by one command, at least one. */
export const orderRecords = (orders: readonly Order[], purchases: readonly Outcome[]): EventRecord[] => [
  ...orders.map(orderRecord),
  ...purchases.flatMap((bought) => subscriptionRecords(bought, orders[0]?.createdAt ?? bought.subscription.createdAt)),
];

/** Of one transaction, less the receipt, the customer and the cart. */
const mostRows = 100 - 3;

/** Whether what was bought fits one transaction: a row of its own for each order, subscription and line, two for each event. Refused: OrderTooLarge. */
export const fitsTransaction = (orders: readonly Order[], purchases: readonly Outcome[]): Result<unknown, { readonly kind: 'OrderTooLarge'; readonly rows: number; readonly most: number }> => {
  const rows = 3 * orders.length + purchases.reduce((sum, { charges }) => sum + 3 + charges.length, 0);
  return rows <= mostRows ? success(undefined) : failure({ kind: 'OrderTooLarge', rows, most: mostRows });
};
