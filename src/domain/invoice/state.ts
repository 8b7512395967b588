import { z } from 'zod';
import { lastDayOfMonth, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { amountIn, sumOf } from '../../kernel/money';
import { calendarDateSchema, decimalSchema, instantSchema } from '../../kernel/schemas';
import { exchangeRateSchema } from '../reconciliation/exchange';
import { dueDay } from './period';
import { reasonTotalSchema } from '../reconciliation/statement';
import { totalsSchema, type Totals } from './totals';

/** By what a month's lines are billed. Frozen when its run begins, so that counting them again finds the same. */
export const invoiceTermsSchema = z.object({
  partner: z.object({ tenantId: z.string(), name: z.string(), partnerId: z.string(), currency: z.string() }),
  country: z.string(),
  /** Lines of the partner's address, where it has one. */
  address: z.array(z.string()).optional(),
  /** Name and address of who issues the invoice, where the installation says. */
  issuer: z.array(z.string()).optional(),
  /** Of each line, in the partner's country. */
  taxPercent: decimalSchema,
  /** Into the partner's currency. */
  rates: z.array(exchangeRateSchema),
});
export type InvoiceTerms = z.infer<typeof invoiceTermsSchema>;

/** The invoicing of one partner's month: a draft while its lines are counted, then issued. */
export const invoiceRunSchema = z.object({
  partnerId: z.string(),
  /** First day. */
  month: calendarDateSchema,
  status: z.enum(['draft', 'issued']),
  startedAt: instantSchema,
  issuedAt: instantSchema.optional(),
  terms: invoiceTermsSchema,
  /** Ids, one for each currency; none for a month without lines. */
  invoices: z.array(z.string()),
  /** How many lines each shard had when they were counted. */
  lines: z.array(z.number().int().nonnegative()).optional(),
  /** What they come to by reason, which the month's statement says from then on. Absent: counted before that was kept. */
  reasons: z.array(reasonTotalSchema).optional(),
});
export type InvoiceRun = z.infer<typeof invoiceRunSchema>;

/** BIL-2: what a partner owes for one calendar month in one currency. Immutable: what is wrong is put right by lines of a later month. */
export const invoiceSchema = z.object({
  /** `G000000001`: numbers of a partner follow each other without a gap. */
  id: z.string(),
  partnerId: z.string(),
  /** First day of the month. */
  month: calendarDateSchema,
  /** Both days included. */
  billingPeriodStart: calendarDateSchema,
  billingPeriodEnd: calendarDateSchema,
  invoiceDate: instantSchema,
  dueDate: calendarDateSchema,
  documentType: z.enum(['invoice', 'credit_note']),
  ...totalsSchema.shape,
  /** Before tax. */
  subtotal: decimalSchema,
  total: decimalSchema,
  billedTo: z.object({ name: z.string(), partnerId: z.string(), country: z.string(), address: z.array(z.string()).optional() }),
  /** Name, then address. */
  issuedBy: z.array(z.string()).optional(),
  taxPercent: decimalSchema,
});
export type Invoice = z.infer<typeof invoiceSchema>;

const DIGITS = 9;

/** `G000000012` for 12: new commerce's prefix and nine digits. */
export const invoiceId = (number: number): string => `G${String(number).padStart(DIGITS, '0')}`;

/** BIL-2: the document of one currency; a credit note where the sum is negative. @param number of the partner's own, from 1. */
export const invoiceOf = (number: number, { partner, country, address, issuer, taxPercent }: InvoiceTerms, month: CalendarDate, totals: Totals, at: Instant): Invoice => {
  const money = (amounts: readonly string[]): string => amountIn(sumOf(amounts), totals.currency);
  const subtotal = money([totals.charges, totals.credits]);
  const total = money([totals.charges, totals.credits, totals.tax]);
  return {
    id: invoiceId(number),
    partnerId: partner.tenantId,
    month,
    billingPeriodStart: month,
    billingPeriodEnd: lastDayOfMonth(month),
    invoiceDate: at,
    dueDate: dueDay(at),
    documentType: total.startsWith('-') ? 'credit_note' : 'invoice',
    ...totals,
    charges: money([totals.charges]),
    credits: money([totals.credits]),
    tax: money([totals.tax]),
    subtotal,
    total,
    billedTo: { name: partner.name, partnerId: partner.partnerId, country, ...(address && { address }) },
    ...(issuer && { issuedBy: issuer }),
    taxPercent,
  };
};
