import { DateTime } from 'luxon';
import { civilDate, civilOf, civilText, dayNumber, digits, hasFourDigits, namesDay, twoDigits } from './civil';

declare const instantBrand: unique symbol;

/**
 * A point in time: UTC, millisecond precision, always written `2026-01-31T10:00:00.000Z`.
 * Being of one width it sorts as text, so `<` and `>` compare instants and table keys alike.
 */
export type Instant = string & { readonly [instantBrand]: true };

const FIXED_WIDTH = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A day, or one with a time to the minute or second, in UTC. */
const SHORTENED = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;
const MIDNIGHT = '0000-00-00T00:00:00.000Z';

const DAY_MILLIS = 86_400_000;

/** Reads any ISO 8601 date-time; one without an offset is UTC; more than three fraction digits are cut. Undefined if it is not one, or outside the years 0 to 9999. */
export const parseInstant = (text: string): Instant | undefined => {
  // What nearly all are, price sheets by the ten thousand: a date library needs microseconds for each.
  const whole = SHORTENED.test(text) ? text + MIDNIGHT.slice(text.length) : text;
  if (isInstant(whole)) return whole;
  const time = DateTime.fromISO(text, { zone: 'utc' });
  return time.isValid && hasFourDigits(time.year) ? instantFromMillis(time.toMillis()) : undefined;
};

/** Whether a text is written as an Instant is, and there is such a day and time. */
export const isInstant = (text: string): text is Instant => FIXED_WIDTH.test(text) && namesDay(text);

/** As {@link parseInstant}, for literals and stored values. @throws RangeError if `text` is no date-time. */
export const instant = (text: string): Instant => {
  if (isInstant(text)) return text;
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(`Not an instant: ${text}`);
  return parsed;
};

/**
 * @param millis milliseconds since 1970-01-01T00:00:00Z; a fraction is cut.
 * @throws RangeError outside the years 0 to 9999.
 */
export const instantFromMillis = (millis: number): Instant => {
  const whole = Math.floor(millis);
  const day = Math.floor(whole / DAY_MILLIS);
  const rest = whole - day * DAY_MILLIS;
  const [hour, minute, second] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60];
  return `${civilText(civilDate(day))}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(rest % 1000, 3)}Z` as Instant;
};

/** @returns milliseconds since 1970-01-01T00:00:00Z. */
export const toMillis = (at: Instant): number => {
  const [hour, minute, second, milli] = [twoDigits(at, 11), twoDigits(at, 14), twoDigits(at, 17), twoDigits(at, 20) * 10 + Number(at[22])];
  return dayNumber(civilOf(at)) * DAY_MILLIS + hour * 3_600_000 + minute * 60_000 + second * 1000 + milli;
};

/** Exact hours, not calendar days: windows are counted so. */
export const plusHours = (at: Instant, hours: number): Instant => instantFromMillis(toMillis(at) + hours * 3_600_000);

/** Hours from one instant to a later one. */
export const hoursBetween = (from: Instant, to: Instant): number => (toMillis(to) - toMillis(from)) / 3_600_000;

/** Whole seconds, rounded; negative if `to` is earlier. */
export const secondsBetween = (from: Instant, to: Instant): number => Math.round((toMillis(to) - toMillis(from)) / 1000);

export const plusMinutes = (at: Instant, minutes: number): Instant => instantFromMillis(toMillis(at) + minutes * 60_000);
