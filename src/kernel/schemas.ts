import { z } from 'zod';
import { type CalendarDate } from './calendarDate';
import { type Instant } from './instant';

/** Stored instants: fixed-width UTC, as `instant()` writes them. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .transform((text) => text as Instant);

export const calendarDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => text as CalendarDate);

/** A decimal number as text, never in exponent form: `-94.08`. */
export const decimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/);
