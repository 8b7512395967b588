import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { type Policy } from '../policy/policy';
import { withoutTermEndChoice } from './extendedService/chooseTermEnd';
import { withoutScheduledChange } from './nextTerm/removeScheduledChange';
import { cancel } from './cancel';
import { kindOf } from './kinds/table';
import { resumeFamily, resumeProblem, suspendFamily } from './kinds/traditional/family';
import { unchanged, type Decision } from './outcome';
import { type SubscriptionRefusal } from './refusals';
import { without } from './removals';
import { renewalSince, statusAt, termOverAt } from './standing';
import { type Subscription, type SubscriptionStatus } from './state';

/** What stands against any change between active and suspended; undefined if nothing does. */
const refusalOf = (from: 'active' | 'suspended', to: SubscriptionStatus, subscription: Subscription, now: Instant): SubscriptionRefusal | undefined => {
  const { id: subscriptionId } = subscription;
  const status = statusAt(subscription, now);
  if (status !== from) return { kind: 'StatusNotReachable', subscriptionId, from: status, to };
  const since = renewalSince(subscription, now);
  if (since !== undefined) return { kind: 'ReadOnlyDuringRenewal', subscriptionId, member: 'status', since };
  return kindOf(subscription).refuses.suspending?.(subscriptionId);
};

/**
 * SUS-1, SUS-2, SUS-4: users lose their access; charges go on, auto-renew goes off, a scheduled change goes, a change of billing cycle stays. It can be resumed until the term is over.
 * A traditional one is given up so, with its add-ons and its credit: {@link suspendFamily} (MIG-2).
 * Refused: `StatusNotReachable`, `ReadOnlyDuringRenewal`, `TrialStatusFixed`, `FamilyTooLarge`. The version is that of the transaction.
 */
export const suspend = (subscription: Subscription, family: readonly Subscription[], policy: Policy, now: Instant): Decision => {
  const refusal = refusalOf('active', 'suspended', subscription, now);
  if (refusal !== undefined) return failure(refusal);
  if (kindOf(subscription).isProrated) return suspendFamily(subscription, family, policy.rounding, now);
  const { subscription: kept, events, removed } = without(subscription, (from) => withoutScheduledChange(from, 'Suspended'), withoutTermEndChoice);
  return success({
    ...unchanged({ ...kept, status: 'suspended', suspendedAt: now, autoRenew: false }),
    events: [...events, ...(subscription.autoRenew ? [{ type: 'AutoRenewTurnedOff' } as const] : []), { type: 'SubscriptionSuspended' }],
    removed,
    reversibleUntil: termOverAt(subscription),
  });
};

/**
 * SUS-2: access is back at once; auto-renew stays off, and what suspending deleted is gone. A traditional one is charged again from today on, with its add-ons: {@link resumeFamily} (MIG-2).
 * Refused: `StatusNotReachable`, also once the term is over (SUS-3); of a traditional add-on `ParentNotActive`.
 */
export const resume = (subscription: Subscription, family: readonly Subscription[], policy: Policy, now: Instant): Decision => {
  const refusal = refusalOf('suspended', 'active', subscription, now) ?? resumeProblem(subscription, family, now);
  if (refusal !== undefined) return failure(refusal);
  if (kindOf(subscription).isProrated) return resumeFamily(subscription, family, policy.rounding, now);
  const { suspendedAt: _since, ...rest } = subscription;
  return success({ ...unchanged({ ...rest, status: 'active' }), events: [{ type: 'SubscriptionResumed' }], reversibleUntil: termOverAt(subscription) });
};

/** The status that a PATCH asks for; see {@link suspend}, {@link resume} and `cancel`. Nothing else can be asked for: `StatusNotReachable`. @param policy the one the running term keeps. @param family the add-ons of a traditional base, or the base of an add-on (MIG-2). */
export const setStatus = (status: SubscriptionStatus | 'pending', subscription: Subscription, policy: Policy, now: Instant, family?: readonly Subscription[]): Decision => {
  if (status === subscription.status) return success(unchanged(subscription));
  switch (status) {
    case 'deleted':
      return cancel(subscription, policy, now, family);
    case 'suspended':
      return suspend(subscription, family ?? [], policy, now);
    case 'active':
      return resume(subscription, family ?? [], policy, now);
    default:
      return failure({ kind: 'StatusNotReachable', subscriptionId: subscription.id, from: statusAt(subscription, now), to: status });
  }
};
