import { z } from 'zod';
import { upgradeStatuses } from '../../../../domain/azurePlan/upgradeLegacy';
import { attributesOf, guid, instant, members, named } from './answerSchema';

export const productUpgradeStatus = named(
  'ProductUpgradeStatus',
  members({
    id: guid,
    status: z.enum(upgradeStatuses),
    productFamily: z.literal('azure'),
    lineItems: z.array(
      members({
        sourceProduct: members({ id: guid, name: z.literal('AzureSubscription') }),
        targetProduct: members({ id: guid, name: z.literal('Microsoft Azure plan') }),
        upgradedDate: instant.meta({ description: 'When it was moved, or last tried.' }),
        status: z.enum(['Completed', 'Failed']),
        errorDetails: members({ code: z.string(), description: z.string() }).optional(),
      }),
    ),
    attributes: attributesOf('ProductUpgradeStatus'),
  }),
);

export const productUpgradeEligibility = members({ customerId: guid, isEligible: z.boolean(), productFamily: z.literal('azure'), reason: z.string().optional().meta({ description: 'Why it is not.' }) });
