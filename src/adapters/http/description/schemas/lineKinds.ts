import { z } from 'zod';
import { guid, members } from './answerSchema';
import { billingCycle, limitedTerm } from './terms';

/** What a line has by its kind of offer. */
export const lineKindMembers = {
  provisioningContext: members({ ParentSubscriptionId: guid.optional().meta({ description: 'Of a traditional add-on: the subscription that it hangs on.' }) }),
  renewsTo: members({ termDuration: limitedTerm, billingCycle: billingCycle.optional() }).optional().meta({ description: 'What free days turn into.' }),
};

/** Of what has a term. */
export const lineTerm = { termDuration: limitedTerm.optional().meta({ description: 'Absent of what has no term: perpetual software, Azure plans.' }), quantity: z.number().int() };
