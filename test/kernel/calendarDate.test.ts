import { calendarDate, dayOf, daysInMonth, inclusiveDays, lastDayOfMonth, parseCalendarDate, plusDays, plusMonths, startOfDay } from '../../src/kernel/calendarDate';
import { instant } from '../../src/kernel/instant';

describe('calendarDate', () => {
  test.each(['2023-02-29', '2026-1-31', '2026-01-31T00:00:00Z', ''])('refuses %j', (text) => {
    expect(() => calendarDate(text)).toThrow(RangeError);
  });

  test('reads the UTC day out of a date-time with an offset', () => {
    expect(parseCalendarDate('2026-02-01T00:30:00+01:00')).toBe('2026-01-31');
    expect(parseCalendarDate('soon')).toBeUndefined();
  });

  test('a day holds its first millisecond and its last, not the next 00:00', () => {
    expect(dayOf(instant('2026-01-31T00:00:00.000Z'))).toBe('2026-01-31');
    expect(dayOf(instant('2026-01-31T23:59:59.999Z'))).toBe('2026-01-31');
    expect(dayOf(instant('2026-02-01T00:00:00.000Z'))).toBe('2026-02-01');
    expect(startOfDay(calendarDate('2026-02-01'))).toBe('2026-02-01T00:00:00.000Z');
  });

  test.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2021-05-31', -1, '2021-04-30'],
    ['2021-12-15', 1, '2022-01-15'],
  ])('%s plus %i months is %s', (day, months, expected) => {
    expect(plusMonths(calendarDate(day), months)).toBe(expected);
  });

  test('counts days inclusively', () => {
    expect(inclusiveDays(calendarDate('2021-06-18'), calendarDate('2021-07-17'))).toBe(30);
    expect(inclusiveDays(calendarDate('2024-02-28'), calendarDate('2024-03-01'))).toBe(3);
    expect(inclusiveDays(calendarDate('2024-02-28'), calendarDate('2024-02-28'))).toBe(1);
    expect(plusDays(calendarDate('2023-12-31'), 1)).toBe('2024-01-01');
  });

  test('knows the months', () => {
    expect([daysInMonth(calendarDate('2023-02-01')), daysInMonth(calendarDate('2024-02-01'))]).toEqual([28, 29]);
    expect(lastDayOfMonth(calendarDate('2024-02-01'))).toBe('2024-02-29');
  });
});

test.each([
  ['9999-12-31', '9999-12-31'],
  ['0000-01-01', '0000-01-01'],
  ['9999-12-31T23:59:59-00:01', undefined],
  ['+010000-01-01', undefined],
  ['-000001-12-31', undefined],
])('%s lies within the years 0 to 9999, or is no day: %s', (text, day) => {
  expect(parseCalendarDate(text)).toBe(day);
});
