import { failure, success, type Result } from '../../kernel/result';
import { availabilityIdOf } from './availabilityId';
import { type CatalogueRefusal } from './refusals';
import { catalogueOf, segments, segmentsOf, skuKey, type Catalogue, type CatalogueItem, type Segment } from './state';

/** What is bought: a SKU for one segment of one market. */
export interface FoundOffer {
  readonly item: CatalogueItem;
  readonly segment: Segment;
  readonly availabilityId: string;
  /** `product:sku:availability`. */
  readonly catalogItemId: string;
}

export const offerOf = (catalogue: Catalogue, item: CatalogueItem, segment: Segment): FoundOffer => {
  const { productId, skuId } = item.sku;
  const availabilityId = availabilityIdOf(productId, skuId, segment, catalogue.market);
  return { item, segment, availabilityId, catalogItemId: `${productId}:${skuId}:${availabilityId}` };
};

/**
 * Whose offers a customer may buy: those of its own segment, and commercial ones.
 * Doubt: the contract says only "must be of the right segment"; the code for it (800086, "lacks the tags the offer needs") speaks for offers that need none.
 */
export const segmentsOpenTo = (customerSegment: Segment): readonly Segment[] => (customerSegment === 'commercial' ? ['commercial'] : ['commercial', customerSegment]);

/** CUS-3: what a market shows one of its customers: prices of the segments open to it, and no SKU that is sold elsewhere only or has no such price. */
export const catalogueOpenTo = (catalogue: Catalogue, customerSegment: Segment): Catalogue => {
  const open = segmentsOpenTo(customerSegment);
  const items = [...catalogue.items.values()]
    .filter((item) => isSoldIn(catalogue.market, item.sku.allowedMarkets))
    .map((item) => ({ ...item, lines: item.lines.filter((line) => open.includes(line.segment)) }))
    .filter((item) => item.lines.length > 0);
  return catalogueOf(catalogue.market, items, catalogue.promotions.filter((promotion) => open.includes(promotion.segment)));
};

/** @returns the items of one product, in the order of the sheet; refused if the market has none. */
export const findProduct = (catalogue: Catalogue, productId: string): Result<readonly [CatalogueItem, ...CatalogueItem[]], CatalogueRefusal> => {
  const wanted = productId.toUpperCase();
  const [first, ...others] = [...catalogue.items.values()].filter((item) => item.sku.productId.toUpperCase() === wanted);
  return first === undefined ? failure({ kind: 'ProductNotFound', productId, market: catalogue.market }) : success([first, ...others]);
};

export const findSku = (catalogue: Catalogue, productId: string, skuId: string): Result<CatalogueItem, CatalogueRefusal> => {
  const item = catalogue.items.get(skuKey(productId, skuId));
  if (item !== undefined) return success(item);
  const product = findProduct(catalogue, productId);
  return product.ok ? failure({ kind: 'SkuNotFound', productId, skuId, market: catalogue.market }) : product;
};

/**
 * The offer a catalogItemId names, if a customer of that segment may buy it in the catalogue's market.
 * @param id `product:sku:availability`, letter case ignored.
 * Refusals: CatalogItemIdInvalid, ProductNotFound, SkuNotFound, AvailabilityNotFound (also for an id that was replaced: read again), NotSoldInMarket, SegmentNotAllowed.
 */
export const findOffer = (catalogue: Catalogue, id: string, customerSegment: Segment): Result<FoundOffer, CatalogueRefusal> => {
  const [productId, skuId, availabilityId, ...rest] = id.split(':');
  if (!productId || !skuId || !availabilityId || rest.length > 0) return failure({ kind: 'CatalogItemIdInvalid', catalogItemId: id });
  const found = findAvailability(catalogue, productId, skuId, availabilityId);
  if (!found.ok) return found;
  const { segment, item } = found.value;
  const { sku } = item;
  if (!isSoldIn(catalogue.market, sku.allowedMarkets)) {
    return failure({ kind: 'NotSoldInMarket', productId: sku.productId, skuId: sku.skuId, market: catalogue.market, soldIn: sku.allowedMarkets });
  }
  const allowed = segmentsOpenTo(customerSegment);
  return allowed.includes(segment) ? found : failure({ kind: 'SegmentNotAllowed', segment, allowed });
};

/** A SKU's availabilities in the segments that are shown, in the order of `segments`. */
export const offersOf = (catalogue: Catalogue, item: CatalogueItem, shown: readonly Segment[]): readonly FoundOffer[] =>
  segmentsOf(item)
    .filter((segment) => shown.includes(segment))
    .map((segment) => offerOf(catalogue, item, segment));

/** One availability by its id, for reading: whether the reader may buy it is another question. Refusals: ProductNotFound, SkuNotFound, AvailabilityNotFound. */
export const findAvailability = (catalogue: Catalogue, productId: string, skuId: string, availabilityId: string): Result<FoundOffer, CatalogueRefusal> => {
  const found = findSku(catalogue, productId, skuId);
  if (!found.ok) return found;
  const offer = offersOf(catalogue, found.value, segments).find((candidate) => candidate.availabilityId === availabilityId.toUpperCase());
  return offer === undefined ? failure({ kind: 'AvailabilityNotFound', catalogItemId: `${productId}:${skuId}:${availabilityId}`, market: catalogue.market }) : success(offer);
};

/** The market, among those the SKU is listed for, whose availability that is; undefined if it is none of theirs. An availability is named after its market, so no other catalogue is read. */
export const marketOfAvailability = (catalogue: Catalogue, productId: string, skuId: string, availabilityId: string): string | undefined =>
  catalogue.items
    .get(skuKey(productId, skuId))
    ?.sku.allowedMarkets.find((market) => market !== catalogue.market && segments.some((segment) => availabilityIdOf(productId, skuId, segment, market) === availabilityId.toUpperCase()));

export const isSoldIn = (market: string, allowedMarkets: readonly string[]): boolean => allowedMarkets.length === 0 || allowedMarkets.includes(market);
