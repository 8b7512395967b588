import { type CalendarDate } from '../../kernel/calendarDate';
import { plusMinutes, type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type EntitlementRefusal } from './refusals';
import { type AzurePlan, type AzureSubscription } from './state';

export type EntitlementEvent =
  | { readonly type: 'AzureSubscriptionCancelled'; readonly azureSubscriptionId: string; readonly reason: string; readonly inactiveAt: Instant }
  /** The cancellation took effect. */
  | { readonly type: 'AzureSubscriptionDeactivated'; readonly azureSubscriptionId: string }
  | { readonly type: 'AzureSubscriptionReactivated'; readonly azureSubscriptionId: string }
  /** AZP-4: of days, both included; without `to` from that day on. */
  | { readonly type: 'PartnerAccessLost'; readonly azureSubscriptionId: string; readonly from: CalendarDate; readonly to?: CalendarDate }
  | { readonly type: 'PartnerAccessRestored'; readonly azureSubscriptionId: string; readonly from: CalendarDate; readonly to?: CalendarDate };

/** The plan with its version raised, the Azure subscription as it is now, and what happened; no event: nothing did. */
export interface EntitlementChange {
  readonly plan: AzurePlan;
  readonly subscription: AzureSubscription;
  readonly events: readonly EntitlementEvent[];
}

/** The only reason that is published. */
export const CANCELLATION_REASON = 'compromise';

/** How long a cancelled one goes on. Source: "Cancel an Azure subscription": the answer is still active, about ten minutes later it is inactive. */
const MINUTES_UNTIL_INACTIVE = 10;

/** As it is at `now`, whether or not its cancellation was carried out yet: at `inactiveAt`, included, it is inactive. */
export const azureSubscriptionAt = (subscription: AzureSubscription, now: Instant): AzureSubscription => {
  const { inactiveAt, ...rest } = subscription;
  return inactiveAt !== undefined && inactiveAt <= now ? { ...rest, status: 'inactive' } : subscription;
};

/** Active and not about to end: what can be charged from now on. */
export const staysActive = ({ status, inactiveAt }: AzureSubscription): boolean => status === 'active' && inactiveAt === undefined;

export const raised = (plan: AzurePlan): AzurePlan => ({ ...plan, version: plan.version + 1 });

/** Stops an Azure subscription for a reason: it is inactive ten minutes later. One that is inactive, or cancelled already, stays as it is. The plan itself stays. Refused: CancellationReasonUnknown. */
export const cancelEntitlement = (plan: AzurePlan, subscription: AzureSubscription, reason: string, now: Instant): Result<EntitlementChange, EntitlementRefusal> => {
  if (reason.toLowerCase() !== CANCELLATION_REASON) return failure({ kind: 'CancellationReasonUnknown', given: reason });
  const held = azureSubscriptionAt(subscription, now);
  if (!staysActive(held)) return success({ plan, subscription: held, events: [] });
  const inactiveAt = plusMinutes(now, MINUTES_UNTIL_INACTIVE);
  return success({
    plan: raised(plan),
    subscription: { ...held, inactiveAt },
    events: [{ type: 'AzureSubscriptionCancelled', azureSubscriptionId: subscription.id, reason: CANCELLATION_REASON, inactiveAt }],
  });
};

/** What the deadline of its cancellation does; nothing before it, nor where it was taken up again. */
export const deactivateEntitlement = (plan: AzurePlan, subscription: AzureSubscription, now: Instant): EntitlementChange | undefined => {
  const after = azureSubscriptionAt(subscription, now);
  return after === subscription ? undefined : { plan: raised(plan), subscription: after, events: [{ type: 'AzureSubscriptionDeactivated', azureSubscriptionId: subscription.id }] };
};

/** Takes it up again, also before its cancellation took effect; one that stays active is left so. Refused: EntitlementNotReactivable. */
export const reactivateEntitlement = (plan: AzurePlan, subscription: AzureSubscription): Result<EntitlementChange, EntitlementRefusal> => {
  if (staysActive(subscription)) return success({ plan, subscription, events: [] });
  if (plan.status === 'suspended') return failure({ kind: 'EntitlementNotReactivable', entitlementId: subscription.id });
  const { inactiveAt: _, ...rest } = subscription;
  return success({ plan: raised(plan), subscription: { ...rest, status: 'active' }, events: [{ type: 'AzureSubscriptionReactivated', azureSubscriptionId: subscription.id }] });
};
