import { z } from 'zod';
import { type BillingCycle, billingCycles, cyclesInTerm, type TermDuration, termDurations } from '../../kernel/durations';
import { calendarDateSchema, decimalSchema, instantSchema } from '../../kernel/schemas';

/** What was bought: the item of the catalogue as it was named when it was bought, or became it by an upgrade or a planned term; its limits are those of when the running term began. */
export const offerSchema = z.object({
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  /** The name that offerName shows. */
  title: z.string(),
  publisherName: z.string(),
  isMicrosoft: z.boolean(),
  /** For example `IncludeOverage`. */
  tags: z.array(z.string()),
  /** Limits of one subscription, both included. */
  minimumQuantity: z.number().int(),
  maximumQuantity: z.number().int(),
  country: z.string(),
  /** ORD-9: its distribution forbids to cancel it. */
  neverCancelled: z.literal(true).optional(),
  /** OVG-1: the telco service that each licence brings minutes of. */
  overage: z.object({ service: z.string(), minutesPerLicence: z.number().int().nonnegative() }).optional(),
});

/** Seats with a window of their own: bought, renewed or added together. */
export const batchSchema = z.object({
  quantity: z.number().int().positive(),
  /** When they were bought, renewed (the instant the renewal completed) or added. */
  addedAt: instantSchema,
  /** First day they were charged for: of the purchase, of the addition, or of the renewed term however late it was renewed. */
  chargedFrom: calendarDateSchema,
  /** Until then, exclusive, they may be taken off again. */
  windowClosesAt: instantSchema,
  /** Until then, exclusive, with a full refund. */
  fullRefundUntil: instantSchema,
  /** Of seats that were added: the version of the subscription that added them, which tells them from others of the same instant. Absent for those bought or renewed, and in rows stored before it was kept. */
  openedBy: z.number().int().positive().optional(),
});

/** Days of a span that are written one by one and make no span together. */
const inOrder = [({ start, end }: { readonly start: string; readonly end: string }): boolean => start <= end, 'must not end before it begins'] as const;

/** A charge cycle that does not divide its term. */
export const divided = [({ termDuration, billingCycle }: { readonly termDuration: TermDuration; readonly billingCycle: BillingCycle }): boolean => cyclesInTerm(termDuration, billingCycle) !== undefined, 'must be of a billing cycle that divides its term'] as const;

export const termSchema = z.object({
  /** 1 for the first. */
  number: z.number().int().positive(),
  /** First and last day, both included. */
  start: calendarDateSchema,
  end: calendarDateSchema,
  /** The purchase, or the instant the renewal completed: the term's window counts from here. */
  startedAt: instantSchema,
  /** Until then, exclusive, the subscription may be cancelled. */
  cancellableUntil: instantSchema,
  /** The policy in force when the term began: it keeps it (POL-1). */
  policy: z.string(),
  /** UPG-4: when its licences were last upgraded, after which it cannot be cancelled; absent: not in this term. */
  upgradedAt: instantSchema.optional(),
  /** CYC-1, UPG-2: how often its billing cycle was changed; absent: never. Each counts its cycles from 0. */
  plan: z.number().int().positive().optional(),
  /** POL-2: a month of extended service follows it, unless auto-renew is on or the end was chosen. */
  extendable: z.literal(true).optional(),
}).refine(...inOrder);

const cycleMembers = {
  /** 0 for the first of the term. */
  index: z.number().int().nonnegative(),
  start: calendarDateSchema,
  end: calendarDateSchema,
  /** CYC-1: of a rest of a year that was charged by whole months, how many of twelve; what changes within it is charged and given back as a part of them. Absent: it is charged by days. 0: all that are left of the term are of later years (decision 237); an app before decision 228 wrote it elsewhere too. */
  monthsCharged: z.number().int().nonnegative().optional(),
};

/** CYC-1: as what the days before the running cycle were charged, on another billing cycle. */
const billedBeforeSchema = z.object({
  billingCycle: z.enum(billingCycles),
  cyclePrice: decimalSchema,
  listCyclePrice: decimalSchema.optional(),
  promotionId: z.string().optional(),
  plan: z.number().int().positive().optional(),
  cycle: z.object(cycleMembers),
});

export const chargeCycleSchema = z.object({
  ...cycleMembers,
  /** Of the first cycle of another billing cycle, where a full refund reaches back behind it (SUB-5). */
  before: billedBeforeSchema.optional(),
}).refine(...inOrder);

/** A SKU with the plan it is bought on: what a scheduled change or an upgrade names. */
export const plannedProductSchema = z.object({
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  promotionId: z.string().optional(),
}).refine(...divided);

/** SCH-1: what the next term will be instead of a repetition of the running one. */
export const scheduledChangeSchema = z.object({
  requestedAt: instantSchema,
  product: plannedProductSchema,
  quantity: z.number().int().positive(),
  /** Last day of the next term, if that is cut short. */
  customTermEnd: calendarDateSchema.optional(),
});

/** CYC-1: another charge cycle from the next charge on, within the term. */
export const nextChargeSchema = z.object({
  requestedAt: instantSchema,
  billingCycle: z.enum(billingCycles),
  /** Per unit and whole charge cycle of that kind, as it was listed for the day of the charge when it was planned. */
  cyclePrice: decimalSchema,
  listCyclePrice: decimalSchema.optional(),
  promotionId: z.string().optional(),
  /** How a first charge that pays for part of a year is cut. */
  proration: z.enum(['MONTHS_LEFT', 'DAYS_LEFT']),
});

/** A plan that something turns into, its product staying. */
export const paidPlanSchema = z.object({ termDuration: z.enum(termDurations), billingCycle: z.enum(billingCycles) });

export type PlannedProduct = z.infer<typeof plannedProductSchema>;
export type ScheduledChange = z.infer<typeof scheduledChangeSchema>;
export type NextCharge = z.infer<typeof nextChargeSchema>;
export type Offer = z.infer<typeof offerSchema>;
export type PaidPlan = z.infer<typeof paidPlanSchema>;
export type Batch = z.infer<typeof batchSchema>;
export type Term = z.infer<typeof termSchema>;
export type ChargeCycle = z.infer<typeof chargeCycleSchema>;
export type BilledBefore = z.infer<typeof billedBeforeSchema>;
