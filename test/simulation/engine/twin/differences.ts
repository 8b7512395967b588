import { type Instant, isInstant, secondsBetween } from '../../../../src/kernel/instant';

/** One value that two lives tell otherwise. */
export interface Difference {
  /** Where it is: `facts[0].completedAt`. */
  readonly path: string;
  readonly lived: unknown;
  readonly twin: unknown;
  /** Both are instants, and the one of the life with faults is later by so many seconds. */
  readonly laterBy?: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const instantOf = (value: unknown): Instant | undefined => {
  if (typeof value !== 'string') return undefined;
  // Bodies leave out milliseconds that are none.
  const whole = /:\d\dZ$/.test(value) ? value.replace('Z', '.000Z') : value;
  return isInstant(whole) ? whole : undefined;
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
  const [here, there] = [instantOf(lived), instantOf(twin)];
  const laterBy = here === undefined || there === undefined ? 0 : secondsBetween(there, here);
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

/** A day is of the instant beside it: where one instant is later, and falls on another day, so is its day. */
export const isDayOfLater = ({ lived, twin }: Difference, among: readonly Difference[]): boolean =>
  typeof lived === 'string' && typeof twin === 'string' && DAY.test(lived) && DAY.test(twin) && among.some(({ laterBy, ...each }) => laterBy !== undefined && String(each.lived).startsWith(lived) && String(each.twin).startsWith(twin));

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? 'nothing' : text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** For a reader: one line for each. */
export const told = (differences: readonly Difference[]): string => differences.map(({ path, lived, twin }) => `    ${path === '' ? 'the whole' : path}: ${shown(lived)}, without faults ${shown(twin)}`).join('\n');
