import { type Instant } from '../../kernel/instant';
import { failure, success } from '../../kernel/result';
import { unchanged, type Decision } from './outcome';
import { renewalSince, termOverAt } from './standing';
import { type Subscription } from './state';

/**
 * Gives a subscription another friendly name (SUB-6): at any time, unless it is deleted (`SubscriptionNotActive`) or its renewal is due or being carried out
 * (`RenewalInProgress`). The version is that of the transaction.
 */
export const rename = (friendlyName: string, subscription: Subscription, now: Instant): Decision => {
  if (friendlyName === subscription.friendlyName) return success(unchanged(subscription));
  if (subscription.status === 'deleted') return failure({ kind: 'SubscriptionNotActive', subscriptionId: subscription.id, status: subscription.status });
  const since = renewalSince(subscription, now);
  if (since !== undefined) return failure({ kind: 'RenewalInProgress', subscriptionId: subscription.id, since });
  return success({
    ...unchanged({ ...subscription, friendlyName }),
    events: [{ type: 'SubscriptionRenamed', friendlyName }],
    reversibleUntil: termOverAt(subscription),
  });
};
