import { isSoldIn, type FoundOffer } from '../../../domain/catalogue/findOffer';
import { type OfferJudge } from '../../../app/order/offerJudge';
import { traditionalOffer } from '../../../domain/subscription/kinds/traditional/findOffer';
import { type CatalogueRefusal } from '../../../domain/catalogue/refusals';
import { addOnsMadeFor } from '../../../domain/catalogue/addOns';
import { billingCycles } from '../../../domain/catalogue/terms';
import { type Catalogue, type CatalogueItem, type Segment } from '../../../domain/catalogue/state';
import { failure, success, type Result } from '../../../kernel/result';
import { link } from '../links';
import { restrictionResources } from './restriction';

/** MIG-1: what the older offers API shows: traditional licences and nothing of new commerce. An offer is its product: a GUID. */
export const traditionalItems = (catalogue: Catalogue): readonly CatalogueItem[] =>
  [...catalogue.items.values()].filter(({ sku }) => sku.kind === 'traditional' && isSoldIn(catalogue.market, sku.allowedMarkets));

/** Refusal: OfferNotTraditional, also for what does not exist: the contract has one code for both, which sends the caller to products and SKUs. */
export const traditionalItem = (catalogue: Catalogue, offerId: string): Result<CatalogueItem, CatalogueRefusal> => {
  const item = traditionalItems(catalogue).find(({ sku }) => sku.productId.toLowerCase() === offerId.toLowerCase());
  return item === undefined ? failure({ kind: 'OfferNotTraditional', offerId, market: catalogue.market }) : success(item);
};

/** Add-ons that name this offer among their bases. */
export const addOnsOf = (catalogue: Catalogue, { sku }: CatalogueItem): readonly CatalogueItem[] =>
  addOnsMadeFor(catalogue, sku).filter(({ sku: addOn }) => addOn.kind === 'traditional' && isSoldIn(catalogue.market, addOn.allowedMarkets));

const offerIdOf = (key: string): string => key.split(':')[0] ?? key;

/** What the older offers API sells of an item (MIG-1): in the customer's own segment where it is sold so, else in its first; that of a market in its first. */
export const offersJudged = (catalogue: Catalogue, items: readonly CatalogueItem[], customerSegment?: Segment): readonly FoundOffer[] =>
  items.flatMap(({ sku }) => traditionalOffer(catalogue, sku.productId, customerSegment) ?? []);

/** How offers are judged for who reads them: what stands in the way of buying each (ORD-11), and of a customer its segment. */
interface OfferReader extends Pick<OfferJudge, 'problemsOf'> {
  readonly customerSegment?: Segment | undefined;
}

/** The one category of offers. */
export const OFFER_CATEGORY = 'OnlineServices';

const offerCategory = (country: string, locale: string) => ({ id: OFFER_CATEGORY, name: 'Online services', rank: 0, locale, country });

/** The contract's OfferCategory of all that is sold in a market, or open to a customer; none where nothing is. */
export const offerCategoryResources = (catalogue: Catalogue, locale: string) =>
  traditionalItems(catalogue).length === 0 ? [] : [{ ...offerCategory(catalogue.market, locale), attributes: { objectType: 'OfferCategory' } }];

/** Of one category, letter case not counting; of all if none is named. */
export const itemsOfCategory = (catalogue: Catalogue, categoryId: string | undefined): readonly CatalogueItem[] =>
  categoryId === undefined || categoryId.toLowerCase() === OFFER_CATEGORY.toLowerCase() ? traditionalItems(catalogue) : [];

/** @param rank position in the list, from 0. @param locale of the call. What stands in the way of buying it is shown beyond the contract. */
export const offerResource = (catalogue: Catalogue, item: CatalogueItem, rank: number, locale: string, { problemsOf, customerSegment }: OfferReader) => {
  const { sku, lines } = item;
  const country = catalogue.market;
  const cycles = new Set(lines.map((line) => line.billingCycle));
  const problems = offersJudged(catalogue, [item], customerSegment).flatMap((offer) => problemsOf(offer));
  const self = (id: string): string => `/offers/${id}?country=${country}`;
  return {
    id: sku.productId,
    name: sku.title,
    description: sku.description,
    minimumQuantity: sku.minimumQuantity,
    maximumQuantity: sku.maximumQuantity,
    rank,
    uri: self(sku.productId),
    locale,
    country,
    category: offerCategory(country, locale),
    limitUnitOfMeasure: sku.ownershipLimit === undefined ? 'None' : sku.ownershipLimit.scope === 'concurrent' ? 'Concurrent' : 'Lifetime',
    ...(sku.ownershipLimit && { limit: sku.ownershipLimit.count }),
    prerequisiteOffers: sku.prerequisiteSkus.map(offerIdOf),
    isAddOn: sku.prerequisiteSkus.length > 0,
    hasAddOns: addOnsOf(catalogue, item).length > 0,
    isAvailableForPurchase: problems.length === 0,
    ...(problems.length > 0 && { restrictions: restrictionResources(problems) }),
    billing: 'license',
    supportedBillingCycles: billingCycles.filter((cycle) => cycles.has(cycle)),
    isAutoRenewable: true,
    upgradeTargetOffers: sku.upgradeTargets.map(offerIdOf),
    conversionTargetOffers: sku.convertsTo === undefined ? [] : [offerIdOf(sku.convertsTo)],
    isTrial: false,
    unitType: 'Licenses',
    product: { id: sku.productId, name: sku.productTitle, unit: 'Licenses' },
    links: { ...(addOnsOf(catalogue, item).length > 0 && { addOns: link(`/offers/${sku.productId}/addons?country=${country}`) }), self: link(self(sku.productId)) },
    attributes: { objectType: 'Offer' },
  };
};
