import { skuKey, type Catalogue } from '../../catalogue/state';
import { type Subscription } from '../state';
import { type RenewSubscription } from './renew';

/**
 * CAT-3: how many licences a term that repeats may have, as the catalogue says when it begins. What has more, or fewer, keeps them, and may come nearer. No member where the catalogue does not know the SKU.
 * @param subscription as it goes on, with the licences it keeps.
 */
export const limitsOfTerm = (catalogue: Catalogue, { offer: { productId, skuId }, quantity }: Subscription): Pick<RenewSubscription, 'limits'> => {
  const sku = catalogue.items.get(skuKey(productId, skuId))?.sku;
  return sku === undefined ? {} : { limits: { minimumQuantity: Math.min(sku.minimumQuantity, quantity), maximumQuantity: Math.max(sku.maximumQuantity, quantity) } };
};
