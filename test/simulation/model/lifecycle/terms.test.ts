import { calendarDate, plusDays, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { cycleFrom, lastDay, type Days } from './terms';

const day = calendarDate;

/** Every cycle of a term, as the model counts them. */
const cyclesOf = (term: Days, termDuration: string, billingCycle: string): readonly string[] => {
  const cycles: string[] = [];
  for (let start: CalendarDate = term.start; start <= term.end; ) {
    const cycle = cycleFrom(term, termDuration, billingCycle, start);
    cycles.push(`${cycle.start}…${cycle.end}`);
    start = plusDays(cycle.end, 1);
  }
  return cycles;
};

describe('the terms of the model, by the examples that are published', () => {
  test.each([
    ['2021-01-31', 'P1M', '2021-02-27'],
    ['2021-05-31', 'P1M', '2021-06-29'],
    ['2021-07-31', 'P1M', '2021-08-30'],
    ['2021-01-14', 'P1Y', '2022-01-13'],
    ['2021-10-15', 'P3Y', '2024-10-14'],
    ['2024-02-29', 'P1Y', '2025-02-27'],
  ])('[REN-2] a term from %s of %s ends on %s', (start, duration, end) => expect(lastDay(day(start), duration)).toBe(end));

  test('[BIL-3] monthly cycles of a year from the last day of a month come back to it', () =>
    expect(cyclesOf({ start: day('2021-01-31'), end: day('2022-01-30') }, 'P1Y', 'monthly')).toEqual([
      '2021-01-31…2021-02-27', '2021-02-28…2021-03-30', '2021-03-31…2021-04-29', '2021-04-30…2021-05-30', '2021-05-31…2021-06-29', '2021-06-30…2021-07-30',
      '2021-07-31…2021-08-30', '2021-08-31…2021-09-29', '2021-09-30…2021-10-30', '2021-10-31…2021-11-29', '2021-11-30…2021-12-30', '2021-12-31…2022-01-30',
    ]));

  test.each([
    ['2024-02-28', '2025-02-27', '2025-01-30…2025-02-27'],
    ['2023-02-27', '2024-02-26', '2024-01-30…2024-02-26'],
  ])('[BIL-3] the last monthly cycle of a year from %s ends with it', (start, end, last) => expect(cyclesOf({ start: day(start), end: day(end) }, 'P1Y', 'monthly').slice(-1)).toEqual([last]));

  test('[ORD-8] of a term cut short to a month’s end the first cycle is the short one', () =>
    expect(cyclesOf({ start: day('2022-07-15'), end: day('2022-09-30') }, 'P1Y', 'monthly')).toEqual(['2022-07-15…2022-07-31', '2022-08-01…2022-08-31', '2022-09-01…2022-09-30']));

  test('[CYC-1] a change to annual charges goes to the end of the running year', () =>
    expect(cycleFrom({ start: day('2021-09-20'), end: day('2024-09-19') }, 'P3Y', 'annual', day('2022-11-20'))).toEqual({ start: '2022-11-20', end: '2023-09-19' }));

  test('what is charged once is one cycle', () => expect(cyclesOf({ start: day('2021-06-18'), end: day('2022-06-17') }, 'P1Y', 'annual')).toEqual(['2021-06-18…2022-06-17']));
});
