import { DateTime, Duration } from 'luxon';
import { UsageProblem } from '../problem';

const SHORT = /^(\d{1,5})(h|d|w|m)$/;
const UNITS = { h: 'hours', d: 'days', w: 'weeks', m: 'months' } as const;

/**
 * An instant so far behind another: `48h`, `30d`, `2w`, `3m` (calendar months), or ISO 8601, `P30D`. UTC.
 * @throws UsageProblem for anything else.
 */
export const behind = (now: string, flag: string, text: string, wanted = 'a span such as 48h, 30d, 3m or P1Y'): string => {
  const [, amount = '', unit = ''] = SHORT.exec(text) ?? [];
  const span = unit === '' ? Duration.fromISO(text) : Duration.fromObject({ [UNITS[unit as keyof typeof UNITS]]: Number(amount) });
  const at = span.isValid ? DateTime.fromISO(now, { zone: 'utc' }).plus(span) : undefined;
  if (at?.isValid !== true || at.toMillis() <= Date.parse(now)) throw new UsageProblem(`${flag} must be ${wanted}, not "${text}".`);
  return at.toISO();
};

/** A span behind another instant, or an instant or a day itself: `30d`, `2026-12-01`, `2026-12-01T00:00:00Z`. UTC. @throws UsageProblem for anything else. */
export const until = (now: string, flag: string, text: string): string => {
  const wanted = 'a span such as 30d, a day or an instant';
  if (!/^\d{4}-/.test(text)) return behind(now, flag, text, wanted);
  const at = DateTime.fromISO(text, { zone: 'utc' });
  if (!at.isValid) throw new UsageProblem(`${flag} must be ${wanted}, not "${text}".`);
  return at.toISO();
};

/** A calendar month as a flag names it, `2026-11`; undefined where it names none. @throws UsageProblem for anything else. */
export const monthOf = (flag: string, text: string | undefined): string | undefined => {
  if (text !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new UsageProblem(`${flag} must be a month such as 2026-11, not "${text}".`);
  return text;
};
