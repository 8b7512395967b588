import { DateTime } from 'luxon';
import { instant, parseInstant, plusHours, toMillis, instantFromMillis, type Instant } from '../kernel/instant';

const US_FORMAT = 'M/d/yyyy h:mm:ss a';
const LAST_YEAR = 9999;

/** Reads `2/1/2026 12:00:00 AM` (as the sheets have it) or ISO 8601, both UTC. */
export const sheetInstantIn = (text: string): Instant | undefined => {
  const us = DateTime.fromFormat(text, US_FORMAT, { zone: 'utc', locale: 'en-US' });
  if (us.isValid) return instantFromMillis(us.toMillis());
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? parseInstant(text) : undefined;
};

/**
 * The first instant at which a line no longer holds, from its EffectiveEndDate: a midnight means the whole day, any other time the whole second.
 * Year 9999 is a placeholder for no end: null.
 */
export const sheetEndIn = (text: string): Instant | null | undefined => {
  const end = sheetInstantIn(text);
  if (end === undefined) return undefined;
  if (Number(end.slice(0, 4)) === LAST_YEAR) return null;
  return end.endsWith('T00:00:00.000Z') ? plusHours(end, 24) : instantFromMillis((Math.floor(toMillis(end) / 1000) + 1) * 1000);
};

/** As the sheets write it. */
export const sheetDateOf = (at: Instant): string => DateTime.fromISO(at, { zone: 'utc' }).toFormat(US_FORMAT, { locale: 'en-US' });

/** EffectiveEndDate of a line that ends, exclusive, at `effectiveTo`: the second before. */
export const sheetEndOf = (effectiveTo: Instant | undefined): string =>
  effectiveTo === undefined ? '12/31/9999 12:00:00 AM' : sheetDateOf(instantFromMillis(toMillis(effectiveTo) - 1000));

/** The placeholder for what was always so. */
export const ALWAYS = instant('1753-01-01T00:00:00.000Z');
