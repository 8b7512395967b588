import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Cart, cartSchema } from '../../order/state';
import { cartKey } from '../command/commerceKeys';
import { type Stored } from '../subscription/subscriptionBook';

export const readCart = async (commerce: PartitionStore, customerId: string, cartId: string): Promise<Stored<Cart> | undefined> => {
  const row = await commerce.read(customerId, cartKey(cartId));
  return row === undefined ? undefined : { value: cartSchema.parse(row.value), etag: row.etag };
};

/** @param etag of the row that was read; absent for a new cart. */
export const cartWrite = (cart: Cart, etag?: string): Write => {
  const row = { key: cartKey(cart.id), value: { type: 'cart', ...cart } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};
