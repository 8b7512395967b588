import { type PartitionStore, type Write } from '../kernel/partitionStore';
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

/** The rows of new orders and of what was bought in them. */
export const orderWrites = (orders: readonly Order[], purchases: readonly Outcome[]): Write[] => [
  ...orders.map((order): Write => ({ op: 'create', key: orderKey(order.id), value: { type: 'order', ...order } })),
  ...purchases.flatMap((bought) => [subscriptionWrite(bought.subscription), ...chargeWrites(bought)]),
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

export const orderRecords = (orders: readonly Order[], purchases: readonly Outcome[]): EventRecord[] => [
  ...orders.map(orderRecord),
  ...purchases.flatMap((bought) => subscriptionRecords(bought, bought.subscription.createdAt)),
];
