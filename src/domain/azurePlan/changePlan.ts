import { failure, success, type Result } from '../../kernel/result';
import { type PlanRefusal } from './refusals';
import { type AzurePlan, type AzureSubscription } from './state';

export type PlanEvent = { readonly type: 'AzurePlanSuspended' } | { readonly type: 'AzurePlanResumed' } | { readonly type: 'AzurePlanRenamed'; readonly friendlyName: string };

export interface PlanChange {
  readonly plan: AzurePlan;
  /** Empty when nothing changed. */
  readonly events: readonly PlanEvent[];
}

export interface AskedPlanChange {
  readonly status?: AzurePlan['status'] | undefined;
  readonly friendlyName?: string | undefined;
}

/**
 * Suspends a plan, takes it up again, names it; what is so already is no change. Nothing is charged for a plan, so nothing is given back.
 * Refused: AzurePlanInUse. @param under its Azure subscriptions.
 */
export const changePlan = (plan: AzurePlan, under: readonly AzureSubscription[], { status, friendlyName }: AskedPlanChange): Result<PlanChange, PlanRefusal> => {
  const active = under.filter((each) => each.status === 'active').length;
  if (status === 'suspended' && plan.status === 'active' && active > 0) return failure({ kind: 'AzurePlanInUse', planId: plan.id, active });
  const events: PlanEvent[] = [
    ...(status === undefined || status === plan.status ? [] : [{ type: status === 'suspended' ? 'AzurePlanSuspended' : 'AzurePlanResumed' } as const]),
    ...(friendlyName === undefined || friendlyName === plan.friendlyName ? [] : [{ type: 'AzurePlanRenamed', friendlyName } as const]),
  ];
  if (events.length === 0) return success({ plan, events });
  return success({ plan: { ...plan, version: plan.version + 1, ...(status !== undefined && { status }), ...(friendlyName !== undefined && { friendlyName }) }, events });
};
