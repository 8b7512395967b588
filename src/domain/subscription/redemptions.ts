import { isSamePromotion } from '../catalogue/promotionEligibility';
import { type Subscription } from './state';

type Redemptions = Subscription['redemptions'];

const seatsOf = (redemptions: Redemptions, promotionId: string): number => redemptions?.find((redemption) => isSamePromotion(redemption.promotionId, promotionId))?.seats ?? 0;

/** CAT-5: the most seats that a subscription ever had with a promotion, in whatever edition; 0 if it never had it. */
export const seatsRedeemed = ({ redemptions }: Subscription, promotionId: string): number => seatsOf(redemptions, promotionId);

/**
 * CAT-5: what a subscription has redeemed with the seats and the promotion that it has now: seats count against the promotion for good, also when they go, and once, also when they come back. To be noted wherever it gets a promotion,
 * or more seats while it has one.
 * @param before seats that it had with this promotion until now; 0 where it gets the promotion with all of them. @returns no member where it never had one.
 */
export const redeemed = ({ promotionId, quantity, redemptions }: Pick<Subscription, 'promotionId' | 'quantity' | 'redemptions'>, before: number): Pick<Subscription, 'redemptions'> => {
  const own = promotionId === undefined ? 0 : seatsOf(redemptions, promotionId);
  const more = quantity - Math.max(before, own);
  if (promotionId === undefined || more <= 0) return redemptions === undefined ? {} : { redemptions };
  const others = (redemptions ?? []).filter((redemption) => !isSamePromotion(redemption.promotionId, promotionId));
  return { redemptions: [...others, { promotionId, seats: own + more }] };
};
