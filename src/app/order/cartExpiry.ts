import { type Deadline } from '../due/deadline';
import { plusHours } from '../../kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../kernel/partitionStore';
import { type Cart } from '../../domain/order/state';
import { readCart } from './cartBook';
import { cartKey } from '../command/commerceKeys';

/** A cart is gone for everybody at its expiry; its row goes later, when no host's clock can be so far behind as to check it out at the same moment. */
const rowKeptHours = 1;

export const cartExpiry = (cart: Cart): Deadline => ({ at: plusHours(cart.expiresAt, rowKeptHours), kind: 'cartExpiry', customerId: cart.customerId, subject: cart.id });

/** ORD-1: takes the row of an expired cart away; one that was ordered stays. Safe to repeat. */
export const expireCart = async (commerce: PartitionStore, { customerId, subject }: Deadline): Promise<void> => {
  const stored = await readCart(commerce, customerId, subject);
  if (stored === undefined || stored.value.status === 'ordered') return;
  await commerce.commit(customerId, [{ op: 'delete', key: cartKey(subject), etag: ANY_ETAG }]);
};
