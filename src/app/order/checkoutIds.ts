import { type CheckoutIds } from '../../domain/order/checkout';
import { type Cart, type CartLine } from '../../domain/order/state';
import { azureSetUp } from '../azurePlan/azureBook';
import { derivedGuid, derivedOrderId } from '../command/ids';

/** What a checkout of the cart makes, and any repeat of it. */
export const checkoutIds = ({ id: cartId, customerId, partnerId }: Cart): CheckoutIds => ({
  orderId: (orderGroup) => derivedOrderId(cartId, orderGroup),
  subscriptionId: (lineId) => derivedGuid('subscription', cartId, String(lineId)),
  planId: (resellerOfRecord) => azureSetUp(customerId, partnerId, resellerOfRecord).planId,
});

/** Whether a line of the cart has not been ordered yet. */
export const isOpenIn =
  (cart: Cart) =>
  ({ orderGroup }: CartLine): boolean =>
    !cart.orderIds.includes(checkoutIds(cart).orderId(orderGroup ?? '0'));
