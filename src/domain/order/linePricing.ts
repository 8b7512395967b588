import { type CalendarDate } from '../../kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { effectiveUnitPrice, lineAmount, sumOf, type RoundingPolicy } from '../../kernel/money';
import { cyclesOf, fullCycleDays, termEnd } from '../../kernel/term';
import { shareOf, type Charged } from '../billing/chargeLines';
import { type LinePricing } from './state';

/** What one line costs, and for which first term. */
export interface LinePrice {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly start: CalendarDate;
  /** Last day of a first term cut short; the natural end if absent. */
  readonly end?: CalendarDate | undefined;
  /** First day that is charged, where the term began before it (TRF-2); the first of the term if absent. */
  readonly chargedFrom?: CalendarDate | undefined;
  /** The charge cycle that runs then, where the term began before: a rest of a year may be charged by months (CYC-1). */
  readonly cycle?: Charged['cycle'] | undefined;
  /** Per licence and whole charge cycle, before and after a promotion. */
  readonly listCyclePrice: string;
  readonly cyclePrice: string;
  readonly currency: string;
}

const WHOLE = { days: 1, cycleDays: 1 } as const;

/** Of what is not charged any more. */
const NOTHING = { days: 0, cycleDays: 1 } as const;

/**
 * The amounts of a line. `proratedPrice` and `price` are those of the first cycle that is charged, the only one that a custom end date (ORD-8) or a later first day shortens; `extendedPrice` is the sum of
 * what the whole quantity will be charged over the rest of the first term, each charge rounded as its billing line will be.
 */
export const linePricing = (price: LinePrice, quantity: number, rounding: RoundingPolicy): LinePricing => {
  const { termDuration: duration, billingCycle, start, chargedFrom = start, cyclePrice, currency } = price;
  const span = { start, end: price.end ?? termEnd(start, duration), duration, billingCycle };
  const [first, ...others] = cyclesOf(span).filter(({ end }) => end >= chargedFrom);
  const share = first === undefined ? NOTHING : shareOf(price.cycle ?? first, { start: chargedFrom, end: first.end, cycleDays: fullCycleDays(span, chargedFrom) });
  const charged = (part: typeof share): string => lineAmount(cyclePrice, part, quantity, currency, rounding);
  const rest = lineAmount(charged(WHOLE), WHOLE, others.length, currency, rounding);
  const proratedPrice = effectiveUnitPrice(cyclePrice, share);
  return {
    listPrice: price.listCyclePrice,
    discountedPrice: cyclePrice,
    proratedPrice,
    price: proratedPrice,
    extendedPrice: lineAmount(sumOf([charged(share), rest]), WHOLE, 1, currency, rounding),
  };
};
