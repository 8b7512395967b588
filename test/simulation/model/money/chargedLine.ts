import { type ChargeLine } from '../../../../src/domain/billing/chargeLine';
import { inclusiveDays, type CalendarDate } from '../../../../src/kernel/calendarDate';
import { type Instant } from '../../../../src/kernel/instant';
import { cutTo, exactOf, isSamePrice, ofCoins, partOf, product, roundedTo, writtenCoins, writtenPrice, type Exact } from './exact';

/** A line that must be there. */
export interface DueLine {
  readonly chargeType: string;
  readonly orderDate: Instant;
  readonly start: CalendarDate;
  readonly end: CalendarDate;
  readonly seats: number;
  /** -1: given back. */
  readonly sign: 1 | -1;
  /** Of one seat and a whole cycle, as listed. */
  readonly list: Exact;
  /** The same as it is paid. */
  readonly paid: Exact;
  /** Part of the cycle that it pays for. */
  readonly share: Exact;
  readonly currency: string;
  /** `DAY_HALF_UP`: the price of a day is rounded first, and then multiplied. */
  readonly rounding: 'LINE_DOWN' | 'LINE_HALF_UP' | 'DAY_HALF_UP';
  /** Of the product, and of its term: `product:sku P1Y/monthly 2026-01-01…2026-12-31`. */
  readonly of: string;
}

/** The days of a line as a part of its cycle. */
export const shareOfDays = (start: CalendarDate, end: CalendarDate, wholeDays: number): Exact => ({ over: BigInt(inclusiveDays(start, end)), under: BigInt(wholeDays) });

type Priced = Pick<DueLine, 'paid' | 'share' | 'seats' | 'sign' | 'currency' | 'rounding'>;

/** What one seat costs for the days of a line, never cut to the currency but where the price of a day is; days that are rounded up cost no more than the whole. */
const effectivePrice = ({ paid, share, currency, rounding }: Priced): Exact => {
  if (rounding !== 'DAY_HALF_UP') return product(paid, share);
  const ofDay = roundedTo(currency, product(paid, { over: 1n, under: share.under }));
  const [days, whole] = [ofDay * share.over, roundedTo(currency, paid)];
  return ofCoins(currency, days < whole ? days : whole);
};

/** BIL-5: price × share × seats, cut once, toward zero; of traditional subscriptions rounded, halves up. */
export const amountOf = (line: Priced): bigint => {
  const { seats, sign, currency, rounding } = line;
  const exact = partOf(effectivePrice(line), seats);
  return BigInt(sign) * (rounding === 'LINE_DOWN' ? cutTo(currency, exact) : roundedTo(currency, exact));
};

/** As messages show a line, and as two are compared. */
const told = (type: string, seats: number, start: string, end: string, amount: string, currency: string, orderDate: string, of: string): string => `${type} ${seats} × ${start}…${end} = ${amount} ${currency}, ${orderDate}, ${of}`;

export const toldDue = (line: DueLine): string => told(line.chargeType, line.sign * line.seats, line.start, line.end, writtenCoins(line.currency, amountOf(line)), line.currency, line.orderDate, line.of);

export const toldFound = ({ chargeType, sign = 1, quantity, chargeStart, chargeEnd, subtotal, currency, orderDate, productId, skuId, termDuration, billingCycle, termStart, termEnd }: ChargeLine): string =>
  told(chargeType, sign * quantity, chargeStart, chargeEnd, subtotal, currency, orderDate, `${productId}:${skuId} ${termDuration}/${billingCycle} ${termStart}…${termEnd}`);

/**
 * What two sets of lines differ in; undefined: in nothing.
 * @param found as stored, of one commit and subscription
 */
export const differenceOf = (due: readonly DueLine[], found: readonly ChargeLine[]): string | undefined => {
  const [expected, stored] = [due.map(toldDue).sort(), found.map(toldFound).sort()];
  if (expected.join('\n') !== stored.join('\n')) {
    const missing = expected.filter((line) => !stored.includes(line));
    const extra = stored.filter((line) => !expected.includes(line));
    return `expected ${missing.length === 0 ? `no more than ${expected.length} lines` : missing.join(' and ')}, found ${extra.length === 0 ? `${stored.length} lines without it` : extra.join(' and ')}`;
  }
  for (const line of due) {
    const of = found.find((each) => toldFound(each) === toldDue(line));
    if (of === undefined) continue;
    if (!isSamePrice(exactOf(of.unitPrice), line.list)) return `${toldDue(line)}: expected the unit price ${writtenPrice(line.list)}, found ${of.unitPrice}`;
    const effective = partOf(effectivePrice(line), line.sign);
    if (!isSamePrice(exactOf(of.effectiveUnitPrice), effective)) return `${toldDue(line)}: expected the effective unit price ${writtenPrice(effective)}, found ${of.effectiveUnitPrice}`;
  }
  return undefined;
};
