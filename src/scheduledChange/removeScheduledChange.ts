import { success } from '../kernel/result';
import { unchanged, type Decision, type Outcome, type ScheduledChangeRemoval } from '../subscription/outcome';
import { type Subscription } from '../subscription/state';

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

/** SCH-3: removed because somebody asked for it. It can be scheduled again: `reversibleUntil` is the end of the term's last day, given by the caller's PATCH. */
export const removeScheduledChange = (subscription: Subscription): Decision => success({ ...unchanged(subscription), ...withoutScheduledChange(subscription, 'Asked') });
