import { type Deadline } from '../due/deadline';
import { plusHours } from '../../kernel/instant';
import { deleteAsRead, type PartitionStore } from '../../kernel/partitionStore';
import { type Cart } from '../../domain/order/state';
import { readCart } from './cartBook';
import { cartKey } from '../command/commerceKeys';

/** A cart is gone for everybody at its expiry; its row goes later, when no host's clock can be so far behind as to check it out at the same moment. */
const rowKeptHours = 1;

export const cartExpiry = (cart: Cart): Deadline => ({ at: plusHours(cart.expiresAt, rowKeptHours), kind: 'cartExpiry', customerId: cart.customerId, subject: cart.id });

/** Others change a cart only while it is not expired, by their own clocks. */
const ATTEMPTS = 3;

/** ORD-1: takes the row of an expired cart away as it was read; one that was ordered stays, also by a host whose clock is far behind. Safe to repeat. @throws Error where others write it in each attempt. */
export const expireCart = async (commerce: PartitionStore, { customerId, subject }: Deadline): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await readCart(commerce, customerId, subject);
    if (stored === undefined || stored.value.status === 'ordered') return;
    if ((await commerce.commit(customerId, [deleteAsRead({ key: cartKey(subject), etag: stored.etag })])).ok) return;
  }
  throw new Error(`The cart ${subject} was changed by others in each of ${ATTEMPTS} attempts to take it away`);
};
