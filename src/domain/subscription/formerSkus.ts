import { skuKey } from '../catalogue/state';
import { type Offer, type Subscription } from './state';

type Sku = Pick<Offer, 'productId' | 'skuId'>;

const keyOf = ({ productId, skuId }: Sku): string => skuKey(productId, skuId);

/**
 * CAT-4, CAT-5: what a subscription was, once all its licences become another SKU: what a customer may have once, or buy with a promotion for its first purchase, it had also where that has become something else. To be noted wherever
 * a subscription becomes another SKU.
 * @param before as it was until now. @param next what it becomes; the same SKU adds nothing. @returns no member where it was never anything else.
 */
export const formerSkusOf = (before: Pick<Subscription, 'formerSkus'> & { readonly offer: Sku }, next: Sku): Pick<Subscription, 'formerSkus'> => {
  const { formerSkus = [], offer } = before;
  if (keyOf(offer) === keyOf(next)) return formerSkus.length === 0 ? {} : { formerSkus };
  return { formerSkus: [...new Set([...formerSkus, keyOf(offer)])] };
};
