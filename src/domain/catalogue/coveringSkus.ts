import { skuKey, type Catalogue } from './state';

/**
 * UPG-8: the SKUs that hold all that a SKU is for, and that it cannot be upgraded to: a customer who comes to have one of them has both. Those that it can be upgraded to are not among them: there the upgrade takes the
 * licences along. By the catalogue of the day, with capital letters; none for a SKU that it does not know any more.
 */
export const coveringSkus = (catalogue: Catalogue, { offer: { productId, skuId } }: { readonly offer: { readonly productId: string; readonly skuId: string } }): readonly string[] =>
  catalogue.items.get(skuKey(productId, skuId))?.sku.unsupportedUpgrades.map((key) => key.toUpperCase()) ?? [];
