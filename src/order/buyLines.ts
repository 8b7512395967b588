import { sumOf } from '../kernel/money';
import { type Outcome } from '../subscription/outcome';
import { purchase } from '../subscription/purchase';
import { type Offer } from '../subscription/state';
import { lineRefusal, type LineRefusal } from './lineRefusal';
import { type PricingContext } from './priceLine';
import { type ReviewedLine, type PricedLine } from './reviewLines';
import { type CartLine, type Order, type OrderLine } from './state';

/** What an order takes from the call that makes it. */
export interface OrderHead {
  readonly id: string;
  readonly customerId: string;
  readonly cartId?: string;
  readonly attestationAccepted: boolean;
}

export interface Bought {
  readonly order: Order;
  /** In the order in which they are bought: bases before their add-ons (ORD-5). */
  readonly purchases: readonly Outcome[];
}

/** A line whose price is settled, with its place in the order and the id its subscription gets. */
export interface SettledLine {
  readonly line: CartLine;
  readonly priced: PricedLine;
  readonly lineItemNumber: number;
  readonly subscriptionId: string;
}

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

/** @throws Error if the purchase refuses what the review let pass: both go by the same limits. */
const buyLine = (settled: SettledLine, head: OrderHead, context: PricingContext): { line: OrderLine; purchase: Outcome } => {
  const { line, priced, lineItemNumber, subscriptionId } = settled;
  const { price, cyclePrice, termDuration, billingCycle, promotionId, pricing, end } = priced;
  const offer = offerOf(priced, context.catalogue.market);
  const { quantity, additionalResellers, friendlyName, resellerOfRecord } = line;
  const named = {
    ...(friendlyName !== undefined && { friendlyName }),
    ...(resellerOfRecord !== undefined && { resellerOfRecord }),
    ...(promotionId !== undefined && { promotionId }),
  };
  const bought = purchase(
    {
      ...named,
      subscriptionId,
      orderId: head.id,
      customerId: head.customerId,
      partnerId: context.seller.tenantId,
      offer,
      quantity,
      termDuration,
      billingCycle,
      cyclePrice,
      currency: price.currency,
      ...(promotionId !== undefined && { listCyclePrice: price.cyclePrice }),
      ...(end !== undefined && { termEnd: end }),
    },
    context.policy,
    context.at,
  );
  if (!bought.ok) throw new Error(`Line ${lineItemNumber} was reviewed and cannot be bought: ${bought.error.kind}`);
  return {
    line: { ...named, lineItemNumber, offer, subscriptionId, termDuration, quantity, additionalResellers, pricing, ...(end !== undefined && { customTermEndDate: end }) },
    purchase: bought.value,
  };
};

/** One order and its subscriptions. @param lines in the order in which they are bought; at least one. */
export const buyLines = (lines: readonly SettledLine[], head: OrderHead, context: PricingContext): Bought => {
  const [first] = lines;
  if (first === undefined) throw new RangeError('An order has at least one line');
  const bought = lines.map((line) => buyLine(line, head, context));
  const orderLines = bought.map(({ line }) => line).sort((a, b) => a.lineItemNumber - b.lineItemNumber);
  const order: Order = {
    ...head,
    partnerId: context.seller.tenantId,
    createdAt: context.at,
    status: 'completed',
    billingCycle: first.priced.billingCycle,
    currency: first.priced.price.currency,
    lines: orderLines,
    totalPrice: sumOf(orderLines.map(({ pricing }) => pricing.extendedPrice)),
  };
  return { order, purchases: bought.map((one) => one.purchase) };
};

/** Why the lines of one order cannot all be bought: the first of them that cannot, with its place in the order. Undefined if all can. */
export const firstRefusal = (reviewed: readonly ReviewedLine[], inOrder: readonly CartLine[]): LineRefusal | undefined => {
  const results = new Map(reviewed.map(({ line, result }) => [line, result]));
  for (const [lineItemNumber, line] of inOrder.entries()) {
    const result = results.get(line);
    if (result?.ok === false) return lineRefusal(result.error, lineItemNumber);
  }
  return undefined;
};

/** @param reviewed without errors; what is in the order is bought in this order. @param inOrder its lines by their numbers. */
export const settledLines = (reviewed: readonly ReviewedLine[], inOrder: readonly CartLine[], subscriptionId: (line: CartLine) => string): SettledLine[] =>
  reviewed.flatMap(({ line, result }) => {
    const lineItemNumber = inOrder.indexOf(line);
    return result.ok && lineItemNumber >= 0 ? [{ line, priced: result.value, lineItemNumber, subscriptionId: subscriptionId(line) }] : [];
  });
