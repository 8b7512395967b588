import { z } from 'zod';
import { readDecimal } from '../../kernel/money';
import { Problem } from '../problem';
import { invoicesOf } from '../invoices/invoicesOf';
import { type RemoteApi } from '../remote/remoteApi';

/** An exact decimal, whether it comes as a number or as a text. */
const decimal = z.union([z.number(), z.string()]).transform((given, context) => {
  const read = readDecimal(String(given));
  if (read === undefined) context.addIssue('is no decimal');
  return read ?? '0';
});

/** What a charge says, and the line that bills it. */
const charged = {
  subscriptionId: z.string(),
  referenceId: z.string(),
  chargeType: z.string(),
  orderDate: z.string(),
  chargeStartDate: z.string(),
  chargeEndDate: z.string().default(''),
  sign: z.number().default(1),
  quantity: decimal,
  effectiveUnitPrice: decimal,
  subtotal: decimal,
  currency: z.string(),
};

const lineSchema = z.object({
  ...charged,
  customerId: z.string(),
  productId: z.string(),
  skuId: z.string(),
  taxTotal: decimal,
  totalForCustomer: decimal,
  pricingCurrency: z.string(),
  /** Blank of licences. */
  unitType: z.string().default(''),
});

/** A line of a month, as the reconciliation file has it. */
export type BilledLine = z.output<typeof lineSchema>;

const chargeSchema = z.object({ ...charged, id: z.string() });

/** What a subscription was charged for licences. */
export type Charge = z.output<typeof chargeSchema> & { readonly customerId: string };

const groupSchema = z.object({ customerId: z.string(), productId: z.string(), skuId: z.string(), currency: z.string(), lines: z.number(), amount: decimal });

/** What one customer paid for one product, for one reason. */
export type Group = z.output<typeof groupSchema>;

const statementSchema = z.looseObject({ status: z.string(), totals: z.array(z.object({ currency: z.string(), lines: z.number(), amount: decimal })) });

export type MonthStatement = z.output<typeof statementSchema>;

export const statementOf = (api: RemoteApi, month: string): Promise<MonthStatement> => api.json(`/nextterm/v1/statements/${month}?size=1`, statementSchema);

export const groupsOf = (api: RemoteApi, month: string): Promise<readonly Group[]> => api.all(`/nextterm/v1/statements/${month}`, groupSchema);

const moneySchema = z.looseObject({ id: z.string(), subtotal: decimal, taxTotal: decimal, totalCharges: decimal, lineItemCount: z.number(), currencyCode: z.string() });

/** An invoice with its lines; undefined `sums`: lines that are on none yet. */
export interface Bill {
  readonly invoiceId: string | undefined;
  readonly currency: string;
  readonly sums: { readonly lines: number; readonly subtotal: string; readonly taxTotal: string; readonly total: string } | undefined;
  readonly lines: readonly BilledLine[];
}

const LINES = 'provider=onetime&invoicelineitemtype=billinglineitems';

/** The invoices of a month, each with its lines. */
const invoiced = async (api: RemoteApi, month: string): Promise<readonly Bill[]> => {
  const bills: Bill[] = [];
  for (const each of await invoicesOf(api, month)) {
    const { id, subtotal, taxTotal, totalCharges, lineItemCount, currencyCode } = moneySchema.parse(each);
    bills.push({ invoiceId: id, currency: currencyCode, sums: { lines: lineItemCount, subtotal, taxTotal, total: totalCharges }, lines: await api.all(`/v1/invoices/${id}/lineitems?${LINES}`, lineSchema) });
  }
  return bills;
};

export interface WhichMonth {
  /** `2026-11` */
  readonly month: string;
  /** Of its statement. */
  readonly status: string;
  /** The server's now. */
  readonly now: string;
  /** What the partner is billed in. */
  readonly currency: string;
  /** Those that the statement knows. */
  readonly currencies: readonly string[];
}

/** What usage is priced in, and listed in until a rate of its month is said. */
const USAGE_CURRENCY = 'USD';

const monthBefore = (month: string): string => {
  const [year = 0, ordinal = 0] = month.split('-').map(Number);
  return ordinal === 1 ? `${year - 1}-12` : `${year}-${String(ordinal - 1).padStart(2, '0')}`;
};

/** The calendar month before the one of an instant. UTC. */
export const lastMonthAt = (now: string): string => monthBefore(now.slice(0, 'yyyy-mm'.length));

/** The bills of a month: its invoices, or while it has none what is to come on them, one for each currency. @throws Problem for a month that is on no invoice, and too old for the list of what is not invoiced. */
export const billsOf = async (api: RemoteApi, { month, status, now, currency: billed, currencies }: WhichMonth): Promise<readonly Bill[]> => {
  if (status === 'invoiced') return invoiced(api, month);
  const period = now.startsWith(month) ? 'current' : lastMonthAt(now) === month ? 'previous' : undefined;
  if (period === undefined) throw new Problem(`${month} is over and on no invoice, and what is not invoiced can be read of the running month and the last one only. GET /nextterm/v1/invoiceruns/${month} says how far its invoices are.`);
  const bills: Bill[] = [];
  for (const currency of new Set([billed, ...currencies, USAGE_CURRENCY])) {
    const lines = await api.all(`/v1/invoices/unbilled/lineitems?${LINES}&currencycode=${currency}&period=${period}`, lineSchema);
    if (lines.length > 0 || currency === billed) bills.push({ invoiceId: undefined, currency, sums: undefined, lines });
  }
  return bills;
};

const ownSchema = z.object({ id: z.string(), customerId: z.string() });
const USAGE = new Set(['usage', 'overage']);
const anyCharge = z.looseObject({ chargeType: z.string() });

/** Every subscription of the partner. */
export const subscriptionsOf = (api: RemoteApi): Promise<readonly { readonly id: string; readonly customerId: string }[]> => api.all('/nextterm/v1/subscriptions', ownSchema);

/** What one subscription was ever charged for licences; use is told of elsewhere. */
export const chargesOf = async (api: RemoteApi, { id, customerId }: { readonly id: string; readonly customerId: string }): Promise<readonly Charge[]> => {
  const charges: Charge[] = [];
  for await (const charge of api.items(`/nextterm/v1/customers/${customerId}/subscriptions/${id}/charges`, anyCharge)) if (!USAGE.has(charge.chargeType)) charges.push({ ...chargeSchema.parse(charge), customerId });
  return charges;
};
