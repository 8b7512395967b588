import { ApiProblem } from '../../api/problem';
import { useSession } from '../../session/useSession';
import { useCart } from './cartData';

/** Which cart of a customer somebody goes on with in this browser: carts are kept on the server, which lists none. */
const keyOf = (partnerTenantId: string, customerId: string): string => `nextterm.cart.${partnerTenantId}.${customerId}`;

export const keepCart = (partnerTenantId: string, customerId: string, cartId: string): void => localStorage.setItem(keyOf(partnerTenantId, customerId), cartId);

/** A cart that is left: it stays on the server until it expires. */
export const forgetCart = (partnerTenantId: string, customerId: string): void => localStorage.removeItem(keyOf(partnerTenantId, customerId));

/** The cart that somebody goes on with, as long as it is there and not bought. */
export const useOpenCart = (customerId: string) => {
  const { caller, may } = useSession();
  const kept = may('carts.write') ? (localStorage.getItem(keyOf(caller.tenantId, customerId)) ?? undefined) : undefined;
  const { data: cart, error } = useCart(kept === undefined ? undefined : { customerId, cartId: kept });
  const isGone = error instanceof ApiProblem && error.status === 404;
  const isOpen = kept !== undefined && !isGone && cart?.status !== 'Ordered';
  return { cartId: isOpen ? kept : undefined, cart: isOpen ? cart : undefined, isGone };
};
