import { z } from 'zod';
import { type AskedNextCharge } from '../../../domain/subscription/nextCharge/planNextCharge';
import { type PatchSubscription } from '../../../domain/subscription/patch';
import { type AskedChange } from '../../../domain/subscription/nextTerm/scheduleChange';
import { billingCycles, subscriptionStatuses, limitedTerms } from '../../../domain/subscription/state';
import { opaqueIdSchema, sentDaySchema, wireDaySchema } from '../wireSchemas';
import { fixedMembers, type SentBack } from '../../../domain/subscription/sentBack';

const termEndActions = ['RenewToNewTerm', 'RenewToExtendedServiceTerm', 'Cancel', 'Transition'] as const;
const atTermEnd = { RenewToNewTerm: 'renew', RenewToExtendedServiceTerm: 'extend', Cancel: 'cancel', Transition: 'renew' } as const;

/** What the next term shall be; its ids are of the catalogue, in any letter case. */
const instructionsBody = z.object({
  product: z.object({
    productId: opaqueIdSchema,
    skuId: opaqueIdSchema,
    availabilityId: opaqueIdSchema,
    termDuration: z.enum(limitedTerms),
    billingCycle: z.enum(billingCycles),
    promotionId: z.string().max(200).optional(),
  }),
  quantity: z.number().int().min(1).max(2_147_483_647),
  customTermEndDate: wireDaySchema.optional().meta({ description: 'Last day of the next term, UTC, itself included.' }),
});

const quantitySchema = z.number().int().min(0).max(2_147_483_647);

/** Clients send with it what a GET shows: the subscription's term, promotion and quantity. */
const nextChargeBody = z.object({
  product: z.object({ productId: opaqueIdSchema, skuId: opaqueIdSchema, billingCycle: z.enum(billingCycles), termDuration: z.enum(limitedTerms).optional(), promotionId: z.string().max(200).optional() }),
  quantity: quantitySchema.optional(),
});

/** The newer form of the same, which counts alone where both are sent. One source spells the first member `scheduledType`. */
const actionBody = z.object({
  scheduleType: z.enum(['TermEnd']).optional(),
  scheduledType: z.enum(['TermEnd']).optional(),
  actionType: z.enum(termEndActions),
  instructions: instructionsBody.nullable().optional(),
});

const partnerIdSchema = z.string().trim().max(20);

const sentText = z.string().max(500).optional();

/** What always has a value: SUB-9 has a null remove, and there is no removing these. */
const neverNull = ['quantity', 'autoRenewEnabled', 'status', 'billingCycle'] as const;

/** The members of a subscription that a PATCH may carry, and those that it may only send back as they are. What merely describes the subscription is ignored. */
const patchMembers = z.object({
  quantity: quantitySchema.nullish().meta({ description: 'Licences; 0 counts for nothing where `status` changes.' }),
  friendlyName: z.string().trim().min(1).max(200).optional(),
  autoRenewEnabled: z.boolean().nullish(),
  status: z.enum([...subscriptionStatuses, 'none', 'pending']).nullish(),
  billingCycle: z.enum([...billingCycles, 'unknown']).nullish(),
  termDuration: z.enum(limitedTerms).optional(),
  partnerId: partnerIdSchema.nullish().meta({ description: 'PartnerID of the reseller of record; null, or empty: none.' }),
  additionalPartnerIds: z.array(partnerIdSchema).max(20).nullish().meta({ description: 'PartnerIDs of further resellers; null, or empty: none.' }),
  scheduledNextTermInstructions: instructionsBody.nullable().optional().meta({ description: 'What the next term shall be; null: the same again.' }),
  nextChargeInstructions: nextChargeBody.nullable().optional().meta({ description: 'Another billing cycle from the next charge on; null: none.' }),
  scheduledActions: z.array(actionBody).max(1).nullable().optional().meta({ description: 'What shall follow the term; of this and `scheduledNextTermInstructions` this counts alone.' }),
  id: sentText.nullable(),
  offerId: sentText,
  orderId: sentText,
  parentSubscriptionId: sentText,
  promotionId: sentText,
  renewalTermDuration: sentText,
  effectiveStartDate: sentDaySchema.optional(),
  commitmentEndDate: sentDaySchema.optional(),
  commitmentEndDateTime: sentDaySchema.optional(),
  billingCycleEndDate: sentDaySchema.optional(),
  billingCycleEndDateTime: sentDaySchema.optional(),
});

export const subscriptionPatchBody = patchMembers.superRefine((body, context) => {
  for (const member of neverNull) if (body[member] === null) context.addIssue({ code: 'custom', path: [member], message: 'cannot be null: leave it out, or send a value' });
});

export type SubscriptionPatchBody = z.infer<typeof subscriptionPatchBody>;

const changeOf = ({ product, quantity, customTermEndDate }: z.infer<typeof instructionsBody>): AskedChange => {
  const { promotionId, ...plan } = product;
  return { product: { ...plan, ...(promotionId !== undefined && { promotionId }) }, quantity, ...(customTermEndDate !== undefined && { customTermEnd: customTermEndDate }) };
};

const nextChargeOf = ({ product: { termDuration, promotionId, ...product }, quantity }: z.infer<typeof nextChargeBody>): AskedNextCharge => ({
  ...product,
  ...(termDuration !== undefined && { termDuration }),
  ...(promotionId !== undefined && { promotionId }),
  ...(quantity !== undefined && { quantity }),
});

/** What is to be planned for the next term: of two forms the newer counts alone; null and an empty list take a plan away. */
const plannedOf = ({ scheduledActions, scheduledNextTermInstructions }: SubscriptionPatchBody): z.infer<typeof instructionsBody> | null | undefined => {
  const [action] = scheduledActions ?? [];
  if (action !== undefined) return action.instructions ?? null;
  return scheduledNextTermInstructions === undefined && scheduledActions !== undefined ? null : scheduledNextTermInstructions;
};

/** A .NET client writes null for all it never set, its id too: such a null takes no reseller away. */
const resellersOf = ({ id, partnerId, additionalPartnerIds }: SubscriptionPatchBody): Pick<PatchSubscription, 'resellerOfRecord' | 'additionalResellers'> => {
  const none = <T>(value: T): T | undefined => (id === null ? undefined : value);
  const first = partnerId === null ? none('') : partnerId;
  const others = additionalPartnerIds === null ? none([]) : additionalPartnerIds?.filter((each) => each !== '');
  return { ...(first !== undefined && { resellerOfRecord: first }), ...(others !== undefined && { additionalResellers: others }) };
};

const sentBackOf = (body: SubscriptionPatchBody): SentBack => Object.fromEntries(fixedMembers.flatMap((member) => (body[member] ? [[member, body[member]]] : [])));

/**
 * SUB-9: an absent member stays as it is. .NET clients send words for what they never set: a status `none`, a billing cycle `unknown`.
 * @param replaces whether an absent auto-renew means false instead, and an absent next term or charge that nothing is planned, as one page of the contract documents.
 */
export const patchOf = (body: SubscriptionPatchBody, replaces: boolean): PatchSubscription => {
  const { quantity, friendlyName, status, billingCycle, termDuration } = body;
  const autoRenewEnabled = body.autoRenewEnabled ?? (replaces ? false : undefined);
  const [action] = body.scheduledActions ?? [];
  const planned = plannedOf(body);
  const instructions = planned === undefined && replaces ? null : planned;
  const nextCharge = body.nextChargeInstructions === undefined && replaces ? null : body.nextChargeInstructions;
  return {
    ...(typeof quantity === 'number' && { quantity }),
    ...(friendlyName !== undefined && { friendlyName }),
    ...(autoRenewEnabled !== undefined && { autoRenewEnabled }),
    ...(status && status !== 'none' && { status }),
    ...(billingCycle && billingCycle !== 'unknown' && { billingCycle }),
    ...(termDuration !== undefined && { termDuration }),
    ...(instructions !== undefined && { scheduledChange: instructions === null ? null : changeOf(instructions) }),
    ...(nextCharge !== undefined && { nextCharge: nextCharge === null ? null : nextChargeOf(nextCharge) }),
    ...(action !== undefined && { atTermEnd: atTermEnd[action.actionType] }),
    ...resellersOf(body),
    sentBack: sentBackOf(body),
  };
};
