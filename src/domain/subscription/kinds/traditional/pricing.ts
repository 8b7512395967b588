import { dayOf, inclusiveDays, type CalendarDate } from '../../../../kernel/calendarDate';
import { type Instant } from '../../../../kernel/instant';
import { sumOf, type Share } from '../../../../kernel/money';
import { cyclesOf, fullCycleDays, type TermSpan } from '../../../../kernel/term';
import { spanOf } from '../../standing';
import { type Subscription } from '../../state';
import { traditionalAmounts } from '../../../billing/traditionalLines';

/** What a traditional purchase is charged: for the rest of the cycle it is bought in, and then for so many whole ones. */
export interface TraditionalCharges {
  readonly first: Share;
  readonly wholeCycles: number;
}

const chargesFrom = (span: TermSpan, day: CalendarDate): TraditionalCharges => {
  const rest = cyclesOf(span).filter((cycle) => cycle.end >= day);
  const cycleDays = fullCycleDays(span, day);
  return { first: { days: inclusiveDays(day, rest[0]?.end ?? span.end), cycleDays }, wholeCycles: rest.length - 1 };
};

/** Of a term of its own. */
export const chargesOfTerm = (span: TermSpan): TraditionalCharges => chargesFrom(span, span.start);

/** ORD-5: of an add-on bought now, to the end of its base's term. */
export const chargesWithBase = (base: Subscription, now: Instant): TraditionalCharges => chargesFrom(spanOf(base), dayOf(now));

/** The amounts of an order's line: `proratedPrice` of the first charge, `extendedPrice` the sum of all charges of the whole quantity, each rounded as its line will be. */
export const traditionalPricing = (price: Pick<Subscription, 'cyclePrice' | 'billingCycle' | 'currency'>, quantity: number, { first, wholeCycles }: TraditionalCharges) => {
  const { cyclePrice, billingCycle, currency } = price;
  const charged = (share: Share) => traditionalAmounts(cyclePrice, billingCycle, share, quantity, currency);
  const part = charged(first);
  const whole = charged({ days: 1, cycleDays: 1 });
  return {
    listPrice: cyclePrice,
    discountedPrice: cyclePrice,
    proratedPrice: part.effectiveUnitPrice,
    price: part.effectiveUnitPrice,
    extendedPrice: sumOf([part.subtotal, ...Array.from({ length: wholeCycles }, () => whole.subtotal)]),
  };
};
