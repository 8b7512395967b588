import { type Subscription } from './state';

/** CAT-5: seats bought with a promotion count against it for good, also when they go: what a subscription notes of them as it gets fewer. @param subscription as it is before. */
export const redeemed = ({ redeemedPromotionId, redeemedQuantity, quantity }: Subscription): Pick<Subscription, 'redeemedQuantity'> =>
  redeemedPromotionId === undefined ? {} : { redeemedQuantity: Math.max(redeemedQuantity ?? 0, quantity) };
