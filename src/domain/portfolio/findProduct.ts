import { findAvailability, offersOf, segmentsOpenTo, type FoundOffer } from '../catalogue/findOffer';
import { skuKey, type Catalogue, type CatalogueItem, type Segment } from '../catalogue/state';
import { type PortfolioField } from './columns';
import { type PortfolioRow } from './readPortfolio';

/** What a row's product cannot be found by, and why. */
export interface ProductProblem {
  readonly of: PortfolioField;
  readonly reason: string;
}

/** Its own segment before the commercial one. */
const openSegments = (segment: Segment): readonly Segment[] => [...segmentsOpenTo(segment)].reverse();

const offerOfItem = (catalogue: Catalogue, item: CatalogueItem, segment: Segment, of: PortfolioField): FoundOffer | ProductProblem => {
  const open = openSegments(segment);
  const offers = offersOf(catalogue, item, open);
  const offer = open.map((each) => offers.find((candidate) => candidate.segment === each)).find((each) => each !== undefined);
  return offer ?? { of, reason: `${item.sku.productId}:${item.sku.skuId} has no price for a ${segment} customer in ${catalogue.market}` };
};

const byName = (catalogue: Catalogue, name: string, segment: Segment, of: PortfolioField): FoundOffer | ProductProblem => {
  const named = [...catalogue.items.values()].filter(({ sku }) => sku.title.toLowerCase() === name.toLowerCase());
  const [item] = named;
  if (item === undefined) return { of, reason: `the catalogue of ${catalogue.market} has no product "${name}"` };
  return named.length === 1 ? offerOfItem(catalogue, item, segment, of) : { of, reason: `"${name}" is the name of ${named.map(({ sku }) => `${sku.productId}:${sku.skuId}`).join(', ')}: name product and SKU` };
};

/** The offer that a row names by its catalogue item, by product and SKU, or by the product's name; or what is wrong with how it does. */
export const findProduct = (row: PortfolioRow, catalogue: Catalogue, segment: Segment): FoundOffer | ProductProblem => {
  const { catalogItemId, productId, skuId } = row;
  if (catalogItemId !== null) {
    const [product = '', sku = '', availability = ''] = catalogItemId.split(':');
    const found = findAvailability(catalogue, product, sku, availability);
    return found.ok ? found.value : { of: 'catalogItemId', reason: `the catalogue of ${catalogue.market} has no ${catalogItemId}` };
  }
  if (productId !== null) {
    if (skuId === null) return { of: 'skuId', reason: 'is empty: a product id needs the SKU beside it' };
    const item = catalogue.items.get(skuKey(productId, skuId));
    return item === undefined ? { of: 'productId', reason: `the catalogue of ${catalogue.market} has no ${productId}:${skuId}` } : offerOfItem(catalogue, item, segment, 'productId');
  }
  if (row.product !== null) return byName(catalogue, row.product, segment, 'product');
  return row.name === null ? { of: 'productId', reason: 'is empty, and nothing else names the product' } : byName(catalogue, row.name, segment, 'name');
};
