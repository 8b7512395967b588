import { z } from 'zod';
import { currencySchema, decimalSchema } from '../../kernel/schemas';
import { sumOf } from '../../kernel/money';
import { type LineItem } from '../reconciliation/lineItem';

/** What the lines of one currency come to. */
export const totalsSchema = z.object({
  currency: currencySchema,
  lines: z.number().int().nonnegative(),
  /** Of lines above zero, before tax. */
  charges: decimalSchema,
  /** Of lines below zero, before tax. */
  credits: decimalSchema,
  /** Of all, added up line by line: not a percentage of the sum. */
  tax: decimalSchema,
});
export type Totals = z.infer<typeof totalsSchema>;

const together = (a: Totals, b: Totals): Totals => ({ currency: a.currency, lines: a.lines + b.lines, charges: sumOf([a.charges, b.charges]), credits: sumOf([a.credits, b.credits]), tax: sumOf([a.tax, b.tax]) });

/** What several parts come to together, currency by currency, in order of these. */
export const addTotals = (parts: readonly Totals[]): readonly Totals[] => {
  const byCurrency = new Map<string, Totals>();
  for (const part of parts) {
    const before = byCurrency.get(part.currency);
    byCurrency.set(part.currency, before === undefined ? part : together(before, part));
  }
  return [...byCurrency.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
};

/** BIL-5: what lines come to; each is cut and taxed for itself before. */
export const totalsOf = (items: readonly Pick<LineItem, 'currency' | 'subtotal' | 'tax'>[]): readonly Totals[] => {
  const byCurrency = new Map<string, { lines: number; charges: string[]; credits: string[]; tax: string[] }>();
  for (const { currency, subtotal, tax = '0' } of items) {
    const own = byCurrency.get(currency) ?? { lines: 0, charges: [], credits: [], tax: [] };
    own.lines += 1;
    (subtotal.startsWith('-') ? own.credits : own.charges).push(subtotal);
    own.tax.push(tax);
    byCurrency.set(currency, own);
  }
  return addTotals([...byCurrency].map(([currency, { lines, charges, credits, tax }]) => ({ currency, lines, charges: sumOf(charges), credits: sumOf(credits), tax: sumOf(tax) })));
};
