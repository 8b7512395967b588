import { inclusiveDays, plusDays, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Share } from '../../../kernel/money';
import { cyclesOf, fullCycleDays, type Cycle, type TermSpan } from '../../../kernel/term';
import { MONTHS_OF_YEAR } from '../../billing/chargeLines';
import { type BilledBefore, type NextCharge, type Subscription } from '../state';

/** What the charge after the running one is made for, once another billing cycle was planned. */
export interface AnotherPlan {
  readonly subscription: Subscription;
  /** Days paid for, and of how many; or months of twelve. */
  readonly share: Share;
  readonly cycleDays: number;
}

/** Months of a term that are left for a rest of a year (decisions 228, 237): all that begin from a day on, less twelve for each year after it, also where a month and the year begin on different days of February. */
const monthsLeft = (span: TermSpan, from: CalendarDate, year: Cycle): number => {
  const months = cyclesOf({ ...span, billingCycle: 'monthly' }).filter(({ start }) => from <= start).length;
  const yearsAfter = cyclesOf(span).length - 1 - year.index;
  return months - MONTHS_OF_YEAR * yearsAfter;
};

const cycleContaining = (span: TermSpan, day: CalendarDate): Cycle => {
  const cycle = cyclesOf(span).find(({ start, end }) => start <= day && day <= end);
  if (cycle === undefined) throw new RangeError(`No cycle of the term ${span.start}…${span.end} contains ${day}`);
  return cycle;
};

/** As what the days before are charged, where some seats of then can be given back whole after it (SUB-5). */
const billedBefore = ({ batches, billingCycle, cyclePrice, listCyclePrice, promotionId, term: { plan }, cycle: { before: _earlier, ...cycle } }: Subscription, day: CalendarDate): BilledBefore | undefined => {
  const reaches = batches.some(({ chargedFrom, fullRefundUntil }) => chargedFrom < day && fullRefundUntil > startOfDay(day));
  return reaches ? { billingCycle, cyclePrice, ...(listCyclePrice !== undefined && { listCyclePrice }), ...(promotionId !== undefined && { promotionId }), ...(plan !== undefined && { plan }), cycle } : undefined;
};

/** CYC-1: the subscription on the planned billing cycle, from the day after the running one's last, to the end of the cycle that day lies in. @param span of the term, billed as planned. */
export const anotherPlan = (held: Subscription, plan: NextCharge, span: TermSpan): AnotherPlan => {
  const { nextCharge: _plan, promotionId: _promotion, listCyclePrice: _listPrice, ...subscription } = held;
  const day = plusDays(subscription.cycle.end, 1);
  const whole = cycleContaining(span, day);
  const cycleDays = fullCycleDays(span, day);
  const days = inclusiveDays(day, whole.end);
  const { billingCycle, cyclePrice, listCyclePrice, promotionId, proration } = plan;
  // A year that ends within a month leaves days of that month: they are charged as days.
  const isByMonths = billingCycle === 'annual' && days < cycleDays && proration !== 'DAYS_LEFT';
  const monthsCharged = isByMonths ? monthsLeft(span, day, whole) : undefined;
  const before = billedBefore(held, day);
  return {
    subscription: { ...subscription, billingCycle, cyclePrice, ...(listCyclePrice !== undefined && { listCyclePrice }), ...(promotionId !== undefined && { promotionId }), cycle: { ...whole, start: day, ...(monthsCharged !== undefined && { monthsCharged }), ...(before !== undefined && { before }) }, term: { ...subscription.term, plan: (subscription.term.plan ?? 0) + 1 } },
    share: monthsCharged === undefined ? { days, cycleDays } : { days: monthsCharged, cycleDays: MONTHS_OF_YEAR },
    cycleDays,
  };
};
