import { changedFields, type ChangedFields, type ToldFields } from '../../kernel/changedFields';
import { kindOf } from './kinds/table';
import { type NextCharge, type PlannedProduct, type ScheduledChange, type Subscription } from './state';

const itemOf = ({ productId, skuId, availabilityId }: Pick<PlannedProduct, 'productId' | 'skuId' | 'availabilityId'>): string => `${productId}:${skuId}:${availabilityId}`;

/** What is planned for the next term, as it is told. */
export const plannedTerm = ({ product, quantity, customTermEnd }: ScheduledChange) => ({
  catalogItemId: itemOf(product),
  termDuration: product.termDuration,
  billingCycle: product.billingCycle,
  quantity,
  ...(product.promotionId !== undefined && { promotionId: product.promotionId }),
  ...(customTermEnd !== undefined && { customTermEnd }),
});

/** What is planned for the next charge, as it is told. */
export const plannedCharge = ({ billingCycle, cyclePrice }: NextCharge) => ({ billingCycle, cyclePrice });

const fieldsOf = (subscription: Subscription) => ({
  status: subscription.status,
  quantity: subscription.quantity,
  friendlyName: subscription.friendlyName,
  catalogItemId: itemOf(subscription.offer),
  isTrial: kindOf(subscription).isTrial,
  termDuration: subscription.termDuration,
  billingCycle: subscription.billingCycle,
  /** Per licence and whole charge cycle. */
  cyclePrice: subscription.cyclePrice,
  currency: subscription.currency,
  promotionId: subscription.promotionId,
  termStart: subscription.term.start,
  termEnd: subscription.term.end,
  /** Until then, exclusive. */
  cancellableUntil: subscription.term.cancellableUntil,
  cycleStart: subscription.cycle.start,
  cycleEnd: subscription.cycle.end,
  autoRenewEnabled: subscription.autoRenew,
  scheduledChange: subscription.scheduledChange && plannedTerm(subscription.scheduledChange),
  nextCharge: subscription.nextCharge && plannedCharge(subscription.nextCharge),
  /** POL-2: what was chosen to follow the term. */
  cancelAtTermEnd: subscription.cancelAtTermEnd,
  extendable: subscription.term.extendable,
  resellerOfRecord: subscription.resellerOfRecord,
  additionalResellers: subscription.additionalResellers,
  supportContact: subscription.supportContact,
  /** ORD-5. */
  addOnIds: subscription.addOnIds,
  parentId: subscription.parentId,
  /** MIG-5. */
  migratedFromSubscriptionId: subscription.migratedFromSubscriptionId,
  activatedAt: subscription.activatedAt,
  suspendedAt: subscription.suspendedAt,
  endedAt: subscription.endedAt,
}) satisfies ToldFields;

export type SubscriptionField = keyof ReturnType<typeof fieldsOf>;

/** AUD-2: what of a subscription changed, with both values. @param before as it stood; undefined: it was made just now. */
export const changedOfSubscription = (before: Subscription | undefined, after: Subscription): ChangedFields => changedFields(before && fieldsOf(before), fieldsOf(after));
