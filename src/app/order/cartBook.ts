import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Cart, cartSchema } from '../../domain/order/state';
import { cartKey } from '../command/commerceKeys';
import { type Stored } from '../subscription/subscriptionBook';
import { rowReader } from '../unreadable';

export const cartRows = rowReader('Commerce', 'cart', cartSchema);

/** @throws RowUnreadable. */
export const readCart = async (commerce: PartitionStore, customerId: string, cartId: string): Promise<Stored<Cart> | undefined> => {
  const row = await commerce.read(customerId, cartKey(cartId));
  return row && cartRows.readStored(row);
};

/** @param etag of the row that was read; absent for a new cart. */
export const cartWrite = (cart: Cart, etag?: string): Write => {
  const row = { key: cartKey(cart.id), value: { type: 'cart', ...cart } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};
