import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { withoutTermEndChoice } from './extendedService/chooseTermEnd';
import { withoutScheduledChange } from './nextTerm/removeScheduledChange';
import { kindOf } from './kinds/table';
import { unchanged, type Decision } from './outcome';
import { without } from './removals';
import { renewalSince, statusAt, termOverAt } from './standing';
import { type Subscription } from './state';

/**
 * Turns auto-renew on or off (REN-1), for paid and trial alike, while the subscription is active (else `SubscriptionSuspended`, `SubscriptionNotActive`) and until its renewal starts
 * (from then on `ReadOnlyDuringRenewal`, REN-5). A choice of what follows the term is forgotten (POL-2), and
 * turning it off deletes a scheduled change (SCH-4). A traditional add-on renews with its base, whatever it says itself: `CannotAutoRenew` (ORD-5). The version is that of the transaction.
 */
export const setAutoRenew = (autoRenew: boolean, subscription: Subscription, now: Instant): Decision => {
  if (autoRenew === subscription.autoRenew) return success(unchanged(subscription));
  const fixed = kindOf(subscription).refuses.autoRenew;
  if (fixed !== undefined) return failure(fixed(subscription.id));
  const status = statusAt(subscription, now);
  if (status === 'suspended') return failure({ kind: 'SubscriptionSuspended', subscriptionId: subscription.id });
  if (status !== 'active') return failure({ kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'ReadOnlyDuringRenewal', subscriptionId: subscription.id, member: 'autoRenewEnabled', since });
  const unscheduled = (from: Subscription) => (autoRenew ? unchanged(from) : withoutScheduledChange(from, 'AutoRenewTurnedOff'));
  const { subscription: rest, events, removed } = without(subscription, unscheduled, withoutTermEndChoice);
  return success({
    ...unchanged({ ...rest, autoRenew }),
    events: [...events, { type: autoRenew ? 'AutoRenewTurnedOn' : 'AutoRenewTurnedOff' }],
    removed,
    reversibleUntil: termOverAt(subscription),
  });
};
