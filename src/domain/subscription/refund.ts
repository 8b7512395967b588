import { type ChargeSpan } from '../billing/chargeLines';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { cyclesOf, fullCycleDays } from '../../kernel/term';
import { changeDays, changeOn, seatsByDay, seatsOn, withSeats, type SeatsByDay } from './seatsByDay';
import { refundDay, spanOf } from './standing';
import { type Batch, type BilledBefore, type Subscription } from './state';

/** One line of a change of seats: a total wiped or charged, from a day on to the end of its charge cycle. */
export interface SeatStep {
  /** The subscription as it was charged on those days: on another billing cycle before that was changed (CYC-1). */
  readonly sold: Subscription;
  readonly quantity: number;
  /** -1: wiped. */
  readonly sign: 1 | -1;
  readonly span: ChargeSpan;
}

/**
 * The seats by day once some are taken off (SUB-5): within their full-refund hours as if they had never been there, from the first day they were charged for; afterwards from today on.
 * @param used the batches, or parts of them, that go. @param subscription before, its running cycle being the one that contains `now`.
 */
export const seatsWithout = (used: readonly Batch[], subscription: Subscription, now: Instant): SeatsByDay =>
  used.reduce((left, batch) => withSeats(left, now < batch.fullRefundUntil ? batch.chargedFrom : refundDay(subscription, now), -batch.quantity), seatsByDay(subscription));

/** Days that were charged together. */
interface ChargedDays {
  readonly sold: Subscription;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

const asBefore = ({ listCyclePrice: _listed, promotionId: _promotion, ...subscription }: Subscription, { plan, ...before }: BilledBefore): Subscription => {
  const { plan: _plan, ...term } = subscription.term;
  return { ...subscription, ...before, term: { ...term, ...(plan !== undefined && { plan }) } };
};

/** The cycles that were charged up to the running one, and before it, as far as a full refund reaches, those on another billing cycle. */
const chargedDays = (sold: Subscription): readonly ChargedDays[] => {
  const { before, index: running, start: first, end: last } = sold.cycle;
  // None is charged beyond the running one's end, also where an app before counted it shorter (`nextCycle`).
  const cycles = cyclesOf(spanOf(sold)).filter(({ index }) => index <= running).map((cycle) => (cycle.end > last ? { ...cycle, end: last } : cycle));
  if (before === undefined) return cycles.map(({ start, end }) => ({ sold, start, end }));
  const own = cycles.filter(({ end }) => end >= first).map(({ start, end }) => ({ sold, start: start < first ? first : start, end }));
  return [...chargedDays(asBefore(sold, before)), ...own];
};

/**
 * What turns the lines of the one into those of the other: on each day on which either number changes, the totals that were charged or wiped there taken back, and those that should have been put in their place.
 * A change of today's alone is the old total wiped and the new one charged (BIL-3). As the days' own amounts are taken back, what is given back whole is what was charged, to the cent.
 * Up to the end of the running cycle, cycle by cycle, as each was charged for itself.
 */
export const seatSteps = (before: SeatsByDay, after: SeatsByDay, subscription: Subscription): SeatStep[] => {
  const first = firstDifference(before, after);
  if (first === undefined) return [];
  return chargedDays(subscription)
    .filter(({ end }) => end >= first)
    .flatMap(({ sold, start, end }) => {
      const from = start < first ? first : start;
      const days = [...new Set([from, ...changeDays(before, from, end), ...changeDays(after, from, end)])].sort();
      return days.flatMap((day) => stepsOn(changeOn(before, day, start), changeOn(after, day, start), sold, { start: day, end, cycleDays: fullCycleDays(spanOf(sold), day) }));
    });
};

const firstDifference = (one: SeatsByDay, other: SeatsByDay): CalendarDate | undefined =>
  [...one, ...other]
    .map(({ from }) => from)
    .sort()
    .find((day) => seatsOn(one, day) !== seatsOn(other, day));

type Change = ReturnType<typeof changeOn>;

/** What was charged on a day taken back, what should have been charged in its place; totals that are the same before and after are not touched. */
const stepsOn = (was: Change, is: Change, sold: Subscription, span: ChargeSpan): SeatStep[] => {
  const step = (sign: 1 | -1, quantity: number): SeatStep[] => (quantity === 0 ? [] : [{ sold, sign, quantity, span }]);
  if (was.before === is.before) return was.after === is.after ? [] : [...step(-1, was.after), ...step(1, is.after)];
  const undone = was.before === was.after ? [] : [...step(1, was.before), ...step(-1, was.after)];
  const redone = is.before === is.after ? [] : [...step(-1, is.before), ...step(1, is.after)];
  return [...undone, ...redone];
};
