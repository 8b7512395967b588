import { skuKey } from '../catalogue/state';
import { withHeld } from '../subscription/limits/customerStanding';
import { addOnMisfits, newMisfits } from '../subscription/limits/addOnFit';
import { type AddOnMisfit } from '../subscription/limits/addOnMisfit';
import { type SeatLimits } from '../subscription/limits/seatLimits';
import { plannedHoldings } from '../subscription/nextTerm/scheduleChange';
import { goesOn } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { nextTermPlan } from '../subscription/kinds/trial/paidForm';

/** PRE-3: what does not fit now of the add-ons that a subscription is of, or a base of. */
export const standingMisfits = ({ offer }: Subscription, { catalogue, holdings }: SeatLimits): readonly AddOnMisfit[] => {
  const key = skuKey(offer.productId, offer.skuId);
  return addOnMisfits(catalogue, holdings).filter(({ productId, skuId }) => {
    const addOn = skuKey(productId, skuId);
    return addOn === key || catalogue.items.get(addOn)?.sku.prerequisiteSkus.some((each) => each.toUpperCase() === key);
  });
};

/** PRE-3: what will not fit any more once the running term is over, if nobody acts and everything else stays. */
export const misfitsAtTermEnd = (subscription: Subscription, { catalogue, holdings }: SeatLimits): readonly AddOnMisfit[] => {
  if (subscription.status !== 'active' && subscription.status !== 'suspended') return [];
  const before = withHeld(holdings, subscription);
  if (!goesOn(subscription)) return newMisfits(catalogue, { before, after: withHeld(before, { ...subscription, status: 'expired' }) });
  const plan = nextTermPlan(subscription);
  return plan === undefined ? [] : newMisfits(catalogue, plannedHoldings(subscription, plan, holdings));
};
