import { type RowStep, type StoredValue } from '../rowStep';

const isObject = (value: unknown): value is StoredValue => typeof value === 'object' && value !== null && !Array.isArray(value);

const mostOf = (...seats: readonly unknown[]): number => Math.max(1, ...seats.filter((each) => typeof each === 'number'));

/** Subscription, 1 → 2: what it redeemed of promotions is a list. Before, it had the one it was bought with, and the most seats where it once had more than now. */
export const subscriptionListsRedemptions: RowStep = ({ redeemedPromotionId, redeemedQuantity, ...value }) =>
  typeof redeemedPromotionId === 'string' ? { ...value, redemptions: [{ promotionId: redeemedPromotionId, seats: mostOf(value['quantity'], redeemedQuantity) }] } : value;

/** Sheet of subscriptions, 1 → 2: each of them takes the same step. */
export const sheetListsRedemptions: RowStep = (value) => {
  const { subscriptions } = value;
  return Array.isArray(subscriptions) ? { ...value, subscriptions: subscriptions.map((each: unknown) => (isObject(each) ? subscriptionListsRedemptions(each) : each)) } : value;
};
