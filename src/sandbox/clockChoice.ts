import { BEYOND_LAST_INSTANT, LAST_INSTANT } from './lastInstant';

/** Which clock a data folder was made with, and where a virtual one stands (ms since 1970). */
export type StoredClock = { readonly virtual: false } | { readonly virtual: true; readonly now: number };

export type ClockChoice =
  | { readonly ok: true; readonly clock: StoredClock; readonly note?: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Which clock to run on. A data folder keeps its clock for life: dates already stored were made with it, so it never goes back and never
 * changes between real and virtual. `--clock` only says where a new one starts; a later instant is not jumped to, because that would run
 * months of work before the ready line.
 * @param stored of the folder; undefined for a new one or none
 * @param requested `--clock`, ms since 1970
 */
export const chooseClock = (stored: StoredClock | undefined, requested: number | undefined): ClockChoice => {
  if (requested !== undefined && requested > LAST_INSTANT) return { ok: false, problem: BEYOND_LAST_INSTANT };
  if (stored === undefined) return { ok: true, clock: requested === undefined ? { virtual: false } : { virtual: true, now: requested } };
  if (!stored.virtual) {
    return requested === undefined
      ? { ok: true, clock: stored }
      : { ok: false, problem: 'This data folder was made with the real clock and cannot change to a virtual one. Add --fresh to wipe it, or choose another with --data.' };
  }
  if (requested === stored.now) return { ok: true, clock: stored };
  const goesOn = `The virtual clock of this data folder goes on from ${iso(stored.now)}`;
  if (requested === undefined) return { ok: true, clock: stored, note: `${goesOn}.` };
  const advice = requested > stored.now ? 'POST /local/clock moves it forward' : 'it never goes back; --fresh starts over';
  return { ok: true, clock: stored, note: `${goesOn}, not from ${iso(requested)}: ${advice}.` };
};

const iso = (millis: number): string => new Date(millis).toISOString();
