import { plusDays, type CalendarDate } from '../../../kernel/calendarDate';
import { failure, success, type Result } from '../../../kernel/result';
import { type PatchSubscription } from '../patch';
import { type SubscriptionRefusal } from '../refusals';
import { type Subscription } from '../state';
import { isSameNextTerm, nextTermOf, patchTowards, type NextTerm } from './nextTerm';

/** What was done to what a term's end brings. */
export interface NextTermChange {
  /** Last day of the term that ran then. */
  readonly termEnd: CalendarDate;
  readonly before: NextTerm;
  readonly after: NextTerm;
}

/** Whether nothing was done since the next term began that taking the change back would undo with it: seats that came or went, or what is planned for the term after. */
const isAsItCame = ({ after }: NextTermChange, { quantity, scheduledChange }: Subscription): boolean => quantity === after.quantity && scheduledChange === undefined;

/** Once the next term runs: what of it would take the change back. */
const inTheNextTerm = (change: NextTermChange, subscription: Subscription): Result<PatchSubscription, SubscriptionRefusal> => {
  const { before, after } = change;
  const { id: subscriptionId, quantity, term } = subscription;
  if (before.atTermEnd !== 'renew') return isAsItCame(change, subscription) ? success({ status: 'deleted' }) : failure({ kind: 'NextTermChanged', subscriptionId });
  if (!isSameNextTerm({ ...before, quantity: after.quantity }, after)) return failure({ kind: 'NextTermBegun', subscriptionId, begunOn: term.start });
  return quantity === before.quantity || isAsItCame(change, subscription) ? success({ quantity: before.quantity }) : failure({ kind: 'NextTermChanged', subscriptionId });
};

/**
 * BLK-3: the PATCH that takes a change of the next term back. While the term runs: the next one as it stood before. Once it has renewed: the seats as they would have been, or its end where it would not have renewed; whether
 * their windows are still open is for the PATCH's own rules (SUB-3, CAN-1).
 * Refused: `NextTermChanged` where somebody has changed it since, `NextTermBegun` where the term that was planned runs on another plan, or another term has followed it.
 */
export const takingBack = (change: NextTermChange, subscription: Subscription): Result<PatchSubscription, SubscriptionRefusal> => {
  const { termEnd, before, after } = change;
  const { id: subscriptionId, term } = subscription;
  if (term.end === termEnd) {
    const standing = nextTermOf(subscription);
    return isSameNextTerm(standing, after) || isSameNextTerm(standing, before) ? success(patchTowards(subscription, before)) : failure({ kind: 'NextTermChanged', subscriptionId });
  }
  return term.start === plusDays(termEnd, 1) ? inTheNextTerm(change, subscription) : failure({ kind: 'NextTermBegun', subscriptionId, begunOn: term.start });
};
