import { z } from 'zod';
import { type BillingCycle, billingCycles, cyclesInTerm, type TermDuration, termDurations } from '../../kernel/durations';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';

export { billingCycles, termDurations, type BillingCycle, type TermDuration };

/** What was bought: the item of the catalogue as it was named when the term began. */
export const offerSchema = z.object({
  productId: z.string(),
  skuId: z.string(),
  availabilityId: z.string(),
  /** The name that offerName shows. */
  title: z.string(),
  publisherName: z.string(),
  isMicrosoft: z.boolean(),
  /** While it costs nothing: a Microsoft trial, or the free days of ISV SaaS. */
  isTrial: z.boolean(),
  /** For example `IncludeOverage`. */
  tags: z.array(z.string()),
  /** Limits of one subscription, both included. */
  minimumQuantity: z.number().int(),
  maximumQuantity: z.number().int(),
  country: z.string(),
  /** Whose rules of windows, lines and dates apply; absent: a new-commerce licence's. */
  soldAs: z.enum(['saas', 'traditional']).optional(),
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
});

/** Days of a span that are written one by one and make no span together. */
const inOrder = [({ start, end }: { readonly start: string; readonly end: string }): boolean => start <= end, 'must not end before it begins'] as const;

/** A charge cycle that does not divide its term. */
const divided = [({ termDuration, billingCycle }: { readonly termDuration: TermDuration; readonly billingCycle: BillingCycle }): boolean => cyclesInTerm(termDuration, billingCycle) !== undefined, 'must be of a billing cycle that divides its term'] as const;

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
  /** CYC-1: how often its billing cycle was changed; absent: never. Each counts its cycles from 0. */
  plan: z.number().int().positive().optional(),
  /** POL-2: a month of extended service follows it, unless auto-renew is on or the end was chosen. */
  extendable: z.literal(true).optional(),
}).refine(...inOrder);

export const chargeCycleSchema = z.object({
  /** 0 for the first of the term. */
  index: z.number().int().nonnegative(),
  start: calendarDateSchema,
  end: calendarDateSchema,
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
  /** Per unit and whole charge cycle of that kind, as listed on the day of the charge. */
  cyclePrice: decimalSchema,
  listCyclePrice: decimalSchema.optional(),
  promotionId: z.string().optional(),
  /** How a first charge that pays for part of a year is cut. */
  proration: z.enum(['MONTHS_LEFT', 'DAYS_LEFT']),
});

export const subscriptionStatuses = ['active', 'suspended', 'expired', 'disabled', 'deleted'] as const;

export const subscriptionSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  /** Tenant of the partner who sells and manages it. */
  partnerId: z.string(),
  orderId: z.string(),
  /** Grows by one with every change; events and charge lines are numbered by it. */
  version: z.number().int().positive(),
  offer: offerSchema,
  friendlyName: z.string(),
  status: z.enum(subscriptionStatuses),
  quantity: z.number().int().positive(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  /** Per unit and whole charge cycle, after a promotion, fixed for the term (price lock). */
  cyclePrice: decimalSchema,
  /** The same before the promotion; absent without one. */
  listCyclePrice: decimalSchema.optional(),
  currency: currencySchema,
  createdAt: instantSchema,
  term: termSchema,
  cycle: chargeCycleSchema,
  /** Only batches whose window was still open at the last change; earliest deadline first. */
  batches: z.array(batchSchema),
  /** How many seats are charged for from which day on, by day, as far back as a full refund reaches; absent where the batches tell. */
  seatsByDay: z.array(z.object({ from: calendarDateSchema, quantity: z.number().int().nonnegative() })).optional(),
  autoRenew: z.boolean(),
  /** SCH-3: at most one; absent: the running term is repeated. */
  scheduledChange: scheduledChangeSchema.optional(),
  nextCharge: nextChargeSchema.optional(),
  /** TRF-2, one that came from another partner: the first day its partner is charged for. */
  billedFrom: calendarDateSchema.optional(),
  /** SUS-1: present while it is suspended. */
  suspendedAt: instantSchema.optional(),
  /** When it stopped being active or suspended for good: cancelled, or its term over. */
  endedAt: instantSchema.optional(),
  /** Once it has expired: from when only administrators have access. */
  disabledFrom: instantSchema.optional(),
  /** Once it has ended with its term: from when its data is gone. */
  deletedFrom: instantSchema.optional(),
  /** POL-2: nothing follows the running term, by choice. */
  cancelAtTermEnd: z.literal(true).optional(),
  /** POL-2: during extended service, the plan it had before. */
  extendedFrom: z.object({ termDuration: z.enum(termDurations), billingCycle: z.enum(billingCycles) }).optional(),
  /** ORD-6, ISV SaaS: when the customer's set-up was confirmed; absent: it is awaited. */
  activatedAt: instantSchema.optional(),
  /** TRI-2, a trial: what it turns into where nothing else is planned. */
  paidForm: plannedProductSchema.optional(),
  /** ORD-6, ISV SaaS: while its free days run, what they turn into. */
  renewsTo: z.object({ termDuration: z.enum(termDurations), billingCycle: z.enum(billingCycles) }).optional(),
  /** ORD-5, a traditional add-on: the subscription it hangs on. */
  parentId: z.string().optional(),
  /** ORD-5, a traditional base: what hangs on it, the oldest first. */
  addOnIds: z.array(z.string()).optional(),
  /** PartnerID of the indirect reseller of record, if any. */
  resellerOfRecord: z.string().optional(),
  /** ORD-2: PartnerIDs of further resellers, at most five. */
  additionalResellers: z.array(z.string()).optional(),
  /** Of the running term. */
  promotionId: z.string().optional(),
  /** What it was bought with, for good: who may have a promotion how often is counted by it. */
  redeemedPromotionId: z.string().optional(),
  /** The most seats it ever had; present once it had more than now, of one bought with a promotion: seats taken off again still count against it. */
  redeemedQuantity: z.number().int().positive().optional(),
}).refine(...divided);

export type PlannedProduct = z.infer<typeof plannedProductSchema>;
export type ScheduledChange = z.infer<typeof scheduledChangeSchema>;
export type NextCharge = z.infer<typeof nextChargeSchema>;
export type Offer = z.infer<typeof offerSchema>;
export type PaidPlan = NonNullable<z.infer<typeof subscriptionSchema>['renewsTo']>;
export type Batch = z.infer<typeof batchSchema>;
export type Term = z.infer<typeof termSchema>;
export type ChargeCycle = z.infer<typeof chargeCycleSchema>;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];
export type Subscription = z.infer<typeof subscriptionSchema>;
