import { parseNcrontab } from '../../../src/localhost/triggers/ncrontab';
import { parseTimerSchedule } from '../../../src/localhost/triggers/timerSchedule';
import { parseTimeSpan } from '../../../src/localhost/triggers/timeSpan';

const ms = (text: string): number => Date.parse(text);
const times = (expression: string, after: string, count: number): string[] => {
  const next = parseNcrontab(expression);
  const found: string[] = [];
  for (let at = next(ms(after)); at !== undefined && found.length < count; at = next(at)) found.push(new Date(at).toISOString().replace('.000Z', 'Z'));
  return found;
};

// Source: "Timer trigger for Azure Functions", NCRONTAB examples; then what is particular to NCRONTAB.
describe.each<[expression: string, after: string, expected: readonly string[]]>([
  ['0 */5 * * * *', '2026-01-31T10:02:00Z', ['2026-01-31T10:05:00Z', '2026-01-31T10:10:00Z']],
  ['0 0 * * * *', '2026-01-31T10:00:00Z', ['2026-01-31T11:00:00Z', '2026-01-31T12:00:00Z']],
  ['0 0 */2 * * *', '2026-01-31T23:00:00Z', ['2026-02-01T00:00:00Z', '2026-02-01T02:00:00Z']],
  ['0 0 9-17 * * *', '2026-01-31T16:30:00Z', ['2026-01-31T17:00:00Z', '2026-02-01T09:00:00Z']],
  ['0 30 9 * * *', '2026-01-31T09:30:00Z', ['2026-02-01T09:30:00Z', '2026-02-02T09:30:00Z']],
  ['0 30 9 * * 1-5', '2026-01-30T09:30:00Z', ['2026-02-02T09:30:00Z', '2026-02-03T09:30:00Z']],
  ['0 30 9 * Jan Mon', '2026-01-26T09:30:00Z', ['2027-01-04T09:30:00Z', '2027-01-11T09:30:00Z']],
  ['*/30 * * * * *', '2026-01-31T23:59:30Z', ['2026-02-01T00:00:00Z', '2026-02-01T00:00:30Z']],
  ['*/5 * * * *', '2026-01-31T10:00:00.001Z', ['2026-01-31T10:05:00Z', '2026-01-31T10:10:00Z']],
  ['0 0 0 1 * *', '2026-01-31T00:00:00Z', ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']],
  ['0 0 12 13 * 5', '2026-01-01T00:00:00Z', ['2026-02-13T12:00:00Z', '2026-03-13T12:00:00Z', '2026-11-13T12:00:00Z']],
  ['0 0 0 31 * *', '2026-01-31T00:00:00Z', ['2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z']],
  ['0 0 0 29 2 *', '2026-01-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
  ['0 5/20 * * * *', '2026-01-31T10:00:00Z', ['2026-01-31T10:05:00Z', '2026-01-31T10:25:00Z', '2026-01-31T10:45:00Z', '2026-01-31T11:05:00Z']],
  ['0 0 8,20 * * Saturday', '2026-01-30T00:00:00Z', ['2026-01-31T08:00:00Z', '2026-01-31T20:00:00Z', '2026-02-07T08:00:00Z']],
  ['0 0 0 * december-NOV 0', '2026-01-01T00:00:00Z', ['2026-11-01T00:00:00Z']],
  ['0 30 2 29 3 *', '2026-01-01T00:00:00Z', ['2026-03-29T02:30:00Z']],
])('%s after %s', (expression, after, expected) => {
  it(`is due at ${expected.join(', ')}`, () => expect(times(expression, after, expected.length)).toEqual(expected));
});

describe.each<[expression: string, why: string]>([
  ['0 0 0 L * *', '"L" means nothing in the field for the day of the month'],
  ['0 0 0 15W * *', '"15W" means nothing'],
  ['0 0 0 ? * *', '"?" means nothing'],
  ['0 0 0 * * 5#2', '"5#2" means nothing in the field for the day of the week'],
  ['0 0 0 * * 7', '7 is outside 0-6'],
  ['0 0 0 0 * *', '0 is outside 1-31'],
  ['60 0 0 * * *', '60 is outside 0-59 in the field for the second'],
  ['0 0 24 * * *', '24 is outside 0-23'],
  ['0 */0 * * * *', '"*/0" means nothing'],
  ['0 1-2-3 * * * *', '"1-2-3" means nothing'],
  ['0 , * * * *', '"" means nothing'],
  ['0 0 0 * * * 2027', 'it has 7 fields'],
  ['* * * *', 'it has 4 fields'],
  ['@daily', 'it has 1 fields'],
])('%s', (expression, why) => {
  it(`is refused: ${why}`, () => expect(() => parseNcrontab(expression)).toThrow(why));
});

it('a schedule without any occurrence says so', () => {
  expect(() => parseTimerSchedule('0 0 0 31 2 *').next(ms('2026-01-01T00:00:00Z'), 0)).toThrow('"0 0 0 31 2 *" has no occurrence after 2026-01-01T00:00:00.000Z.');
});

// Source: "Timer trigger for Azure Functions", TimeSpan; .NET: a first number of 24 or more means days.
describe.each<[text: string, expected: number | undefined]>([
  ['00:00:30', 30_000],
  ['01:30:00', 5_400_000],
  ['23:59:59', 86_399_000],
  ['24:00:00', 24 * 86_400_000],
  ['25:01:02', 25 * 86_400_000 + 62 * 60_000],
  ['1.00:00:00', 86_400_000],
  ['00:00:00.5', 500],
  ['10:30', 37_800_000],
  ['00:60:00', undefined],
  ['00:00:60', undefined],
  ['24:24:00', undefined],
  ['5', undefined],
  ['-00:00:30', undefined],
  ['abc', undefined],
])('time span %s', (text, expected) => {
  it(`is ${expected} ms`, () => expect(parseTimeSpan(text)).toBe(expected));
});

it('an interval counts from its anchor', () => {
  const schedule = parseTimerSchedule('00:10:00');
  expect([0, 599_999, 600_000, 1_500_000].map((after) => schedule.next(after, 0))).toEqual([600_000, 600_000, 1_200_000, 1_800_000]);
});

it.each(['00:00:00', '99:99:99', '12'])('%p is no schedule', (text) => {
  expect(() => parseTimerSchedule(text)).toThrow(/neither|fields/);
});
