import { parseNcrontab } from './ncrontab';
import { parseTimeSpan } from './timeSpan';

export interface TimerSchedule {
  /** Counts from the last run instead of following the calendar. */
  readonly isInterval: boolean;
  /** First occurrence strictly after `after`; an interval is counted from `anchor`. All in ms, UTC. */
  next(after: number, anchor: number): number;
}

/** Reads a timer's `schedule`: an NCRONTAB expression or a time span. Errors: neither of them, a span of nothing; from `next`: a day that never comes. */
export function parseTimerSchedule(text: string): TimerSchedule {
  if (!/^[\d.:]+$/.test(text.trim())) {
    const next = parseNcrontab(text);
    return {
      isInterval: false,
      next: (after) => {
        const at = next(after);
        if (at === undefined) throw new Error(`"${text}" has no occurrence after ${new Date(after).toISOString()}.`);
        return at;
      },
    };
  }
  const interval = parseTimeSpan(text);
  if (interval === undefined || interval === 0) throw new Error(`"${text}" is neither an NCRONTAB expression nor a time span like 00:05:00.`);
  return { isInterval: true, next: (after, anchor) => anchor + (Math.floor((after - anchor) / interval) + 1) * interval };
}
