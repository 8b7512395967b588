import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { isSoldIn, segmentsOpenTo, type FoundOffer } from './findOffer';
import { everOf, isHeld, type Holding, type Holdings } from './holdings';
import { isEffective, notOnSale } from './priceFor';
import { type CatalogueRefusal } from './refusals';
import { skuKey, type Segment, type Sku } from './state';

export interface Buyer {
  readonly partner: { readonly tenantId: string };
  readonly customerMarket: string;
  readonly customerSegment: Segment;
  /** Over all partners; with what the same cart buys before this line. */
  readonly holdings: Holdings;
  readonly at: Instant;
}

/** CAT-4: why an offer cannot be bought for a customer. */
export type NotForSale = Extract<
  CatalogueRefusal,
  { kind: 'AlreadyHeld' | 'HeldSuspended' | 'NotSoldInMarket' | 'SegmentNotEligible' | 'NotInProgramme' | 'ExclusiveToOthers' | 'NotTransactable' | 'NotOnSale' }
>;

export type OwnershipProblem = Extract<NotForSale, { kind: 'AlreadyHeld' | 'HeldSuspended' }>;

/** Of a SKU, whatever the customer is and has. */
export type WithheldProblem = Extract<NotForSale, { kind: 'NotTransactable' | 'NotInProgramme' | 'NotSoldInMarket' | 'ExclusiveToOthers' }>;

/**
 * CAT-4. What no buyer can change comes first, what the customer holds last. A sale is judged over every term of the offer; the price of one is `priceFor`'s.
 * Refusals: NotTransactable, NotInProgramme, NotSoldInMarket, SegmentNotEligible, ExclusiveToOthers, NotOnSale, HeldSuspended, AlreadyHeld.
 */
export const mayBuy = (offer: FoundOffer, buyer: Buyer): Result<FoundOffer, NotForSale> => {
  const obstacle = obstacleOfOffer(offer, buyer) ?? ownershipProblem(offer.item.sku, buyer);
  return obstacle === undefined ? success(offer) : failure(obstacle);
};

/** By whoever sells it. */
const unsoldProblem = (sku: Sku, market: string): WithheldProblem | undefined => {
  const named = { productId: sku.productId, skuId: sku.skuId };
  if (sku.withheld === 'not_transactable') return { kind: 'NotTransactable', ...named };
  if (sku.withheld === 'not_in_programme') return { kind: 'NotInProgramme', ...named };
  return isSoldIn(market, sku.allowedMarkets) ? undefined : { kind: 'NotSoldInMarket', ...named, market, soldIn: sku.allowedMarkets };
};

const exclusiveProblem = ({ productId, skuId, exclusiveTo }: Sku, { tenantId }: Buyer['partner']): WithheldProblem | undefined =>
  exclusiveTo === undefined || exclusiveTo.includes(tenantId) ? undefined : { kind: 'ExclusiveToOthers', productId, skuId };

/** CAT-4: what keeps a SKU from all customers of a partner in a market, whatever way they would come by it; undefined if nothing does. */
export const withheldProblem = (sku: Sku, { partner, customerMarket }: Pick<Buyer, 'partner' | 'customerMarket'>): WithheldProblem | undefined => unsoldProblem(sku, customerMarket) ?? exclusiveProblem(sku, partner);

const obstacleOfOffer = ({ item, segment }: FoundOffer, { partner, customerMarket, customerSegment, at }: Buyer): NotForSale | undefined => {
  const { sku } = item;
  const named = { productId: sku.productId, skuId: sku.skuId };
  const unsold = unsoldProblem(sku, customerMarket);
  if (unsold !== undefined) return unsold;
  if (!segmentsOpenTo(customerSegment).includes(segment)) return { kind: 'SegmentNotEligible', ...named, segment, customerSegment };
  const exclusive = exclusiveProblem(sku, partner);
  if (exclusive !== undefined) return exclusive;
  const lines = item.lines.filter((line) => line.segment === segment && line.market === customerMarket);
  if (lines.length === 0) return { kind: 'NotSoldInMarket', ...named, market: customerMarket, soldIn: [...new Set(item.lines.map((line) => line.market))] };
  return lines.some((line) => isEffective(line, at)) ? undefined : notOnSale(sku, lines, at);
};

/**
 * CAT-4: what a customer's subscriptions have against one more of a SKU, whatever way it comes by it; undefined if nothing. A trial is for those who do not own the offer, once: also where no matrix says so, and where it has
 * become what is paid for. What was had ever counts also where it has become something else, and once where it was transferred.
 * @param holdings without one that would become this SKU.
 */
export const ownershipProblem = (sku: Sku, { holdings, partner }: Pick<Buyer, 'holdings' | 'partner'>): OwnershipProblem | undefined => {
  const named = { productId: sku.productId, skuId: sku.skuId };
  const limit = sku.ownershipLimit ?? (sku.kind === 'trial' ? ONE_TRIAL : undefined);
  const key = skuKey(sku.productId, sku.skuId);
  const own = holdings.filter((holding) => keyOf(holding) === key);
  const counted = limit?.scope === 'concurrent' ? own.filter(isHeld) : holdings.filter((holding) => holding.wentOn !== true && everOf(holding).includes(key));
  if (limit !== undefined && counted.length >= limit.count) {
    const suspendedOnes = own.filter(({ status }) => status === 'suspended');
    const suspended = suspendedOnes.find(({ partnerId }) => partnerId === partner.tenantId) ?? suspendedOnes[0];
    if (suspended === undefined) return { kind: 'AlreadyHeld', ...named, limit: limit.count, scope: limit.scope };
    return { kind: 'HeldSuspended', ...named, ...(suspended.partnerId === partner.tenantId && { subscriptionId: suspended.subscriptionId }) };
  }
  const paidForm = sku.kind === 'trial' ? sku.convertsTo?.toUpperCase() : undefined;
  const paidOwned = holdings.some((holding) => isHeld(holding) && keyOf(holding) === paidForm);
  return paidOwned ? { kind: 'AlreadyHeld', ...named, limit: ONE_TRIAL.count, scope: ONE_TRIAL.scope } : undefined;
};

const ONE_TRIAL = { count: 1, scope: 'lifetime' } as const;

const keyOf = ({ productId, skuId }: Holding): string => skuKey(productId, skuId);
