import { type OfferJudge, type OfferProblem } from '../../../app/order/offerJudge';
import { findProduct, findSku, offersOf, segmentsOpenTo, type FoundOffer } from '../../../domain/catalogue/findOffer';
import { segments, type Catalogue, type CatalogueItem, type Segment } from '../../../domain/catalogue/state';
import { restrictionResources } from './restriction';

export interface TargetItem {
  readonly productId: string;
  /** Absent: all SKUs of the product. */
  readonly skuId?: string | undefined;
}

/** What is asked about. What the catalogue does not have is left out. */
export const inventoryItems = (catalogue: Catalogue, targets: readonly TargetItem[]): readonly CatalogueItem[] =>
  targets.flatMap(({ productId, skuId }) => {
    const found = skuId === undefined ? findProduct(catalogue, productId) : findSku(catalogue, productId, skuId);
    return found.ok ? found.value : [];
  });

/** By which a SKU is judged: its availabilities that are open to the segment, else all, so that the answer can say whose they are. @param segment of the customer; absent: anybody's. */
export const offersAsked = (catalogue: Catalogue, item: CatalogueItem, segment?: Segment): readonly FoundOffer[] => {
  const open = offersOf(catalogue, item, segment === undefined ? segments : segmentsOpenTo(segment));
  return open.length > 0 ? open : offersOf(catalogue, item, segments);
};

/** None if one of the availabilities can be bought; else what is against the first. */
const problemsOfAll = (offers: readonly FoundOffer[], { problemsOf }: Pick<OfferJudge, 'problemsOf'>): readonly OfferProblem[] => {
  const judged = offers.map((offer) => problemsOf(offer));
  return judged.some((problems) => problems.length === 0) ? [] : (judged[0] ?? []);
};

/** The bare array of the contract: what cannot be bought says why (CAT-4, ORD-11). */
export const inventoryResource = (catalogue: Catalogue, items: readonly CatalogueItem[], judge: Pick<OfferJudge, 'problemsOf'>, segment?: Segment) =>
  items.map((item) => {
    const restrictions = restrictionResources(problemsOfAll(offersAsked(catalogue, item, segment), judge));
    return { productId: item.sku.productId, skuId: item.sku.skuId, isRestricted: restrictions.length > 0, restrictions };
  });
