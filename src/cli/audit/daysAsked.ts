import { DateTime, Duration } from 'luxon';
import { UsageProblem } from '../problem';

const SHORT = /^(\d{1,3})(d|w|m)$/;
const UNITS = { d: 'days', w: 'weeks', m: 'months' } as const;
const DAYS_UNSAID = 30;

const dayOf = (time: DateTime): string => time.toFormat('yyyy-MM-dd');

const dayAsked = (now: DateTime, flag: string, text: string): DateTime => {
  const [, amount = '', unit = ''] = SHORT.exec(text) ?? [];
  const span = unit === '' ? undefined : Duration.fromObject({ [UNITS[unit as keyof typeof UNITS]]: Number(amount) });
  const day = span === undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : undefined;
  const at = span === undefined ? day : now.minus(span);
  if (at?.isValid !== true) throw new UsageProblem(`${flag} must be a day, or a span back such as 7d, 2w or 1m, not "${text}".`);
  return at.startOf('day');
};

/**
 * The days of a log, in UTC, both included.
 * @param now the server's. @param since the first day, or a span back; absent: 30 days. @param until the day behind the last, or a span back; absent: up to now.
 * @throws UsageProblem for anything else, and where none is left.
 */
export const daysAsked = (now: string, since: string | undefined, until: string | undefined): { readonly from: string; readonly to: string | undefined } => {
  const present = DateTime.fromISO(now, { zone: 'utc' });
  const from = since === undefined ? present.minus({ days: DAYS_UNSAID }).startOf('day') : dayAsked(present, '--since', since);
  const end = until === undefined ? undefined : dayAsked(present, '--until', until);
  if (end !== undefined && end <= from) throw new UsageProblem(`--until is excluded, so it must be after ${dayOf(from)}.`);
  return { from: dayOf(from), to: end === undefined ? undefined : dayOf(end.minus({ days: 1 })) };
};
