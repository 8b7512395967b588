import { z } from 'zod';
import { type CalendarDate } from '../../kernel/calendarDate';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';

/** The published charge types of traditional licences that a rule here can produce (billing of traditional subscriptions, kept apart from new commerce). */
export const traditionalChargeTypes = ['Cycle fee', 'Prorate fees when purchase', 'Prorate fee when renew', 'Cancel fee', 'Cycle Instance Prorate', 'Prorate fees when activate'] as const;

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
  /** 1: charged; -1: given back, so that its quantity counts against the others of its days, also at price zero. Absent in lines stored before it was kept. */
  sign: z.union([z.literal(1), z.literal(-1)]).optional(),
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
  currency: currencySchema,
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
  /** With a promotion: price per unit and whole cycle with it, before days, months or a stated refund make another amount of it. Absent in lines stored before it was kept. */
  promotedPrice: decimalSchema.optional(),
});

export type ChargeLine = z.infer<typeof chargeLineSchema>;

/** ORD-9: perpetual software, whose one charge pays for no days. */
export const isForGood = ({ termDuration }: Pick<ChargeLine, 'termDuration'>): boolean => termDuration === 'NoTerm';

/** Whether a line charges its quantity (1) or gives it back (-1). One stored without says so by its price, and at price zero only if it ends what it is of. */
export const signOf = ({ sign, effectiveUnitPrice, chargeType }: Pick<ChargeLine, 'sign' | 'effectiveUnitPrice' | 'chargeType'>): 1 | -1 =>
  sign ?? (effectiveUnitPrice.startsWith('-') || chargeType === 'cancelImmediate' || chargeType === 'Cancel fee' ? -1 : 1);

/** Seats charged for on a day, added up from a subscription's lines: all that cover it, by their signs. */
export const seatsCharged = (lines: readonly Pick<ChargeLine, 'sign' | 'effectiveUnitPrice' | 'chargeType' | 'quantity' | 'chargeStart' | 'chargeEnd'>[], day: CalendarDate): number =>
  lines.filter(({ chargeStart, chargeEnd }) => chargeStart <= day && day <= chargeEnd).reduce((sum, each) => sum + signOf(each) * each.quantity, 0);
