import { type PartitionStore, type Write } from '../kernel/partitionStore';
import { type Cart, cartSchema, type Order, orderSchema } from '../order/state';
import { cartKey, orderKey, orderPrefix } from './commerceKeys';
import { type EventRecord, recordId } from './eventRecord';
import { allRows } from './allRows';
import { type Stored } from './subscriptionBook';

export const readCart = async (commerce: PartitionStore, customerId: string, cartId: string): Promise<Stored<Cart> | undefined> => {
  const row = await commerce.read(customerId, cartKey(cartId));
  return row === undefined ? undefined : { value: cartSchema.parse(row.value), etag: row.etag };
};

/** @param etag of the row that was read; absent for a new cart. */
export const cartWrite = (cart: Cart, etag?: string): Write => {
  const row = { key: cartKey(cart.id), value: { type: 'cart', ...cart } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

export const readOrder = async (commerce: PartitionStore, customerId: string, orderId: string): Promise<Order | undefined> => {
  const row = await commerce.read(customerId, orderKey(orderId));
  return row === undefined ? undefined : orderSchema.parse(row.value);
};

/** All of a customer's orders, every partner's, in order of their ids. */
export const listOrders = async (commerce: PartitionStore, customerId: string): Promise<readonly Order[]> =>
  (await allRows(commerce, customerId, orderPrefix)).map((row) => orderSchema.parse(row.value));

export const orderWrite = (order: Order): Write => ({ op: 'create', key: orderKey(order.id), value: { type: 'order', ...order } });

/** An order never changes but once in its life here: it is placed. */
export const orderRecord = (order: Order): EventRecord => ({
  id: recordId(order.id, 1),
  customerId: order.customerId,
  partnerId: order.partnerId,
  subject: { kind: 'order', id: order.id },
  version: 1,
  at: order.createdAt,
  facts: [{ type: 'OrderPlaced', totalPrice: order.totalPrice, currency: order.currency, subscriptionIds: order.lines.map((line) => line.subscriptionId) }],
  deadlines: [],
});
