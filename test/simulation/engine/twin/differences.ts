import { calendarDate, inclusiveDays } from '../../../../src/kernel/calendarDate';
import { type Instant, isInstant, toMillis } from '../../../../src/kernel/instant';

/** One value that two lives tell otherwise. */
export interface Difference {
  /** Where it is: `facts[0].completedAt`. */
  readonly path: string;
  readonly lived: unknown;
  readonly twin: unknown;
  /** Both are instants, or sentences that differ in instants alone, and the one of the life with faults is later by so many seconds. */
  readonly laterBy?: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Bodies leave out milliseconds that are none. */
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z/g;

const instantOf = (text: string): Instant | undefined => {
  const whole = /:\d\dZ$/.test(text) ? text.replace('Z', '.000Z') : text;
  return isInstant(whole) ? whole : undefined;
};

/** By how many seconds an instant is later, or the latest of those in a sentence that is the same but for them; 0: it is not, or one of them is earlier. */
const secondsLater = (lived: unknown, twin: unknown): number => {
  if (typeof lived !== 'string' || typeof twin !== 'string' || lived.replace(INSTANT, '…') !== twin.replace(INSTANT, '…')) return 0;
  const others = twin.match(INSTANT) ?? [];
  const seconds = (lived.match(INSTANT) ?? []).map((each, nth) => {
    const [here, there] = [instantOf(each), instantOf(others[nth] ?? '')];
    return here === undefined || there === undefined ? -1 : (toMillis(here) - toMillis(there)) / 1000;
  });
  return seconds.every((each) => each >= 0) ? Math.max(0, ...seconds) : 0;
};

const JSON_WITHIN = /^[[{]/;

/** An answer is kept as text in its receipt: it is looked into like everything else. */
const within = (value: unknown): unknown => {
  if (typeof value !== 'string' || !JSON_WITHIN.test(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
};

const ofValues = (path: string, lived: unknown, twin: unknown): Difference => {
  const laterBy = secondsLater(lived, twin);
  return { path, lived, twin, ...(laterBy > 0 && { laterBy }) };
};

/** All values of two JSON values that are not equal, in the order of the members. */
export const differencesOf = (lived: unknown, twin: unknown, path = ''): readonly Difference[] => {
  if (Object.is(lived, twin)) return [];
  if (Array.isArray(lived) && Array.isArray(twin) && lived.length === twin.length) return lived.flatMap((each, index) => differencesOf(each, twin[index], `${path}[${index}]`));
  if (isRecord(lived) && isRecord(twin)) {
    return [...new Set([...Object.keys(lived), ...Object.keys(twin)])].flatMap((name) => differencesOf(lived[name], twin[name], path === '' ? name : `${path}.${name}`));
  }
  const [inLived, inTwin] = [within(lived), within(twin)];
  return inLived !== undefined && inTwin !== undefined ? differencesOf(inLived, inTwin, path) : [ofValues(path, lived, twin)];
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an invoice asks for is due so many days after it was issued (BIL-2). */
const DUE_DATE = /(^|\.)dueDate$/;

/** Since when overage is charged (OVG-2): the day on which it was set up, whose instant goes with the plan. */
const SET_UP_ON = /^charged\[\d+\]\.from$/;

const dayOfInstant = (value: unknown): string => String(value).slice(0, 10);
const daysLater = (lived: string, twin: string): number => inclusiveDays(calendarDate(twin), calendarDate(lived));

/** A day is of the instant beside it: where one instant is later, and falls on another day, so is its day, and the day by which an invoice is to be paid. */
export const isDayOfLater = ({ path, lived, twin }: Difference, among: readonly Difference[]): boolean => {
  if (typeof lived !== 'string' || typeof twin !== 'string' || !DAY.test(lived) || !DAY.test(twin)) return false;
  if (SET_UP_ON.test(path)) return lived > twin;
  const later = among.filter(({ laterBy }) => laterBy !== undefined).map((each) => [dayOfInstant(each.lived), dayOfInstant(each.twin)] as const).filter(([here, there]) => DAY.test(here) && DAY.test(there));
  return later.some(([here, there]) => (here === lived && there === twin) || (DUE_DATE.test(path) && daysLater(here, there) === daysLater(lived, twin)));
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** For a reader: one line for each. */
export const told = (differences: readonly Difference[]): string => differences.map(({ path, lived, twin }) => `    ${path === '' ? 'the whole' : path}: ${shown(lived)}, without faults ${shown(twin)}`).join('\n');
