import { z } from 'zod';
import { type SupportContact } from '../../../domain/subscription/state';
import { link } from '../links';

/** The contract's SupportContact of one subscription. */
export const supportContactResource = (customerId: string, subscriptionId: string, { tenantId, partnerId, name }: SupportContact) => ({
  supportTenantId: tenantId,
  supportMpnId: partnerId,
  name,
  links: { self: link(`/customers/${customerId}/subscriptions/${subscriptionId}/supportcontact`) },
  attributes: { objectType: 'SupportContact' },
});

export const supportContactBody = z
  .object({
    supportTenantId: z.guid().optional(),
    supportMpnId: z.string().trim().regex(/^\d{1,10}$/, 'must be a PartnerID: digits').optional(),
    name: z.string().trim().max(200).optional(),
  })
  .refine(({ supportTenantId, supportMpnId }) => supportTenantId !== undefined || supportMpnId !== undefined, 'supportTenantId or supportMpnId is required');
