import { z } from 'zod';
import { collectionOf, count, link, members, named } from './answerSchema';

export const activationLinks = collectionOf(named('ActivationLink', members({ lineItemNumber: count, link: link.meta({ description: "The publisher's page, as a whole address." }) })));

export const provisioningLines = collectionOf(
  named(
    'OrderLineItemProvisioningStatus',
    members({
      orderLineItemId: z.string(),
      lineItemNumber: count,
      status: z.enum(['fulfilled', 'unfulfilled']),
      quantityProvisioningInformation: z.array(members({ quantity: count, status: z.enum(['fulfilled', 'unfulfilled']) })),
    }),
  ),
);
