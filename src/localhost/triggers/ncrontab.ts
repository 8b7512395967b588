import { Cron } from 'croner';

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTHS_LONG = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAYS_LONG = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const FIELDS: readonly Field[] = [
  { name: 'second', low: 0, high: 59, words: [] },
  { name: 'minute', low: 0, high: 59, words: [] },
  { name: 'hour', low: 0, high: 23, words: [] },
  { name: 'day of the month', low: 1, high: 31, words: [] },
  { name: 'month', low: 1, high: 12, words: [...MONTHS, ...MONTHS_LONG] },
  { name: 'day of the week', low: 0, high: 6, words: [...DAYS, ...DAYS_LONG] },
];

/** First instant strictly after `after` (ms, UTC), or undefined when there is none. */
export type NextOccurrence = (after: number) => number | undefined;

/**
 * Reads an NCRONTAB expression: six fields from seconds to day of the week, or five without the seconds. A day must satisfy day of the month AND
 * day of the week, unlike in cron. Times are UTC.
 * Errors: anything NCRONTAB does not know, such as `L`, `#`, `?`, `W`, a year, or 7 for Sunday; the sentence names the field.
 * Source: "Timer trigger for Azure Functions", NCRONTAB expressions; NCrontab's own documentation, "Crontab Expression".
 */
export function parseNcrontab(expression: string): NextOccurrence {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) {
    throw new Error(`"${expression}" is not an NCRONTAB expression: it has ${fields.length} fields instead of 6 (seconds first) or 5.`);
  }
  const all = fields.length === 5 ? ['0', ...fields] : fields;
  const normal = all.map((text, index) => normalField(text, FIELDS[index] as Field, expression)).join(' ');
  const cron = new Cron(normal, { paused: true, timezone: 'UTC', domAndDow: true });
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

/** One field with numbers for words, ranges in order, and `5/15` written as a range: what both libraries understand alike. */
function normalField(text: string, field: Field, expression: string): string {
  const refuse = (why: string): never => {
    throw new Error(`"${expression}" is not an NCRONTAB expression: ${why} in the field for the ${field.name}.`);
  };
  const number = (word: string): number => {
    const named = field.words.indexOf(word.toLowerCase());
    if (named >= 0) return (named % (field.words.length / 2)) + field.low;
    if (!/^\d{1,2}$/.test(word)) return refuse(`"${word}" means nothing`);
    const value = Number(word);
    return value < field.low || value > field.high ? refuse(`${value} is outside ${field.low}-${field.high}`) : value;
  };
  return text
    .split(',')
    .map((item) => {
      const [range = '', step, ...rest] = item.split('/');
      if (rest.length > 0 || (step !== undefined && !/^[1-9]\d?$/.test(step))) refuse(`"${item}" means nothing`);
      const suffix = step === undefined ? '' : `/${step}`;
      if (range === '*') return `*${suffix}`;
      const [first = '', last, ...more] = range.split('-');
      if (more.length > 0) refuse(`"${item}" means nothing`);
      const from = number(first);
      if (last !== undefined) {
        const to = number(last);
        return `${Math.min(from, to)}-${Math.max(from, to)}${suffix}`;
      }
      return step === undefined ? String(from) : `${from}-${field.high}${suffix}`;
    })
    .join(',');
}
