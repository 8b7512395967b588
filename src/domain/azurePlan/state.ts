import { z } from 'zod';
import { calendarDateSchema, instantSchema } from '../../kernel/schemas';

/** The published product of the Azure plan. */
export const AZURE_PLAN = { productId: 'DZH318Z0BPS6', skuId: '0001' } as const;

export const isAzurePlan = (productId: string, skuId: string): boolean => productId.toUpperCase() === AZURE_PLAN.productId && skuId === AZURE_PLAN.skuId;

/** AZP-1: one per partner and customer; per reseller of record for an indirect provider. A container without a price of its own. */
export const azurePlanSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  /** Tenant of the partner who sells and manages it. */
  partnerId: z.string(),
  /** PartnerID of the indirect reseller of record, if any. */
  resellerOfRecord: z.string().optional(),
  /** Grows by one with every change, of its Azure subscriptions too; events are numbered by it. */
  version: z.number().int().positive(),
  friendlyName: z.string(),
  status: z.enum(['active', 'suspended']),
  createdAt: instantSchema,
  /** Of the order that bought it, or that brought the calling minutes it came with; absent: it came with the move of the older offer, or with an assignment of overage. */
  orderId: z.string().optional(),
  /** What is bought, or would be. */
  catalogItemId: z.string().optional(),
});

/** UTC days, both included, on which a partner had no access to manage an Azure subscription all day; without an end: until somebody says otherwise. */
export const accessGapSchema = z.object({ from: calendarDateSchema, to: calendarDateSchema.optional() }).refine(({ from, to }) => to === undefined || from <= to, 'must not end before it begins');

/** An Azure subscription under the plan ("entitlement"): what usage is charged to. */
export const azureSubscriptionSchema = z.object({
  id: z.string(),
  planId: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  resellerOfRecord: z.string().optional(),
  friendlyName: z.string(),
  status: z.enum(['active', 'inactive']),
  /** Cancelled, and inactive from then on, included. */
  inactiveAt: instantSchema.optional(),
  /** `overage`: made to take the overage of telco services (OVG-2). */
  purpose: z.enum(['standard', 'overage']),
  createdAt: instantSchema,
  /** AZP-4: days without earned credit, in order, none beside another; absent: none. */
  accessGaps: z.array(accessGapSchema).optional(),
});

/** An Azure subscription under the older offer. */
export const olderSubscriptionSchema = z.object({
  id: z.string(),
  friendlyName: z.string(),
  /** Absent: active. A suspended one cannot be moved. */
  status: z.enum(['active', 'suspended']).optional(),
  /** When it came under the plan; absent: it has not. */
  movedAt: instantSchema.optional(),
});

/** AZP-3: a subscription of the older CSP Azure offer; while a customer has one it gets no plan. */
export const legacyAzureSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  offerId: z.string(),
  since: instantSchema,
  azureSubscriptions: z.array(olderSubscriptionSchema),
  /** Grows by one with every change; absent: 1, as it was brought in. */
  version: z.number().int().positive().optional(),
  /** When the last of them had moved. */
  endedAt: instantSchema.optional(),
});

export type AccessGap = z.infer<typeof accessGapSchema>;
export type AzurePlan = z.infer<typeof azurePlanSchema>;
export type AzureSubscription = z.infer<typeof azureSubscriptionSchema>;
export type OlderSubscription = z.infer<typeof olderSubscriptionSchema>;
export type LegacyAzure = z.infer<typeof legacyAzureSchema>;

/** All that a customer has of Azure, every partner's. */
export interface AzureHoldings {
  readonly plans: readonly AzurePlan[];
  readonly subscriptions: readonly AzureSubscription[];
  readonly legacy: readonly LegacyAzure[];
}

export const NO_AZURE: AzureHoldings = { plans: [], subscriptions: [], legacy: [] };

export const holdsLegacy = ({ legacy }: AzureHoldings): boolean => legacy.some(({ endedAt }) => endedAt === undefined);
