import { findAvailability } from '../../domain/catalogue/findOffer';
import { runningPriceFor } from '../../domain/catalogue/priceFor';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Instant } from '../../kernel/instant';
import { type Policy } from '../../domain/policy/policy';
import { type Subscription } from '../../domain/subscription/state';
import { extendedPrice } from '../../domain/subscription/term/renewalPrice';
import { type TargetPrice } from '../../domain/transfer/moveSubscription';

/**
 * What the target pays: the same in one currency, for the term is the same; else the list price of the day in its own, of a month of extended service with what that costs more (POL-2).
 * @param policy the one the running term keeps. @returns undefined: none is listed.
 */
export const targetPrice = (catalogue: Catalogue, source: Subscription, policy: Policy, currency: string, at: Instant): TargetPrice | undefined => {
  const { cyclePrice, listCyclePrice, promotionId, termDuration, billingCycle, quantity, offer } = source;
  if (source.currency === currency) return { currency, cyclePrice, listCyclePrice, promotionId };
  if (source.extendedFrom !== undefined) {
    const month = extendedPrice(catalogue, { ...source, currency }, policy, at);
    return month === null ? undefined : { currency, cyclePrice: month.cyclePrice };
  }
  const found = findAvailability(catalogue, offer.productId, offer.skuId, offer.availabilityId);
  const price = found.ok ? runningPriceFor({ offer: found.value, termDuration, billingCycle, currency, quantity, at }) : found;
  return price.ok ? { currency, cyclePrice: price.value.cyclePrice } : undefined;
};
