import { type CalendarDate } from '../kernel/calendarDate';
import { plusHours, type Instant } from '../kernel/instant';
import { windowHoursIn, type Policy } from '../policy/policy';
import { type Batch } from './state';

/**
 * The window that seats open when they are bought, renewed or added (SUB-2): hours counted from the exact instant, closing instant excluded.
 * @param addedAt the purchase, the addition, or the instant the renewal completed (REN-4).
 * @param market ISO country of the offer; its law may set another length (CAN-3).
 */
export const openWindow = (policy: Policy, market: string, quantity: number, addedAt: Instant, chargedFrom: CalendarDate): Batch => ({
  quantity,
  addedAt,
  chargedFrom,
  windowClosesAt: plusHours(addedAt, windowHoursIn(policy, market)),
  fullRefundUntil: plusHours(addedAt, policy.fullRefundHours),
});

/** The batches whose window is still open at `now`, earliest deadline first; of equal deadlines, the one added first. */
export const openBatches = (batches: readonly Batch[], now: Instant): Batch[] =>
  batches.filter((batch) => now < batch.windowClosesAt).sort((a, b) => compare(a.windowClosesAt, b.windowClosesAt) || compare(a.addedAt, b.addedAt));

/** Seats that can be taken off at `now`. */
export const removableSeats = (batches: readonly Batch[], now: Instant): number => openBatches(batches, now).reduce((sum, batch) => sum + batch.quantity, 0);

/**
 * Takes seats off the batches in the order given, so the customer keeps the longest windows (SUB-3).
 * @returns the batches, or parts of them, that were used, and what remains open.
 */
export const takeSeats = (open: readonly Batch[], seats: number): { readonly used: Batch[]; readonly left: Batch[] } => {
  const used: Batch[] = [];
  const left: Batch[] = [];
  let wanted = seats;
  for (const batch of open) {
    const taken = Math.min(wanted, batch.quantity);
    wanted -= taken;
    if (taken > 0) used.push({ ...batch, quantity: taken });
    if (taken < batch.quantity) left.push({ ...batch, quantity: batch.quantity - taken });
  }
  return { used, left };
};

const compare = (a: Instant, b: Instant): number => (a < b ? -1 : Number(a > b));
