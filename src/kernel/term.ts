import { calendarDate, dayOfMonth, daysInMonth, inclusiveDays, lastDayOfMonth, plusDays, plusMonths, type CalendarDate } from './calendarDate';
import { monthsOfCycle, monthsOfTerm, type BillingCycle, type TermDuration } from './durations';

/** A term and how it is charged. First and last day are both included; UTC days. */
export interface TermSpan {
  readonly start: CalendarDate;
  /** The natural end, or an earlier day for a term cut short by a custom end date. */
  readonly end: CalendarDate;
  readonly duration: TermDuration;
  readonly billingCycle: BillingCycle;
}

/** One charge cycle of a term, first and last day included. */
export interface Cycle {
  /** 0 for the first of the term. */
  readonly index: number;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

/** The day that the contract writes as the end of what has none. The days after it can still be written with a year of four digits. */
const WITHOUT_END = calendarDate('9999-12-10');

/** Last day of a whole term: start + P − 1 day, where adding months clamps to the end of a shorter month. What has no term lasts until 9999-12-10. */
export const termEnd = (start: CalendarDate, duration: TermDuration): CalendarDate => (duration === 'NoTerm' ? WITHOUT_END : plusDays(plusMonths(start, monthsOfTerm(duration)), -1));

/**
 * All charge cycles of a term. They tile it: no gap, no overlap, the first starts and the last ends with it.
 * Starts are counted from the anchor, never from the boundary before, so that a short month does not shift those after it. The anchor is the term's
 * first day; for a term cut short it is the day after its last, so that the first cycle is the short one (billing aligned to a month end).
 * What is free has one, as long as it is. @throws RangeError if the term ends before it starts or, of one that is charged, after its natural end.
 */
export const cyclesOf = (span: TermSpan): Cycle[] => {
  const boundaries = boundariesOf(span).map((day) => (day < span.start ? span.start : day));
  return boundaries.slice(0, -1).map((start, index) => ({ index, start, end: plusDays(boundaries[index + 1] ?? span.end, -1) }));
};

/** @throws RangeError if the term has no cycle of that index. */
export const cycleAt = (span: TermSpan, index: number): Cycle => {
  const cycle = cyclesOf(span)[index];
  if (cycle === undefined) throw new RangeError(`The term ${span.start}…${span.end} has no cycle ${index}`);
  return cycle;
};

/**
 * Days that the price of one cycle pays for: the inclusive length of the whole, un-shortened cycle that contains `day`.
 * Published wording differs for month-end cycles (31 January…27 February is 28 days long, January has 31); the length is what all plain examples agree with.
 * @throws RangeError if `day` lies outside the term.
 */
export const fullCycleDays = (span: TermSpan, day: CalendarDate): number => {
  if (day < span.start || day > span.end) throw new RangeError(`${day} lies outside the term ${span.start}…${span.end}`);
  const boundaries = boundariesOf(span);
  const next = boundaries.findIndex((boundary) => boundary > day);
  const [from, to] = [boundaries[next - 1], boundaries[next]];
  if (from === undefined || to === undefined) throw new RangeError(`No cycle of ${span.start}…${span.end} contains ${day}`);
  return inclusiveDays(from, to) - 1;
};

/** So many terms are remembered: terms of one day and length are counted again and again, when a midnight renews thousands or a year is lived ahead. */
const MOST_REMEMBERED = 2000;
const remembered = new Map<string, readonly CalendarDate[]>();

/** Starts of the whole cycles that cover the term, and the day after the last; the first may lie before a term cut short. */
const boundariesOf = (span: TermSpan): readonly CalendarDate[] => {
  const key = `${span.start}|${span.end}|${span.duration}|${span.billingCycle}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const counted = countedBoundaries(span);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, counted);
  return counted;
};

const countedBoundaries = (span: TermSpan): readonly CalendarDate[] => {
  const natural = termEnd(span.start, span.duration);
  // Free days are counted, and thirty of them outlast a month that begins in February.
  const isFree = span.billingCycle === 'none';
  if (span.end < span.start || (span.end > natural && !isFree)) throw new RangeError(`A term of ${span.duration} from ${span.start} cannot end on ${span.end}`);
  const months = monthsOfCycle(span.duration, span.billingCycle);
  const next = plusDays(span.end, 1);
  if (span.duration === 'NoTerm' || isFree) return [span.start, next];
  if (span.end === natural) {
    const count = monthsOfTerm(span.duration) / months;
    const starts = Array.from({ length: count }, (_, index) => countedFrom(span.start, index * months, months));
    return [...starts, next];
  }
  const boundaries = [next];
  for (let start = next, back = 1; start > span.start; back += 1) {
    const counted = countedFrom(next, -back * months, months);
    // It has no more cycles than a whole term. Counted back from 27 February, a last day but one, months begin on last days but one: a month from 29 January to the 26th would have another one, from the 30th.
    start = counted > span.start && back * months === monthsOfTerm(span.duration) ? plusMonths(next, -back * months) : counted;
    boundaries.unshift(start);
  }
  return boundaries;
};

/**
 * The anchor moved by whole months. Monthly cycles anchored on the last or the second-to-last day of a month stay there in every month;
 * all others clamp to the month's length and return to the anchor. Longer cycles are counted like terms, by clamping alone.
 */
const countedFrom = (anchor: CalendarDate, months: number, cycleMonths: number): CalendarDate => {
  const clamped = plusMonths(anchor, months);
  const daysBeforeMonthEnd = daysInMonth(anchor) - dayOfMonth(anchor);
  return cycleMonths === 1 && daysBeforeMonthEnd <= 1 ? plusDays(lastDayOfMonth(clamped), -daysBeforeMonthEnd) : clamped;
};
