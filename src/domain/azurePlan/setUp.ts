import { type Instant } from '../../kernel/instant';
import { staysActive } from './entitlement';
import { type AzureHoldings, type AzurePlan, type AzureSubscription } from './state';

export type AzurePlanEvent =
  | { readonly type: 'AzurePlanCreated'; readonly partnerTenantId: string; readonly resellerOfRecord?: string }
  | { readonly type: 'AzureSubscriptionCreated'; readonly azureSubscriptionId: string; readonly friendlyName: string; readonly purpose: AzureSubscription['purpose'] };

/** A plan with what is new under it. */
export interface AzurePlanChange {
  readonly plan: AzurePlan;
  readonly isNew: boolean;
  readonly created: readonly AzureSubscription[];
  /** Empty when nothing changed. */
  readonly events: readonly AzurePlanEvent[];
}

/** What the set-up takes from its call; ids computed from what they name. */
export interface AzureSetUp {
  readonly customerId: string;
  readonly partnerId: string;
  readonly resellerOfRecord?: string | undefined;
  readonly planId: string;
  /** What a purchase of the plan would name, and the order that it comes with; kept with a plan that is made. */
  readonly catalogItemId?: string | undefined;
  readonly orderId?: string | undefined;
  /** @param nth 1 for the first of its purpose under the plan. */
  readonly subscriptionId: (purpose: AzureSubscription['purpose'], nth: number) => string;
}

/** What published clients expect an Azure subscription that takes overage to be called. */
export const OVERAGE_SUBSCRIPTION = 'Subscription 1';
const names = { standard: 'Microsoft Azure', overage: OVERAGE_SUBSCRIPTION } as const;

export const planOf = ({ plans }: AzureHoldings, partnerId: string, resellerOfRecord?: string): AzurePlan | undefined =>
  plans.find((plan) => plan.partnerId === partnerId && plan.resellerOfRecord === resellerOfRecord);

/**
 * AZP-1, OVG-2: at no cost, what is missing of the plan and of one active Azure subscription for each purpose. What is there is left as it is; under a suspended plan nothing is made.
 */
export const setUpAzure = (command: AzureSetUp, purposes: readonly AzureSubscription['purpose'][], held: AzureHoldings, now: Instant): AzurePlanChange => {
  const { customerId, partnerId, resellerOfRecord, planId, catalogItemId, orderId, subscriptionId } = command;
  const reseller = resellerOfRecord === undefined ? {} : { resellerOfRecord };
  const before = planOf(held, partnerId, resellerOfRecord);
  const plan: AzurePlan = before ?? { id: planId, customerId, partnerId, ...reseller, version: 0, friendlyName: 'Azure plan', status: 'active', createdAt: now, ...(catalogItemId !== undefined && { catalogItemId }), ...(orderId !== undefined && { orderId }) };
  const under = held.subscriptions.filter((each) => each.planId === plan.id);
  const missing = before?.status === 'suspended' ? [] : purposes.filter((purpose) => !under.some((each) => each.purpose === purpose && staysActive(each)));
  const created = missing.map((purpose): AzureSubscription => ({
    id: subscriptionId(purpose, under.filter((each) => each.purpose === purpose).length + 1),
    planId: plan.id,
    customerId,
    partnerId,
    ...reseller,
    friendlyName: names[purpose],
    status: 'active',
    purpose,
    createdAt: now,
  }));
  const events: AzurePlanEvent[] = [
    ...(before === undefined ? [{ type: 'AzurePlanCreated', partnerTenantId: partnerId, ...reseller } as const] : []),
    ...created.map(({ id, friendlyName, purpose }) => ({ type: 'AzureSubscriptionCreated', azureSubscriptionId: id, friendlyName, purpose }) as const),
  ];
  return { plan: events.length === 0 ? plan : { ...plan, version: plan.version + 1 }, isNew: before === undefined, created, events };
};
