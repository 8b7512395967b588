import { z } from 'zod';
import { type Refusal } from '../../../app/refusals';
import { failure, success, type Result } from '../../../kernel/result';
import { type AskedAddOn } from '../../../order/extendOrder';
import { guidSchema } from '../wireSchemas';
import { mostLines } from './cartRequest';
import { askedKind, lineKindMembers } from './lineKinds';

const lineBody = z.object({
  offerId: z.string().min(1).max(100),
  /** Of a line that the order has already. */
  subscriptionId: guidSchema.optional(),
  friendlyName: z.string().trim().max(200).optional(),
  quantity: z.number().int().min(-2_147_483_648).max(2_147_483_647),
  parentSubscriptionId: guidSchema.optional(),
  provisioningContext: lineKindMembers.provisioningContext,
});

/** What is asked of an order; the rest of the resource that clients send back is ignored. */
export const OrderPatchBody = z.object({ status: z.string().max(40).optional(), lineItems: z.array(lineBody).max(mostLines, `must hold at most ${mostLines} lines`) });

/** The new lines of an order that is sent back with what it has. Refused, OperationNotSupported: cancelling, and a new line without a base. */
export const askedAddOns = ({ status, lineItems }: z.infer<typeof OrderPatchBody>): Result<readonly AskedAddOn[], Refusal> => {
  if (/^cancell?ed$/i.test(status ?? '')) return failure({ kind: 'OperationNotSupported', what: 'cancelling through the order' });
  const lines: AskedAddOn[] = [];
  for (const { subscriptionId, offerId, quantity, friendlyName, ...line } of lineItems) {
    if (subscriptionId !== undefined) continue;
    const { parentSubscriptionId } = askedKind(line);
    if (parentSubscriptionId === undefined) return failure({ kind: 'OperationNotSupported', what: 'a new line of an order without parentSubscriptionId' });
    lines.push({ id: lines.length, catalogItemId: offerId, quantity, additionalResellers: [], parentSubscriptionId, ...(friendlyName && { friendlyName }) });
  }
  return success(lines);
};
