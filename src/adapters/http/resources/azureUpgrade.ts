import { z } from 'zod';
import { type AzureUpgrade } from '../../../domain/azurePlan/upgradeLegacy';
import { guidSchema } from '../wireSchemas';

/** The unit is the customer; Azure is the only family. */
export const productUpgradeBody = z.object({ customerId: guidSchema, productFamily: z.enum(['Azure']) });

const reasons = { Suspended: 'The Azure subscription is suspended: take it up again, and repeat the request.' } as const;

/** The contract's ProductUpgradeStatus. */
export const azureUpgradeResource = ({ id, status, planId, lines }: AzureUpgrade) => ({
  id,
  status,
  productFamily: 'azure',
  lineItems: lines.map((line) => ({
    sourceProduct: { id: line.azureSubscriptionId, name: 'AzureSubscription' },
    targetProduct: { id: planId, name: 'Microsoft Azure plan' },
    upgradedDate: line.at,
    status: line.status,
    ...(line.reason !== undefined && { errorDetails: { code: '900105', description: reasons[line.reason] } }),
  })),
  attributes: { objectType: 'ProductUpgradeStatus' },
});
