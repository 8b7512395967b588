import { azurePlanSchema, azureSubscriptionSchema } from '../../../../domain/azurePlan/state';
import { z } from 'zod';
import { attributesOf, day, guid, instant, link, members, named } from './answerSchema';

const accessGap = members({
  from: day.meta({ description: 'The first day without access.' }),
  to: day.optional().meta({ description: 'The last day without access, itself included; absent: until somebody says otherwise.' }),
});

/** The contract's AzureEntitlement. */
export const azureEntitlement = named(
  'AzureEntitlement',
  members({
    id: guid,
    friendlyName: z.string(),
    status: azureSubscriptionSchema.shape.status,
    subscriptionId: guid.meta({ description: 'The Azure plan that it is under.' }),
    accessGaps: z.array(accessGap).optional().meta({ description: 'UTC days on which the partner had no access all day, and earns no credit.' }),
    links: members({ self: link }),
    attributes: attributesOf('AzureEntitlement'),
  }),
);

export const azurePlan = named(
  'AzurePlan',
  members({
    id: guid,
    friendlyName: z.string(),
    status: azurePlanSchema.shape.status,
    partnerId: z.string().optional().meta({ description: 'PartnerID of the indirect reseller of record.' }),
    createdAt: instant,
    links: members({ azureEntitlements: link }),
    attributes: attributesOf('AzurePlan'),
  }),
);
