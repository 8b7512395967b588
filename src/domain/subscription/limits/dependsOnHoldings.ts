import { skuKey, UNLIMITED_QUANTITY, type Catalogue, type Sku } from '../../catalogue/state';
import { kindOfOffer } from '../kinds/table';

const hasPromotion = (catalogue: Catalogue, { productId, skuId }: Sku): boolean =>
  catalogue.promotions.some(({ requiredProducts }) => requiredProducts.some((required) => skuKey(required.productId, required.skuId) === skuKey(productId, skuId)));

/** Whether how many licences of a SKU a customer may have depends on what the customer holds. */
export const dependsOnHoldings = (sku: Sku, catalogue: Catalogue): boolean =>
  kindOfOffer(sku)?.termEnd.repeats === false || sku.ownershipLimit !== undefined || sku.prerequisiteSkus.length > 0 || sku.maximumQuantity < UNLIMITED_QUANTITY || hasPromotion(catalogue, sku);
