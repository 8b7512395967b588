import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { unchanged, type Decision } from '../outcome';
import { type Subscription } from '../state';

/** When the stage that an ended subscription is in is over; undefined where no other follows: it lives, or is deleted. */
export const stageOverAt = ({ status, disabledFrom, deletedFrom }: Subscription): Instant | undefined => {
  if (status === 'expired') return disabledFrom;
  return status === 'disabled' ? deletedFrom : undefined;
};

/**
 * What becomes of an ended subscription by itself: `expired` turns `disabled`, which turns `deleted`; the books keep it. One stage each time, dated as it should have been.
 * Refused: `NotDue` (also a second run), `SubscriptionNotActive` for one that has no next stage.
 * @param dueAt the instant `nextTask` named.
 */
export const enterNextStage = (dueAt: Instant, subscription: Subscription, now: Instant): Decision => {
  const overAt = stageOverAt(subscription);
  if (overAt === undefined) return failure({ kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status: subscription.status });
  if (overAt !== dueAt || now < dueAt) return failure({ kind: 'NotDue', dueAt: overAt });
  const { disabledFrom: _disabledFrom, ...rest } = subscription;
  const version = subscription.version + 1;
  if (subscription.status === 'expired') return success({ ...unchanged({ ...rest, version, status: 'disabled' }), events: [{ type: 'SubscriptionDisabled', since: dueAt }] });
  const { deletedFrom: _deletedFrom, ...last } = rest;
  return success({ ...unchanged({ ...last, version, status: 'deleted' }), events: [{ type: 'SubscriptionDeleted', since: dueAt }] });
};
