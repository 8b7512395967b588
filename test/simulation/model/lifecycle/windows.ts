import { plusHours, type Instant } from '../../../../src/kernel/instant';
import { type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Seats, type SoldAs } from './modelled';

/** CAN-1, CAN-3: seven days from the exact instant. */
const HOURS = 168;
/** SUB-5. */
const HOURS_IN_FULL = 24;

/** Hours of the window that seats of a kind have, and of those the ones with everything given back. */
const hoursOf = (soldAs: SoldAs, billingCycle: string): readonly [window: number, inFull: number] => {
  switch (soldAs) {
    case 'saas':
    case 'freeSaas':
    case 'meteredSaas':
      // CAN-4, CAN-5: everything, throughout.
      return billingCycle === 'monthly' ? [24, 24] : [14 * 24, 14 * 24];
    case 'software':
      // ORD-9: by the day throughout.
      return [HOURS, 0];
    case 'perpetual':
      return [30 * 24, 30 * 24];
    case 'licence':
    case 'trial':
    case 'traditional':
    case 'traditionalAddOn':
      return [HOURS, HOURS_IN_FULL];
  }
};

/** The window that seats have which come at an instant. @param chargedFrom the first day they are charged for. */
export const windowOf = (soldAs: SoldAs, billingCycle: string, quantity: number, addedAt: Instant, chargedFrom: CalendarDate): Seats => {
  const [window, inFull] = hoursOf(soldAs, billingCycle);
  return { quantity, addedAt, chargedFrom, closesAt: plusHours(addedAt, window), fullUntil: plusHours(addedAt, inFull) };
};

/** Whether a purchase opens one: a trial does not (TRI-1), nor do free days or what was sold before new commerce (MIG-1), nor what is never cancelled (ORD-9). */
export const opensWithPurchase = (soldAs: SoldAs, isNeverCancelled: boolean): boolean => !isNeverCancelled && ['licence', 'saas', 'meteredSaas', 'software', 'perpetual'].includes(soldAs);

/** Whether a term that begins again has one: ISV SaaS is counted from its order alone (CAN-4, CAN-5). */
export const opensWithTerm = (soldAs: SoldAs, isNeverCancelled: boolean): boolean => !isNeverCancelled && ['licence', 'software'].includes(soldAs);
