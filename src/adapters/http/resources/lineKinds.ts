import { z } from 'zod';
import { type CartLine, type OrderLine } from '../../../domain/order/state';
import { billingCycles, limitedTerms } from '../../../domain/subscription/state';
import { guidSchema } from '../wireSchemas';

const renewsToBody = z.object({ termDuration: z.enum(limitedTerms), billingCycle: z.enum(billingCycles).optional() });

/** Members of a line that only some kinds of offer look at: ISV SaaS with free days, and traditional add-ons. */
export const lineKindMembers = {
  /** An object in samples and clients, an array in the tables of the contract. */
  renewsTo: z.union([renewsToBody, z.array(renewsToBody).max(1)]).optional().meta({ description: 'What free days of SaaS turn into.' }),
  provisioningContext: z.object({ parentSubscriptionId: guidSchema.optional() }).optional().meta({ description: 'Of a traditional add-on: the subscription that it is to hang on.' }),
};

export interface LineKindBody {
  readonly renewsTo?: z.infer<(typeof lineKindMembers)['renewsTo']>;
  readonly provisioningContext?: z.infer<(typeof lineKindMembers)['provisioningContext']>;
  /** As the line of an order may have it too. */
  readonly parentSubscriptionId?: string | undefined;
}

export const askedKind = ({ renewsTo: asked, provisioningContext, parentSubscriptionId }: LineKindBody): Pick<CartLine, 'renewsTo' | 'parentSubscriptionId'> => {
  const renewsTo = Array.isArray(asked) ? asked[0] : asked;
  const parentId = parentSubscriptionId ?? provisioningContext?.parentSubscriptionId;
  return { ...(renewsTo !== undefined && { renewsTo }), ...(parentId !== undefined && { parentSubscriptionId: parentId }) };
};

/** How a line shows what its kind adds. The contract's `renewsTo` names the term; its billing cycle goes with it, so that a cart sent back as read stays as it is. */
export const kindMembers = ({ renewsTo, parentSubscriptionId }: Pick<CartLine | OrderLine, 'renewsTo' | 'parentSubscriptionId'>) => ({
  provisioningContext: parentSubscriptionId === undefined ? {} : { ParentSubscriptionId: parentSubscriptionId },
  ...(renewsTo !== undefined && { renewsTo }),
});
