import { z } from 'zod';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';
import { withStoredKind } from '../subscription/kinds/storedKind';
import { kindNames } from '../subscription/kinds/table';
import { billingCycles, offerSchema, termDurations } from '../subscription/state';
import { cartLineErrorSchema, type CartLineError } from './cartLineError';

export type { CartLineError };

/** Amounts per unit and charge cycle, except `extendedPrice`: the whole quantity over the whole term. Before tax. */
export const linePricingSchema = z.object({
  listPrice: decimalSchema,
  discountedPrice: decimalSchema,
  /** Of the first cycle, which a custom end date may shorten. */
  proratedPrice: decimalSchema,
  price: decimalSchema,
  extendedPrice: decimalSchema,
});

/** ORD-11: what the line cost when it was shown before it came to cost what it costs now. */
export const priceChangeSchema = z.object({
  /** When it was found. */
  changedAt: instantSchema,
  previous: linePricingSchema,
  previousPromotionId: z.string().optional(),
});

export const cartLineSchema = z.object({
  id: z.number().int().nonnegative(),
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  quantity: z.number().int(),
  billingCycle: z.enum(billingCycles),
  termDuration: z.enum(termDurations).optional(),
  /** ORD-8: last day of a first term cut short. */
  customTermEndDate: calendarDateSchema.optional(),
  /** ORD-6: what free days turn into; the line's own term and billing cycle are then those of the free days. */
  renewsTo: z.object({ termDuration: z.enum(termDurations), billingCycle: z.enum(billingCycles).optional() }).optional(),
  /** ORD-5, of a traditional add-on: the subscription it is to hang on, or the line of the same cart that buys it. */
  parentSubscriptionId: z.string().optional(),
  parentLineId: z.number().int().optional(),
  resellerOfRecord: z.string().optional(),
  additionalResellers: z.array(z.string()),
  /** What the buyer named; `promotionId` is what applies. */
  promotionAsked: z.string().optional(),
  promotionId: z.string().optional(),
  currency: currencySchema.optional(),
  /** Lines of one group become one order, all or nothing. Set by the server. */
  orderGroup: z.string().optional(),
  pricing: linePricingSchema.optional(),
  priceChange: priceChangeSchema.optional(),
  error: cartLineErrorSchema.optional(),
});

export const cartSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  status: z.enum(['active', 'ordered']),
  createdAt: instantSchema,
  modifiedAt: instantSchema,
  /** Exclusive: from this instant on the cart is gone. */
  expiresAt: instantSchema,
  modifiedBy: z.string(),
  /** ORD-2. Absent: nobody has said anything. */
  attestationAccepted: z.boolean().optional(),
  lines: z.array(cartLineSchema),
  /** What the checkout made; a repeated checkout answers with it. */
  orderIds: z.array(z.string()),
});

/** An Azure plan has no term. */
const isLicence = (line: unknown): boolean => typeof line === 'object' && line !== null && 'termDuration' in line;

export const orderLineSchema = z.preprocess((line) => (isLicence(line) ? withStoredKind(line) : line), z.object({
  lineItemNumber: z.number().int().nonnegative(),
  /** What it was bought as; absent: an Azure plan. */
  kind: z.enum(kindNames).optional(),
  offer: offerSchema,
  subscriptionId: z.string(),
  /** Absent: an Azure plan, which has none; `NoTerm`: perpetual software. */
  termDuration: z.enum(termDurations).optional(),
  friendlyName: z.string().optional(),
  /** 0: cancelled through the order (ORD-9). */
  quantity: z.number().int().nonnegative(),
  customTermEndDate: calendarDateSchema.optional(),
  /** ORD-6. */
  renewsTo: z.object({ termDuration: z.enum(termDurations), billingCycle: z.enum(billingCycles) }).optional(),
  /** ORD-5, of a traditional add-on. */
  parentSubscriptionId: z.string().optional(),
  resellerOfRecord: z.string().optional(),
  additionalResellers: z.array(z.string()),
  promotionId: z.string().optional(),
  pricing: linePricingSchema,
}));

export const orderSchema = z.object({
  id: z.string(),
  /** Grows with every change; absent: 1, as it was placed. */
  version: z.number().int().positive().optional(),
  customerId: z.string(),
  partnerId: z.string(),
  cartId: z.string().optional(),
  createdAt: instantSchema,
  status: z.enum(['completed', 'cancelled']),
  billingCycle: z.enum(billingCycles),
  currency: currencySchema,
  /** ORD-2: kept with the order as it was said; absent: it was not. */
  attestationAccepted: z.boolean().optional(),
  lines: z.array(orderLineSchema),
  /** For the full term of every line. */
  totalPrice: decimalSchema,
});

export type LinePricing = z.infer<typeof linePricingSchema>;
export type CartLine = z.infer<typeof cartLineSchema>;
export type Cart = z.infer<typeof cartSchema>;
export type OrderLine = z.infer<typeof orderLineSchema>;
export type Order = z.infer<typeof orderSchema>;
