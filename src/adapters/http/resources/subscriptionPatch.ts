import { z } from 'zod';
import { type PatchSubscription } from '../../../subscription/patch';
import { billingCycles, subscriptionStatuses } from '../../../subscription/state';

const partnerIdSchema = z.string().trim().max(20);

/** The members of a subscription that a PATCH may carry. The rest of the resource that clients send back is ignored. */
export const subscriptionPatchBody = z.object({
  quantity: z.number().int().min(0).max(2_147_483_647).optional(),
  friendlyName: z.string().trim().min(1).max(200).optional(),
  autoRenewEnabled: z.boolean().optional(),
  status: z.enum([...subscriptionStatuses, 'none', 'pending']).optional(),
  billingCycle: z.enum([...billingCycles, 'unknown']).optional(),
  /** Empty: none. */
  partnerId: partnerIdSchema.optional(),
  additionalPartnerIds: z.array(partnerIdSchema).max(20).optional(),
});

export type SubscriptionPatchBody = z.infer<typeof subscriptionPatchBody>;

/**
 * SUB-9: an absent member stays as it is. .NET clients send words for what they never set: a status `none`, a billing cycle `unknown`.
 * @param replaces whether an absent auto-renew means false instead, as one page of the contract documents.
 */
export const patchOf = (body: SubscriptionPatchBody, replaces: boolean): PatchSubscription => {
  const { quantity, friendlyName, status, billingCycle, partnerId, additionalPartnerIds } = body;
  const autoRenewEnabled = body.autoRenewEnabled ?? (replaces ? false : undefined);
  return {
    ...(quantity !== undefined && { quantity }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(autoRenewEnabled !== undefined && { autoRenewEnabled }),
    ...(status !== undefined && status !== 'none' && status !== 'pending' && { status }),
    ...(billingCycle !== undefined && billingCycle !== 'unknown' && { billingCycle }),
    ...(partnerId !== undefined && { resellerOfRecord: partnerId }),
    ...(additionalPartnerIds !== undefined && { additionalResellers: additionalPartnerIds }),
  };
};
