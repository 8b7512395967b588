import { type ListedSubscription } from '../../../app/subscription/listedSubscription';
import { type Instant } from '../../../kernel/instant';
import { azurePlanSubscription, olderAzureSubscription } from './azurePlanSubscription';
import { subscriptionResource } from './subscription';

/** The contract's Subscription of whatever is listed as one. @param now decides which windows are still shown. @param hasPurchasableAddOns of licences; undefined: not judged. */
export const listedResource = (listed: ListedSubscription, now: Instant, hasPurchasableAddOns?: boolean) => {
  switch (listed.kind) {
    case 'licences':
      return subscriptionResource(listed.subscription, now, hasPurchasableAddOns);
    case 'azurePlan':
      return azurePlanSubscription(listed.plan);
    case 'olderAzure':
      return olderAzureSubscription(listed.held);
  }
};
