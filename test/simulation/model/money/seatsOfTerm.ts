import { plusDays, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type ChargeCycle } from './chargeCycles';

/** Seats by the day they are charged from, until the next entry; by day. */
export type SeatsOfTerm = readonly { readonly from: CalendarDate; readonly seats: number }[];

/** Seats charged for on a day. */
export const seatsOn = (all: SeatsOfTerm, day: CalendarDate): number => {
  let seats = 0;
  for (const entry of all) if (entry.from <= day) seats = entry.seats;
  return seats;
};

/** So many more from a day on; fewer if negative. */
export const withMore = (all: SeatsOfTerm, from: CalendarDate, more: number): SeatsOfTerm => {
  const days = [...new Set([...all.map((entry) => entry.from), from])].sort();
  return days.map((day) => ({ from: day, seats: seatsOn(all, day) + (day >= from ? more : 0) }));
};

/** A total that is charged, or taken back if negative, from a day to the end of its cycle. */
export interface Total {
  readonly cycle: ChargeCycle;
  readonly from: CalendarDate;
  readonly seats: number;
  /** How often: 1, or -1 for one that is taken back. */
  readonly times: number;
}

/** Every total that was charged or taken back for these seats in some cycles: the first of each cycle whole, and at each change the old one taken back and the new one charged (BIL-3). */
const totalsOf = (all: SeatsOfTerm, cycles: readonly ChargeCycle[]): Total[] =>
  cycles.flatMap((cycle) => {
    const { start, end } = cycle;
    const days = [start, ...all.map(({ from }) => from).filter((day) => start < day && day <= end)];
    return days.flatMap((from): Total[] => {
      const [was, is] = [from === start ? 0 : seatsOn(all, plusDays(from, -1)), seatsOn(all, from)];
      return was === is ? [] : [{ cycle, from, seats: was, times: -1 }, { cycle, from, seats: is, times: 1 }];
    });
  });

/** What makes of the charges for some seats the charges for others: a refund that is whole takes back the lines that were made (docs/decisions/0039-nothing-kept-of-a-full-refund.md). */
export const totalsBetween = (before: SeatsOfTerm, after: SeatsOfTerm, cycles: readonly ChargeCycle[]): readonly Total[] => {
  const sums = new Map<string, Total>();
  const add = (total: Total, sign: number): void => {
    const key = `${total.from}|${total.seats}`;
    sums.set(key, { ...total, times: (sums.get(key)?.times ?? 0) + sign * total.times });
  };
  for (const total of totalsOf(before, cycles)) add(total, -1);
  for (const total of totalsOf(after, cycles)) add(total, 1);
  return [...sums.values()].filter(({ seats, times }) => seats !== 0 && times !== 0);
};
