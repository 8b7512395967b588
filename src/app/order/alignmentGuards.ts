import { type Outcome } from '../../domain/subscription/outcome';
import { alignedWith, type AlignmentTarget } from '../../domain/subscription/termEndDates';
import { type Write } from '../../kernel/partitionStore';
import { subscriptionWrite } from '../subscription/subscriptionBook';
import { type Shop } from './cartShop';

/**
 * ORD-8: the subscriptions with which something bought may end, each written as it is, so that it is decided anew where one is suspended, cancelled or ends otherwise meanwhile: none of that writes the customer's row. Nothing for ends of
 * months, and for those that the purchase writes itself.
 */
export const alignmentGuards = (purchases: readonly Outcome[], targets: readonly AlignmentTarget[], { subscriptions, etags }: Pick<Shop, 'subscriptions' | 'etags'>): Write[] => {
  const written = new Set(purchases.map(({ subscription: { id } }) => id));
  const ids = new Set(
    purchases.flatMap(({ subscription: { id, term, termDuration } }) => {
      if (etags.has(id)) return [];
      const target = alignedWith(term.end, { duration: termDuration, start: term.start }, targets);
      return target === undefined || written.has(target.id) ? [] : [target.id];
    }),
  );
  return subscriptions.filter(({ id }) => ids.has(id)).map((subscription) => subscriptionWrite(subscription, etags.get(subscription.id)));
};
