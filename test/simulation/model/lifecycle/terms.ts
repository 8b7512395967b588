import { dayOfMonth, daysInMonth, lastDayOfMonth, plusDays, plusMonths, type CalendarDate } from '../../../../src/kernel/calendarDate';

/** Of the terms that are sold; what is sold for good has none. */
const MONTHS: Readonly<Record<string, number>> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36, P5Y: 60 };
const MONTHS_OF_CYCLE: Readonly<Record<string, number>> = { monthly: 1, annual: 12, biennial: 24, triennial: 36 };

/** The contract writes this as the end of what is sold for good. */
const FOR_GOOD = '9999-12-10' as CalendarDate;

export const monthsOf = (termDuration: string): number => MONTHS[termDuration] ?? Infinity;

/** billing.md §7.4: start + P − 1 day, where adding months clamps to a short month. */
export const lastDay = (start: CalendarDate, termDuration: string): CalendarDate => {
  const months = MONTHS[termDuration];
  return months === undefined ? FOR_GOOD : plusDays(plusMonths(start, months), -1);
};

/** billing.md §7.6: monthly cycles whose first day is the last of its month, or the one before, keep that; others come back to their day after a short month. */
const moved = (anchor: CalendarDate, months: number, isMonthly: boolean): CalendarDate => {
  const clamped = plusMonths(anchor, months);
  const left = daysInMonth(anchor) - dayOfMonth(anchor);
  return isMonthly && left <= 1 ? plusDays(lastDayOfMonth(clamped), -left) : clamped;
};

export interface Days {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

/**
 * The charge cycle that begins on a day of a term, or what is left from that day of the one that holds it: cycles are counted from the term's first day; of a term cut short, back from the day after its last, so that the first is the short one.
 */
export const cycleFrom = (term: Days, termDuration: string, billingCycle: string, day: CalendarDate): Days => {
  const months = MONTHS_OF_CYCLE[billingCycle];
  if (months === undefined || MONTHS[termDuration] === undefined || months >= monthsOf(termDuration)) return { start: day, end: term.end };
  const after = plusDays(term.end, 1);
  const isWhole = term.end === lastDay(term.start, termDuration);
  const [anchor, direction] = isWhole ? [term.start, 1] : [after, -1];
  let next = after;
  const whole = monthsOf(termDuration) / months;
  // The last cycle of a whole term ends with it: counted in months from 28 February of a leap year, the next would begin on the 27th of a common one, a day early.
  for (let count = 0; count <= (isWhole ? whole - 1 : whole); count += 1) {
    const boundary = count === 0 ? anchor : moved(anchor, direction * count * months, months === 1);
    if (boundary > day && boundary < next) next = boundary;
  }
  return { start: day, end: plusDays(next, -1) };
};
