import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { type Cart, cartSchema } from '../../domain/order/state';
import { cartKey } from '../command/commerceKeys';
import { type RememberedRows } from '../command/rememberedRows';
import { type Stored } from '../subscription/subscriptionBook';
import { rowReader } from '../unreadable';

export const cartRows = rowReader('Commerce', 'cart', cartSchema);

/** @throws RowUnreadable. */
export const readCart = async (commerce: PartitionStore, customerId: string, cartId: string): Promise<Stored<Cart> | undefined> => {
  const row = await commerce.read(customerId, cartKey(cartId));
  return row && cartRows.readStored(row);
};

/** As this process saw it last, for a command that commits against its etag; undefined where it is not remembered, cannot be read, or is another partner's: that takes as many reads as what does not exist (PAR-3). */
export const recallCart = (remembered: RememberedRows, partnerTenantId: string, customerId: string, cartId: string): Stored<Cart> | undefined => {
  const row = remembered.recall(customerId, cartKey(cartId));
  const [value] = row === undefined ? [] : cartRows.readable([row]).items;
  return row && value?.partnerId === partnerTenantId ? { value, etag: row.etag } : undefined;
};

/** @param etag of the row that was read; absent for a new cart. */
export const cartWrite = (cart: Cart, etag?: string): Write => {
  const row = { key: cartKey(cart.id), value: { type: 'cart', ...cart } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};
