import { DateTime, Duration } from 'luxon';
import { z } from 'zod';

const Body = z.union([z.strictObject({ advanceTo: z.string() }), z.strictObject({ advance: z.string() })]);

export type ClockMove = { readonly ok: true; readonly target: number } | { readonly ok: false; readonly problem: string };

/** Where a clock ends, and what is said to whoever asks for more. */
export interface ClockEnd {
  /** The last position, ms since 1970. */
  readonly last: number;
  readonly beyond: string;
}

/** Instants are written with a year of four digits. */
const YEAR_9999: ClockEnd = { last: Date.UTC(9999, 11, 31, 23, 59, 59, 999), beyond: 'The clock ends with the year 9999.' };

/**
 * Where a body like `{"advanceTo":"2026-03-01T00:00:00Z"}` or `{"advance":"P7D"}` asks a clock to go. Months and years are counted on the UTC calendar.
 * @param now where the clock stands, ms since 1970
 * @returns the target in ms since 1970, never before `now`
 */
export const readClockMove = (body: string, now: number, { last, beyond }: ClockEnd = YEAR_9999): ClockMove => {
  const parsed = Body.safeParse(parseJson(body));
  if (!parsed.success) return { ok: false, problem: 'The body must be {"advanceTo":"2026-03-01T00:00:00Z"} or {"advance":"P7D"}.' };
  const target = 'advanceTo' in parsed.data ? readInstant(parsed.data.advanceTo) : addDuration(now, parsed.data.advance);
  if (target === undefined) {
    const given = 'advanceTo' in parsed.data ? parsed.data.advanceTo : parsed.data.advance;
    return { ok: false, problem: `"${given.slice(0, 100)}" is neither an ISO 8601 instant (advanceTo) nor a duration (advance).` };
  }
  if (target < now) return { ok: false, problem: `The clock stands at ${iso(now)} and never goes back to ${iso(target)}.` };
  if (target > last) return { ok: false, problem: beyond };
  return { ok: true, target };
};

/** An ISO 8601 date or time as ms since 1970; without an offset it is UTC. Undefined: it is none. */
export const readInstant = (text: string): number | undefined => {
  const time = DateTime.fromISO(text, { zone: 'utc' });
  return time.isValid && /^\d{4}-\d{2}-\d{2}/.test(text) ? time.toMillis() : undefined;
};

const addDuration = (now: number, text: string): number | undefined => {
  const duration = Duration.fromISO(text);
  if (!duration.isValid || !/^-?P/.test(text)) return undefined;
  const time = DateTime.fromMillis(now, { zone: 'utc' }).plus(duration);
  return time.isValid ? time.toMillis() : undefined;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const iso = (millis: number): string => DateTime.fromMillis(millis, { zone: 'utc' }).toISO() ?? String(millis);
