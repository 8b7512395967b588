import { sumOf } from '../../kernel/money';
import { type Outcome } from '../subscription/outcome';
import { type PurchaseSubscription } from '../subscription/purchaseCommand';
import { paidFormOf } from '../subscription/kinds/trial/paidForm';
import { kindOfSku, type KindName } from '../subscription/kinds/table';
import { offerSold } from '../subscription/offerSold';
import { lineRefusal, type LineRefusal } from './lineRefusal';
import { type PricedPlan } from './planLine';
import { type PricingContext } from './priceLine';
import { purchaseLine, type Purchases } from './purchaseLine';
import { type ReviewedLine, type PricedLine } from './reviewLines';
import { type CartLine, type Order, type OrderLine } from './state';

/** What an order takes from the call that makes it. */
export interface OrderHead {
  readonly id: string;
  readonly customerId: string;
  readonly cartId?: string;
  /** Absent: nobody has said anything (ORD-2). */
  readonly attestationAccepted?: boolean;
}

export interface Bought {
  readonly order: Order;
  /** In the order in which they are bought, bases before their add-ons; with the bases held before that something now hangs on (ORD-5). */
  readonly purchases: readonly Outcome[];
  readonly plans: readonly BoughtPlan[];
}

/** AZP-1: an Azure plan, to be made with its first Azure subscription. */
export interface BoughtPlan {
  readonly orderId: string;
  readonly catalogItemId: string;
  readonly resellerOfRecord?: string | undefined;
  readonly friendlyName?: string | undefined;
}

/** Ids of what an order makes. */
export interface MadeIds {
  readonly subscriptionId: (line: CartLine) => string;
  /** One plan for each reseller of record has one id. */
  readonly planId: (resellerOfRecord: string | undefined) => string;
}

/** A plan's line, with its place in the order and the id of the plan. */
export interface SettledPlan {
  readonly line: CartLine;
  readonly priced: PricedPlan;
  readonly lineItemNumber: number;
  readonly planId: string;
}

/** The lines of one order, by what they are. */
export interface SettledLines {
  readonly licences: readonly SettledLine[];
  readonly plans: readonly SettledPlan[];
}

/** A line whose price is settled, with its place in the order and the id its subscription gets. */
export interface SettledLine {
  readonly line: CartLine;
  readonly priced: PricedLine;
  readonly lineItemNumber: number;
  readonly subscriptionId: string;
}

/** ORD-5: what a traditional add-on hangs on, held or bought by another line. */
const parentOf = ({ line, priced }: SettledLine, lines: readonly SettledLine[]): string | undefined =>
  priced.base?.id ?? lines.find((other) => line.parentLineId !== undefined && other.line.id === line.parentLineId)?.subscriptionId;

const namesOf = ({ line, priced }: SettledLine) => ({
  ...(line.friendlyName !== undefined && { friendlyName: line.friendlyName }),
  ...(line.resellerOfRecord !== undefined && { resellerOfRecord: line.resellerOfRecord }),
  ...(priced.promotionId !== undefined && { promotionId: priced.promotionId }),
});

/** @throws RangeError for a SKU that the review let pass and that is no subscription. */
const boughtAs = ({ offer: { item: { sku } } }: PricedLine): KindName => {
  const kind = kindOfSku(sku);
  if (kind === undefined) throw new RangeError(`${sku.productId}:${sku.skuId} is not bought as a subscription`);
  return kind;
};

/** The plan is the one to be paid, also where free days come first; its price is looked up anew when they are over. */
const commandOf = (settled: SettledLine, head: OrderHead, context: PricingContext): PurchaseSubscription => {
  const { line, priced, subscriptionId } = settled;
  const { price, cyclePrice, termDuration, billingCycle, promotionId, end, renewsTo, offer } = priced;
  const paidForm = paidFormOf(offer.item.sku, offer.segment, context.catalogue);
  return {
    ...namesOf(settled),
    subscriptionId,
    orderId: head.id,
    customerId: head.customerId,
    partnerId: context.seller.tenantId,
    kind: boughtAs(priced),
    offer: offerSold(priced.offer, context.catalogue.market),
    quantity: line.quantity,
    additionalResellers: line.additionalResellers,
    ...(renewsTo ?? { termDuration, billingCycle }),
    cyclePrice,
    currency: price.currency,
    ...(promotionId !== undefined && { listCyclePrice: price.cyclePrice }),
    ...(end !== undefined && { termEnd: end }),
    ...(paidForm !== undefined && { paidForm }),
  };
};

const orderLineOf = (settled: SettledLine, parentId: string | undefined, context: PricingContext): OrderLine => {
  const { line, priced, lineItemNumber, subscriptionId } = settled;
  return {
    ...namesOf(settled),
    lineItemNumber,
    kind: boughtAs(priced),
    offer: offerSold(priced.offer, context.catalogue.market),
    subscriptionId,
    termDuration: priced.termDuration,
    quantity: line.quantity,
    additionalResellers: line.additionalResellers,
    pricing: priced.pricing,
    ...(priced.end !== undefined && { customTermEndDate: priced.end }),
    ...(priced.renewsTo !== undefined && { renewsTo: priced.renewsTo }),
    ...(parentId !== undefined && { parentSubscriptionId: parentId }),
  };
};

const planLineOf = ({ line, priced, lineItemNumber, planId }: SettledPlan, { catalogue }: PricingContext): OrderLine => ({
  lineItemNumber,
  offer: offerSold(priced.offer, catalogue.market),
  subscriptionId: planId,
  quantity: line.quantity,
  additionalResellers: line.additionalResellers,
  pricing: priced.pricing,
  ...(line.friendlyName !== undefined && { friendlyName: line.friendlyName }),
  ...(line.resellerOfRecord !== undefined && { resellerOfRecord: line.resellerOfRecord }),
});

/** One order and what it makes. Its billing cycle is that of its licences, which all have one (ORD-1); an Azure plan beside them is not billed. @param settled in the order in which they are bought; at least one. */
export const buyLines = ({ licences: lines, plans }: SettledLines, head: OrderHead, context: PricingContext): Bought => {
  const [first] = [...lines, ...plans];
  if (first === undefined) throw new RangeError('An order has at least one line');
  const purchases = lines.reduce<Purchases>(
    (done, line) => purchaseLine(commandOf(line, head, context), line.priced.offer.item.sku, parentOf(line, lines), context, done),
    new Map(),
  );
  const orderLines = [...lines.map((line) => orderLineOf(line, parentOf(line, lines), context)), ...plans.map((plan) => planLineOf(plan, context))].sort((a, b) => a.lineItemNumber - b.lineItemNumber);
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
  return {
    order,
    purchases: [...purchases.values()],
    plans: plans.map(({ line, priced }) => ({ orderId: head.id, catalogItemId: priced.offer.catalogItemId, resellerOfRecord: line.resellerOfRecord, friendlyName: line.friendlyName })),
  };
};

/** Why the lines of one order cannot all be bought: the first of them that cannot, with the number that the caller knows it by. Undefined if all can. */
export const firstRefusal = (reviewed: readonly ReviewedLine[], inOrder: readonly CartLine[]): LineRefusal | undefined => {
  const results = new Map(reviewed.map(({ line, result }) => [line, result]));
  for (const line of inOrder) {
    const result = results.get(line);
    if (result?.ok === false) return lineRefusal(result.error, line.id);
  }
  return undefined;
};

/** @param reviewed without errors; what is in the order is bought in this order. @param inOrder its lines by their numbers. */
export const settledLines = (reviewed: readonly ReviewedLine[], inOrder: readonly CartLine[], { subscriptionId, planId }: MadeIds): SettledLines => {
  const licences: SettledLine[] = [];
  const plans: SettledPlan[] = [];
  for (const { line, result } of reviewed) {
    const lineItemNumber = inOrder.indexOf(line);
    if (!result.ok || lineItemNumber < 0) continue;
    if (result.value.isPlan) plans.push({ line, priced: result.value, lineItemNumber, planId: planId(line.resellerOfRecord) });
    else licences.push({ line, priced: result.value, lineItemNumber, subscriptionId: subscriptionId(line) });
  }
  return { licences, plans };
};
