import { z } from 'zod';
import { calendarDateSchema, decimalSchema, instantSchema } from '../kernel/schemas';

/** The published charge types of traditional licences that a rule here can produce (billing of traditional subscriptions, kept apart from new commerce). */
export const traditionalChargeTypes = ['Cycle fee', 'Prorate fees when purchase', 'Prorate fee when renew', 'Cancel fee'] as const;

/** The published charge types that a rule here can produce: those of new commerce, then the traditional ones. */
export const chargeTypes = ['new', 'renew', 'cycleCharge', 'addQuantity', 'removeQuantity', 'cancelImmediate', 'convert', 'moveQuantity', 'changeBillingPlan', ...traditionalChargeTypes] as const;

export type ChargeType = (typeof chargeTypes)[number];

/**
 * One billing line. Immutable: a correction is another line (BIL-1).
 * A refund has a negative `effectiveUnitPrice` and `subtotal` and a positive `quantity`.
 */
export const chargeLineSchema = z.object({
  /** Computed from what it means, so that making it twice finds the first: `subscription|version|n`, version in 8 digits, n in 3 from 001. */
  id: z.string(),
  chargeType: z.enum(chargeTypes),
  /** The instant of the billing event; decides the calendar month it is invoiced in. */
  orderDate: instantSchema,
  /** First and last day paid for, both included. */
  chargeStart: calendarDateSchema,
  chargeEnd: calendarDateSchema,
  /** List price per unit and whole cycle. */
  unitPrice: decimalSchema,
  /** Price really used: after discount and proration; never rounded to the currency. */
  effectiveUnitPrice: decimalSchema,
  quantity: z.number().int().nonnegative(),
  /** Before tax; rounded once, by the policy named in `rounding`. */
  subtotal: decimalSchema,
  currency: z.string(),
  billableDays: z.number().int(),
  cycleDays: z.number().int(),
  rounding: z.enum(['LINE_DOWN', 'UNIT_DOWN', 'LINE_HALF_UP', 'DAY_HALF_UP']),
  /** Joins the lines of one event. */
  referenceId: z.string(),
  orderId: z.string(),
  subscriptionId: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  termDuration: z.string(),
  billingCycle: z.string(),
  termStart: calendarDateSchema,
  termEnd: calendarDateSchema,
  promotionId: z.string().optional(),
});

export type ChargeLine = z.infer<typeof chargeLineSchema>;
