import { z } from 'zod';
import { type SupportCase } from '../../../domain/support/state';
import { supportReasons } from '../../../domain/support/state';

export const supportRequestBody = z.object({ reason: z.enum(supportReasons), note: z.string().trim().max(2000).default('') });

export const grantBody = z.object({ refund: z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount like 12.34').optional() });

export const refuseBody = z.object({ why: z.string().trim().min(1).max(2000) });

export const supportRequestResource = ({ id, customerId, subscriptionId, reason, note, status, filedAt, filedBy, decidedAt, decidedBy, refund, why }: SupportCase) => ({
  id,
  customerId,
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
