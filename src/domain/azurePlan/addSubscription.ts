import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type AddRefusal } from './refusals';
import { type AzurePlanChange } from './setUp';
import { type AzurePlan, type AzureSubscription } from './state';

/** Under one plan, cancelled ones included: none of them is ever forgotten. */
export const MOST_UNDER_A_PLAN = 500;

/** AZP-1: one more Azure subscription under a plan, without an order and at no cost. Refused: AzurePlanSuspended, TooManyAzureSubscriptions. @param under those there are. */
export const addAzureSubscription = (plan: AzurePlan, under: readonly AzureSubscription[], asked: { readonly id: string; readonly friendlyName: string }, now: Instant): Result<AzurePlanChange, AddRefusal> => {
  if (plan.status === 'suspended') return failure({ kind: 'AzurePlanSuspended', planId: plan.id });
  if (under.length >= MOST_UNDER_A_PLAN) return failure({ kind: 'TooManyAzureSubscriptions', planId: plan.id, most: MOST_UNDER_A_PLAN });
  const { customerId, partnerId, resellerOfRecord } = plan;
  const created: AzureSubscription = { ...asked, planId: plan.id, customerId, partnerId, ...(resellerOfRecord !== undefined && { resellerOfRecord }), status: 'active', purpose: 'standard', createdAt: now };
  return success({
    plan: { ...plan, version: plan.version + 1 },
    isNew: false,
    created: [created],
    events: [{ type: 'AzureSubscriptionCreated', azureSubscriptionId: created.id, friendlyName: created.friendlyName, purpose: 'standard' }],
  });
};
