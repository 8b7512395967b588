import { z } from 'zod';
import { dayOf, parseCalendarDate } from '../../kernel/calendarDate';
import { parseInstant } from '../../kernel/instant';
import { isGuid } from './guid';

/** A GUID in any letter case; lower case from here on. */
export const guidSchema = z
  .string()
  .refine(isGuid, 'must be a GUID')
  .transform((text) => text.toLowerCase())
  .meta({ format: 'uuid' });

/** An id that is no GUID (orders, products): opaque, of a bounded length and harmless characters. */
export const opaqueIdSchema = z.string().regex(/^[\w:.-]{1,200}$/, 'must be an id');

/** A whole number that the contract types as text in one place and prints as a number in another: 0, "0", 5.0 and "5.0" alike. */
export const wholeNumberSchema = z.preprocess((given) => (typeof given === 'string' && /^\d{1,9}(\.0+)?$/.test(given.trim()) ? Number(given) : given), z.number().int().nonnegative()).meta({ description: 'A whole number, also as text.' });

/** Any ISO 8601 date-time; UTC if it names no offset. */
export const wireInstantSchema = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue('must be a date-time');
  return z.NEVER;
}).meta({ format: 'date-time', description: 'ISO 8601; UTC if it names no offset.' });

/** `11/19/2026 00:00:00`, as .NET clients print a date into a query. */
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: .*)?$/;

/** The UTC day of a date that a client sends back: with its time or without, in any zone. */
export const sentDaySchema = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return dayOf(at);
  context.addIssue('must be a date');
  return z.NEVER;
}).meta({ description: 'A date, with a time or without; its UTC day counts.' });

/** A whole UTC day, with or without a time behind it. */
export const wireDaySchema = z.string().transform((text, context) => {
  const american = AMERICAN.exec(text);
  const iso = american ? `${american[3]}-${american[1]?.padStart(2, '0')}-${american[2]?.padStart(2, '0')}` : text;
  const day = parseCalendarDate(iso);
  if (day !== undefined) return day;
  context.addIssue('must be a date');
  return z.NEVER;
}).meta({ description: 'A UTC day, `2026-11-19` say; also `11/19/2026`, and with a time behind it.' });
