import { z } from 'zod';
import { decimalSchema, instantSchema } from '../../kernel/schemas';

/** CAN-6: what may be wrong with an order whose window is over. */
export const supportReasons = ['incorrect_purchase', 'duplicate_order', 'partner_change', 'technical_issue', 'redundant_licences'] as const;

export const supportStatuses = ['filed', 'granted', 'refused'] as const;

/** A partner's request to end a subscription outside its window, decided by the operator. */
export const supportCaseSchema = z.object({
  id: z.string(),
  version: z.number().int().positive(),
  customerId: z.string(),
  partnerId: z.string(),
  subscriptionId: z.string(),
  reason: z.enum(supportReasons),
  note: z.string(),
  status: z.enum(supportStatuses),
  filedAt: instantSchema,
  filedBy: z.string(),
  decidedAt: instantSchema.optional(),
  decidedBy: z.string().optional(),
  /** Of a granted one, positive. */
  refund: decimalSchema.optional(),
  /** Of a refused one. */
  why: z.string().optional(),
});
export type SupportCase = z.infer<typeof supportCaseSchema>;
