import { z } from 'zod';
import { type Timeline } from '../../../domain/catalogue/timeline';
import { segments } from '../../../domain/catalogue/state';
import { plusMonths, type CalendarDate } from '../../../kernel/calendarDate';
import { instant, type Instant } from '../../../kernel/instant';

/** `Market='NL',PricesheetView='software'` → by name in lower case. Undefined if it is not written so, or names something twice. */
const selected = (text: string): ReadonlyMap<string, string> | undefined => {
  const pairs = text.split(',').map((part) => /^\s*(\w+)\s*=\s*'([^']*)'\s*$/.exec(part));
  const named = new Map(pairs.flatMap((pair) => (pair ? [[(pair[1] ?? '').toLowerCase(), pair[2] ?? ''] as const] : [])));
  return named.size === pairs.length ? named : undefined;
};

const selectorOf = <Schema extends z.ZodType>(example: string, schema: Schema) =>
  z.string().transform((text, context): z.output<Schema> => {
    const parsed = schema.safeParse(Object.fromEntries(selected(text) ?? []));
    if (parsed.success) return parsed.data;
    context.addIssue(`must be written like ${example}`);
    return z.NEVER;
  }).meta({ description: `Written like \`${example}\`.` });

/** Of the year 9999 there is no next one that could be written. */
const monthSchema = z.string().regex(/^(?!9999)\d{4}(0[1-9]|1[0-2])$/, 'must be a month, YYYYMM').meta({ description: 'A month, YYYYMM.' });

/** What stands in the parentheses of a price sheet's path, in any order and letter case. */
export const priceSheetSelector = selectorOf(
  "Market='NL',PricesheetView='updatedlicensebased'",
  z.object({ market: z.string().regex(/^[A-Za-z]{2}$/).transform((market) => market.toUpperCase()), pricesheetview: z.string().min(1).max(50) }),
);

/** The same of an offer matrix. */
export const offerMatrixSelector = selectorOf("Month='202603'", z.object({ month: monthSchema }));

/** Beside the contract's members one segment alone can be asked for. */
export const priceSheetQuery = z
  .object({ timeline: z.enum(['history', 'current', 'future']).default('current').meta({ description: 'What held before, what holds now, or what is to hold.' }), month: monthSchema.optional().meta({ description: 'YYYYMM, with `timeline=history`: what held in that month; without it all that held.' }), segment: z.enum(segments).optional() })
  .refine(({ timeline, month }) => month === undefined || timeline === 'history', { message: 'goes with timeline=history only', path: ['month'] });

/** @param month `202602`. @returns its first instant, and the first of the next. */
export const monthSpan = (month: string): { readonly from: Instant; readonly to: Instant } => {
  const first = `${month.slice(0, 4)}-${month.slice(4)}-01` as CalendarDate;
  return { from: instant(first), to: instant(plusMonths(first, 1)) };
};

/** Undefined for a month that has not begun: there is no such history. */
export const timelineOf = ({ timeline, month }: z.output<typeof priceSheetQuery>, at: Instant): Timeline | undefined => {
  if (timeline !== 'history') return { kind: timeline };
  if (month === undefined) return { kind: 'history' };
  const span = monthSpan(month);
  return span.from > at ? undefined : { kind: 'history', ...span };
};

/** A file to save, as the pricing host sends it: as it is, also where `Accept-Encoding: deflate` asks for a zip. */
export const csvAnswer = (body: string, filename: string) => ({
  status: 200,
  headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': `attachment; filename=${filename}` },
  body,
});
