import { DateTime } from 'luxon';
import { instant, instantFromMillis, parseInstant, plusHours, plusMinutes, toMillis, type Instant } from '../../kernel/instant';
import { type DateOrder } from './dateOrder';

const US_FORMAT = 'M/d/yyyy h:mm:ss a';
const LAST_YEAR = 9999;

/** `2/1/2026`, alone or with `12:00:00 AM`, `12:00 AM`, `0:00:00`, `0:00`. A spreadsheet drops the seconds. */
const YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(AM|PM))?)?$/i;
/** ISO 8601, also with a blank for the T and an hour of one digit. */
const YEAR_FIRST = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2})(:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

interface SheetDate {
  readonly at: Instant;
  /** What it names at the least: a minute where the seconds were dropped. */
  readonly unit: 'minute' | 'second';
}

const padded = (digits: string): string => digits.padStart(2, '0');

/** 12 AM is midnight, 12 PM noon. There is no hour 24: as an end it would mean the day after. */
const hourOf = (digits: string, half?: string): string | undefined => {
  if (half === undefined) return Number(digits) < 24 ? padded(digits) : undefined;
  const hour = Number(digits);
  if (hour < 1 || hour > 12) return undefined;
  return padded(String((hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)));
};

const dated = (iso: string, unit: SheetDate['unit']): SheetDate | undefined => {
  const at = parseInstant(iso);
  return at && { at, unit };
};

const readDate = (text: string, order: DateOrder): SheetDate | undefined => {
  const iso = YEAR_FIRST.exec(text);
  if (iso !== null) {
    const [, day = '', hours, minute = '', second = '', zone = ''] = iso;
    if (hours === undefined) return dated(day, 'second');
    const hour = hourOf(hours);
    return hour === undefined ? undefined : dated(`${day}T${hour}${minute}${second}${zone}`, second === '' ? 'minute' : 'second');
  }
  const parts = YEAR_LAST.exec(text);
  if (parts === null) return undefined;
  const [, first = '', mark, second = '', year = '', hours = '0', minutes = '00', seconds, half] = parts;
  const [month, day] = order === 'dayFirst' || mark === '.' ? [second, first] : [first, second];
  const hour = hourOf(hours, half);
  return hour === undefined ? undefined : dated(`${year}-${padded(month)}-${padded(day)}T${hour}:${minutes}:${seconds ?? '00'}`, seconds === undefined ? 'minute' : 'second');
};

/** Reads a date of a sheet, as it was downloaded or as a spreadsheet left it, UTC. @param order of day and month where the year comes last. */
export const sheetInstantIn = (text: string, order: DateOrder = 'monthFirst'): Instant | undefined => readDate(text, order)?.at;

/**
 * The first instant at which a line no longer holds, from its EffectiveEndDate: a midnight means the whole day, any other time the whole second, or minute where it names no seconds.
 * Year 9999 is a placeholder for no end: null.
 */
export const sheetEndIn = (text: string, order: DateOrder = 'monthFirst'): Instant | null | undefined => {
  const end = readDate(text, order);
  if (end === undefined) return undefined;
  const { at, unit } = end;
  if (Number(at.slice(0, 4)) === LAST_YEAR) return null;
  if (at.endsWith('T00:00:00.000Z')) return plusHours(at, 24);
  return unit === 'minute' ? plusMinutes(at, 1) : instantFromMillis((Math.floor(toMillis(at) / 1000) + 1) * 1000);
};

/** As the sheets write it. */
export const sheetDateOf = (at: Instant): string => DateTime.fromISO(at, { zone: 'utc' }).toFormat(US_FORMAT, { locale: 'en-US' });

/** EffectiveEndDate of a line that ends, exclusive, at `effectiveTo`: the second before. */
export const sheetEndOf = (effectiveTo: Instant | undefined): string =>
  effectiveTo === undefined ? '12/31/9999 12:00:00 AM' : sheetDateOf(instantFromMillis(toMillis(effectiveTo) - 1000));

/** The placeholder for what was always so. */
export const ALWAYS = instant('1753-01-01T00:00:00.000Z');
