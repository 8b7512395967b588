import { z } from 'zod';
import { type SupportCase } from '../../../domain/support/state';
import { supportReasons, supportStatuses } from '../../../domain/support/state';
import { guidSchema, wireInstantSchema } from '../wireSchemas';

/** What the lists can be filtered by. */
export const supportListQuery = {
  status: z.enum(supportStatuses).optional(),
  reason: z.enum(supportReasons).optional(),
  customerId: guidSchema.optional(),
  partnerTenantId: guidSchema.optional().meta({ description: 'For the operator; a partner reads its own.' }),
  filedFrom: wireInstantSchema.optional().meta({ description: 'Inclusive.' }),
  filedBefore: wireInstantSchema.optional().meta({ description: 'Exclusive.' }),
  olderThanDays: z.number().int().min(0).max(3650).optional().meta({ description: 'Filed more than so many times 24 hours ago.' }),
};

export const supportRequestBody = z.object({ reason: z.enum(supportReasons), note: z.string().trim().max(2000).default('') });

export const grantBody = z.object({ refund: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount like 12.34').optional().meta({ description: 'Positive, in the currency of the subscription, before tax; absent: what a cancellation within the window would give back.' }) });

export const refuseBody = z.object({ why: z.string().trim().min(1).max(2000) });

export const supportRequestResource = ({ id, customerId, partnerId, subscriptionId, reason, note, status, filedAt, filedBy, decidedAt, decidedBy, refund, why }: SupportCase) => ({
  id,
  customerId,
  partnerTenantId: partnerId,
  subscriptionId,
  reason,
  note,
  status,
  filedAt,
  filedBy,
  ...(decidedAt !== undefined && { decidedAt, decidedBy }),
  ...(refund !== undefined && { refund }),
  ...(why !== undefined && { why }),
  attributes: { objectType: 'SupportRequest' },
});
