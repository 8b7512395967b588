import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { calendarDate, daysInMonth, inclusiveDays, lastDayOfMonth, plusDays, plusMonths } from '../../src/kernel/calendarDate';
import { civilDate, civilText, dayNumber } from '../../src/kernel/civil';
import { instantFromMillis, toMillis } from '../../src/kernel/instant';

/** The calendar against luxon, which computes it another way. */
const inLuxon = (number: number): DateTime => DateTime.fromMillis(number * 86_400_000, { zone: 'utc' });
const days = fc.integer({ min: -300_000, max: 2_000_000 });

describe('the calendar', () => {
  test.each([
    [0, '1970-01-01'],
    [-1, '1969-12-31'],
    [11_016, '2000-02-29'],
    [19_782, '2024-02-29'],
    [19_783, '2024-03-01'],
    [-719_468, '0000-03-01'],
  ])('day %i is %s', (number, text) => {
    expect(civilText(civilDate(number))).toBe(text);
    expect(dayNumber(civilDate(number))).toBe(number);
  });

  test('every day of four centuries is the day after the one before, as luxon has it', () => {
    const wrong: number[] = [];
    for (let number = 0; number < 146_097; number += 1) {
      const { year, month, day } = civilDate(number);
      const expected = inLuxon(number);
      if (year !== expected.year || month !== expected.month || day !== expected.day || dayNumber({ year, month, day }) !== number) wrong.push(number);
    }
    expect(wrong).toEqual([]);
  });

  test('adds days and months as luxon does', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: -500, max: 500 }), (number, added, months) => {
        const text = inLuxon(number).toISODate();
        const day = calendarDate(text ?? '');
        expect([plusDays(day, added), plusMonths(day, months), daysInMonth(day), lastDayOfMonth(day), inclusiveDays(day, plusDays(day, added))]).toEqual([
          inLuxon(number).plus({ days: added }).toISODate(),
          inLuxon(number).plus({ months }).toISODate(),
          inLuxon(number).daysInMonth,
          inLuxon(number).endOf('month').toISODate(),
          added + 1,
        ]);
      }),
    );
  });

  test('instants are written as luxon writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 }), (millis) => {
        const at = instantFromMillis(millis);
        expect([at, toMillis(at)]).toEqual([DateTime.fromMillis(millis, { zone: 'utc' }).toISO(), millis]);
      }),
    );
  });

  test('a year that does not fit in four digits is refused', () => {
    expect(() => instantFromMillis(253_402_300_800_000)).toThrow(RangeError);
    expect(instantFromMillis(253_402_300_799_999)).toBe('9999-12-31T23:59:59.999Z');
    expect(() => plusDays(calendarDate('9999-12-31'), 1)).toThrow(RangeError);
  });
});
