import { calendarDate } from '../../src/kernel/calendarDate';
import { instant } from '../../src/kernel/instant';
import { contains, dayEndText, dayStartText, firstDayOf, lastDayOf, period, periodOfDays } from '../../src/kernel/period';

const week = period(instant('2026-01-31T10:00:00Z'), instant('2026-02-07T10:00:00Z'));

describe('period', () => {
  test.each([
    ['1 ms before it starts', '2026-01-31T09:59:59.999Z', false],
    ['at the start', '2026-01-31T10:00:00.000Z', true],
    ['1 ms before it ends', '2026-02-07T09:59:59.999Z', true],
    ['at the end', '2026-02-07T10:00:00.000Z', false],
  ])('contains the instant %s: %s', (_name, at, expected) => {
    expect(contains(week, instant(at))).toBe(expected);
  });

  test('an empty one contains nothing and has no last day', () => {
    const empty = period(week.start, week.start);
    expect(contains(empty, week.start)).toBe(false);
    expect(() => lastDayOf(empty)).toThrow(RangeError);
  });

  test('cannot end before it starts', () => {
    expect(() => period(week.end, week.start)).toThrow(RangeError);
  });

  test('whole days are half-open inside and inclusive at the edge', () => {
    const days = periodOfDays(calendarDate('2023-02-14'), calendarDate('2023-03-13'));
    expect(days).toEqual({ start: '2023-02-14T00:00:00.000Z', end: '2023-03-14T00:00:00.000Z' });
    expect([firstDayOf(days), lastDayOf(days)]).toEqual(['2023-02-14', '2023-03-13']);
    expect([firstDayOf(week), lastDayOf(week)]).toEqual(['2026-01-31', '2026-02-07']);
  });

  test('an inclusive end date and its twin', () => {
    expect([dayStartText(calendarDate('2023-03-13')), dayEndText(calendarDate('2023-03-13'))]).toEqual(['2023-03-13T00:00:00Z', '2023-03-13T23:59:59Z']);
  });
});
