import { z } from 'zod';
import { type Refusal } from '../../../app/refusals';
import { failure, success, type Result } from '../../../kernel/result';
import { type AskedCancellation } from '../../../domain/order/cancelOrder';
import { type AskedAddOn, type SentOrder } from '../../../domain/order/extendOrder';
import { billingCycles, limitedTerms, type BillingCycle } from '../../../domain/subscription/state';
import { guidSchema } from '../wireSchemas';
import { mostLines } from './cartRequest';
import { askedKind, lineKindMembers } from './lineKinds';
import { askedResellers, attestationBody, resellerMembers } from './orderRequest';

const lineBody = z.object({
  lineItemNumber: z.number().int().optional(),
  offerId: z.string().min(1).max(100).optional(),
  subscriptionId: guidSchema.optional().meta({ description: 'Of a line that the order has already.' }),
  friendlyName: z.string().trim().max(200).optional(),
  quantity: z.number().int().min(-2_147_483_648).max(2_147_483_647).optional(),
  termDuration: z.enum(limitedTerms).optional(),
  parentSubscriptionId: guidSchema.optional().meta({ description: 'Of a new line: the subscription that it is to hang on.' }),
  provisioningContext: lineKindMembers.provisioningContext,
  ...resellerMembers,
});

/** What is asked of an order, and what of it is only sent back; the rest of the resource is ignored. */
export const OrderPatchBody = z.object({
  status: z.string().max(40).optional().meta({ description: '`cancelled`: the lines named are cancelled, or all of them.' }),
  billingCycle: z.enum([...billingCycles, 'unknown']).optional(),
  currencyCode: z.string().max(3).optional(),
  partnerOnRecordAttestationAccepted: attestationBody,
  lineItems: z.array(lineBody).max(mostLines, `must hold at most ${mostLines} lines`).optional(),
});

type Body = z.infer<typeof OrderPatchBody>;

/** What a PATCH of an order means: the lines that are to be cancelled (none: all of them), new lines beside what was sent back, or, without any, the billing cycle it is to have (MIG-3). */
export type AskedOfOrder = { readonly cancel: readonly AskedCancellation[] } | { readonly billingCycle: BillingCycle; readonly sent: SentOrder } | { readonly addOns: readonly AskedAddOn[]; readonly sent: SentOrder };

/** The new lines of an order that is sent back with what it has. Refused: OperationNotSupported for a new line without a base, InputInvalid. */
const askedAddOns = (lineItems: NonNullable<Body['lineItems']>): Result<readonly AskedAddOn[], Refusal> => {
  const lines: AskedAddOn[] = [];
  for (const [index, { subscriptionId, offerId, quantity, friendlyName, lineItemNumber: _number, termDuration: _term, ...line }] of lineItems.entries()) {
    if (subscriptionId !== undefined) continue;
    const missing = [...(offerId === undefined ? ['offerId'] : []), ...(quantity === undefined ? ['quantity'] : [])];
    if (offerId === undefined || quantity === undefined) return failure({ kind: 'InputInvalid', problems: missing.map((member) => `lineItems[${index}].${member}: is required`) });
    const { parentSubscriptionId } = askedKind(line);
    if (parentSubscriptionId === undefined) return failure({ kind: 'OperationNotSupported', what: 'a new line of an order without parentSubscriptionId' });
    lines.push({ id: lines.length, catalogItemId: offerId, quantity, ...askedResellers(line), parentSubscriptionId, ...(friendlyName && { friendlyName }) });
  }
  return success(lines);
};

/** Refused: what {@link askedAddOns} refuses. */
export const askedOfOrder = ({ status, billingCycle, currencyCode, partnerOnRecordAttestationAccepted: attestationAccepted, lineItems = [] }: Body): Result<AskedOfOrder, Refusal> => {
  if (/^cancell?ed$/i.test(status ?? '')) return success({ cancel: lineItems.map(({ lineItemNumber, subscriptionId, offerId, quantity }) => ({ lineItemNumber, subscriptionId, offerId, quantity })) });
  const addOns = askedAddOns(lineItems);
  if (!addOns.ok) return addOns;
  const lines = lineItems.flatMap(({ subscriptionId, offerId, quantity, friendlyName, termDuration, partnerIdOnRecord, additionalPartnerIdsOnRecord }) =>
    subscriptionId === undefined ? [] : [{ subscriptionId, offerId, quantity, friendlyName, termDuration, partnerIdOnRecord, additionalPartnerIdsOnRecord }],
  );
  const cycle = billingCycle === 'unknown' ? undefined : billingCycle;
  const sent = { status, billingCycle: cycle, currencyCode, attestationAccepted, lines };
  return success(addOns.value.length === 0 && cycle !== undefined ? { billingCycle: cycle, sent } : { addOns: addOns.value, sent });
};
