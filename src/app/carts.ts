import { mayOrder, visibleTo } from '../customer/relationship';
import { type Customer } from '../customer/state';
import { type Instant } from '../kernel/instant';
import { failure, success, type Result } from '../kernel/result';
import { createCart as decideCart, openCart, replaceCart as decideReplacement, type CartRequest } from '../order/cart';
import { checkout as decideCheckout, type CheckedOut, type CheckoutIds } from '../order/checkout';
import { type PricingContext } from '../order/priceLine';
import { type Cart, type Order } from '../order/state';
import { mayTransact } from '../partner/mayTransact';
import { type Partner } from '../partner/state';
import { policyAt } from '../policy/policy';
import { type Catalogue } from '../catalogue/state';
import { type Answer } from './answer';
import { cartWrite, orderRecord, orderWrite, readCart, readOrder } from './cartBook';
import { customerOf, customerWrite } from './customerBook';
import { handleCommand } from './handleCommand';
import { derivedGuid, derivedOrderId } from './ids';
import { type App, type Encoding, type WriteCall } from './ports';
import { type Refusal } from './refusals';
import { chargeWrites, subscriptionRecords, subscriptionWrite, type Stored } from './subscriptionBook';

export type AskedCart = Pick<CartRequest, 'attestationAccepted' | 'lines'>;

interface Shop {
  readonly customer: Stored<Customer>;
  readonly catalogue: Catalogue;
}

const loadShop = async (app: App, customerId: string, partner: Partner): Promise<Result<Shop, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partner.tenantId);
  return customer.ok ? success({ customer: customer.value, catalogue: await app.catalogueOf(customer.value.value.country) }) : customer;
};

const pricingContext = ({ customer, catalogue }: Shop, partner: Partner, at: Instant): PricingContext => ({
  catalogue,
  segment: customer.value.segment,
  currency: partner.currency,
  sellsThroughResellers: partner.kind === 'indirect_provider',
  at,
});

/** PAR-1, CUS-1, CUS-2: who may order for whom. */
const maySell = (partner: Partner, customer: Customer): Result<unknown, Refusal> => {
  const allowed = mayTransact(partner, 'buy');
  return allowed.ok ? mayOrder(customer, partner.tenantId) : allowed;
};

const cartRequest = (customerId: string, call: WriteCall, asked: AskedCart): CartRequest => ({
  ...asked,
  customerId,
  partnerId: call.partner.tenantId,
  userId: call.userId,
});

/** ORD-1. */
export const createCart = (app: App, call: WriteCall, customerId: string, asked: AskedCart, encode: Encoding<Cart>): Promise<Result<Answer, Refusal>> => {
  const { partner, request } = call;
  const cartId = derivedGuid('cart', customerId, request.callerTenantId, request.requestId.toLowerCase());
  return handleCommand<Shop, Cart>(app, {
    customerId,
    request,
    preview: call.preview,
    load: () => loadShop(app, customerId, partner),
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      return allowed.ok ? decideCart(cartId, cartRequest(customerId, call, asked), pricingContext(shop, partner, now), policyAt(app.policies, now)) : allowed;
    },
    changes: (cart) => ({ writes: [cartWrite(cart)], records: [] }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

interface CartShop extends Shop {
  readonly cart: Stored<Cart>;
}

const readOpenCart = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<Stored<Cart>, Refusal>> => {
  const cart = await readCart(app.commerce, customerId, cartId);
  const open = openCart(cart?.value, cartId, partner.tenantId, app.clock.now());
  if (!open.ok) return open;
  return cart === undefined ? failure({ kind: 'CartNotFound', cartId }) : success(cart);
};

const loadCartShop = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<CartShop, Refusal>> => {
  const [shop, cart] = await Promise.all([loadShop(app, customerId, partner), readOpenCart(app, customerId, cartId, partner)]);
  if (!shop.ok) return shop;
  return cart.ok ? success({ ...shop.value, cart: cart.value }) : cart;
};

/** The cart as its partner sees it. */
export const getCart = async (app: App, partner: Partner, customerId: string, cartId: string): Promise<Result<Cart, Refusal>> => {
  const loaded = await loadCartShop(app, customerId, cartId, partner);
  return loaded.ok ? success(loaded.value.cart.value) : loaded;
};

/** ORD-1: the whole cart anew. */
export const replaceCart = (
  app: App,
  call: WriteCall,
  customerId: string,
  cartId: string,
  asked: AskedCart,
  encode: Encoding<Cart>,
): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<CartShop, Cart>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadCartShop(app, customerId, cartId, partner),
    decide: (shop, now) => {
      const allowed = maySell(partner, shop.customer.value);
      return allowed.ok ? decideReplacement(shop.cart.value, cartRequest(customerId, call, asked), pricingContext(shop, partner, now)) : allowed;
    },
    changes: (cart, loaded) => ({ writes: [cartWrite(cart, loaded.cart.etag)], records: [] }),
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};

const checkoutIds = (cartId: string): CheckoutIds => ({
  orderId: (orderGroup) => derivedOrderId(cartId, orderGroup),
  subscriptionId: (lineId) => derivedGuid('subscription', cartId, String(lineId)),
});

/** What a checkout did, or what an earlier one of the same cart had done. */
export interface Checkout {
  readonly orders: readonly Order[];
  readonly done?: CheckedOut;
}

interface CheckoutState extends CartShop {
  /** Of a cart that was submitted before. */
  readonly earlierOrders: readonly Order[];
}

const loadCheckout = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<CheckoutState, Refusal>> => {
  const loaded = await loadCartShop(app, customerId, cartId, partner);
  if (!loaded.ok) return loaded;
  const earlier = await Promise.all(loaded.value.cart.value.orderIds.map((orderId) => readOrder(app.commerce, customerId, orderId)));
  return success({ ...loaded.value, earlierOrders: earlier.filter((order) => order !== undefined) });
};

/**
 * With the customer as this process remembers it: a checkout commits against the customer's etag, which tells if that was out of date. The repeat of a
 * checkout commits nothing of the kind, so it is not for memory to answer.
 */
const recallCheckout = async (app: App, customerId: string, cartId: string, partner: Partner): Promise<Result<CheckoutState, Refusal> | undefined> => {
  const customer = app.customers.recall(customerId);
  if (customer === undefined || !visibleTo(customer.value, customerId, partner.tenantId).ok) return undefined;
  const [catalogue, cart] = await Promise.all([app.catalogueOf(customer.value.country), readOpenCart(app, customerId, cartId, partner)]);
  if (!cart.ok || cart.value.value.status === 'ordered') return undefined;
  return success({ customer, catalogue, cart: cart.value, earlierOrders: [] });
};

/** ORD-1: idempotent per cart, and one transaction for all of its order groups. */
export const checkout = (app: App, call: WriteCall, customerId: string, cartId: string, encode: Encoding<Checkout>): Promise<Result<Answer, Refusal>> => {
  const { partner } = call;
  return handleCommand<CheckoutState, Checkout>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => loadCheckout(app, customerId, cartId, partner),
    recall: () => recallCheckout(app, customerId, cartId, partner),
    decide: (state, now) => {
      if (state.earlierOrders.length > 0) return success({ orders: state.earlierOrders });
      const allowed = maySell(partner, state.customer.value);
      if (!allowed.ok) return allowed;
      const done = decideCheckout(state.cart.value, checkoutIds(cartId), pricingContext(state, partner, now), policyAt(app.policies, now), now);
      return done.ok ? success({ orders: done.value.orders, done: done.value }) : done;
    },
    changes: ({ done }, state, now) => {
      if (done === undefined) return { writes: [], records: [] };
      return {
        writes: [
          customerWrite(state.customer.value, state.customer.etag),
          cartWrite(done.cart, state.cart.etag),
          ...done.orders.map(orderWrite),
          ...done.purchases.flatMap((bought) => [subscriptionWrite(bought.subscription), ...chargeWrites(bought)]),
        ],
        records: [...done.orders.map(orderRecord), ...done.purchases.flatMap((bought) => subscriptionRecords(bought, now))],
      };
    },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
