import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { unchanged, type Decision, type Outcome, type ScheduledChangeRemoval } from '../outcome';
import { renewalSince, termOverAt } from '../standing';
import { type Subscription } from '../state';

/** The member of the contract's resource that a scheduled change is shown as; `removed` of an outcome names it. */
export const SCHEDULED_CHANGE_MEMBER = 'scheduledNextTermInstructions';

/**
 * SCH-4: takes the scheduled change away and says so, in an event and in the answer. Nothing happens where there is none.
 * The version is that of the transaction this is part of.
 */
export const withoutScheduledChange = (subscription: Subscription, reason: ScheduledChangeRemoval): Pick<Outcome, 'subscription' | 'events' | 'removed'> => {
  const { scheduledChange, ...rest } = subscription;
  if (scheduledChange === undefined) return { subscription, events: [], removed: [] };
  return { subscription: rest, events: [{ type: 'ScheduledChangeRemoved', reason }], removed: [SCHEDULED_CHANGE_MEMBER] };
};

/** SCH-3: removed because somebody asked for it, until the renewal starts; it can be scheduled again. Refused: `ReadOnlyDuringRenewal`. Nothing happens where none is planned. */
export const unschedule = (subscription: Subscription, now: Instant): Decision => {
  if (subscription.scheduledChange === undefined) return success(unchanged(subscription));
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'ReadOnlyDuringRenewal', subscriptionId: subscription.id, member: SCHEDULED_CHANGE_MEMBER, since });
  return success({ ...unchanged(subscription), ...withoutScheduledChange(subscription, 'Asked'), reversibleUntil: termOverAt(subscription) });
};
