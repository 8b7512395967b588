import { type Offer, type Subscription } from '../../../domain/subscription/state';
import { link } from '../links';
import { dayAtLastSecond } from '../wireDates';

const isTraditional = (offer: Offer): boolean => offer.soldAs === 'traditional';

/**
 * Members by which clients tell traditional subscriptions from those of new commerce, whose windows they never show (MIG-1).
 * Doubt: no page prints the product type of a traditional subscription; it is the one of new commerce without its mark.
 */
export const traditionalMembers = ({ offer, parentId, term }: Subscription, isLive: boolean) => {
  if (!isTraditional(offer)) return {};
  return {
    productType: { id: 'OnlineServices', displayName: 'OnlineServices' },
    unitType: 'License(s)',
    hasPurchasableAddons: parentId === undefined,
    ...(isLive && { cancellationAllowedUntilDate: dayAtLastSecond(term.end) }),
    refundOptions: [],
    ...(parentId !== undefined && { parentSubscriptionId: parentId }),
  };
};

/** To the offer in the older offers API, and to the base of an add-on (ORD-5). */
export const traditionalLinks = ({ customerId, parentId, offer }: Subscription) => ({
  ...(isTraditional(offer) && { offer: link(`/offers/${offer.productId}?country=${offer.country}`) }),
  ...(parentId !== undefined && { parentSubscription: link(`/customers/${customerId}/subscriptions/${parentId}`) }),
});
