import { dayOf, plusDays, startOfDay, type CalendarDate } from './calendarDate';
import { instantFromMillis, toMillis, type Instant } from './instant';

/** A span of time, half-open: `start <= t < end`. The end instant belongs to what comes next. */
export interface Period {
  readonly start: Instant;
  readonly end: Instant;
}

/** @throws RangeError if it would end before it starts; an empty period (end = start) contains nothing. */
export const period = (start: Instant, end: Instant): Period => {
  if (end < start) throw new RangeError(`A period cannot end (${end}) before it starts (${start})`);
  return { start, end };
};

export const contains = (span: Period, at: Instant): boolean => span.start <= at && at < span.end;

/** The whole UTC days from `first` to `last`, both included. @throws RangeError if `last` lies more than a day before `first`. */
export const periodOfDays = (first: CalendarDate, last: CalendarDate): Period => period(startOfDay(first), startOfDay(plusDays(last, 1)));

export const firstDayOf = (span: Period): CalendarDate => dayOf(span.start);

/** The last UTC day that the period touches: inclusive dates are for the edge. @throws RangeError for an empty period. */
export const lastDayOf = (span: Period): CalendarDate => {
  if (span.start === span.end) throw new RangeError(`An empty period has no last day: ${span.start}`);
  return dayOf(instantFromMillis(toMillis(span.end) - 1));
};

/** `2023-03-13T00:00:00Z`: how the contract writes an inclusive date that is typed as a date-time. */
export const dayStartText = (day: CalendarDate): string => `${day}T00:00:00Z`;

/** `2023-03-13T23:59:59Z`: the twin of an inclusive end date (`commitmentEndDateTime`), its last whole second. */
export const dayEndText = (day: CalendarDate): string => `${day}T23:59:59Z`;
