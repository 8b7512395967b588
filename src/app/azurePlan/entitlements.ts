import { azureSubscriptionAt, cancelEntitlement, reactivateEntitlement, type EntitlementChange } from '../../domain/azurePlan/entitlement';
import { type AzurePlan, type AzureSubscription } from '../../domain/azurePlan/state';
import { type Customer } from '../../domain/parties/customer/state';
import { failure, success, type Result } from '../../kernel/result';
import { mayTransact } from '../../domain/parties/partner/mayTransact';
import { type Answer } from '../command/answer';
import { handleCommand } from '../command/handleCommand';
import { customerOf, customerWrite } from '../customer/customerBook';
import { type App, type Encoding, type WriteCall } from '../ports';
import { type Refusal } from '../refusals';
import { type Stored } from '../subscription/subscriptionBook';
import { type Page, pageByKey, type Readable } from '../unreadable';
import { deactivation } from './deactivate';
import { entitlementRecords, entitlementWrites, readableAzure, readAzure, type StoredAzure } from './azureBook';

export interface OfPlan {
  /** Its row guards whatever makes an Azure subscription active: the relationship cannot end at the same instant (CUS-1). */
  readonly customer: Stored<Customer>;
  readonly azure: StoredAzure;
  readonly plan: AzurePlan;
  readonly subscriptions: readonly AzureSubscription[];
}

/** A plan of the partner's, with the Azure subscriptions under it as they are at this moment. Refused: CustomerNotFound, AzurePlanNotFound. */
export const ofPlan = async (app: App, partnerTenantId: string, customerId: string, planId: string): Promise<Result<OfPlan, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const azure = await readAzure(app.commerce, customerId);
  const plan = azure.plans.find(({ id, partnerId }) => id === planId && partnerId === partnerTenantId);
  const under = azure.subscriptions.filter((each) => each.planId === planId).map((each) => azureSubscriptionAt(each, app.clock.now()));
  return plan === undefined ? failure({ kind: 'AzurePlanNotFound', planId }) : success({ customer: customer.value, azure, plan, subscriptions: under });
};

/** The Azure plans that a partner has for a customer. Refused: CustomerNotFound. */
export const listAzurePlans = async (app: App, partnerTenantId: string, customerId: string): Promise<Result<Readable<AzurePlan>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const { plans, unreadable } = await readableAzure(app.commerce, customerId);
  return success({ items: plans.filter(({ partnerId }) => partnerId === partnerTenantId), unreadable });
};

/** AZP-1: the Azure subscriptions under a plan, by their ids. */
export const listEntitlements = async (
  app: App,
  partnerTenantId: string,
  customerId: string,
  planId: string,
): Promise<Result<(limit: number, continuation?: string) => Promise<Page<AzureSubscription>>, Refusal>> => {
  const customer = await customerOf(app.commerce, customerId, partnerTenantId);
  if (!customer.ok) return customer;
  const { plans, subscriptions, unreadable } = await readableAzure(app.commerce, customerId);
  if (!plans.some(({ id, partnerId }) => id === planId && partnerId === partnerTenantId)) return failure({ kind: 'AzurePlanNotFound', planId });
  const sorted = subscriptions.filter((each) => each.planId === planId).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return success(async (limit, continuation = '') => pageByKey(sorted.flatMap((each) => (each.id > continuation ? [[each.id, each] as const] : [])), unreadable, limit));
};

const oneOf = ({ subscriptions }: OfPlan, entitlementId: string): Result<AzureSubscription, Refusal> => {
  const subscription = subscriptions.find(({ id }) => id === entitlementId);
  return subscription === undefined ? failure({ kind: 'EntitlementNotFound', entitlementId }) : success(subscription);
};

export const getEntitlement = async (app: App, partnerTenantId: string, customerId: string, planId: string, entitlementId: string): Promise<Result<AzureSubscription, Refusal>> => {
  const found = await ofPlan(app, partnerTenantId, customerId, planId);
  return found.ok ? oneOf(found.value, entitlementId) : found;
};

/** Stops or takes up one Azure subscription; the plan's row guards it, and bears its version. */
export const changeEntitlement = (
  app: App,
  call: WriteCall,
  subject: { readonly customerId: string; readonly planId: string; readonly entitlementId: string },
  asked: { readonly cancel: string } | 'reactivate',
  encode: Encoding<EntitlementChange>,
): Promise<Result<Answer, Refusal>> => {
  const { customerId, planId, entitlementId } = subject;
  return handleCommand<OfPlan, EntitlementChange>(app, {
    customerId,
    request: call.request,
    preview: call.preview,
    load: () => ofPlan(app, call.partner.tenantId, customerId, planId),
    decide: (loaded, now) => {
      const allowed = mayTransact(call.partner, 'manage');
      if (!allowed.ok) return allowed;
      const subscription = oneOf(loaded, entitlementId);
      if (!subscription.ok) return subscription;
      return asked === 'reactivate' ? reactivateEntitlement(loaded.plan, subscription.value) : cancelEntitlement(loaded.plan, subscription.value, asked.cancel, now);
    },
    changes: (change, { azure, customer }, now) => ({
      writes: [...(asked === 'reactivate' ? [customerWrite(customer.value, customer.etag)] : []), ...entitlementWrites(change, azure.etags.get(planId))],
      records: entitlementRecords(change, azure, now),
      deadlines: deactivation(change),
    }),
    before: ({ subscriptions }, change) => {
      const stood = subscriptions.find(({ id }) => id === entitlementId);
      return stood && encode.before({ ...change, subscription: stood });
    },
    answer: (outcome) => encode.answer(outcome),
    previewAnswer: (outcome) => encode.preview(outcome),
  });
};
