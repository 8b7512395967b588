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
