import * as fc from 'fast-check';
import { calendarDate, inclusiveDays, plusDays, type CalendarDate } from '../../src/kernel/calendarDate';
import { monthsOfCycle, type BillingCycle, type TermDuration } from '../../src/kernel/durations';
import { cycleAt, cyclesOf, fullCycleDays, termEnd, type TermSpan } from '../../src/kernel/term';

const day = calendarDate;
const whole = (start: string, duration: TermDuration, billingCycle: BillingCycle): TermSpan => ({
  start: day(start),
  end: termEnd(day(start), duration),
  duration,
  billingCycle,
});
const starts = (span: TermSpan): CalendarDate[] => cyclesOf(span).map((cycle) => cycle.start);

describe('termEnd: start + P − 1 day', () => {
  test.each<[string, TermDuration, string]>([
    ['2021-01-31', 'P1M', '2021-02-27'], // E10
    ['2021-05-31', 'P1M', '2021-06-29'], // E10
    ['2021-07-31', 'P1M', '2021-08-30'], // E10
    ['2024-01-31', 'P1M', '2024-02-28'],
    ['2021-06-18', 'P1M', '2021-07-17'],
    ['2021-06-18', 'P1Y', '2022-06-17'],
    ['2024-02-29', 'P1Y', '2025-02-27'],
    ['2023-02-28', 'P1Y', '2024-02-27'],
    ['2022-07-01', 'P3Y', '2025-06-30'],
    ['2024-02-29', 'P3Y', '2027-02-27'],
  ])('[REN-2] %s + %s ends on %s (E10)', (start, duration, expected) => {
    expect(termEnd(day(start), duration)).toBe(expected);
  });

  test('[REN-3] a P1M bought on 31 January drifts: each term is counted from its own start', () => {
    const drift = ['2021-01-31'];
    for (let term = 1; term < 4; term += 1) drift.push(plusDays(termEnd(day(drift[term - 1] ?? ''), 'P1M'), 1));
    expect(drift).toEqual(['2021-01-31', '2021-02-28', '2021-03-28', '2021-04-28']);
  });
});

describe('cyclesOf', () => {
  // |--31 Jan--28 Feb--31 Mar--30 Apr--…--31 Dec--30 Jan--|   last days stay last days
  test('E11: P1Y billed monthly from 31 January 2021', () => {
    expect(cyclesOf(whole('2021-01-31', 'P1Y', 'monthly'))).toEqual([
      { index: 0, start: '2021-01-31', end: '2021-02-27' },
      { index: 1, start: '2021-02-28', end: '2021-03-30' },
      { index: 2, start: '2021-03-31', end: '2021-04-29' },
      { index: 3, start: '2021-04-30', end: '2021-05-30' },
      { index: 4, start: '2021-05-31', end: '2021-06-29' },
      { index: 5, start: '2021-06-30', end: '2021-07-30' },
      { index: 6, start: '2021-07-31', end: '2021-08-30' },
      { index: 7, start: '2021-08-31', end: '2021-09-29' },
      { index: 8, start: '2021-09-30', end: '2021-10-30' },
      { index: 9, start: '2021-10-31', end: '2021-11-29' },
      { index: 10, start: '2021-11-30', end: '2021-12-30' },
      { index: 11, start: '2021-12-31', end: '2022-01-30' },
    ]);
  });

  // |--30 Jan--27 Feb--30 Mar--29 Apr--|   the day before the last stays the day before the last
  test('P1Y billed monthly from 30 January 2021 stays on the second-to-last day', () => {
    expect(starts(whole('2021-01-30', 'P1Y', 'monthly')).slice(0, 5)).toEqual(['2021-01-30', '2021-02-27', '2021-03-30', '2021-04-29', '2021-05-30']);
  });

  // |--29 Jan--28 Feb--29 Mar--29 Apr--|   the third-to-last clamps and returns
  test('P1Y billed monthly from 29 January 2021 clamps and returns to the anchor', () => {
    expect(starts(whole('2021-01-29', 'P1Y', 'monthly')).slice(0, 4)).toEqual(['2021-01-29', '2021-02-28', '2021-03-29', '2021-04-29']);
  });

  // |--30 Apr--31 May--30 Jun--|   30 April is a last day
  test('P1Y billed monthly from 30 April moves to the 31st', () => {
    expect(starts(whole('2021-04-30', 'P1Y', 'monthly')).slice(0, 3)).toEqual(['2021-04-30', '2021-05-31', '2021-06-30']);
  });

  test('the leap day is a last day, and 28 February of a leap year a second-to-last', () => {
    expect(starts(whole('2024-02-29', 'P1Y', 'monthly')).slice(0, 3)).toEqual(['2024-02-29', '2024-03-31', '2024-04-30']);
    expect(starts(whole('2024-02-28', 'P1Y', 'monthly')).slice(0, 3)).toEqual(['2024-02-28', '2024-03-30', '2024-04-29']);
    expect(cyclesOf(whole('2024-02-28', 'P1Y', 'monthly')).at(-1)).toEqual({ index: 11, start: '2025-01-30', end: '2025-02-27' });
  });

  test('P3Y billed annually from the leap day is counted like terms', () => {
    expect(cyclesOf(whole('2024-02-29', 'P3Y', 'annual'))).toEqual([
      { index: 0, start: '2024-02-29', end: '2025-02-27' },
      { index: 1, start: '2025-02-28', end: '2026-02-27' },
      { index: 2, start: '2026-02-28', end: '2027-02-27' },
    ]);
  });

  test('P3Y billed annually from 28 February does not move to the leap day, as the term itself does not', () => {
    expect(starts(whole('2023-02-28', 'P3Y', 'annual'))).toEqual(['2023-02-28', '2024-02-28', '2025-02-28']);
  });

  test.each<[TermDuration, BillingCycle]>([
    ['P1M', 'monthly'],
    ['P1M', 'none'],
    ['P1Y', 'annual'],
    ['P3Y', 'triennial'],
    ['P3Y', 'one_time'],
  ])('%s billed %s is one cycle, the term', (duration, billingCycle) => {
    const span = whole('2021-06-18', duration, billingCycle);
    expect(cyclesOf(span)).toEqual([{ index: 0, start: span.start, end: span.end }]);
  });

  test('[ORD-6] thirty free days from the end of February are one cycle, though a month from then is shorter', () => {
    const span = { ...whole('2025-02-28', 'P1M', 'none'), end: calendarDate('2025-03-29') };
    expect(cyclesOf(span)).toEqual([{ index: 0, start: '2025-02-28', end: '2025-03-29' }]);
    expect(fullCycleDays(span, calendarDate('2025-03-29'))).toBe(30);
    expect(() => cyclesOf({ ...span, billingCycle: 'monthly' })).toThrow(RangeError);
  });

  // |15 Jul--31 Jul--…--1 Jun--30 Jun|   short cycle first, then calendar months
  test('a term cut short at a month end has a short first cycle, then the 1st to the last of each month', () => {
    const cut: TermSpan = { start: day('2022-07-15'), end: day('2023-06-30'), duration: 'P1Y', billingCycle: 'monthly' };
    expect(cyclesOf(cut).slice(0, 2)).toEqual([
      { index: 0, start: '2022-07-15', end: '2022-07-31' },
      { index: 1, start: '2022-08-01', end: '2022-08-31' },
    ]);
    expect(cyclesOf(cut).at(-1)).toEqual({ index: 11, start: '2023-06-01', end: '2023-06-30' });
    expect(fullCycleDays(cut, day('2022-07-20'))).toBe(31);
  });

  // |29 Jan--------26 Feb|   the 27th is February's last day but one, and 30 January January's: one cycle all the same
  test.each<[string, string, number, number]>([
    ['2023-01-28', '2023-02-26', 30, 31],
    ['2023-01-29', '2023-02-26', 29, 31],
    ['2024-01-29', '2024-02-27', 30, 31],
    ['2023-01-29', '2023-02-25', 28, 31],
  ])('[ORD-8] [BIL-3] a month from %s cut to %s is one cycle, %i days of %i: it costs no more than a whole one', (start, end, days, cycleDays) => {
    const cut: TermSpan = { start: day(start), end: day(end), duration: 'P1M', billingCycle: 'monthly' };
    expect(cyclesOf(cut)).toEqual([{ index: 0, start, end }]);
    expect([inclusiveDays(cut.start, cut.end), fullCycleDays(cut, cut.start)]).toEqual([days, cycleDays]);
  });

  test('refuses a term that ends before it starts or after its natural end, and a cycle longer than the term', () => {
    const span = whole('2021-06-18', 'P1Y', 'monthly');
    expect(() => cyclesOf({ ...span, end: day('2021-06-17') })).toThrow(RangeError);
    expect(() => cyclesOf({ ...span, end: day('2022-06-18') })).toThrow(RangeError);
    expect(() => cycleAt(span, 12)).toThrow(RangeError);
    expect(() => monthsOfCycle('P1M', 'annual')).toThrow(RangeError);
  });
});

describe('fullCycleDays: the length of the cycle that contains the day', () => {
  test.each<[string, string, TermDuration, BillingCycle, string, number]>([
    ['E2', '2022-02-21', 'P1Y', 'monthly', '2022-02-21', 28],
    ['E2, leap year', '2024-02-21', 'P1Y', 'monthly', '2024-03-20', 29],
    ['E2, second cycle', '2022-02-21', 'P1Y', 'monthly', '2022-03-21', 31],
    ['month end', '2021-01-31', 'P1Y', 'monthly', '2021-02-27', 28],
    ['annual', '2022-06-18', 'P1Y', 'annual', '2022-07-01', 365],
    ['annual with a leap day in it', '2023-06-18', 'P1Y', 'annual', '2023-07-01', 366],
    ['three years upfront', '2022-06-18', 'P3Y', 'triennial', '2022-06-18', 1096],
    ['three years without a leap day', '2024-06-18', 'P3Y', 'triennial', '2024-06-18', 1095],
  ])('%s: from %s, %s %s, on %s: %i days', (_name, start, duration, billingCycle, on, days) => {
    expect(fullCycleDays(whole(start, duration, billingCycle), day(on))).toBe(days);
  });

  test('the days around the term have none', () => {
    const span = whole('2022-02-21', 'P1M', 'monthly');
    expect(() => fullCycleDays(span, day('2022-02-20'))).toThrow(RangeError);
    expect(() => fullCycleDays(span, day('2022-03-21'))).toThrow(RangeError);
  });
});

describe('invariants', () => {
  const pairs: [TermDuration, BillingCycle][] = [
    ['P1M', 'monthly'],
    ['P1Y', 'monthly'],
    ['P1Y', 'annual'],
    ['P3Y', 'monthly'],
    ['P3Y', 'annual'],
    ['P3Y', 'triennial'],
  ];
  const spans = fc
    .record({ offset: fc.nat(4000), pair: fc.constantFrom(...pairs), cut: fc.option(fc.nat(1094), { nil: 0 }) })
    .map(({ offset, pair: [duration, billingCycle], cut }): TermSpan => {
      const start = plusDays(day('2019-01-01'), offset);
      const end = termEnd(start, duration);
      return { start, end: plusDays(end, -(cut % inclusiveDays(start, end))), duration, billingCycle };
    });

  test('§13.1: the cycles tile the term, whole or cut short', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const cycles = cyclesOf(span);
        expect([cycles[0]?.start, cycles.at(-1)?.end]).toEqual([span.start, span.end]);
        cycles.forEach((cycle, index) => {
          expect(cycle.index).toBe(index);
          expect(cycle.start <= cycle.end).toBe(true);
          if (index > 0) expect(cycle.start).toBe(plusDays(cycles[index - 1]?.end ?? span.end, 1));
        });
      }),
    );
  });

  test('[ORD-8] a term cut short by any days has no more cycles than a whole one, whatever day it begins on', () => {
    for (const [duration, billingCycle] of pairs) {
      const most = cyclesOf(whole('2023-01-01', duration, billingCycle)).length;
      for (const year of [2023, 2024, 2025]) {
        for (let start = day(`${year}-01-26`); start < day(`${year}-03-03`); start = plusDays(start, 1)) {
          const natural = termEnd(start, duration);
          for (let cut = 1; cut <= 3; cut += 1) expect(cyclesOf({ start, end: plusDays(natural, -cut), duration, billingCycle }).length).toBeLessThanOrEqual(most);
        }
      }
    }
  });

  test('a cycle is never longer than the whole cycle it is taken from; only the first of a term cut short is shorter', () => {
    fc.assert(
      fc.property(spans, (span) => {
        const natural = span.end === termEnd(span.start, span.duration);
        for (const cycle of cyclesOf(span)) {
          const length = inclusiveDays(cycle.start, cycle.end);
          const full = fullCycleDays(span, cycle.end);
          if (natural || cycle.index > 0) expect(length).toBe(full);
          else expect(length).toBeLessThanOrEqual(full);
        }
      }),
    );
  });
});
