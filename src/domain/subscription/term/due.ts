import { type Instant } from '../../../kernel/instant';
import { nextTask, type NextTask } from '../nextTask';
import { type SubscriptionRefusal } from '../refusals';
import { type Subscription } from '../state';

/**
 * Why the task that fell due at `dueAt` is not to be carried out at `now`; undefined if it is. A task already done is no longer the next one, so a repeat answers
 * `NotDue` with the instant of what is next; so does one whose turn has not come because an earlier task was missed.
 */
export const notDue = (kinds: readonly NextTask['kind'][], dueAt: Instant, subscription: Subscription, now: Instant): SubscriptionRefusal | undefined => {
  const next = nextTask(subscription);
  if (next === undefined || (next.kind === 'retention' && !kinds.includes('retention'))) return { kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status: subscription.status };
  return kinds.includes(next.kind) && next.dueAt === dueAt && dueAt <= now ? undefined : { kind: 'NotDue', dueAt: next.dueAt };
};
