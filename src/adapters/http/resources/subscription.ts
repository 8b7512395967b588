import { termEndAction } from '../../../domain/subscription/extendedService/chooseTermEnd';
import { type Instant } from '../../../kernel/instant';
import { offerIdOf } from '../../../domain/subscription/sentBack';
import { isPerpetual, statusAt, withinTerm } from '../../../domain/subscription/standing';
import { type NextCharge, type ScheduledChange, type Subscription } from '../../../domain/subscription/state';
import { kindOf } from '../../../domain/subscription/kinds/table';
import { nextTermPlan } from '../../../domain/subscription/kinds/trial/paidForm';
import { dayAtLastSecond, dayAtMidnight } from '../wireDates';
import { etagOf } from '../etag';
import { link } from '../links';
import { isActivated } from './activationLink';
import { traditionalLinks, traditionalMembers } from './traditionalSubscription';

/** Batches whose window is still open at `now`, as the contract shows them; a window ends with its term. Null when no seat can be taken off (a suspended one, say). */
const refundableQuantity = (subscription: Subscription, now: Instant) => {
  const details = subscription.batches.map(({ quantity, windowClosesAt }) => ({ quantity, allowedUntilDateTime: withinTerm(windowClosesAt, subscription) })).filter(({ allowedUntilDateTime }) => allowedUntilDateTime > now);
  if (subscription.status !== 'active' || details.length === 0 || kindOf(subscription).refuses.seats !== undefined) return undefined;
  return { totalQuantity: details.reduce((sum, { quantity }) => sum + quantity, 0), details };
};

const refundOptions = (subscription: Subscription, fullRefundUntil: Instant | undefined, now: Instant) =>
  [
    ...(fullRefundUntil === undefined ? [] : [{ type: 'Full', expiresAt: withinTerm(fullRefundUntil, subscription) }]),
    ...(!kindOf(subscription).windows.refundsPart ? [] : [{ type: 'Partial', expiresAt: withinTerm(subscription.term.cancellableUntil, subscription) }]),
  ].filter((option) => option.expiresAt > now);

export const actionTypes = { renew: 'RenewToNewTerm', extend: 'RenewToExtendedServiceTerm', cancel: 'Cancel' } as const;

/** What is planned for the next term. */
const instructionsResource = ({ product, quantity, customTermEnd }: ScheduledChange) => ({
  product,
  quantity,
  ...(customTermEnd !== undefined && { customTermEndDate: dayAtMidnight(customTermEnd) }),
});

/** What is planned for the next charge. */
const nextChargeResource = ({ offer, termDuration, quantity }: Subscription, { billingCycle, promotionId }: NextCharge) => ({
  product: { productId: offer.productId, skuId: offer.skuId, availabilityId: offer.availabilityId, billingCycle, termDuration, ...(promotionId !== undefined && { promotionId }) },
  quantity,
});

/**
 * The contract's Subscription. `now` decides which windows are still shown.
 * @param hasPurchasableAddons ORD-11; undefined where nobody looked: an answer to a write does without.
 */
export const subscriptionResource = (subscription: Subscription, now: Instant, hasPurchasableAddons?: boolean) => {
  const { offer, term } = subscription;
  const { productType, isMetered = false } = kindOf(subscription);
  const self = `/customers/${subscription.customerId}/subscriptions/${subscription.id}`;
  const product = `/products/${offer.productId}`;
  const sku = `${product}/skus/${offer.skuId}`;
  const country = `?country=${offer.country}`;
  const status = statusAt(subscription, now);
  const isLive = status === 'active' || status === 'suspended';
  const refundable = refundableQuantity(subscription, now);
  const plan = nextTermPlan(subscription);
  const cancellableUntil = withinTerm(term.cancellableUntil, subscription);
  const termBatch = subscription.batches.find((batch) => batch.addedAt === term.startedAt);
  return {
    id: subscription.id,
    offerId: offerIdOf(subscription),
    offerName: offer.title,
    friendlyName: subscription.friendlyName,
    productType: { id: productType, displayName: productType },
    quantity: subscription.quantity,
    unitType: isMetered ? 'none' : 'Licenses',
    ...(hasPurchasableAddons !== undefined && { hasPurchasableAddons }),
    creationDate: subscription.createdAt,
    effectiveStartDate: term.startedAt,
    commitmentEndDate: dayAtMidnight(term.end),
    commitmentEndDateTime: dayAtLastSecond(term.end),
    billingCycleEndDate: dayAtMidnight(subscription.cycle.end),
    billingCycleEndDateTime: dayAtLastSecond(subscription.cycle.end),
    ...(isLive && cancellableUntil > now && { cancellationAllowedUntilDate: cancellableUntil }),
    status,
    ...(subscription.disabledFrom !== undefined && { disabledFrom: subscription.disabledFrom }),
    ...(subscription.deletedFrom !== undefined && { deletedFrom: subscription.deletedFrom }),
    autoRenewEnabled: subscription.autoRenew,
    isTrial: kindOf(subscription).isTrial,
    billingType: isMetered ? 'usage' : 'license',
    billingCycle: subscription.billingCycle,
    ...(!isPerpetual(subscription) && { termDuration: subscription.termDuration }),
    renewalTermDuration: subscription.renewsTo?.termDuration ?? '',
    ...(isLive && { actions: ['edit', ...(cancellableUntil > now && kindOf(subscription).cancelledThrough.includes('subscription') ? ['cancel'] : [])] }),
    refundOptions: isLive ? refundOptions(subscription, termBatch?.fullRefundUntil, now) : [],
    ...(refundable !== undefined && { refundableQuantity: refundable }),
    isMicrosoftProduct: offer.isMicrosoft,
    ...(subscription.resellerOfRecord !== undefined && { partnerId: subscription.resellerOfRecord }),
    ...(subscription.additionalResellers !== undefined && { additionalPartnerIds: subscription.additionalResellers }),
    ...(status === 'suspended' && { suspensionReasons: ['PartnerInitiated'] }),
    attentionNeeded: false,
    actionTaken: false,
    contractType: 'subscription',
    publisherName: offer.publisherName,
    orderId: subscription.orderId,
    ...(subscription.migratedFromSubscriptionId !== undefined && { migratedFromSubscriptionId: subscription.migratedFromSubscriptionId }),
    ...(subscription.promotionId !== undefined && { promotionId: subscription.promotionId }),
    ...(isLive && plan !== undefined && { scheduledNextTermInstructions: instructionsResource(plan) }),
    ...(subscription.nextCharge !== undefined && { nextChargeInstructions: nextChargeResource(subscription, subscription.nextCharge) }),
    // While it is suspended nothing can be chosen, and what is sent back says nothing.
    ...(term.extendable === true && status === 'active' && { scheduledActions: [{ scheduleType: 'TermEnd', actionType: actionTypes[termEndAction(subscription)], ...(plan !== undefined && { instructions: instructionsResource(plan) }) }] }),
    ...(offer.tags.includes('IncludeOverage') && { consumptionType: 'overage' }),
    ...traditionalMembers(subscription, isLive),
    links: {
      product: link(product + country),
      sku: link(sku + country),
      availability: link(`${sku}/availabilities/${offer.availabilityId}${country}`),
      ...traditionalLinks(subscription),
      ...(isActivated(subscription) && { activationLinks: link(`${self}/activationlinks`) }),
      self: link(self),
    },
    attributes: { etag: etagOf(subscription), objectType: 'Subscription' },
  };
};
