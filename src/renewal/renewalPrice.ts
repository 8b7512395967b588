import { offerOf } from '../catalogue/findOffer';
import { priceFor } from '../catalogue/priceFor';
import { segmentsOf, skuKey, type Catalogue } from '../catalogue/state';
import { type Instant } from '../kernel/instant';
import { type Subscription } from '../subscription/state';

/**
 * What one licence costs per charge cycle in the term that starts at `at`: the list price of that day, in the subscription's currency.
 * @param catalogue of the market the subscription was bought in. @returns null if the offer, or its term, is no longer sold then.
 */
export const renewalPrice = (catalogue: Catalogue, subscription: Subscription, at: Instant): string | null => {
  const { productId, skuId, availabilityId } = subscription.offer;
  const item = catalogue.items.get(skuKey(productId, skuId));
  const offer = item && segmentsOf(item).map((segment) => offerOf(catalogue, item, segment)).find((candidate) => candidate.availabilityId === availabilityId);
  if (offer === undefined) return null;
  const { termDuration, billingCycle, currency, quantity } = subscription;
  const price = priceFor({ offer, termDuration, billingCycle, currency, quantity, at });
  return price.ok ? price.value.cyclePrice : null;
};
