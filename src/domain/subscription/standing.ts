import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type TermSpan } from '../../kernel/term';
import { type Instant } from '../../kernel/instant';
import { isExtendedAtEnd } from './extendedService/atTermEnd';
import { type Subscription, type SubscriptionStatus } from './state';

/** ORD-9: it has no term, and so nothing that its end would bring. */
export const isPerpetual = ({ termDuration }: Pick<Subscription, 'termDuration'>): boolean => termDuration === 'NoTerm';

/** The first instant after the term: 00:00 UTC of the day after its last day (REN-2). Renewal or expiry falls due then. */
export const termOverAt = (subscription: Pick<Subscription, 'term'>): Instant => startOfDay(plusDays(subscription.term.end, 1));

/** Until when, exclusive, something can be done that has to be done before `closes`: a window ends with its term, however much longer it would be open. What has no term has no other end. */
export const withinTerm = (closes: Instant, subscription: Pick<Subscription, 'term' | 'termDuration'>): Instant => {
  if (isPerpetual(subscription)) return closes;
  const overAt = termOverAt(subscription);
  return closes < overAt ? closes : overAt;
};

/** Whether another term follows the running one: the next, or a month of extended service (POL-2). A suspended add-on still says that it renews with its base, and does not (SUS-3). */
export const goesOn = (subscription: Subscription): boolean => (subscription.autoRenew && subscription.status !== 'suspended') || isExtendedAtEnd(subscription);

/** The status as the rules see it at `now`: one that does not go on has ended when its term is over, whether or not that was carried out yet (REN-6, SUS-3): for users at once where that was chosen (POL-2). */
export const statusAt = (subscription: Subscription, now: Instant): SubscriptionStatus => {
  const { status } = subscription;
  if ((status !== 'active' && status !== 'suspended') || now < termOverAt(subscription) || goesOn(subscription)) return status;
  return status === 'suspended' || subscription.cancelAtTermEnd === true ? 'disabled' : 'expired';
};

/** Since when a renewal is due or being carried out (REN-5); undefined while none is. */
export const renewalSince = (subscription: Subscription, now: Instant): Instant | undefined => {
  const due = termOverAt(subscription);
  return subscription.status === 'active' && goesOn(subscription) && now >= due ? due : undefined;
};

/** The running term as the calendar rules take it. */
export const spanOf = (subscription: Pick<Subscription, 'term' | 'termDuration' | 'billingCycle'>): TermSpan => ({
  start: subscription.term.start,
  end: subscription.term.end,
  duration: subscription.termDuration,
  billingCycle: subscription.billingCycle,
});

/**
 * The first day a change made at `now` is charged or refunded for: today. Never before the running cycle, which a host with a slow clock could otherwise
 * reach just after another has begun it.
 */
export const changeDay = ({ cycle }: Pick<Subscription, 'cycle'>, now: Instant): CalendarDate => (dayOf(now) < cycle.start ? cycle.start : dayOf(now));

/** The same where something is given back: never a day that another partner paid for, before the subscription was transferred (TRF-2). On the last day of a cycle it may lie after that cycle. */
export const refundDay = (subscription: Pick<Subscription, 'cycle' | 'billedFrom'>, now: Instant): CalendarDate => {
  const today = changeDay(subscription, now);
  return subscription.billedFrom !== undefined && today < subscription.billedFrom ? subscription.billedFrom : today;
};
