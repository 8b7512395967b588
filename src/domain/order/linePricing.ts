import { inclusiveDays, type CalendarDate } from '../../kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../kernel/durations';
import { effectiveUnitPrice, lineAmount, sumOf, type RoundingPolicy } from '../../kernel/money';
import { cyclesOf, fullCycleDays, termEnd } from '../../kernel/term';
import { type LinePricing } from './state';

/** What one line costs, and for which first term. */
export interface LinePrice {
  readonly termDuration: TermDuration;
  readonly billingCycle: BillingCycle;
  readonly start: CalendarDate;
  /** Last day of a first term cut short; the natural end if absent. */
  readonly end?: CalendarDate | undefined;
  /** Per licence and whole charge cycle, before and after a promotion. */
  readonly listCyclePrice: string;
  readonly cyclePrice: string;
  readonly currency: string;
}

const WHOLE = { days: 1, cycleDays: 1 } as const;

/**
 * The amounts of a line. `proratedPrice` and `price` are those of the first cycle, the only one a custom end date shortens (ORD-8); `extendedPrice` is the sum of
 * what the whole quantity will be charged over the whole first term, each charge rounded as its billing line will be.
 */
export const linePricing = (price: LinePrice, quantity: number, rounding: RoundingPolicy): LinePricing => {
  const { termDuration: duration, billingCycle, start, cyclePrice, currency } = price;
  const span = { start, end: price.end ?? termEnd(start, duration), duration, billingCycle };
  const cycles = cyclesOf(span);
  const firstEnd = cycles[0]?.end ?? span.end;
  const share = { days: inclusiveDays(start, firstEnd), cycleDays: fullCycleDays(span, start) };
  const charged = (part: typeof share): string => lineAmount(cyclePrice, part, quantity, currency, rounding);
  const others = lineAmount(charged(WHOLE), WHOLE, cycles.length - 1, currency, rounding);
  const proratedPrice = effectiveUnitPrice(cyclePrice, share);
  return {
    listPrice: price.listCyclePrice,
    discountedPrice: cyclePrice,
    proratedPrice,
    price: proratedPrice,
    extendedPrice: lineAmount(sumOf([charged(share), others]), WHOLE, 1, currency, rounding),
  };
};
