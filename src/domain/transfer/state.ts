import { z } from 'zod';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../kernel/schemas';
import { billingCycles, offerSchema, termDurations } from '../subscription/state';

export const transferStatuses = ['Pending', 'InProgress', 'Complete', 'PartiallyComplete', 'Failed', 'Cancel', 'Reject', 'Expired'] as const;
export type TransferStatus = (typeof transferStatuses)[number];

/** A subscription that the source submitted, as it was then, and what became of it. */
export const transferLineSchema = z.object({
  subscriptionId: z.string(),
  offer: offerSchema.pick({ productId: true, skuId: true, availabilityId: true }),
  quantity: z.number().int().positive(),
  billingCycle: z.string(),
  friendlyName: z.string(),
  /** Absent: not carried out yet. */
  status: z.enum(['Complete', 'Failed']).optional(),
  /** The target's, of one that is complete. */
  targetSubscriptionId: z.string().optional(),
  targetOrderId: z.string().optional(),
  /** Why one failed. */
  reason: z.string().optional(),
});

/** A line as the target was shown it: what would be its own. */
export const offeredTermsSchema = z.object({
  /** The source's. */
  subscriptionId: z.string(),
  currency: currencySchema,
  /** Per licence. */
  cyclePrice: decimalSchema,
  quantity: z.number().int().positive(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  /** Last day. */
  termEnd: calendarDateSchema,
});

/** TRF-1: the move of a customer's subscriptions from one partner to another. */
export const transferSchema = z.object({
  id: z.string(),
  /** Grows by one with every change. */
  version: z.number().int().positive(),
  customerId: z.string(),
  customerName: z.string(),
  customerEmail: z.string(),
  /** 3 or 5, as the contract numbers them; both are this one. */
  transferType: z.number().int(),
  sourcePartnerId: z.string(),
  sourceName: z.string(),
  targetPartnerId: z.string(),
  targetName: z.string(),
  /** PartnerID of the reseller of record at the target. */
  partnerOnRecord: z.string().optional(),
  targetProductTypes: z.array(z.string()).optional(),
  status: z.enum(transferStatuses),
  createdAt: instantSchema,
  /** Midnight after 30 days; from then on it has expired. */
  expiresAt: instantSchema,
  modifiedAt: instantSchema,
  modifiedBy: z.string(),
  completedAt: instantSchema.optional(),
  /** Of the source's: those that the target named when it asked the customer for its relationship; absent: it named none. The source picks what it will. */
  meant: z.array(z.string()).optional(),
  /** While it is pending: the subscriptions that the source lets the target see a preview of; absent: none. */
  offered: z.array(z.string()).optional(),
  /** What each of them was when it was offered. */
  offeredTerms: z.array(offeredTermsSchema).optional(),
  lines: z.array(transferLineSchema),
});

export type Transfer = z.infer<typeof transferSchema>;
export type OfferedTerms = z.infer<typeof offeredTermsSchema>;
export type TransferLine = z.infer<typeof transferLineSchema>;
