import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instant, instantFromMillis, parseInstant, plusHours, plusMinutes, toMillis } from '../../src/kernel/instant';

describe('instant', () => {
  test.each([
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31T10:00:00.1239999Z', '2026-01-31T10:00:00.123Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  test.each(['', 'tomorrow', '2026-02-30T10:00:00Z', '2026-01-31T25:00:00Z', '2026-02-30T10:00:00.000Z', '2026-13-45T10:00:00.000Z', '2026-01-31T25:00:00.000Z'])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(() => instant(text)).toThrow(RangeError);
  });

  test('counts hours and minutes exactly, over month ends and leap days', () => {
    expect(plusHours(instant('2024-02-28T23:30:00Z'), 24)).toBe('2024-02-29T23:30:00.000Z');
    expect(plusMinutes(instant('2024-02-29T23:59:30Z'), 1)).toBe('2024-03-01T00:00:30.000Z');
  });

  test('goes to milliseconds and back', () => {
    expect(toMillis(instant('1970-01-01T00:00:00.001Z'))).toBe(1);
    expect(instantFromMillis(toMillis(instant('2026-01-31T10:00:00.123Z')))).toBe('2026-01-31T10:00:00.123Z');
  });
});

test.each([
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999-00:01', undefined],
  ['9999-12-31T24:00:00Z', undefined],
  ['+010000-01-01T00:00:00Z', undefined],
  ['-000001-12-31T23:59:59Z', undefined],
])('%s lies within the years 0 to 9999, or is no instant: %s', (text, at) => {
  expect(parseInstant(text)).toBe(at);
});

test('what has the form of a day, to the minute or to the second, is read as the date library reads it', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
  const day = fc.tuple(fc.integer({ min: 0, max: 9999 }), two(13), two(32)).map(([year, month, date]) => `${String(year).padStart(4, '0')}-${month}-${date}`);
  const time = fc.oneof(fc.constant(''), fc.tuple(two(25), two(61)).map((parts) => `T${parts.join(':')}`), fc.tuple(two(25), two(61), two(61)).map((parts) => `T${parts.join(':')}`));
  fc.assert(
    fc.property(day, time, (date, clock) => {
      const read = DateTime.fromISO(date + clock, { zone: 'utc' });
      expect(parseInstant(date + clock)).toBe(read.isValid && read.year <= 9999 ? instantFromMillis(read.toMillis()) : undefined);
    }),
    { numRuns: 2000, seed: 20260131 },
  );
});
