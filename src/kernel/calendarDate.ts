import { DateTime } from 'luxon';
import { civilDate, civilOf, civilText, dayNumber, daysOfMonth, hasFourDigits, namesDay, type CivilDate } from './civil';
import { type Instant } from './instant';

declare const calendarDateBrand: unique symbol;

/** A whole UTC day, written `2026-01-31`. Sorts as text. */
export type CalendarDate = string & { readonly [calendarDateBrand]: true };

const FIXED_WIDTH = /^\d{4}-\d{2}-\d{2}$/;

const written = (date: CivilDate): CalendarDate => civilText(date) as CalendarDate;

/** The day a text names, with or without a time behind it. Undefined if it names none, or one outside the years 0 to 9999. */
export const parseCalendarDate = (text: string): CalendarDate | undefined => {
  // What nearly all are: a date library needs microseconds for each.
  if (isCalendarDate(text)) return text;
  const time = DateTime.fromISO(text, { zone: 'utc' });
  return time.isValid && hasFourDigits(time.year) ? (time.toISODate() as CalendarDate) : undefined;
};

/** Whether a text is written as a CalendarDate is, and there is such a day. */
export const isCalendarDate = (text: string): text is CalendarDate => FIXED_WIDTH.test(text) && namesDay(text);

/** @throws RangeError if `text` is not `yyyy-MM-dd` or no day of the calendar. */
export const calendarDate = (text: string): CalendarDate => {
  if (!isCalendarDate(text)) throw new RangeError(`Not a calendar date: ${text}`);
  return text;
};

/** The UTC day that contains `at`; a day begins at 00:00 and ends, exclusive, at the next 00:00. */
export const dayOf = (at: Instant): CalendarDate => at.slice(0, 10) as CalendarDate;

/** 00:00:00.000 UTC of that day. */
export const startOfDay = (day: CalendarDate): Instant => `${day}T00:00:00.000Z` as Instant;

export const plusDays = (day: CalendarDate, days: number): CalendarDate => written(civilDate(dayNumber(civilOf(day)) + days));

/** Adds whole months and clamps to the last day of a shorter month: 31 January + 1 → 28 or 29 February. */
export const plusMonths = (day: CalendarDate, months: number): CalendarDate => {
  const from = civilOf(day);
  const monthsSinceZero = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(monthsSinceZero / 12);
  const month = monthsSinceZero - year * 12 + 1;
  return written({ year, month, day: Math.min(from.day, daysOfMonth(year, month)) });
};

/** Days from `first` to `last`, both included: the same day counts 1. Negative or zero if `last` lies before `first`. */
export const inclusiveDays = (first: CalendarDate, last: CalendarDate): number => dayNumber(civilOf(last)) - dayNumber(civilOf(first)) + 1;

export const daysInMonth = (day: CalendarDate): number => daysOfMonth(civilOf(day).year, civilOf(day).month);

export const dayOfMonth = (day: CalendarDate): number => civilOf(day).day;

export const lastDayOfMonth = (day: CalendarDate): CalendarDate => written({ ...civilOf(day), day: daysInMonth(day) });
