import { Decimal } from 'decimal.js';
import { isForGood, signOf, type ChargeLine } from '../billing/chargeLine';
import { type PriceLine } from '../catalogue/state';
import { cyclePriceOf } from '../catalogue/priceFor';
import { type Instant } from '../../kernel/instant';
import { cyclesInTerm } from '../../kernel/durations';
import { paidShare } from './paidShare';

const Exact = Decimal.clone({ precision: 40 });

/** Finer than any cent: two prices that differ by less are one. */
const FINE = '0.000000001';

/** Who brought the line about. */
export type LineAuthor =
  /** What falls due: a renewal, a cycle, the end of a trial. */
  | { readonly kind: 'system' }
  | { readonly kind: 'user' | 'application'; readonly id?: string | undefined; readonly name?: string | undefined; readonly operation: string; readonly auditRecordId: string; readonly requestId?: string | undefined };

/** What is stored of a charge line and what brought it about. */
export interface KnownOfLine {
  readonly line: ChargeLine;
  /** As the catalogue calls what was charged. */
  readonly title: string;
  /** The row of the price sheet that has its price; absent: no row has it any more. */
  readonly sheetRow?: PriceLine | undefined;
  readonly promotionName?: string | undefined;
  readonly policy: string;
  readonly event: { readonly id: string; readonly at: Instant; readonly types: readonly string[] };
  /** Absent: the log does not say. */
  readonly by?: LineAuthor | undefined;
}

const roundings: Readonly<Record<ChargeLine['rounding'], string>> = {
  LINE_DOWN: 'cut once, on the line, toward zero',
  UNIT_DOWN: 'the price of one is cut toward zero, then multiplied',
  LINE_HALF_UP: 'rounded once, on the line, halves up',
  DAY_HALF_UP: 'the price of a day is rounded, halves up, then multiplied',
};

/** The row that has a line's price, of those that were in force on its term's first day or at its event; the first of these. @param rows of its SKU and segment. */
export const sheetRowOf = (line: ChargeLine, rows: readonly PriceLine[]): PriceLine | undefined =>
  rows.find((row) => {
    const cycles = row.termDuration === line.termDuration && row.billingCycle === line.billingCycle && row.currency === line.currency ? cyclesInTerm(row.termDuration, row.billingCycle) : undefined;
    if (cycles === undefined || !new Exact(cyclePriceOf(row.unitPrice, cycles)).equals(line.unitPrice)) return false;
    // The day's last instant: a term may begin at any time of its first day.
    const inForce = (at: string): boolean => row.effectiveFrom <= at && (row.effectiveTo === undefined || at < row.effectiveTo);
    return inForce(`${line.termStart}T23:59:59.999Z`) || inForce(line.orderDate);
  });

const isOne = (share: Decimal): boolean => share.minus(1).abs().lt(FINE);

/** Whether the effective price is that of the days, with the promotion where there is one. */
const isOfDays = ({ unitPrice, effectiveUnitPrice, billableDays, cycleDays, promotionId }: ChargeLine, share: Decimal | undefined): boolean => {
  if (share === undefined) return true;
  if (promotionId === undefined && !isOne(share)) return false;
  return new Exact(unitPrice).times(share).times(billableDays).div(cycleDays).minus(new Exact(effectiveUnitPrice).abs()).abs().lt(FINE);
};

/** How the effective price follows from the list price; only where it does. */
const priceArithmetic = (line: ChargeLine): string => {
  const { unitPrice, effectiveUnitPrice, billableDays, cycleDays } = line;
  const share = paidShare(line);
  const price = new Exact(effectiveUnitPrice).abs().toFixed();
  const days = billableDays === cycleDays ? '' : ` × ${billableDays} ÷ ${cycleDays} days`;
  if (share === undefined || !isOfDays(line, share) || (isOne(share) && days === '')) return price;
  return isOne(share) ? `${unitPrice}${days} = ${price}` : `${unitPrice} × ${share.times(100).toDecimalPlaces(4).toFixed()} %${days} = ${price}`;
};

const authorText = (by: LineAuthor | undefined): string => {
  if (by === undefined) return 'the log does not say by whom';
  if (by.kind === 'system') return 'as it fell due';
  return `${by.operation} by ${by.name ?? by.id ?? `an ${by.kind}`}`;
};

/**
 * BIL-1, BIL-5: how a line came to its amount, as data and as one sentence. Amounts are exact decimals; the days are whole days in UTC, both included. Nothing is said that the stored line does not bear out: where its
 * effective price does not follow from list price, promotion and days (a billing plan that is charged by months, say), it stands for itself.
 */
export const explainLine = ({ line, title, sheetRow, promotionName, policy, event, by }: KnownOfLine) => {
  const share = paidShare(line);
  const discount = line.promotionId === undefined || share === undefined ? undefined : new Exact(1).minus(share).times(100).toDecimalPlaces(4).toFixed();
  const each = priceArithmetic(line);
  const arithmetic = `${each}${each.includes('=') ? ' each;' : ''} × ${line.quantity} = ${line.subtotal.replace('-', '')} ${line.currency}`;
  const span = isForGood(line) ? 'for good' : `for ${line.chargeStart} to ${line.chargeEnd}`;
  const given = signOf(line) === -1 ? 'given back' : 'charged';
  const promotion = discount === undefined ? '' : `, less ${discount} % by the promotion ${promotionName ?? line.promotionId ?? ''}`;
  const row = sheetRow === undefined ? 'which no row of the price sheet has any more' : `by the row of the price sheet in force since ${sheetRow.effectiveFrom.slice(0, 10)}`;
  return {
    id: line.id,
    chargeType: line.chargeType,
    subtotal: line.subtotal,
    currency: line.currency,
    price: {
      unitPrice: line.unitPrice,
      effectiveUnitPrice: line.effectiveUnitPrice,
      fixedSince: line.termStart,
      ...(sheetRow && {
        sheetRow: {
          market: sheetRow.market,
          segment: sheetRow.segment,
          productId: line.productId,
          skuId: line.skuId,
          termDuration: sheetRow.termDuration,
          billingCycle: sheetRow.billingCycle,
          currency: sheetRow.currency,
          termPrice: sheetRow.unitPrice,
          effectiveFrom: sheetRow.effectiveFrom,
          ...(sheetRow.effectiveTo !== undefined && { effectiveTo: sheetRow.effectiveTo }),
        },
      }),
    },
    ...(line.promotionId !== undefined && { promotion: { id: line.promotionId, ...(promotionName !== undefined && { name: promotionName }), ...(discount !== undefined && { discountPercent: discount }) } }),
    ...(!isForGood(line) && { days: { from: line.chargeStart, to: line.chargeEnd, billable: line.billableDays, ofCycle: line.cycleDays, isPriceByDays: isOfDays(line, share) } }),
    quantity: line.quantity,
    arithmetic,
    rounding: { rule: line.rounding, meaning: roundings[line.rounding] },
    policy,
    event,
    ...(by && { by }),
    sentence: `${line.subtotal} ${line.currency} for ${line.quantity} × ${title}, ${given} ${span}: ${arithmetic}, ${roundings[line.rounding]} (${line.rounding}); ${isForGood(line) ? 'one costs' : 'a cycle costs'} ${line.unitPrice} since ${line.termStart}, ${row}${promotion}; policy ${policy}; ${event.types.join(', ')} at ${event.at}, ${authorText(by)}.`,
  };
};
