import { z } from 'zod';
import { calendarDateSchema, currencySchema, instantSchema } from '../../kernel/schemas';

/** Lines of invoices, or the daily usage behind them. */
export const exportedKinds = ['reconciliation', 'usage'] as const;
export const attributeSets = ['full', 'basic'] as const;
/** `compressedJSON`: an object on each line, as published. `compressedCSV`, our own: the reconciliation file. */
export const dataFormats = ['compressedJSON', 'compressedCSV'] as const;

const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('billed'), invoiceId: z.string() }),
  z.object({ kind: z.literal('unbilled'), /** First day. */ month: calendarDateSchema, currency: currencySchema }),
]);

/** What is asked for. */
export const askedExportSchema = z.object({
  lines: z.enum(exportedKinds),
  source: sourceSchema,
  attributeSet: z.enum(attributeSets),
  dataFormat: z.enum(dataFormats),
  /** Of CSV for whoever opens parts one by one: each begins with a byte-order mark and the heading. Absent in rows of before: no. */
  byteOrderMark: z.boolean().optional(),
});
export type AskedExport = z.infer<typeof askedExportSchema>;

/** One export, as it is stored: it says which parts there are, so that a file that no row names is none of it. */
export const exportSchema = askedExportSchema.extend({
  id: z.string(),
  partnerId: z.string(),
  /** Of the request that asked for it: the same request id with another is another request. */
  fingerprint: z.string(),
  status: z.enum(['notStarted', 'running', 'succeeded', 'failed', 'expired']),
  createdAt: instantSchema,
  lastActionAt: instantSchema,
  /** From then on its files are gone. */
  expiresAt: instantSchema,
  parts: z.array(z.object({ name: z.string(), lines: z.number().int().positive(), bytes: z.number().int().positive() })),
  /** Lines that cannot be read, and are in no part. */
  unreadable: z.number().int().nonnegative(),
  /** Where the next part begins; absent: at the beginning, or all is written. */
  after: z.string().optional(),
  /** Of unbilled lines: whether their month was invoiced when the first part was written. */
  wasInvoiced: z.boolean().optional(),
  /** Why it failed. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Export = z.infer<typeof exportSchema>;

export const isEnded = ({ status }: Export): boolean => status !== 'notStarted' && status !== 'running';

export const linesOf = ({ parts }: Export): number => parts.reduce((sum, { lines }) => sum + lines, 0);
