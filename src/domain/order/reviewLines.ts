import { type FoundOffer } from '../catalogue/findOffer';
import { type Holding } from '../catalogue/holdings';
import { mayBuy } from '../catalogue/mayBuy';
import { skuKey, type Sku } from '../catalogue/state';
import { failure, success, type Result } from '../../kernel/result';
import { addOnProblem } from '../subscription/limits/addOnBase';
import { hasMostSubscriptions, seatsHeld, type CustomerStanding } from '../subscription/limits/customerStanding';
import { leftOfPool } from '../subscription/limits/seatLimits';
import { basesFirst } from './basesFirst';
import { lineAmounts, type LineAmounts } from './lineAmounts';
import { meteredProblem } from './meteredProblem';
import { planLine, type AcceptedLines, type PlannedLine } from './linePlan';
import { planHolder, reviewPlan, type PricedPlan } from './planLine';
import { findLineOffer, priceLine, type ListedLine, type PricingContext } from './priceLine';
import { isTraditional, kindOfOffer } from '../subscription/kinds/table';
import { asKind } from '../subscription/state';
import { type CartLine, type CartLineError } from './state';

/** A line that can be bought as it stands, and for what. */
export type PricedLine = ListedLine & LineAmounts & Omit<PlannedLine, 'line'> & { readonly isPlan?: never };

export interface ReviewedLine {
  readonly line: CartLine;
  readonly result: Result<PricedLine | PricedPlan, CartLineError>;
}

interface FoundLine {
  readonly line: CartLine;
  readonly found: Result<FoundOffer, CartLineError>;
}

const keyOf = ({ productId, skuId }: Sku): string => skuKey(productId, skuId);

/** What a line would add to the customer's holdings, for the lines after it. */
const holdingOf = (line: CartLine, sku: Sku, partnerId: string, promotionId: string | undefined): Holding => ({
  subscriptionId: `line ${line.id}`,
  productId: sku.productId,
  skuId: sku.skuId,
  quantity: line.quantity,
  status: 'active',
  partnerId,
  ...(promotionId !== undefined && { redemptions: [{ promotionId, seats: line.quantity }] }),
});

/** ORD-7: how many a customer may have, of one SKU over all partners and of subscriptions in all. The pool of a SKU is of new commerce (MIG-1), and of seats (ORD-10). */
const limitProblem = (line: CartLine, sku: Sku, { holdings }: CustomerStanding, most: number | undefined): CartLineError | undefined => {
  if (hasMostSubscriptions(holdings, most)) return { kind: 'TooManySubscriptions', most };
  const available = leftOfPool(sku, seatsHeld(holdings, [keyOf(sku)]));
  const fits = isTraditional(sku) || kindOfOffer(sku)?.isMetered === true || available === undefined || line.quantity <= available;
  return fits ? undefined : { kind: 'SeatPoolExceeded', catalogItemId: line.catalogItemId, asked: line.quantity, available };
};

/** Add-ons of new commerce only: a traditional one hangs on the base it names. */
const baseMissing = (line: CartLine, sku: Sku, { holdings }: CustomerStanding, later: number): CartLineError | undefined => {
  if (isTraditional(sku)) return undefined;
  const base = seatsHeld(holdings, sku.prerequisiteSkus);
  const problem = addOnProblem(sku, { base, owned: seatsHeld(holdings, [keyOf(sku)]), asked: line.quantity, later });
  return problem?.kind === 'AddOnBaseMissing' ? { ...problem, prerequisites: [...problem.prerequisites] } : problem;
};

/**
 * One line, with everything that the customer holds and earlier lines buy in `context.standing`.
 * @param later licences that later lines buy of the same SKU. @param accepted the earlier lines that can be bought.
 */
const reviewLine = (asked: CartLine, offer: FoundOffer, later: number, accepted: AcceptedLines, context: PricingContext): Result<PricedLine, CartLineError> => {
  const { catalogue, segment, seller, standing, policy, at } = context;
  const { sku } = offer.item;
  const allowed = mayBuy(offer, { partner: seller, customerMarket: catalogue.market, customerSegment: segment, holdings: standing.holdings, at });
  if (!allowed.ok) return failure(allowed.error.kind === 'NotSoldInMarket' ? { ...allowed.error, soldIn: [...allowed.error.soldIn] } : allowed.error);
  const planned = planLine(asked, offer, accepted, context);
  if (!planned.ok) return planned;
  const { line, ...plan } = planned.value;
  const listed = priceLine(line, offer, context);
  if (!listed.ok) return listed;
  const problem = limitProblem(line, sku, standing, policy.subscriptionsPerCustomer) ?? baseMissing(line, sku, standing, later) ?? meteredProblem(sku, standing, seller.tenantId);
  return problem === undefined ? success({ ...listed.value, ...plan, ...lineAmounts(planned.value, listed.value, context) }) : failure(problem);
};

/** What the customer has once the line is bought, for the lines after it. */
const standingAfter = (standing: CustomerStanding, line: CartLine, sku: Sku, { base, promotionId }: PricedLine, partnerId: string): CustomerStanding => ({
  ...standing,
  holdings: [...standing.holdings, holdingOf(line, sku, partnerId, promotionId)],
  bases: standing.bases.map((each) => (each.id === base?.id ? asKind({ ...each, addOnIds: [...(each.addOnIds ?? []), `line ${line.id}`] }, each.kind) : each)),
});

const skuOf = ({ found }: FoundLine): Sku | undefined => (found.ok ? found.value.item.sku : undefined);

const seatsAfter = (lines: readonly FoundLine[], index: number, sku: Sku): number =>
  lines.slice(index + 1).reduce((sum, { line, found }) => (found.ok && keyOf(found.value.item.sku) === keyOf(sku) ? sum + line.quantity : sum), 0);

/**
 * Every line, judged with what the customer holds and the other lines buy: the price of each or what is wrong with it. Bases go before their add-ons, and add-ons before those that
 * need them, whatever their order in the cart (ORD-5); apart from that an earlier line takes what a limit leaves first.
 * @returns in the order in which the lines are to be bought.
 */
export const reviewLines = (lines: readonly CartLine[], context: PricingContext): ReviewedLine[] => {
  const found = lines.map((line): FoundLine => ({ line, found: findLineOffer(line.catalogItemId, context.catalogue, context.segment) }));
  const ordered = basesFirst(found, skuOf);
  let { standing } = context;
  const accepted = new Map<number, PricedLine>();
  const plans = new Set<string>();
  return ordered.map(({ line, found: offer }, index) => {
    if (!offer.ok) return { line, result: offer };
    const { sku } = offer.value.item;
    if (sku.kind === 'azure_plan') {
      const plan = reviewPlan(line, offer.value, plans, context);
      if (plan.ok) plans.add(planHolder(line));
      return { line, result: plan };
    }
    const result = reviewLine(line, offer.value, seatsAfter(ordered, index, sku), accepted, { ...context, standing });
    if (result.ok) {
      standing = standingAfter(standing, line, sku, result.value, context.seller.tenantId);
      accepted.set(line.id, result.value);
    }
    return { line, result };
  });
};
