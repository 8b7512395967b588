import { type Instant } from '../../../kernel/instant';
import { failure, success } from '../../../kernel/result';
import { unchanged, type Decision, type Outcome } from '../outcome';
import { renewalSince, statusAt, termOverAt } from '../standing';
import { asKind, type Subscription } from '../state';

/** What a partner may want after a term, auto-renew off. */
export type TermEndChoice = 'extend' | 'cancel';

/** The same with what auto-renew stands for: another term. */
export type TermEndAction = 'renew' | TermEndChoice;

/** The member of the contract's resource that shows the choice. */
const TERM_END_MEMBER = 'scheduledActions';

/** Forgets what was chosen to follow the term, and says so, in an event and in the answer. Nothing happens where nothing was. The version is that of the transaction this is part of. */
export const withoutTermEndChoice = (subscription: Subscription): Pick<Outcome, 'subscription' | 'events' | 'removed'> => {
  const { cancelAtTermEnd, ...rest } = subscription;
  return cancelAtTermEnd === undefined ? { subscription, events: [], removed: [] } : { subscription: rest, events: [{ type: 'TermEndChoiceRemoved' }], removed: [TERM_END_MEMBER] };
};

/** What follows the running term if nobody acts. */
export const termEndAction = ({ autoRenew, term, cancelAtTermEnd }: Pick<Subscription, 'autoRenew' | 'term' | 'cancelAtTermEnd'>): TermEndAction => {
  if (autoRenew) return 'renew';
  return term.extendable === true && cancelAtTermEnd !== true ? 'extend' : 'cancel';
};

/**
 * POL-2: says whether a month of extended service follows the term, or nothing. Extended service is what follows unless somebody chose the end; where the term has none, the
 * end follows anyway and choosing it changes nothing. Refused: `SubscriptionNotActive`, `ReadOnlyDuringRenewal`, `NotWithAutoRenew`, `NoExtendedService`.
 */
export const chooseTermEnd = (choice: TermEndChoice, subscription: Subscription, now: Instant): Decision => {
  const { id: subscriptionId, term, autoRenew, cancelAtTermEnd, ...rest } = subscription;
  const status = statusAt(subscription, now);
  if (status !== 'active') return failure({ kind: 'SubscriptionNotActive', subscriptionId, status });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'ReadOnlyDuringRenewal', subscriptionId, member: 'scheduledActions', since });
  if (autoRenew) return failure({ kind: 'NotWithAutoRenew', subscriptionId });
  if (term.extendable !== true) return choice === 'cancel' ? success(unchanged(subscription)) : failure({ kind: 'NoExtendedService', subscriptionId, termEnd: term.end });
  if ((choice === 'cancel') === (cancelAtTermEnd === true)) return success(unchanged(subscription));
  const kept = { id: subscriptionId, term, autoRenew, ...rest };
  return success({
    ...unchanged(asKind(choice === 'cancel' ? { ...kept, cancelAtTermEnd: true } : kept, subscription.kind)),
    events: [{ type: 'TermEndChosen', choice }],
    reversibleUntil: termOverAt(subscription),
  });
};
