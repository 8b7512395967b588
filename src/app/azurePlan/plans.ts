import { addAzureSubscription } from '../../domain/azurePlan/addSubscription';
import { changePlan, type AskedPlanChange, type PlanChange } from '../../domain/azurePlan/changePlan';
import { fixedMemberOf, shownOfPlan } from '../../domain/subscription/kinds/azurePlan/fixedMembers';
import { olderSubscriptions, type HeldOlder } from '../../domain/azurePlan/olderSubscription';
import { type AzurePlanChange } from '../../domain/azurePlan/setUp';
import { type AzurePlan } from '../../domain/azurePlan/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type PatchSubscription } from '../../domain/subscription/patch';
import { type Answer } from '../command/answer';
import { handleCommand, type Command } from '../command/handleCommand';
import { derivedGuid } from '../command/ids';
import { customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type ExpectedVersion, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { azureRecords, azureWrites, planChangeRecords, planChangeWrites, readableAzure, readPlan } from './azureBook';
import { ofPlan, type OfPlan } from './entitlements';
import { type UnreadableRow } from '../unreadable';

/** A plan as its partner sees it among the customer's subscriptions; undefined if it has none of that id. */
export const planOfPartner = async (app: App, partnerTenantId: string, customerId: string, planId: string): Promise<AzurePlan | undefined> => {
  const plan = await readPlan(app.commerce, customerId, planId);
  return plan?.partnerId === partnerTenantId ? plan : undefined;
};

/** All that can be read of what a partner has for a customer, with what is left under the older offer. The caller has checked that it may see the customer. */
export const azureOfPartner = async (app: App, partnerTenantId: string, customerId: string): Promise<{ readonly plans: readonly AzurePlan[]; readonly older: readonly HeldOlder[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const azure = await readableAzure(app.commerce, customerId);
  return { unreadable: azure.unreadable, plans: azure.plans.filter(({ partnerId }) => partnerId === partnerTenantId), older: olderSubscriptions(azure, partnerTenantId) };
};

/** What a PATCH of the resource as it was read, with what is to change, means for a plan. Refused: AzurePlanMemberFixed. */
const askedOf = (patch: PatchSubscription, plan: AzurePlan): Result<AskedPlanChange, Refusal> => {
  const { status, friendlyName } = patch;
  if (status !== undefined && status !== 'active' && status !== 'suspended') return failure({ kind: 'AzurePlanMemberFixed', member: 'status' });
  const member = fixedMemberOf(patch, shownOfPlan(plan));
  return member === undefined ? success({ status, friendlyName }) : failure({ kind: 'AzurePlanMemberFixed', member });
};

/** Suspends, resumes or names a plan. Refused: AzurePlanNotFound, AzurePlanInUse, AzurePlanMemberFixed, EtagStale. */
export const planPatch = (app: App, call: WriteCall, customerId: string, planId: string, patch: PatchSubscription, expected: ExpectedVersion | undefined, encode: Encoding<PlanChange>): Command<OfPlan, PlanChange> => ({
  customerId,
  request: call.request,
  preview: call.preview,
  load: () => ofPlan(app, call.partner.tenantId, customerId, planId),
  decide: ({ plan, subscriptions }) => {
    const allowed = mayTransact(call.partner, 'manage');
    if (!allowed.ok) return allowed;
    const current = expected?.etagOf(plan);
    if (expected !== undefined && current !== undefined && current !== expected.etag) return failure({ kind: 'EtagStale', given: expected.etag, current });
    const asked = askedOf(patch, plan);
    return asked.ok ? changePlan(plan, subscriptions, asked.value) : asked;
  },
  changes: (change, { azure }, now) => ({ writes: planChangeWrites(change, azure.etags.get(planId)), records: planChangeRecords(change, azure, now) }),
  before: ({ plan }, change) => encode.before({ ...change, plan }),
  answer: (outcome) => encode.answer(outcome),
  previewAnswer: (outcome) => encode.preview(outcome),
});

/** AZP-1: one more Azure subscription under a plan; the rows of plan and customer guard it. Refused: AzurePlanNotFound, AzurePlanSuspended, TooManyAzureSubscriptions. */
export const addEntitlement = (app: App, call: WriteCall, customerId: string, planId: string, friendlyName: string, encode: Encoding<AzurePlanChange>): Promise<Result<Answer, Refusal>> =>
  handleCommand<OfPlan, AzurePlanChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => ofPlan(app, call.partner.tenantId, customerId, planId),
    decide: ({ plan, subscriptions }, now) => {
      const allowed = mayTransact(call.partner, 'manage');
      if (!allowed.ok) return allowed;
      const id = derivedGuid('azure subscription', planId, call.request.callerTenantId, call.request.requestId.toLowerCase());
      return addAzureSubscription(plan, subscriptions, { id, friendlyName }, now);
    },
    changes: (change, { azure, customer }, now) => ({ writes: [customerWrite(customer.value, customer.etag), ...azureWrites(change, azure.etags.get(planId))], records: azureRecords(change, azure, now) }),
    before: () => undefined,
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
