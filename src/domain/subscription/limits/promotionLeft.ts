import { findPromotion, isSamePromotion, promotionRedemptionsLeft, promotionSeatsLeft } from '../../catalogue/promotionEligibility';
import { type Instant } from '../../../kernel/instant';
import { seatsRedeemed } from '../redemptions';
import { type Subscription } from '../state';
import { type SeatLimits } from './seatLimits';

/** Whether the running term has a promotion, in whatever edition. */
export const isPromotedBy = ({ promotionId }: Pick<Subscription, 'promotionId'>, other: string): boolean => promotionId !== undefined && isSamePromotion(promotionId, other);

/**
 * CAT-5: whether a promotion has left what a next term redeems of it: the seats that the subscription has not had with it, and, where it never had it, one redemption more. What else was asked of it is not asked again.
 * @param subscription in its running term. @param quantity of the next one. @param holdings of the customer, over all partners, with the subscription itself. @param at when the next term begins.
 */
export const isPromotionLeft = (promotionId: string, quantity: number, subscription: Subscription, { catalogue, holdings }: SeatLimits, at: Instant): boolean => {
  const promotion = findPromotion(catalogue, promotionId, at);
  if (promotion === undefined) return true;
  const isPromoted = isPromotedBy(subscription, promotionId);
  const redeemed = seatsRedeemed(subscription, promotionId);
  const more = quantity - Math.max(redeemed, isPromoted ? subscription.quantity : 0);
  const seatsLeft = promotionSeatsLeft(promotion, holdings);
  if (seatsLeft !== undefined && more > seatsLeft) return false;
  return isPromoted || redeemed > 0 || promotionRedemptionsLeft(promotion, holdings) !== 0;
};
