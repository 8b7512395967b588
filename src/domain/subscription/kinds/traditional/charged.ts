import { dayOf, plusDays, type CalendarDate } from '../../../../kernel/calendarDate';
import { fullCycleDays } from '../../../../kernel/term';
import { type ChargeSpan } from '../../../billing/chargeLines';
import { type SeatsByDay } from '../../seatsByDay';
import { spanOf } from '../../standing';
import { type Subscription } from '../../state';

type Charged = Pick<Subscription, 'createdAt' | 'cycle' | 'quantity' | 'seatsByDay' | 'term' | 'termDuration' | 'billingCycle'>;

/** Days of the running cycle, both included, that one line paid for. */
export interface Stretch {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly quantity: number;
}

/** MIG-2: the licences of the running cycle by the day they are charged from: as noted, else all of them since it began, or since they were bought in it (ORD-5). None before the first, and 0 while it was suspended. */
export const chargedByDay = ({ createdAt, cycle, quantity, seatsByDay }: Charged): SeatsByDay => {
  const days = seatsByDay ?? [{ from: dayOf(createdAt), quantity }];
  const running = days.findLast(({ from }) => from <= cycle.start);
  const begun = running === undefined ? [] : [{ from: cycle.start, quantity: running.quantity }];
  return [...begun, ...days.filter(({ from }) => cycle.start < from && from <= cycle.end)];
};

/** The same with so many from a day on. @param day of the running cycle; what was to come after it is replaced. */
export const chargedFrom = (days: SeatsByDay, day: CalendarDate, quantity: number): SeatsByDay => [...days.filter(({ from }) => from < day), { from: day, quantity }];

/** What the running cycle was charged as, stretch by stretch, each a line of its own; the last runs to the cycle's end unless it is suspended. */
export const stretchesOf = (subscription: Charged): readonly Stretch[] => {
  const days = chargedByDay(subscription);
  return days
    .map(({ from, quantity }, index) => {
      const next = days[index + 1];
      return { start: from, end: next === undefined ? subscription.cycle.end : plusDays(next.from, -1), quantity };
    })
    .filter(({ quantity }) => quantity > 0);
};

/** Days of the running cycle as a line has them. */
export const chargeSpan = (subscription: Charged, start: CalendarDate, end: CalendarDate): ChargeSpan => ({ start, end, cycleDays: fullCycleDays(spanOf(subscription), start) });
