import { z } from 'zod';
import { isCalendarDate } from './calendarDate';
import { isInstant } from './instant';
import { readDecimal } from './money';

/** Stored instants: fixed-width UTC, as `instant()` writes them, of a day and a time that there are. */
export const instantSchema = z.string().refine(isInstant, 'must be an instant, 2026-01-31T10:00:00.000Z say');

/** Stored days: `yyyy-MM-dd`, and in the calendar. */
export const calendarDateSchema = z.string().refine(isCalendarDate, 'must be a day of the calendar, 2026-01-31 say');

/** Stored currencies: the three capital letters of ISO 4217. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** A decimal number as text that others wrote, `1E-05` too; in plain digits from here on. */
export const writtenDecimalSchema = z.string().transform((text, context) => {
  const plain = readDecimal(text.trim());
  if (plain !== undefined) return plain;
  context.addIssue('must be a decimal number');
  return z.NEVER;
});

/** A decimal number as text, never in exponent form: `-94.08`. */
export const decimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/);
