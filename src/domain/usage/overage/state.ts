import { z } from 'zod';
import { calendarDateSchema, instantSchema } from '../../../kernel/schemas';

/** The consumption subscription that takes a service's overage. */
export const assignedSchema = z.object({
  azureSubscriptionId: z.string(),
  /** PartnerID of the indirect reseller, of an indirect provider only. */
  resellerOfRecord: z.string().optional(),
});

/** From that day on, whose subscription is charged; absent: nobody's, calls beyond the allowance are blocked. */
export const chargedFromSchema = z.object({
  from: calendarDateSchema,
  to: assignedSchema.extend({ partnerId: z.string() }).optional(),
});

/** OVG-5: who takes the overage of one service of one customer. */
export const overageSchema = z.object({
  /** Of its events; computed from customer and service. */
  id: z.string(),
  customerId: z.string(),
  service: z.string(),
  /** Grows with every change, of its hand-over too, by one for each part in which that is told; events are numbered by it. */
  version: z.number().int().positive(),
  /** Tenant of the partner who has it to assign: the first in, then whom it was handed to. Kept while it is set to None. */
  holderId: z.string(),
  /** Absent: None. */
  assigned: assignedSchema.optional(),
  /** It was set to None because its holder had nothing left that enables the service: with what brings that to it again it is first in. Absent where the holder set it. */
  lapsed: z.literal(true).optional(),
  /** When it was assigned, or set to None; of a set-up that was late, when its licences came. */
  since: instantSchema,
  /** By day, the oldest first; only as far back as a month may still be to close. */
  charged: z.array(chargedFromSchema),
  /** The hand-over under way. */
  handoverId: z.string().optional(),
  /** Partners whose hand-over source or customer refused, while the same partner holds it: None alone does not open it to them. */
  refusedTargets: z.array(z.string()).optional(),
});

export const handoverParties = ['source', 'target', 'customer'] as const;

export const handoverStatuses = [
  /** Not all three have agreed. */
  'pending',
  /** All agreed: the source is to set None. */
  'agreed',
  /** The source did: the target is to assign its own. */
  'cleared',
  'completed',
  'refused',
  'expired',
  /** Somebody else got the assignment, because the source had no subscription left that enables overage. */
  'superseded',
] as const;

/** OVG-5: an agreement of three, then two steps. */
export const handoverSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  service: z.string(),
  status: z.enum(handoverStatuses),
  sourcePartnerId: z.string(),
  targetPartnerId: z.string(),
  requestedBy: z.enum(handoverParties),
  requestedAt: instantSchema,
  /** Until then, exclusive, it has to be completed. */
  expiresAt: instantSchema,
  /** When each of them agreed. */
  agreed: z.partialRecord(z.enum(handoverParties), instantSchema),
  refusedBy: z.enum(handoverParties).optional(),
  clearedAt: instantSchema.optional(),
  /** When it was completed, refused, expired or superseded. */
  endedAt: instantSchema.optional(),
});

export type Assigned = z.infer<typeof assignedSchema>;
export type ChargedFrom = z.infer<typeof chargedFromSchema>;
export type Overage = z.infer<typeof overageSchema>;
export type HandoverParty = (typeof handoverParties)[number];
export type HandoverStatus = (typeof handoverStatuses)[number];
export type Handover = z.infer<typeof handoverSchema>;

export const isOpen = ({ status }: Handover): boolean => status === 'pending' || status === 'agreed' || status === 'cleared';
