import { skuKey, type Catalogue, type CatalogueItem, type Sku } from './state';

/** CAT-3: add-ons that name a SKU among their bases, in the order of the price sheet. */
export const addOnsMadeFor = ({ items }: Catalogue, { productId, skuId }: Pick<Sku, 'productId' | 'skuId'>): readonly CatalogueItem[] => {
  const base = skuKey(productId, skuId);
  return [...items.values()].filter(({ sku }) => sku.prerequisiteSkus.some((key) => key.toUpperCase() === base));
};
