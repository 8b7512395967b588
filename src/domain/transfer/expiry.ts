import { dayOf, plusDays, startOfDay } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { type Transfer } from './state';

/** TRF-1: 30 days, rounded up to midnight: 30 April 18:31 → 31 May 00:00; from a midnight there is nothing to round. @param days how long a request lives. */
export const expiryOf = (createdAt: Instant, days: number): Instant => {
  const day = dayOf(createdAt);
  return startOfDay(plusDays(day, createdAt === startOfDay(day) ? days : days + 1));
};

/** The transfer as it stands at `now`: one that is still pending when its time is over has expired, whether or not that was carried out yet. */
export const transferAt = (transfer: Transfer, now: Instant): Transfer => (transfer.status === 'Pending' && now >= transfer.expiresAt ? { ...transfer, status: 'Expired' } : transfer);
