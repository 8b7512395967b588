import { z } from 'zod';
import { type AzureUpgrade } from '../../../azurePlan/upgradeLegacy';
import { guidSchema } from '../wireSchemas';

/** The unit is the customer; Azure is the only family. */
export const productUpgradeBody = z.object({ customerId: guidSchema, productFamily: z.enum(['Azure']) });

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
  })),
  attributes: { objectType: 'ProductUpgradeStatus' },
});
