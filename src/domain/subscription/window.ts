import { plusDays, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { plusHours, type Instant } from '../../kernel/instant';
import { saasWindowHoursIn, windowHoursIn, type Policy } from '../policy/policy';
import { type Batch, type Subscription } from './state';

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

type Sold = Pick<Subscription, 'offer' | 'billingCycle'>;

/** The window of seats bought or added, by how they are sold: that of new commerce, or of ISV SaaS with a full refund throughout (CAN-4, CAN-5). */
export const seatWindow = ({ offer, billingCycle }: Sold, policy: Policy, quantity: number, addedAt: Instant, chargedFrom: CalendarDate): Batch => {
  const window = openWindow(policy, offer.country, quantity, addedAt, chargedFrom);
  if (offer.soldAs !== 'saas') return window;
  const closesAt = plusHours(addedAt, saasWindowHoursIn(policy, billingCycle));
  return { ...window, windowClosesAt: closesAt, fullRefundUntil: closesAt };
};

/** Whether buying opens a window: not of a trial, whose quantity is fixed, nor of a traditional offer, which new-commerce windows never touch (MIG-1). */
export const opensWindow = ({ offer }: Pick<Sold, 'offer'>): boolean => !offer.isTrial && offer.soldAs !== 'traditional';

type Renewed = Pick<Subscription, 'offer' | 'extendedFrom'>;

/** Whether a renewal opens one: CAN-4 and CAN-5 count the window of ISV SaaS from the order alone; extended service needs none (POL-2). */
export const renewalOpensWindow = (sold: Renewed): boolean => opensWindow(sold) && sold.offer.soldAs !== 'saas' && sold.extendedFrom === undefined;

/** Until when, exclusive, a term may be cancelled: while its window is open (CAN-1); a traditional one (MIG-1) and extended service (POL-2) to its end; one without a window never. */
export const cancellableUntil = ({ offer, extendedFrom }: Renewed, window: Batch | undefined, startedAt: Instant, lastDay: CalendarDate): Instant =>
  offer.soldAs === 'traditional' || extendedFrom !== undefined ? startOfDay(plusDays(lastDay, 1)) : (window?.windowClosesAt ?? startedAt);

/** The batches whose window is still open at `now`, earliest deadline first; of equal deadlines, the one added first. */
export const openBatches = (batches: readonly Batch[], now: Instant): Batch[] =>
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
