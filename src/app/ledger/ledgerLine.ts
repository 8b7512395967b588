import { z } from 'zod';
import { type LineItem } from '../../domain/reconciliation/lineItem';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';
import { rowReader } from '../unreadable';

/** What a line says, but for whose books it is in. */
export type LedgerItem = Omit<LineItem, 'partner' | 'invoiceNumber' | 'tax'>;

/** Every member that a line can have: one that is missing here would be lost, and does not compile. */
const members = {
  customer: z.object({ id: z.string(), name: z.string(), domain: z.string(), country: z.string() }),
  productName: z.string(),
  skuName: z.string(),
  publisherName: z.string(),
  resellerMpnId: z.string(),
  orderId: z.string(),
  orderDate: instantSchema,
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  chargeType: z.string(),
  unitPrice: decimalSchema,
  effectiveUnitPrice: decimalSchema,
  quantity: decimalSchema,
  sign: z.union([z.literal(1), z.literal(-1)]).optional(),
  subtotal: decimalSchema,
  currency: currencySchema,
  pricingCurrency: currencySchema,
  pricingSubtotal: decimalSchema.optional(),
  exchangeRate: decimalSchema,
  priceAdjustments: z.array(z.string()),
  subscriptionDescription: z.string(),
  subscriptionId: z.string(),
  chargeStart: calendarDateSchema,
  chargeEnd: calendarDateSchema.optional(),
  termAndBillingCycle: z.string(),
  billingFrequency: z.string(),
  unitType: z.string().optional(),
  meterDescription: z.string().optional(),
  entitlementId: z.string().optional(),
  entitlementDescription: z.string().optional(),
  subscriptionStart: calendarDateSchema.optional(),
  subscriptionEnd: calendarDateSchema.optional(),
  referenceId: z.string(),
  productQualifiers: z.array(z.string()),
  promotionId: z.string().optional(),
} satisfies Record<keyof LedgerItem, z.ZodType>;

/** One line of a partner's ledger, as it is stored. */
export const ledgerLineSchema = z.object({
  partnerId: z.string(),
  /** Of a licence its charge line's id. Of usage `meter|…` or `overage|…` with the line's id within its month. Within one customer unique. */
  lineId: z.string(),
  /** First day of the month that the charge belongs to. It is billed with this month, or with the next that is open where this one was sealed before the line came. */
  month: calendarDateSchema,
  /** False: usage of a month that is not closed, as it stands. Such a line is not billed. */
  isFinal: z.boolean(),
  /** How the amount was cut, which billing it in another currency does again. Of usage absent: down, once more. */
  rounding: z.string().optional(),
  item: z.object(members),
});

export interface LedgerLine {
  readonly partnerId: string;
  readonly lineId: string;
  readonly month: z.infer<typeof calendarDateSchema>;
  readonly isFinal: boolean;
  readonly rounding?: string | undefined;
  readonly item: LedgerItem;
}

export const ledgerRows = rowReader('Ledger', 'ledgerLine', ledgerLineSchema);

export const ledgerValue = (line: LedgerLine): object => ({ type: 'ledgerLine', ...line });
