import { kindOf } from '../../../domain/subscription/kinds/table';
import { type Subscription } from '../../../domain/subscription/state';
import { link } from '../links';
import { dayAtLastSecond } from '../wireDates';

const isTraditional = (subscription: Subscription): boolean => kindOf(subscription).family !== undefined;

/**
 * Members by which clients tell traditional subscriptions from those of new commerce, whose windows they never show (MIG-1).
 */
export const traditionalMembers = (subscription: Subscription, isLive: boolean) => {
  if (!isTraditional(subscription)) return {};
  const { parentId, term } = subscription;
  return {
    unitType: 'License(s)',
    ...(isLive && { cancellationAllowedUntilDate: dayAtLastSecond(term.end) }),
    refundOptions: [],
    ...(parentId !== undefined && { parentSubscriptionId: parentId }),
  };
};

/** To the offer in the older offers API, and to the base of an add-on (ORD-5). */
export const traditionalLinks = (subscription: Subscription) => {
  const { customerId, parentId, offer } = subscription;
  return {
    ...(isTraditional(subscription) && { offer: link(`/offers/${offer.productId}?country=${offer.country}`) }),
    ...(parentId !== undefined && { parentSubscription: link(`/customers/${customerId}/subscriptions/${parentId}`) }),
  };
};
