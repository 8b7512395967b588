import { visibleTo } from '../../domain/parties/customer/relationship';
import { success, type Result } from '../../kernel/result';
import { checkout as decideCheckout, openGroups, type CheckedOut, type FailedGroup } from '../../domain/order/checkout';
import { type Cart, type Order } from '../../domain/order/state';
import { type OverageSetUp } from '../../domain/usage/overage/setUp';
import { type Partner } from '../../domain/parties/partner/state';
import { type Write } from '../../kernel/partitionStore';
import { type Answer } from '../command/answer';
import { alignmentGuards } from './alignmentGuards';
import { cartWrite, recallCart } from './cartBook';
import { checkoutIds } from './checkoutIds';
import { loadShopper, maySell, pricingContext, readOpenCart, shopperOf, withLines, type Shop, type Shopper } from './cartShop';
import { customerWrite } from '../customer/customerBook';
import { handleCommand } from '../command/handleCommand';
import { rowsOfNewSheets } from '../subscription/sheets';
import { fitsTransaction, orderRecords, orderWrites, readOrder } from './orderBook';
import { purchaseSetUp, setUpRecords, setUpRows, setUpWrites, withPlans } from '../overage/purchaseSetUp';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';

/** All orders of the cart so far, and the groups that could not be bought this time. */
export interface Checkout {
  readonly orders: readonly Order[];
  readonly failed: readonly FailedGroup[];
  /** What this checkout itself did; absent when an earlier one had done it all. */
  readonly done?: CheckedOut & { readonly setUp: OverageSetUp; readonly guards: readonly Write[] };
  /** ORD-11: of a preview: something costs more than was shown, and the call it previews would not accept that. */
  readonly isToBeAccepted?: boolean;
}

export interface AskedCheckout {
  readonly cartId: string;
  /** ORD-11: buys also what costs more than the cart showed when it was read last. */
  readonly acceptsPrices: boolean;
}

interface CheckoutState extends Shop {
  readonly cart: Stored<Cart>;
  readonly earlierOrders: readonly Order[];
}

const stateOf = async (app: App, shopper: Shopper, cart: Stored<Cart>, partner: Partner): Promise<CheckoutState> => {
  const { customerId, lines, orderIds } = cart.value;
  const isOpen = openGroups(cart.value, checkoutIds(cart.value)).size > 0;
  const [shop, earlier] = await Promise.all([
    withLines(app, shopper, partner, isOpen ? lines : []),
    Promise.all(orderIds.map((orderId) => readOrder(app.commerce, customerId, orderId))),
  ]);
  return { ...shop, cart, earlierOrders: earlier.filter((order) => order !== undefined) };
};

const loadCheckout = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<CheckoutState, Refusal>> => {
  const [shopper, cart] = await Promise.all([loadShopper(app, customerId, partner), readOpenCart(app, customerId, cartId, partner)]);
  if (!shopper.ok) return shopper;
  return cart.ok ? success(await stateOf(app, shopper.value, cart.value, partner)) : cart;
};

/**
 * With the customer and the cart as this process remembers them: a checkout commits against the etags of both, which tell if that was out of date. The repeat of a
 * checkout commits nothing of the kind, so it is not for memory to answer.
 */
const recallCheckout = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<CheckoutState, Refusal> | undefined> => {
  const customer = app.customers.recall(customerId);
  if (customer === undefined || !visibleTo(customer.value, customerId, partner.tenantId).ok) return undefined;
  const [shopper, cart] = await Promise.all([shopperOf(app, customer), readOpenCart(app, customerId, cartId, partner, recallCart(app.remembered, partner.tenantId, customerId, cartId))]);
  if (!cart.ok || cart.value.value.status === 'ordered') return undefined;
  return success(await stateOf(app, shopper, cart.value, partner));
};

/**
 * ORD-1: idempotent per cart: what it ordered is answered again, what it could not is tried again. All that is bought goes into one transaction, in which an order
 * group has its place or none; twenty lines in five groups are 98 writes. It is guarded by the customer's row: of two checkouts at once the second
 * is decided anew on what the first one bought, whichever partners they are of (ORD-4, ORD-7). A preview shows both prices where they differ, and refuses neither (ORD-11).
 */
export const checkout = (app: App, call: WriteCall, customerId: string, { cartId, acceptsPrices }: AskedCheckout, encode: Encoding<Checkout>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<CheckoutState, Checkout>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadCheckout(app, customerId, cartId, partner),
    recall: () => recallCheckout(app, customerId, cartId, partner),
    decide: (state, now) => {
      const { cart, earlierOrders } = state;
      const ids = checkoutIds(cart.value);
      if (earlierOrders.length > 0 && openGroups(cart.value, ids).size === 0) return success({ orders: earlierOrders, failed: [] });
      const allowed = maySell(partner, state.customer.value);
      if (!allowed.ok) return allowed;
      const context = pricingContext(app, state, partner, now);
      const done = decideCheckout(cart.value, ids, context, acceptsPrices || call.preview);
      if (!done.ok) return done;
      const { orders, purchases, plans, failed, priceChanges } = done.value;
      const setUp = withPlans(purchaseSetUp(state.telco, purchases, now), plans, cart.value, state.azure, now);
      const guards = alignmentGuards(purchases, context.standing.targets, state);
      const fits = fitsTransaction(orders, purchases, setUpRows(setUp, state.telco) + guards.length + rowsOfNewSheets(state.customer.value));
      return fits.ok ? success({ orders: [...earlierOrders, ...orders], failed, done: { ...done.value, setUp, guards }, isToBeAccepted: !acceptsPrices && priceChanges.some(({ isRisen }) => isRisen) }) : fits;
    },
    changes: ({ done }, state, now) => {
      // What was bought by it before: an ordered cart stays as it is.
      if (done === undefined) return { writes: [], records: [] };
      const customer = customerWrite(state.customer.value, state.customer.etag);
      if (done.orders.length === 0) return { writes: [customer, cartWrite(state.cart.value, state.cart.etag)], records: [] };
      return {
        writes: [customer, cartWrite(done.cart, state.cart.etag), ...orderWrites(done.orders, done.purchases, state.etags), ...done.guards, ...setUpWrites(done.setUp, state.telco)],
        records: [...orderRecords(done.orders, done.purchases, state.subscriptions), ...setUpRecords(done.setUp, state.telco, state.azure, now)],
      };
    },
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
