import { plusDays, startOfDay } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { isLive } from '../licences/held';

/** An instant at which something changes for a subscription, as its owner can see. */
export interface Ahead {
  readonly at: Instant;
  readonly kind: 'window' | 'full refund' | 'cancellation' | 'term' | 'charge' | 'stage';
}

/** What lies ahead of one, in no order. */
export const aheadOf = (subscription: Subscription, now: Instant): readonly Ahead[] => {
  const { batches, term, cycle, disabledFrom, deletedFrom } = subscription;
  const all: readonly Ahead[] = isLive(subscription)
    ? [
        ...batches.flatMap(({ windowClosesAt, fullRefundUntil }): readonly Ahead[] => [{ at: windowClosesAt, kind: 'window' }, { at: fullRefundUntil, kind: 'full refund' }]),
        { at: term.cancellableUntil, kind: 'cancellation' },
        { at: startOfDay(plusDays(term.end, 1)), kind: 'term' },
        { at: startOfDay(plusDays(cycle.end, 1)), kind: 'charge' },
      ]
    : [disabledFrom, deletedFrom].flatMap((at): readonly Ahead[] => (at === undefined ? [] : [{ at, kind: 'stage' }]));
  return all.filter(({ at }) => at > now);
};
