import { plusDays, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type Subscription } from './state';

/** How many seats are charged for from a day on, until the next entry; by day, none before the first. */
export type SeatsByDay = readonly { readonly from: CalendarDate; readonly quantity: number }[];

const byDay = (days: readonly CalendarDate[], quantityOn: (day: CalendarDate) => number): SeatsByDay =>
  [...new Set(days)]
    .sort()
    .map((from) => ({ from, quantity: quantityOn(from) }))
    .filter(({ quantity }, index, all) => quantity !== (all[index - 1]?.quantity ?? 0));

/** Seats charged for on one day. */
export const seatsOn = (seats: SeatsByDay, day: CalendarDate): number => seats.findLast(({ from }) => from <= day)?.quantity ?? 0;

type Held = Pick<Subscription, 'quantity' | 'batches' | 'term' | 'billedFrom' | 'seatsByDay'>;

/** The seats of the running term by the day they are charged from: as noted, else as its batches tell, with what is in none of them from the first day that this partner is charged for. */
export const seatsByDay = ({ quantity, batches, term, billedFrom, seatsByDay: noted }: Held): SeatsByDay => {
  if (noted !== undefined) return noted;
  const first = billedFrom !== undefined && billedFrom > term.start ? billedFrom : term.start;
  const outside = quantity - batches.reduce((sum, batch) => sum + batch.quantity, 0);
  return byDay([first, ...batches.map(({ chargedFrom }) => chargedFrom)], (day) =>
    batches.reduce((sum, batch) => (batch.chargedFrom <= day ? sum + batch.quantity : sum), day >= first ? outside : 0),
  );
};

/** The same with so many more from a day on, or fewer if negative. */
export const withSeats = (seats: SeatsByDay, from: CalendarDate, more: number): SeatsByDay =>
  byDay([...seats.map((entry) => entry.from), from], (day) => seatsOn(seats, day) + (day >= from ? more : 0));

/** Days on which the number changes, from one on. */
export const changeDays = (seats: SeatsByDay, from: CalendarDate, to: CalendarDate): CalendarDate[] => seats.map((entry) => entry.from).filter((day) => from <= day && day <= to);

/** The number on the day before, and on the day; none before the first day of a charge cycle, which is charged as a whole. */
export const changeOn = (seats: SeatsByDay, day: CalendarDate, cycleStart: CalendarDate): { readonly before: number; readonly after: number } => ({
  before: day === cycleStart ? 0 : seatsOn(seats, plusDays(day, -1)),
  after: seatsOn(seats, day),
});

/**
 * What of it has to be noted: as far back as a full refund reaches, and nothing where the batches tell the same from there on.
 * @param subscription after the change, with its new quantity and batches. @param today the first day that a change made now is charged for.
 */
export const noted = (seats: SeatsByDay, subscription: Held, today: CalendarDate, now: Instant): Pick<Subscription, 'seatsByDay'> => {
  const reach = subscription.batches.filter(({ fullRefundUntil }) => now < fullRefundUntil).reduce((first, { chargedFrom }) => (chargedFrom < first ? chargedFrom : first), today);
  const { seatsByDay: _noted, ...held } = subscription;
  const told = seatsByDay(held);
  const days = [reach, ...[...seats, ...told].map(({ from }) => from).filter((day) => day > reach)];
  if (days.every((day) => seatsOn(seats, day) === seatsOn(told, day))) return {};
  return { seatsByDay: seats.slice(Math.max(0, seats.findLastIndex(({ from }) => from <= reach))) };
};
