import { Decimal } from 'decimal.js';
import { meterOn, type Meter } from '../../catalogue/meters';
import { type CalendarDate } from '../../../kernel/calendarDate';
import { decimalsOf } from '../../../kernel/currency';

const Exact = Decimal.clone({ precision: 60 });
type Exact = InstanceType<typeof Exact>;
const exact = (value: string | number): Exact => new Exact(value);

/** Partner earned credit: what the partner pays less for what it manages. */
export const EARNED_CREDIT_PERCENT = 15;
/** Of prices and amounts that are not charged as they are. */
const DECIMALS = 15;

/** What was used on one day, and whether the partner managed it all that day. */
export interface MeteredDay {
  readonly date: CalendarDate;
  readonly quantity: string;
  readonly managed: boolean;
}

/** One day of one meter in one price tier: a row of the daily rated file. */
export interface RatedRow {
  readonly date: CalendarDate;
  readonly quantity: string;
  readonly unitPrice: string;
  /** 15, or 0 where none is given. */
  readonly earnedCreditPercent: number;
  /** Unrounded, up to 15 decimals. */
  readonly preTaxTotal: string;
}

/** One tier of one meter in the month: a line of the invoice. */
export interface RatedTier {
  readonly fromUnits: string;
  /** First day of the price; absent where it always held. */
  readonly pricedFrom?: CalendarDate;
  readonly quantity: string;
  readonly unitPrice: string;
  /** What was paid on average; it blends days with and without credit. */
  readonly effectiveUnitPrice: string;
  /** Cut to the currency once, toward zero. */
  readonly subtotal: string;
}

export interface RatedMeter {
  readonly rows: readonly RatedRow[];
  readonly tiers: readonly RatedTier[];
}

const text = (value: Exact): string => value.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toFixed();

/** How much of a day's use falls into each tier, when so much was used before. */
const byTier = ({ tiers }: Meter, before: Exact, quantity: Exact): readonly { readonly index: number; readonly quantity: Exact }[] =>
  tiers.flatMap(({ fromUnits }, index) => {
    const from = exact(fromUnits);
    const to = tiers[index + 1] === undefined ? undefined : exact(tiers[index + 1]?.fromUnits ?? '0');
    const start = Decimal.max(before, from);
    const end = to === undefined ? before.plus(quantity) : Decimal.min(before.plus(quantity), to);
    return end.gt(start) ? [{ index, quantity: exact(end.minus(start).toFixed()) }] : [];
  });

/** What one price tier of one price came to. */
interface FilledTier {
  readonly fromUnits: string;
  readonly unitPrice: string;
  readonly pricedFrom?: CalendarDate | undefined;
  readonly quantity: Exact;
  readonly amount: Exact;
}

const byPriceAndTier = (a: FilledTier, b: FilledTier): number => {
  const [from, to] = [a.pricedFrom ?? '', b.pricedFrom ?? ''];
  return from === to ? exact(a.fromUnits).cmp(b.fromUnits) : from < to ? -1 : 1;
};

/**
 * AZP-4: a month of one meter of one Azure subscription, by the day and by price tier. A day has the price that holds on it; tiers are filled in order of the days, also over a change of the price. Credit is
 * decided day by day, and given on meters that earn it. Amounts are in the meter's pricing currency; each line is cut once, toward zero.
 * @param prices of that meter, in one currency on these days. @param days each once, in any order; one without a price costs nothing and fills no tier.
 */
export const rateMeter = (prices: readonly Meter[], days: readonly MeteredDay[]): RatedMeter => {
  const rows: RatedRow[] = [];
  const tiers = new Map<string, FilledTier>();
  let used = exact('0');
  let decimals = 2;
  for (const day of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const meter = meterOn(prices, day.date);
    if (meter === undefined) continue;
    decimals = decimalsOf(meter.currency);
    const { effectiveFrom: pricedFrom } = meter;
    const credit = meter.earnsCredit && day.managed ? EARNED_CREDIT_PERCENT : 0;
    for (const { index, quantity } of byTier(meter, used, exact(day.quantity))) {
      const { fromUnits = '0', unitPrice = '0' } = meter.tiers[index] ?? {};
      const amount = quantity.times(unitPrice).times(100 - credit).div(100);
      rows.push({ date: day.date, quantity: quantity.toFixed(), unitPrice, earnedCreditPercent: credit, preTaxTotal: text(amount) });
      const key = `${fromUnits}|${pricedFrom ?? ''}`;
      const before = tiers.get(key);
      tiers.set(key, { fromUnits, unitPrice, pricedFrom, quantity: quantity.plus(before?.quantity ?? 0), amount: amount.plus(before?.amount ?? 0) });
    }
    used = used.plus(day.quantity);
  }
  return {
    rows,
    tiers: [...tiers.values()].sort(byPriceAndTier).map(({ fromUnits, unitPrice, pricedFrom, quantity, amount }) => {
      const subtotal = amount.toDecimalPlaces(decimals, Decimal.ROUND_DOWN);
      return { fromUnits, ...(pricedFrom !== undefined && { pricedFrom }), quantity: quantity.toFixed(), unitPrice, effectiveUnitPrice: text(subtotal.div(quantity)), subtotal: subtotal.toFixed(decimals) };
    }),
  };
};
