import { failure, success, type Result } from '../kernel/result';
import { type AzurePlan, type AzureSubscription } from './state';

export type EntitlementRefusal =
  | { readonly kind: 'AzurePlanNotFound'; readonly planId: string }
  | { readonly kind: 'EntitlementNotFound'; readonly entitlementId: string }
  | { readonly kind: 'CancellationReasonUnknown'; readonly given: string }
  /** Its plan is suspended. */
  | { readonly kind: 'EntitlementNotReactivable'; readonly entitlementId: string };

export type EntitlementEvent =
  | { readonly type: 'AzureSubscriptionCancelled'; readonly azureSubscriptionId: string; readonly reason: string }
  | { readonly type: 'AzureSubscriptionReactivated'; readonly azureSubscriptionId: string };

/** The plan with its version raised, the Azure subscription as it is now, and what happened; no event: nothing did. */
export interface EntitlementChange {
  readonly plan: AzurePlan;
  readonly subscription: AzureSubscription;
  readonly events: readonly EntitlementEvent[];
}

/** The only reason that is published. */
export const CANCELLATION_REASON = 'compromise';

/** Stops an Azure subscription for a reason; one that is inactive stays so. The plan itself stays. Refused: CancellationReasonUnknown. */
export const cancelEntitlement = (plan: AzurePlan, subscription: AzureSubscription, reason: string): Result<EntitlementChange, EntitlementRefusal> => {
  if (reason.toLowerCase() !== CANCELLATION_REASON) return failure({ kind: 'CancellationReasonUnknown', given: reason });
  if (subscription.status === 'inactive') return success({ plan, subscription, events: [] });
  return success({
    plan: { ...plan, version: plan.version + 1 },
    subscription: { ...subscription, status: 'inactive' },
    events: [{ type: 'AzureSubscriptionCancelled', azureSubscriptionId: subscription.id, reason: CANCELLATION_REASON }],
  });
};

/** Takes it up again; one that is active stays so. Refused: EntitlementNotReactivable. */
export const reactivateEntitlement = (plan: AzurePlan, subscription: AzureSubscription): Result<EntitlementChange, EntitlementRefusal> => {
  if (subscription.status === 'active') return success({ plan, subscription, events: [] });
  if (plan.status === 'suspended') return failure({ kind: 'EntitlementNotReactivable', entitlementId: subscription.id });
  return success({ plan: { ...plan, version: plan.version + 1 }, subscription: { ...subscription, status: 'active' }, events: [{ type: 'AzureSubscriptionReactivated', azureSubscriptionId: subscription.id }] });
};
