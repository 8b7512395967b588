import { promotionAtRenewal } from '../../catalogue/applyPromotion';
import { type Catalogue } from '../../catalogue/state';
import { termOverAt } from '../standing';
import { type Subscription } from '../state';

/**
 * ORD-11: a subscription as it is shown: its plan for the next term without a promotion that will not apply on the day it begins, because the dates of the promotion were changed since, or it is gone.
 * Contract §6.1: no promotion id in the answer means that none will apply.
 */
export const planInView = (catalogue: Catalogue, subscription: Subscription): Subscription => {
  const { scheduledChange } = subscription;
  if (scheduledChange === undefined) return subscription;
  const { promotionId, ...product } = scheduledChange.product;
  if (promotionId === undefined || promotionAtRenewal(catalogue, { ...product, promotionId, at: termOverAt(subscription) }) !== undefined) return subscription;
  return { ...subscription, scheduledChange: { ...scheduledChange, product } };
};
