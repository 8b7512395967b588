import { plusDays, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type Policy } from '../policy/policy';
import { kindOf } from './kinds/table';
import { type Batch, type Subscription } from './state';

type Sold = Pick<Subscription, 'kind' | 'offer' | 'billingCycle'>;

/**
 * The window that seats have which are bought, renewed or added (SUB-2), by how they are sold: hours counted from the exact instant, closing instant excluded.
 * @param addedAt the purchase, the addition, or the instant the renewal completed (REN-4).
 */
export const openWindow = (sold: Sold, policy: Policy, quantity: number, addedAt: Instant, chargedFrom: CalendarDate): Batch => {
  const { closesAt, fullRefundUntil } = kindOf(sold).windows.ends(policy, sold.offer.country, sold.billingCycle, addedAt);
  return { quantity, addedAt, chargedFrom, windowClosesAt: closesAt, fullRefundUntil };
};

type Renewed = Pick<Subscription, 'kind' | 'extendedFrom'>;

/** Whether a purchase opens one; what is never cancelled has none (ORD-9). */
export const purchaseOpensWindow = (sold: Pick<Subscription, 'kind' | 'offer'>): boolean => kindOf(sold).windows.opensOnPurchase && sold.offer.neverCancelled !== true;

/** Whether a renewal opens one; extended service needs none (POL-2), and what is never cancelled has none (ORD-9). */
export const renewalOpensWindow = (sold: Renewed & Pick<Subscription, 'offer'>): boolean => kindOf(sold).windows.opensOnRenewal && sold.extendedFrom === undefined && sold.offer.neverCancelled !== true;

/** The day on which the next window opens by itself, in which seats can be taken off again: that of a renewal. None where the subscription ends with its term, goes on by the month (POL-2), or is sold so that renewals open none. */
export const nextWindowOpens = (subscription: Subscription): { readonly nextWindowOpens?: CalendarDate } => {
  const { extendedFrom: _from, ...next } = subscription;
  return subscription.autoRenew && renewalOpensWindow(next) ? { nextWindowOpens: plusDays(subscription.term.end, 1) } : {};
};

/** Until when, exclusive, a term may be cancelled: while its window is open (CAN-1); a traditional one (MIG-1) and extended service (POL-2) to its end; one without a window never. */
export const cancellableUntil = (sold: Renewed, window: Batch | undefined, startedAt: Instant, lastDay: CalendarDate): Instant =>
  kindOf(sold).windows.cancellable === 'wholeTerm' || sold.extendedFrom !== undefined ? startOfDay(plusDays(lastDay, 1)) : (window?.windowClosesAt ?? startedAt);

/** The batches whose window is still open at `now`, earliest deadline first; of equal deadlines, the one added first. */
export const openBatches = <B extends Pick<Batch, 'addedAt' | 'windowClosesAt'>>(batches: readonly B[], now: Instant): B[] =>
  batches.filter((batch) => now < batch.windowClosesAt).sort((a, b) => compare(a.windowClosesAt, b.windowClosesAt) || compare(a.addedAt, b.addedAt));

/** Whether seats of a window that was opened are still in it; a renewal opens one of its own, even at the same instant, for the days from its first one on. */
export const holdsWindow = ({ batches }: Pick<Subscription, 'batches'>, { addedAt, windowClosesAt, chargedFrom }: Batch): boolean =>
  batches.some((batch) => batch.addedAt === addedAt && batch.windowClosesAt === windowClosesAt && batch.chargedFrom === chargedFrom);

/** Seats that can be taken off at `now`. */
export const removableSeats = (batches: readonly Batch[], now: Instant): number => openBatches(batches, now).reduce((sum, batch) => sum + batch.quantity, 0);

/**
 * Takes seats off the batches in the order given, so the customer keeps the longest windows (SUB-3).
 * @returns the batches, or parts of them, that were used, and what remains open.
 */
export const takeSeats = <B extends Pick<Batch, 'quantity'>>(open: readonly B[], seats: number): { readonly used: B[]; readonly left: B[] } => {
  const used: B[] = [];
  const left: B[] = [];
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
