import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { withoutTermEndChoice } from './extendedService/chooseTermEnd';
import { withoutScheduledChange } from './nextTerm/removeScheduledChange';
import { cancel } from './cancel';
import { kindOf } from './kinds/table';
import { unchanged, type Decision } from './outcome';
import { type SubscriptionRefusal } from './refusals';
import { without } from './removals';
import { renewalSince, statusAt, termOverAt } from './standing';
import { type Subscription, type SubscriptionStatus } from './state';

/** What stands against any change between active and suspended; undefined if nothing does. */
const refusalOf = (from: 'active' | 'suspended', to: SubscriptionStatus, subscription: Subscription, now: Instant): SubscriptionRefusal | undefined => {
  const { id: subscriptionId, addOnIds = [] } = subscription;
  const status = statusAt(subscription, now);
  if (status !== from) return { kind: 'StatusNotReachable', subscriptionId, from: status, to };
  const since = renewalSince(subscription, now);
  if (since !== undefined) return { kind: 'ReadOnlyDuringRenewal', subscriptionId, member: 'status', since };
  const fixed = kindOf(subscription).refuses.suspending;
  if (fixed !== undefined) return fixed(subscriptionId);
  return addOnIds.length > 0 ? { kind: 'AddOnsAttached', subscriptionId, addOnIds } : undefined;
};

/**
 * SUS-1, SUS-2, SUS-4: users lose their access; charges go on, auto-renew goes off, a scheduled change goes, a change of billing cycle stays. It can be resumed until the term is over.
 * Refused: `StatusNotReachable`, `ReadOnlyDuringRenewal`, `TraditionalNotSuspended`, `TrialStatusFixed`, `AddOnsAttached`. The version is that of the transaction.
 */
export const suspend = (subscription: Subscription, now: Instant): Decision => {
  const refusal = refusalOf('active', 'suspended', subscription, now);
  if (refusal !== undefined) return failure(refusal);
  const { subscription: kept, events, removed } = without(subscription, (from) => withoutScheduledChange(from, 'Suspended'), withoutTermEndChoice);
  return success({
    ...unchanged({ ...kept, status: 'suspended', suspendedAt: now, autoRenew: false }),
    events: [...events, ...(subscription.autoRenew ? [{ type: 'AutoRenewTurnedOff' } as const] : []), { type: 'SubscriptionSuspended' }],
    removed,
    reversibleUntil: termOverAt(subscription),
  });
};

/** SUS-2: access is back at once; auto-renew stays off, and what suspending deleted is gone. Refused: `StatusNotReachable`, also once the term is over (SUS-3). */
export const resume = (subscription: Subscription, now: Instant): Decision => {
  const refusal = refusalOf('suspended', 'active', subscription, now);
  if (refusal !== undefined) return failure(refusal);
  const { suspendedAt: _since, ...rest } = subscription;
  return success({ ...unchanged({ ...rest, status: 'active' }), events: [{ type: 'SubscriptionResumed' }], reversibleUntil: termOverAt(subscription) });
};

/** The status that a PATCH asks for; see {@link suspend}, {@link resume} and `cancel`. Nothing else can be asked for: `StatusNotReachable`. @param policy the one the running term keeps. */
export const setStatus = (status: SubscriptionStatus | 'pending', subscription: Subscription, policy: Policy, now: Instant): Decision => {
  if (status === subscription.status) return success(unchanged(subscription));
  switch (status) {
    case 'deleted':
      return cancel(subscription, policy, now);
    case 'suspended':
      return suspend(subscription, now);
    case 'active':
      return resume(subscription, now);
    default:
      return failure({ kind: 'StatusNotReachable', subscriptionId: subscription.id, from: statusAt(subscription, now), to: status });
  }
};
