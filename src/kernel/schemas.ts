import { z } from 'zod';
import { type CalendarDate } from './calendarDate';
import { type Instant } from './instant';
import { readDecimal } from './money';

/** Stored instants: fixed-width UTC, as `instant()` writes them. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .transform((text) => text as Instant);

export const calendarDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => text as CalendarDate);

/** A decimal number as text that others wrote, `1E-05` too; in plain digits from here on. */
export const writtenDecimalSchema = z.string().transform((text, context) => {
  const plain = readDecimal(text.trim());
  if (plain !== undefined) return plain;
  context.addIssue('must be a decimal number');
  return z.NEVER;
});

/** A decimal number as text, never in exponent form: `-94.08`. */
export const decimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/);
