import { type CalendarDate } from '../../../kernel/calendarDate';
import { extendsTerm, type Policy } from '../../policy/policy';
import { kindOf } from '../kinds/table';
import { asKind, type Subscription } from '../state';

/**
 * POL-2: whether a term that begins now has a month of extended service after it, should auto-renew be off when it ends: only of licences.
 * @param policy the one the term keeps. @param lastDay of the term.
 */
export const isExtendable = (sold: Pick<Subscription, 'kind'>, lastDay: CalendarDate, policy: Policy): boolean => kindOf(sold).termEnd.extendable && extendsTerm(policy, lastDay);

/** POL-2: whether, as it stands, a month of extended service follows the running term: auto-renew is off, it is not suspended, and nobody chose to end it. */
export const isExtendedAtEnd = ({ status, autoRenew, term, cancelAtTermEnd }: Pick<Subscription, 'status' | 'autoRenew' | 'term' | 'cancelAtTermEnd'>): boolean =>
  status === 'active' && !autoRenew && term.extendable === true && cancelAtTermEnd !== true;

/** The subscription on the plan of its next term: that of a month of extended service, or, auto-renew turned on during one, the plan it had before. Any other is as it was. */
export const onNextPlan = (subscription: Subscription): Subscription => {
  const { extendedFrom, ...rest } = subscription;
  const { termDuration, billingCycle } = subscription;
  if (isExtendedAtEnd(subscription)) return asKind({ ...rest, termDuration: 'P1M', billingCycle: 'monthly', extendedFrom: extendedFrom ?? { termDuration, billingCycle } }, subscription.kind);
  return extendedFrom === undefined ? subscription : { ...rest, ...extendedFrom };
};
