import { DateTime } from 'luxon';

declare const instantBrand: unique symbol;

/**
 * A point in time: UTC, millisecond precision, always written `2026-01-31T10:00:00.000Z`.
 * Being of one width it sorts as text, so `<` and `>` compare instants and table keys alike.
 */
export type Instant = string & { readonly [instantBrand]: true };

const FIXED_WIDTH = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const fromDateTime = (time: DateTime): Instant => time.toUTC().toISO() as Instant;

/** Reads any ISO 8601 date-time; one without an offset is UTC; more than three fraction digits are cut. Undefined if it is not one. */
export const parseInstant = (text: string): Instant | undefined => {
  const time = DateTime.fromISO(text, { zone: 'utc' });
  return time.isValid ? fromDateTime(time) : undefined;
};

/** As {@link parseInstant}, for literals and stored values. @throws RangeError if `text` is no date-time. */
export const instant = (text: string): Instant => {
  if (FIXED_WIDTH.test(text)) return text as Instant;
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new RangeError(`Not an instant: ${text}`);
  return parsed;
};

/** @param millis milliseconds since 1970-01-01T00:00:00Z. */
export const instantFromMillis = (millis: number): Instant => fromDateTime(DateTime.fromMillis(millis, { zone: 'utc' }));

/** @returns milliseconds since 1970-01-01T00:00:00Z. */
export const toMillis = (at: Instant): number => DateTime.fromISO(at, { zone: 'utc' }).toMillis();

/** Exact hours, not calendar days: windows are counted so. */
export const plusHours = (at: Instant, hours: number): Instant => instantFromMillis(toMillis(at) + hours * 3_600_000);

export const plusMinutes = (at: Instant, minutes: number): Instant => instantFromMillis(toMillis(at) + minutes * 60_000);
