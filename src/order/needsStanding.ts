import { skuKey, UNLIMITED_QUANTITY, type Catalogue, type Sku } from '../catalogue/state';
import { type Policy } from '../policy/policy';
import { findLineOffer } from './priceLine';
import { type CartLine } from './state';

type NamedLine = Pick<CartLine, 'catalogItemId' | 'customTermEndDate'>;

const hasPromotion = (catalogue: Catalogue, { productId, skuId }: Sku): boolean =>
  catalogue.promotions.some(({ requiredProducts }) => requiredProducts.some((required) => skuKey(required.productId, required.skuId) === skuKey(productId, skuId)));

/** Whether how many licences of a SKU a customer may have depends on what the customer holds. */
export const dependsOnHoldings = (sku: Sku, catalogue: Catalogue): boolean =>
  sku.kind === 'trial' || sku.ownershipLimit !== undefined || sku.prerequisiteSkus.length > 0 || sku.maximumQuantity < UNLIMITED_QUANTITY || hasPromotion(catalogue, sku);

/** Whether what the customer holds can make a difference to any of the lines: most need not be looked up for a plain licence. */
export const needsStanding = (lines: readonly NamedLine[], catalogue: Catalogue, policy: Policy): boolean =>
  policy.subscriptionsPerCustomer !== undefined ||
  lines.some((line) => {
    if (line.customTermEndDate !== undefined) return true;
    const offer = findLineOffer(line.catalogItemId, catalogue);
    return offer.ok && dependsOnHoldings(offer.value.item.sku, catalogue);
  });
