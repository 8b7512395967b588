import { z } from 'zod';
import { billingCycles, limitedTerms, termDurations, type BillingCycle, type TermDuration } from '../../kernel/durations';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';
import { KINDS, kindNames, type KindName } from './kinds/table';
import { withStoredKind } from './kinds/storedKind';
import { batchSchema, chargeCycleSchema, divided, nextChargeSchema, offerSchema, termSchema } from './parts';

export { billingCycles, limitedTerms, termDurations, type BillingCycle, type TermDuration };
export { offerSchema, plannedProductSchema, type Batch, type BilledBefore, type ChargeCycle, type NextCharge, type Offer, type PaidPlan, type PlannedProduct, type ScheduledChange, type Term } from './parts';

export const subscriptionStatuses = ['active', 'suspended', 'expired', 'disabled', 'deleted'] as const;

/** The partner or one of its resellers, by its tenant, its PartnerID and what it is called. */
const supportContactSchema = z.object({ tenantId: z.string(), partnerId: z.string(), name: z.string() });
export type SupportContact = z.infer<typeof supportContactSchema>;

/** What a subscription of any kind holds. */
const commonSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  /** Tenant of the partner who sells and manages it. */
  partnerId: z.string(),
  orderId: z.string(),
  /** Grows by one with every change; events and charge lines are numbered by it. */
  version: z.number().int().positive(),
  /** Of a customer with many: on which of its sheets it stands too. How it is stored, and nothing that a rule asks. */
  sheet: z.number().int().nonnegative().optional(),
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
  nextCharge: nextChargeSchema.optional(),
  /** TRF-2, one that came from another partner: the first day its partner is charged for; the day after its transfer, or that day itself once it is upgraded on it. */
  billedFrom: calendarDateSchema.optional(),
  /** SUS-1: present while it is suspended. */
  suspendedAt: instantSchema.optional(),
  /** When it stopped being active or suspended for good: cancelled, or its term over. */
  endedAt: instantSchema.optional(),
  /** Once it has expired: from when only administrators have access. */
  disabledFrom: instantSchema.optional(),
  /** Once it has ended with its term: from when its data is gone. */
  deletedFrom: instantSchema.optional(),
  /** PartnerID of the indirect reseller of record, if any. */
  resellerOfRecord: z.string().optional(),
  /** ORD-2: PartnerIDs of further resellers, at most five. */
  additionalResellers: z.array(z.string()).optional(),
  /** Whom the customer turns to, where it is not the partner itself. */
  supportContact: supportContactSchema.optional(),
  /** MIG-5: the traditional subscription that it was. */
  migratedFromSubscriptionId: z.string().optional(),
  /** Of the running term. */
  promotionId: z.string().optional(),
  /** CAT-5: what it ever had of promotions, each once and for good, also when the term that had it is over or other licences took its place: how often a customer may have one, and how many seats, is counted by it. Absent: none. */
  redemptions: z.array(z.object({ promotionId: z.string(), seats: z.number().int().positive() })).min(1).optional(),
  /** CAT-4, CAT-5: `product:sku`, in capitals, of what it was before it became another SKU, each once and for good: what a customer may have once counts also then. Absent: it was nothing else. */
  formerSkus: z.array(z.string()).min(1).optional(),
});

type Common = z.infer<typeof commonSchema>;

/** Of a kind with none: nothing, and not an object of whatever members. */
type MembersOf<Name extends KindName> = keyof (typeof KINDS)[Name]['members'] extends never ? unknown : z.infer<z.ZodObject<(typeof KINDS)[Name]['members']>>;

/** Every member that only some kinds have. */
type Particular = { [Name in KindName]: keyof MembersOf<Name> }[KindName];

/** A subscription of one kind: what all have, and what only that kind has. Particulars of other kinds can be read, and are never there. */
export type SubscriptionOf<Name extends KindName> = Name extends KindName ? Common & MembersOf<Name> & { [Member in Exclude<Particular, keyof MembersOf<Name>>]?: undefined } & { kind: Name } : never;

export type Subscription = SubscriptionOf<KindName>;

export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** One that is being put together: the particulars that it may have, whatever its kind is going to be. */
export type Particulars = { readonly [Member in Particular]?: Subscription[Member] };

const schemas = kindNames.map((name) => commonSchema.extend({ ...KINDS[name].members, kind: z.literal(name) }));

/** A stored subscription: what it holds beside {@link commonSchema} is what its kind has. Rows written before kinds had names are read. */
export const subscriptionSchema: z.ZodType<Subscription> = z.preprocess(withStoredKind, z.discriminatedUnion('kind', schemas as [(typeof schemas)[number], ...typeof schemas]).refine(...divided)) as unknown as z.ZodType<Subscription>;

/** Every member that a subscription of some kind can have. */
export const subscriptionMembers: readonly string[] = [...new Set(schemas.flatMap(({ shape }) => Object.keys(shape)))];

const shapes = new Map(kindNames.map((name, index) => [name, new Set(Object.keys(schemas[index]?.shape ?? {}))]));

/** The subscription as one of a kind: what only other kinds have goes. What the kind cannot be without (`renewsTo`, `parentId`) is the caller's to give. */
export const asKind = (subscription: Common & Particulars, kind: KindName): Subscription => {
  const own = shapes.get(kind);
  return { ...Object.fromEntries(Object.entries(subscription).filter(([member, value]) => own?.has(member) === true && value !== undefined)), kind } as Subscription;
};
