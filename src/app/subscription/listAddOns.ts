import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../../domain/subscription/state';
import { listedSubscription } from './listedSubscription';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { readSubscription } from './subscriptionBook';

/** ORD-5: what hangs on a subscription; none but traditional ones have any. One that ended while its base went on is no longer listed. */
export const listAddOns = async (app: App, partnerTenantId: string, customerId: string, subscriptionId: string): Promise<Result<readonly Subscription[], Refusal>> => {
  const base = await listedSubscription(app, partnerTenantId, customerId, subscriptionId);
  if (!base.ok) return base;
  if (base.value.kind !== 'licences') return success([]);
  const addOns: Subscription[] = [];
  for (const id of base.value.subscription.addOnIds ?? []) {
    const addOn = await readSubscription(app.commerce, customerId, id);
    if (addOn === undefined) return failure({ kind: 'SubscriptionNotFound', subscriptionId: id });
    addOns.push(addOn.value);
  }
  return success(addOns);
};
