import { inclusiveDays, plusDays } from '../../kernel/calendarDate';
import { plusHours, type Instant } from '../../kernel/instant';
import { kindOf } from '../subscription/kinds/table';
import { goesOn, isPerpetual, termOverAt } from '../subscription/standing';
import { type Subscription } from '../subscription/state';
import { type Saying } from './saying';

const LONG_TERM_DAYS = 92;
const DAYS_BEFORE = { long: 30, short: 7 } as const;

/** NTF-3: when a customer is reminded of the end of the running term: 30 days before it is over, 7 where it is of three months or less. Undefined where nothing ends, and where the term began after that. */
export const reminderAt = (subscription: Subscription): Instant | undefined => {
  const { status, term } = subscription;
  if ((status !== 'active' && status !== 'suspended') || isPerpetual(subscription)) return undefined;
  const days = inclusiveDays(term.start, term.end) > LONG_TERM_DAYS ? DAYS_BEFORE.long : DAYS_BEFORE.short;
  const at = plusHours(termOverAt(subscription), -24 * days);
  return at > term.startedAt ? at : undefined;
};

/** NTF-3: what a reminder says, as the subscription is then. */
export const reminderOf = (subscription: Subscription): Saying<'renewalAhead' | 'expiryAhead' | 'trialEnding'> => {
  const { friendlyName, quantity, term } = subscription;
  const of = { subscription: friendlyName, licences: quantity };
  if (kindOf(subscription).isTrial) return { kind: 'trialEnding', ...of, lastDay: term.end, turnsPaid: goesOn(subscription) };
  return goesOn(subscription) ? { kind: 'renewalAhead', ...of, on: plusDays(term.end, 1) } : { kind: 'expiryAhead', ...of, lastDay: term.end };
};
