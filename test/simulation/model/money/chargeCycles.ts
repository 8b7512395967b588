import { dayOfMonth, daysInMonth, inclusiveDays, lastDayOfMonth, plusDays, plusMonths, type CalendarDate } from '../../../../src/kernel/calendarDate';

/** A term, both days included, and how many months each of its charges pays for. */
export interface BilledTerm {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  /** Of a whole term; none has no end. */
  readonly months: number | undefined;
  readonly cycleMonths: number;
}

export interface ChargeCycle {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  /** Of the whole cycle, also where the term cuts it short. */
  readonly wholeDays: number;
}

const MONTHS: Readonly<Record<string, number>> = { P1M: 1, P1Y: 12, P2Y: 24, P3Y: 36, P5Y: 60 };
const CYCLES: Readonly<Record<string, number>> = { monthly: 1, annual: 12, biennial: 24, triennial: 36 };

/** Months of a term; undefined: it has none. */
export const monthsOf = (termDuration: string): number | undefined => MONTHS[termDuration];

/** Months that one charge pays for; what is charged once pays for the term. */
export const cycleMonthsOf = (termDuration: string, billingCycle: string): number => CYCLES[billingCycle] ?? MONTHS[termDuration] ?? 0;

/** Charges of a whole term. */
export const chargesOfTerm = (termDuration: string, billingCycle: string): number => {
  const months = monthsOf(termDuration);
  return months === undefined ? 1 : months / cycleMonthsOf(termDuration, billingCycle);
};

const WITHOUT_END = '9999-12-10' as CalendarDate;

/** The last day of a whole term: start + P - 1 day, clamped to the end of a shorter month. */
export const wholeTermEnd = (start: CalendarDate, months: number | undefined): CalendarDate => (months === undefined ? WITHOUT_END : plusDays(plusMonths(start, months), -1));

/** Monthly cycles anchored on a month's last or second-to-last day stay there; all others clamp and come back to the anchor. Longer cycles clamp. */
const fromAnchor = (anchor: CalendarDate, months: number, cycleMonths: number): CalendarDate => {
  const clamped = plusMonths(anchor, months);
  const before = daysInMonth(anchor) - dayOfMonth(anchor);
  return cycleMonths === 1 && before < 2 ? plusDays(lastDayOfMonth(clamped), -before) : clamped;
};

/**
 * The charge cycles of a term: from its first day on, and of one that is cut short backwards from the day after its last, so that the first cycle is the short one.
 * They are counted from the anchor and never from each other.
 */
export const chargeCycles = ({ start, end, months, cycleMonths }: BilledTerm): readonly ChargeCycle[] => {
  if (months === undefined) return [{ start, end, wholeDays: inclusiveDays(start, end) }];
  const after = plusDays(end, 1);
  const starts: CalendarDate[] = [];
  if (end === wholeTermEnd(start, months)) for (let passed = 0; passed < months; passed += cycleMonths) starts.push(fromAnchor(start, passed, cycleMonths));
  else {
    let first = after;
    for (let back = cycleMonths; first > start; back += cycleMonths) {
      first = fromAnchor(after, -back, cycleMonths);
      // It has no more cycles than a whole term.
      if (back === months && first > start) first = plusMonths(after, -back);
      starts.unshift(first);
    }
  }
  return starts.map((first, index) => {
    const last = plusDays(starts[index + 1] ?? after, -1);
    return { start: first < start ? start : first, end: last, wholeDays: inclusiveDays(first, last) };
  });
};
