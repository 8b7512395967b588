import { z } from 'zod';
import { type Refusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';
import { pageQueryOf } from './listPage';
import { MOST_LINES } from './lineItemAnswer';
import { startSchema } from './paging';

/** All that is billed here is the contract's one-time provider, so `all` asks for the same lines. */
export const lineProviders = ['onetime', 'all'] as const;
export const lineItemTypes = ['billinglineitems', 'usagelineitems'] as const;
export type LineItemType = (typeof lineItemTypes)[number];

export const lineCurrencySchema = z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, 'must be a currency, EUR say').meta({ description: 'ISO 4217.' });

/** One of these words as part of a path: `OneTime`, `BillingLineItems`. */
export const wordOfPath = <const W extends readonly string[]>(words: W) => z.preprocess((given) => (typeof given === 'string' ? given.toLowerCase().replaceAll(/[_-]/g, '') : given), z.enum(words));

/** Of whatever is a file too. */
export const fileQuery = { /** Own: a file of CSV begins with a byte-order mark. */ byteOrderMark: z.boolean().optional() };

/** Of line items, in pages and as a file. */
export const lineFileQuery = { ...pageQueryOf(MOST_LINES), ...fileQuery };

export const creditQuery = z.boolean().optional().meta({ description: 'Of `usagelineitems`: those with partner earned credit, or those without; absent: all.' });

/** What the lines of an invoice are asked for by, beside their provider and type. */
export const billedLineQuery = {
  ...lineFileQuery,
  offset: startSchema.optional(),
  currencyCode: lineCurrencySchema.optional(),
  hasPartnerEarnedCredit: creditQuery,
  period: z.string().optional().meta({ description: 'Of lines that are on no invoice: refused here.' }),
  taxPercent: z.string().optional().meta({ description: 'Of lines that are on no invoice: refused here.' }),
};

/** Refused: InputInvalid for a filter that its lines do not have, rather than lines that it did not filter. */
export const fittingFilters = (type: LineItemType, { hasPartnerEarnedCredit, taxPercent = '0' }: { readonly hasPartnerEarnedCredit?: boolean | undefined; readonly taxPercent?: string | undefined }): Result<void, Refusal> => {
  if (type === 'billinglineitems' && hasPartnerEarnedCredit !== undefined) return failure({ kind: 'InputInvalid', problems: ['hasPartnerEarnedCredit: is a filter of usagelineitems; of billing lines priceAdjustmentDescription says it'] });
  if (type === 'usagelineitems' && taxPercent !== '0') return failure({ kind: 'InputInvalid', problems: ['taxPercent: is of billinglineitems; daily usage is told before tax'] });
  return success(undefined);
};
