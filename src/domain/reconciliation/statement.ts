import { z } from 'zod';
import { amountIn, negated, sumOf } from '../../kernel/money';
import { currencySchema, decimalSchema } from '../../kernel/schemas';
import { type LineItem } from './lineItem';
import { reasonOf, reasons } from './reason';

/** What the lines of one reason and currency come to, before tax. */
export const reasonTotalSchema = z.object({ reason: z.enum(reasons), currency: currencySchema, lines: z.number().int().nonnegative(), amount: decimalSchema });
export type ReasonTotal = z.infer<typeof reasonTotalSchema>;

/** What some lines come to in one currency, before tax. */
export type Summed = Pick<ReasonTotal, 'currency' | 'lines' | 'amount'>;

/** One month beside the one before it; exact, with all decimals of the currency. */
export interface Compared {
  readonly currency: string;
  readonly lines: number;
  readonly amount: string;
  readonly lastMonth: string;
  /** This month less the last. */
  readonly difference: string;
}

/** What one customer pays for one product, for one reason. Names are those of the latest line. */
export interface StatementGroup extends ReasonTotal {
  readonly customerId: string;
  readonly customerName: string;
  readonly productId: string;
  readonly skuId: string;
  readonly name: string;
}

const totalKey = ({ reason, currency }: Pick<ReasonTotal, 'reason' | 'currency'>): string => `${currency}|${String(reasons.indexOf(reason)).padStart(2, '0')}`;

const groupKey = (group: StatementGroup): string => [group.productId, group.skuId, totalKey(group)].join('|');

/** Parts of the same key as one, in order of keys; names are those of the latest. */
export const merged = <T extends Pick<ReasonTotal, 'lines' | 'amount'>>(parts: readonly T[], keyOf: (part: T) => string): readonly T[] => {
  const byKey = new Map<string, { latest: T; lines: number; amounts: string[] }>();
  for (const part of parts) {
    const own = byKey.get(keyOf(part)) ?? { latest: part, lines: 0, amounts: [] };
    own.latest = part;
    own.lines += part.lines;
    own.amounts.push(part.amount);
    byKey.set(keyOf(part), own);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { latest, lines, amounts }]) => ({ ...latest, lines, amount: sumOf(amounts) }));
};

/** What several parts come to together, by currency and reason, in that order. */
export const addReasonTotals = (parts: readonly ReasonTotal[]): readonly ReasonTotal[] => merged(parts, totalKey);

/** What lines come to by reason, as they are billed. */
export const reasonTotalsOf = (items: readonly LineItem[]): readonly ReasonTotal[] => addReasonTotals(items.map((item) => ({ reason: reasonOf(item), currency: item.currency, lines: 1, amount: item.subtotal })));

/** What several parts of one customer come to together, by product, currency and reason, in that order. */
export const addGroups = (parts: readonly StatementGroup[]): readonly StatementGroup[] => merged(parts, groupKey);

/** The group of a line, with that line alone. Usage is of the Azure plan, whatever meter or service it is. */
export const groupOf = (item: LineItem): StatementGroup => ({
  reason: reasonOf(item),
  currency: item.currency,
  lines: 1,
  amount: item.subtotal,
  customerId: item.customer.id,
  customerName: item.customer.name,
  productId: item.productId,
  skuId: item.skuId,
  name: item.entitlementId === undefined ? item.skuName : item.subscriptionDescription,
});

const compared = (currency: string, lines: number, amount: string, lastMonth: string): Compared => ({
  currency,
  lines,
  amount: amountIn(amount, currency),
  lastMonth: amountIn(lastMonth, currency),
  difference: amountIn(sumOf([amount, negated(lastMonth)]), currency),
});

/** Two months side by side: what is in one of them alone has nothing in the other. Names are of this month where it has any. */
const sideBySide = <T extends Summed>(now: readonly T[], before: readonly T[], keyOf: (part: T) => string): readonly (T & Compared)[] => {
  const present = new Map(now.map((each) => [keyOf(each), each]));
  const past = new Map(before.map((each) => [keyOf(each), each]));
  return [...new Map([...past, ...present])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => ({ ...each, ...compared(each.currency, present.get(key)?.lines ?? 0, present.get(key)?.amount ?? '0', past.get(key)?.amount ?? '0') }));
};

/** This month's totals by reason against last month's. */
export const compareReasons = (now: readonly ReasonTotal[], before: readonly ReasonTotal[]): readonly (ReasonTotal & Compared)[] => sideBySide(now, before, totalKey);

/** The same of one customer's groups. */
export const compareGroups = (now: readonly StatementGroup[], before: readonly StatementGroup[]): readonly (StatementGroup & Compared)[] => sideBySide(now, before, groupKey);

/** Sums of both months by currency, side by side. */
export const compareSums = (now: readonly Summed[], before: readonly Summed[]): readonly Compared[] => {
  const whole = (sums: readonly Summed[]) => merged(sums.map(({ currency, lines, amount }) => ({ currency, lines, amount })), ({ currency }) => currency);
  return sideBySide(whole(now), whole(before), ({ currency }) => currency);
};
