import { groupBy } from '../kernel/groupBy';
import { type Instant } from '../kernel/instant';
import { sumOf } from '../kernel/money';
import { failure, success, type Result } from '../kernel/result';
import { type Policy } from '../policy/policy';
import { type Outcome } from '../subscription/outcome';
import { purchase } from '../subscription/purchase';
import { type SubscriptionRefusal } from '../subscription/refusals';
import { type Offer, termDurations, billingCycles } from '../subscription/state';
import { priceLine, type PricedLine, type PricingContext } from './priceLine';
import { type OrderRefusal } from './refusals';
import { type Cart, type CartLine, type Order, type OrderLine } from './state';

/** Ids of what a checkout makes, computed from what they mean: a repeated checkout makes the same. */
export interface CheckoutIds {
  orderId(orderGroup: string): string;
  subscriptionId(lineId: number): string;
}

export interface CheckedOut {
  readonly cart: Cart;
  readonly orders: readonly Order[];
  readonly purchases: readonly Outcome[];
}

export type CheckoutRefusal = OrderRefusal | SubscriptionRefusal;

const offerOf = ({ offer }: PricedLine, country: string): Offer => {
  const { sku } = offer.item;
  return {
    productId: sku.productId,
    skuId: sku.skuId,
    availabilityId: offer.availabilityId,
    title: sku.title,
    publisherName: sku.publisherName,
    isMicrosoft: sku.isMicrosoft,
    isTrial: sku.kind === 'trial',
    tags: sku.tags,
    minimumQuantity: sku.minimumQuantity,
    maximumQuantity: sku.maximumQuantity,
    country,
  };
};

interface Bought {
  readonly line: OrderLine;
  readonly purchase: Outcome;
}

const oneOf = <T extends string>(values: readonly T[], value: string): T | undefined => values.find((known) => known === value);

/** One line of the cart, bought. The price is asked for again: what the cart showed may have changed since. */
const buyLine = (cart: Cart, line: CartLine, lineItemNumber: number, ids: CheckoutIds, context: PricingContext, policy: Policy): Result<Bought, CheckoutRefusal> => {
  const priced = priceLine(line, context);
  if (!priced.ok) return failure({ kind: 'PriceNoLongerOffered', catalogItemId: line.catalogItemId });
  const { price, pricing } = priced.value;
  const termDuration = oneOf(termDurations, price.termDuration);
  const billingCycle = oneOf(billingCycles, price.billingCycle);
  if (termDuration === undefined || billingCycle === undefined) return failure({ kind: 'PriceNoLongerOffered', catalogItemId: line.catalogItemId });
  const offer = offerOf(priced.value, context.catalogue.market);
  const subscriptionId = ids.subscriptionId(line.id);
  const named = line.friendlyName === undefined ? {} : { friendlyName: line.friendlyName };
  const reseller = line.resellerOfRecord === undefined ? {} : { resellerOfRecord: line.resellerOfRecord };
  const bought = purchase(
    {
      subscriptionId,
      orderId: ids.orderId(line.orderGroup ?? '0'),
      customerId: cart.customerId,
      partnerId: cart.partnerId,
      offer,
      quantity: line.quantity,
      termDuration,
      billingCycle,
      cyclePrice: price.cyclePrice,
      currency: price.currency,
      ...named,
      ...reseller,
    },
    policy,
    context.at,
  );
  if (!bought.ok) return bought;
  const { quantity, additionalResellers } = line;
  return success({
    line: { lineItemNumber, offer, subscriptionId, termDuration, quantity, additionalResellers, pricing, ...named, ...reseller },
    purchase: bought.value,
  });
};

const refuseCheckout = (cart: Cart): OrderRefusal | undefined => {
  if (cart.status === 'ordered') return { kind: 'CartAlreadySubmitted', cartId: cart.id };
  if (!cart.attestationAccepted) return { kind: 'PartnerAttestationMissing' };
  const errors = cart.lines.flatMap((line) => (line.error === undefined ? [] : [line.error]));
  return errors.length > 0 ? { kind: 'CartHasLineErrors', cartId: cart.id, errors } : undefined;
};

/**
 * ORD-1: the cart becomes one order per order group, each with its subscriptions; all of it or nothing.
 * The caller has checked that the partner may order for this customer. Refused: CartAlreadySubmitted (the caller answers a repeat with the orders it made),
 * PartnerAttestationMissing, CartHasLineErrors, PriceNoLongerOffered, and what a purchase refuses.
 */
export const checkout = (cart: Cart, ids: CheckoutIds, context: PricingContext, policy: Policy, now: Instant): Result<CheckedOut, CheckoutRefusal> => {
  const refusal = refuseCheckout(cart);
  if (refusal !== undefined) return failure(refusal);
  const orders: Order[] = [];
  const purchases: Outcome[] = [];
  for (const [orderGroup, lines] of groupBy(cart.lines, (line) => line.orderGroup ?? '0')) {
    const bought: Bought[] = [];
    for (const [index, line] of lines.entries()) {
      const one = buyLine(cart, line, index, ids, context, policy);
      if (!one.ok) return one;
      bought.push(one.value);
    }
    const first = bought[0]?.purchase.subscription;
    if (first === undefined) continue;
    purchases.push(...bought.map((one) => one.purchase));
    orders.push({
      id: ids.orderId(orderGroup),
      customerId: cart.customerId,
      partnerId: cart.partnerId,
      cartId: cart.id,
      createdAt: now,
      status: 'completed',
      billingCycle: first.billingCycle,
      currency: first.currency,
      attestationAccepted: cart.attestationAccepted,
      lines: bought.map((one) => one.line),
      totalPrice: sumOf(bought.map((one) => one.line.pricing.extendedPrice)),
    });
  }
  return success({ cart: { ...cart, status: 'ordered', modifiedAt: now, orderIds: orders.map((order) => order.id) }, orders, purchases });
};
