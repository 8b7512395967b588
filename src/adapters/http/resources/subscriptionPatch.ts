import { z } from 'zod';
import { type PatchSubscription } from '../../../subscription/patch';
import { type AskedChange } from '../../../scheduledChange/scheduleChange';
import { billingCycles, subscriptionStatuses, termDurations } from '../../../subscription/state';
import { opaqueIdSchema, wireDaySchema } from '../wireSchemas';

const termEndActions = ['RenewToNewTerm', 'RenewToExtendedServiceTerm', 'Cancel', 'Transition'] as const;
const atTermEnd = { RenewToNewTerm: 'renew', RenewToExtendedServiceTerm: 'extend', Cancel: 'cancel', Transition: 'renew' } as const;

/** What the next term shall be; its ids are of the catalogue, in any letter case. */
const instructionsBody = z.object({
  product: z.object({
    productId: opaqueIdSchema,
    skuId: opaqueIdSchema,
    availabilityId: opaqueIdSchema,
    termDuration: z.enum(termDurations),
    billingCycle: z.enum(billingCycles),
    promotionId: z.string().max(200).optional(),
  }),
  quantity: z.number().int().min(1).max(2_147_483_647),
  customTermEndDate: wireDaySchema.optional(),
});

/** The quantity that clients send with it is the subscription's. */
const nextChargeBody = z.object({ product: z.object({ productId: opaqueIdSchema, skuId: opaqueIdSchema, billingCycle: z.enum(billingCycles) }) });

/** The newer form of the same, which counts alone where both are sent. One source spells the first member `scheduledType`. */
const actionBody = z.object({
  scheduleType: z.enum(['TermEnd']).optional(),
  scheduledType: z.enum(['TermEnd']).optional(),
  actionType: z.enum(termEndActions),
  instructions: instructionsBody.nullable().optional(),
});

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
  scheduledNextTermInstructions: instructionsBody.nullable().optional(),
  nextChargeInstructions: nextChargeBody.nullable().optional(),
  scheduledActions: z.array(actionBody).max(1).nullable().optional(),
});

export type SubscriptionPatchBody = z.infer<typeof subscriptionPatchBody>;

const changeOf = ({ product, quantity, customTermEndDate }: z.infer<typeof instructionsBody>): AskedChange => {
  const { promotionId, ...plan } = product;
  return { product: { ...plan, ...(promotionId !== undefined && { promotionId }) }, quantity, ...(customTermEndDate !== undefined && { customTermEnd: customTermEndDate }) };
};

/**
 * SUB-9: an absent member stays as it is. .NET clients send words for what they never set: a status `none`, a billing cycle `unknown`.
 * @param replaces whether an absent auto-renew means false instead, and an absent next term or charge that nothing is planned, as one page of the contract documents.
 */
export const patchOf = (body: SubscriptionPatchBody, replaces: boolean): PatchSubscription => {
  const { quantity, friendlyName, status, billingCycle, partnerId, additionalPartnerIds } = body;
  const autoRenewEnabled = body.autoRenewEnabled ?? (replaces ? false : undefined);
  const [action] = body.scheduledActions ?? [];
  const instructions = action !== undefined ? (action.instructions ?? null) : body.scheduledNextTermInstructions === undefined && replaces ? null : body.scheduledNextTermInstructions;
  const nextCharge = body.nextChargeInstructions === undefined && replaces ? null : body.nextChargeInstructions;
  return {
    ...(quantity !== undefined && { quantity }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(autoRenewEnabled !== undefined && { autoRenewEnabled }),
    ...(status !== undefined && status !== 'none' && status !== 'pending' && { status }),
    ...(billingCycle !== undefined && billingCycle !== 'unknown' && { billingCycle }),
    ...(instructions !== undefined && { scheduledChange: instructions === null ? null : changeOf(instructions) }),
    ...(nextCharge !== undefined && { nextCharge: nextCharge === null ? null : nextCharge.product }),
    ...(action !== undefined && { atTermEnd: atTermEnd[action.actionType] }),
    ...(partnerId !== undefined && { resellerOfRecord: partnerId }),
    ...(additionalPartnerIds !== undefined && { additionalResellers: additionalPartnerIds }),
  };
};
