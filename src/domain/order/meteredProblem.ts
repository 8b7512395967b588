import { staysActive } from '../azurePlan/entitlement';
import { isAzurePlan } from '../azurePlan/state';
import { type FoundOffer } from '../catalogue/findOffer';
import { type Sku } from '../catalogue/state';
import { kindOfOffer } from '../subscription/kinds/table';
import { type CustomerStanding } from '../subscription/limits/customerStanding';
import { type CartLineError } from './state';

/** ORD-10: what metered SaaS lacks of this partner's Azure plans. A plan that the same cart buys is none yet, and an Azure subscription that is cancelled and not inactive yet counts as gone. Undefined: nothing, or it is not metered. */
export const meteredProblem = (sku: Sku, { azure }: CustomerStanding, partnerId: string): CartLineError | undefined => {
  if (kindOfOffer(sku)?.isMetered !== true) return undefined;
  const { productId, skuId } = sku;
  const plans = azure.plans.filter((plan) => plan.partnerId === partnerId);
  if (plans.length === 0) return { kind: 'AzurePlanMissing', productId, skuId };
  const used = plans.some(({ id, status }) => status === 'active' && azure.subscriptions.some((each) => each.planId === id && staysActive(each)));
  return used ? undefined : { kind: 'AzurePlanUnused', productId, skuId };
};

/** Whether what the customer has of Azure can make a difference to who buys an offer. */
export const dependsOnAzure = ({ item: { sku } }: FoundOffer): boolean => isAzurePlan(sku.productId, sku.skuId) || kindOfOffer(sku)?.isMetered === true;
