import { changePlan } from '../../domain/azurePlan/changePlan';
import { type PlanRefusal } from '../../domain/azurePlan/refusals';
import { success, type Result } from '../../kernel/result';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { type ListedSubscription } from '../subscription/listedSubscription';
import { ofPlan } from './entitlements';

/** What can be done to a plan, or to a subscription of the older offer, by its own call. */
export type AzureOption = { readonly action: 'rename' | 'suspend' | 'resume'; readonly rule: 'SUB-6' | 'SUS-1' | 'SUS-2' | 'AZP-1' } & (
  | { readonly possible: true; readonly status: 'active' | 'suspended' }
  | { readonly possible: false; readonly refusal: PlanRefusal }
);

/** PRE-3: the commands of a plan run dry. It has no licences, term or charge of its own, so nothing happens to it if nobody acts. Refused: CustomerNotFound, AzurePlanNotFound. */
export const azureOptions = async (app: App, partnerTenantId: string, customerId: string, listed: Exclude<ListedSubscription, { kind: 'licences' }>): Promise<Result<readonly AzureOption[], Refusal>> => {
  const before = listed.kind === 'azurePlan' ? listed.plan.status : (listed.held.subscription.status ?? 'active');
  const action = before === 'active' ? 'suspend' : 'resume';
  const status = before === 'active' ? 'suspended' : 'active';
  const rule = action === 'suspend' ? 'SUS-1' : 'SUS-2';
  if (listed.kind === 'olderAzure') return success([{ action, rule, possible: true, status }]);
  const found = await ofPlan(app, partnerTenantId, customerId, listed.plan.id);
  if (!found.ok) return found;
  const changed = changePlan(found.value.plan, found.value.subscriptions, { status });
  return success([
    { action: 'rename', rule: 'SUB-6', possible: true, status: before },
    changed.ok ? { action, rule, possible: true, status } : { action, rule: 'AZP-1', possible: false, refusal: changed.error },
  ]);
};
