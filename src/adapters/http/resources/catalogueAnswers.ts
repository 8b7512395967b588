import { findAvailability, findProduct, findSku, offersOf } from '../../../domain/catalogue/findOffer';
import { listProducts, segmentsToShow, type ListingQuestion } from '../../../domain/catalogue/listing';
import { type CatalogueRefusal } from '../../../domain/catalogue/refusals';
import { segmentsOf } from '../../../domain/catalogue/state';
import { success, type Result } from '../../../kernel/result';
import { type CatalogueCall } from '../catalogueCall';
import { type Answer } from '../respond';
import { withUnreadable } from '../unreadableMarks';
import { productResource, skuResource } from './catalogue';
import { availabilityResource } from './catalogueAvailability';
import { availabilityCollection, productCollection, skuCollection } from './catalogueCollections';

/** One answer each for a market and for a customer, who see the same resources of different catalogues. */
type Answered = Result<Answer, CatalogueRefusal>;

const ok = (body: unknown): Answered => success({ status: 200, body });

type ListingQuery = Pick<ListingQuestion, 'publisher' | 'billingType' | 'category'> & { readonly targetView: string; readonly targetSegment?: string | undefined };

/** Refusals: ViewNotAllowed, SegmentNotAllowed. */
export const productsAnswer = ({ catalogue, view, allowedSegments }: CatalogueCall, { targetView, targetSegment, ...filters }: ListingQuery): Answered => {
  const products = listProducts(catalogue, { view: targetView, segment: targetSegment, allowedSegments, at: view.at, ...filters });
  return products.ok ? ok(productCollection(products.value, view.scope, { targetView, targetSegment, ...filters })) : products;
};

/** Refusal: ProductNotFound. */
export const productAnswer = ({ catalogue, view }: CatalogueCall, productId: string): Answered => {
  const product = findProduct(catalogue, productId);
  return product.ok ? ok(productResource(product.value[0], view.scope)) : product;
};

/** Refusals: ProductNotFound, SegmentNotAllowed. */
export const skusAnswer = ({ catalogue, view, allowedSegments }: CatalogueCall, productId: string, targetSegment?: string): Answered => {
  const product = findProduct(catalogue, productId);
  if (!product.ok) return product;
  const shown = segmentsToShow(targetSegment, allowedSegments);
  if (!shown.ok) return shown;
  const items = product.value.filter((item) => segmentsOf(item).some((segment) => shown.value.includes(segment)));
  return ok(skuCollection(product.value[0].sku.productId, items, view.scope, { targetSegment }));
};

/** Refusals: ProductNotFound, SkuNotFound. */
export const skuAnswer = ({ catalogue, view }: CatalogueCall, productId: string, skuId: string): Answered => {
  const item = findSku(catalogue, productId, skuId);
  return item.ok ? ok(skuResource(item.value, view.scope)) : item;
};

/** Refusals: ProductNotFound, SkuNotFound, SegmentNotAllowed. */
export const availabilitiesAnswer = async ({ catalogue, view, allowedSegments, judge, caller }: CatalogueCall, productId: string, skuId: string, targetSegment?: string): Promise<Answered> => {
  const item = findSku(catalogue, productId, skuId);
  if (!item.ok) return item;
  const shown = segmentsToShow(targetSegment, allowedSegments);
  if (!shown.ok) return shown;
  const offers = offersOf(catalogue, item.value, shown.value);
  const judged = await judge(offers);
  return success(withUnreadable({ status: 200, body: availabilityCollection(item.value, offers, view, judged, { targetSegment }) }, judged.unreadable, caller));
};

/** Refusals: ProductNotFound, SkuNotFound, AvailabilityNotFound. */
export const availabilityAnswer = async ({ catalogue, view, judge, caller }: CatalogueCall, productId: string, skuId: string, availabilityId: string): Promise<Answered> => {
  const offer = findAvailability(catalogue, productId, skuId, availabilityId);
  if (!offer.ok) return offer;
  const judged = await judge([offer.value]);
  return success(withUnreadable({ status: 200, body: availabilityResource(offer.value, view, judged.problemsOf(offer.value)) }, judged.unreadable, caller));
};
