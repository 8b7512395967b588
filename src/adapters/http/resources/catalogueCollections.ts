import { type OfferJudge } from '../../../app/order/offerJudge';
import { type FoundOffer } from '../../../domain/catalogue/findOffer';
import { type ListedProduct } from '../../../domain/catalogue/listing';
import { type CatalogueItem } from '../../../domain/catalogue/state';
import { collection } from '../collection';
import { catalogueUri, productResource, skuResource, type CatalogueScope } from './catalogue';
import { availabilityResource, type AvailabilityView } from './catalogueAvailability';

/** What the client asked for beside the country; it comes back in the self link. */
export type CatalogueQuery = Readonly<Record<string, string | undefined>>;

export const productCollection = (products: readonly ListedProduct[], scope: CatalogueScope, query: CatalogueQuery) =>
  collection(products.map((product) => productResource(product.items[0], scope)), catalogueUri(scope, '/products', query));

export const skuCollection = (productId: string, items: readonly CatalogueItem[], scope: CatalogueScope, query: CatalogueQuery) =>
  collection(items.map((item) => skuResource(item, scope)), catalogueUri(scope, `/products/${productId}/skus`, query));

export const availabilityCollection = ({ sku }: CatalogueItem, offers: readonly FoundOffer[], view: AvailabilityView, { problemsOf }: OfferJudge, query: CatalogueQuery) =>
  collection(offers.map((offer) => availabilityResource(offer, view, problemsOf(offer))), catalogueUri(view.scope, `/products/${sku.productId}/skus/${sku.skuId}/availabilities`, query));
