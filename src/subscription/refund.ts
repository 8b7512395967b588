import { type ChargeSpan } from '../billing/chargeLines';
import { type CalendarDate } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { cyclesOf, fullCycleDays } from '../kernel/term';
import { refundDay, spanOf } from './standing';
import { type Batch, type Subscription } from './state';

/** Part of a reduction that is refunded for the same days: from one total to a smaller one. */
export interface Refund {
  readonly from: number;
  readonly to: number;
  readonly span: ChargeSpan;
}

/**
 * What taking seats off gives back (SUB-5), one refund for each first day refunded, each split where a charge cycle ends. After the full-refund hours it is the rest
 * of the running cycle, today included; within them it is everything charged for those seats, so it begins on the day they were first charged for, which may lie in an
 * earlier cycle of the term. The totals count down from the quantity held now, in the order the batches are given.
 * @param subscription before the reduction, its running cycle being the one that contains `now`.
 */
export const refundsOf = (used: readonly Batch[], subscription: Subscription, now: Instant): Refund[] => {
  const seatsByFirstDay = new Map<CalendarDate, number>();
  for (const batch of used) {
    const firstDay = now < batch.fullRefundUntil ? batch.chargedFrom : refundDay(subscription, now);
    seatsByFirstDay.set(firstDay, (seatsByFirstDay.get(firstDay) ?? 0) + batch.quantity);
  }
  let held = subscription.quantity;
  return [...seatsByFirstDay].flatMap(([firstDay, seats]) => {
    const from = held;
    held -= seats;
    return chargedSpans(subscription, firstDay).map((span) => ({ from, to: from - seats, span }));
  });
};

/** The days from `firstDay` to the end of the running cycle, cycle by cycle. */
const chargedSpans = (subscription: Subscription, firstDay: CalendarDate): ChargeSpan[] => {
  const term = spanOf(subscription);
  return cyclesOf(term)
    .filter((cycle) => cycle.end >= firstDay && cycle.index <= subscription.cycle.index)
    .map((cycle) => {
      const start = cycle.start < firstDay ? firstDay : cycle.start;
      return { start, end: cycle.end, cycleDays: fullCycleDays(term, start) };
    });
};
