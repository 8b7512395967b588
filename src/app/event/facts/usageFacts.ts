import { z } from 'zod';
import { type AzureField } from '../../../domain/azurePlan/toldFields';
import { type BudgetField } from '../../../domain/usage/meters/toldFields';
import { type OverageField } from '../../../domain/usage/overage/toldFields';
import { calendarDateSchema, decimalSchema, instantSchema } from '../../../kernel/schemas';
import { BARE, count, fact, id, month, NONE, type FactSchema } from './factSchema';

const ofOverage = (...fields: readonly OverageField[]): readonly OverageField[] => fields;
const of = (...fields: readonly BudgetField[]): readonly BudgetField[] => fields;
const ofPlan = (...fields: readonly AzureField[]): readonly AzureField[] => fields;
const handoverFields = ofOverage('handoverId', 'handoverStatus', 'handoverAgreed');
const assignment = ofOverage('partnerTenantId', 'azureSubscriptionId', 'resellerOfRecord', ...handoverFields);
const plan = ofPlan('status', 'friendlyName', 'resellerOfRecord', 'catalogItemId', 'orderId');
const entitlement = ofPlan('azureSubscriptions.{id}.status', 'azureSubscriptions.{id}.friendlyName', 'azureSubscriptions.{id}.purpose');
const handover = { handoverId: id };
const by = { by: z.enum(['source', 'target', 'customer']) };
const holder = { service: z.string(), partnerTenantId: id, azureSubscriptionId: id };
const azure = { azureSubscriptionId: id };
const days = { ...azure, from: calendarDateSchema, to: calendarDateSchema.optional() };

/** Of a service’s overage, and of its hand-over from partner to partner. */
export const overageFacts = {
  OverageAssigned: fact('A partner holds it (OVG-3).', { ...holder, reason: z.enum(['FirstIn', 'Asked', 'HandedOver']) }, assignment),
  OverageCleared: fact('Calls from then on are charged to this assignment no longer.', { ...holder, reason: z.enum(['Asked', 'NoEnablingSubscription']), noneFrom: instantSchema }, assignment),
  OverageHandoverRequested: fact('A hand-over is asked for (OVG-5).', { ...handover, ...by, sourcePartnerTenantId: id, targetPartnerTenantId: id, expiresAt: instantSchema }, handoverFields),
  OverageHandoverAgreed: fact('One of those it needs agreed (OVG-5).', { ...handover, ...by, byAll: z.boolean() }, handoverFields),
  OverageHandoverRefused: fact('One of them did not (OVG-5).', { ...handover, ...by }, handoverFields),
  OverageHandoverExpired: fact('It was not completed in time (OVG-5).', handover, handoverFields),
  OverageHandoverCompleted: fact('The overage is the target’s (OVG-5).', handover, handoverFields),
  OverageHandoverSuperseded: fact('Another one took its place (OVG-5).', handover, handoverFields),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of months of usage, and of budgets. */
export const usageFacts = {
  OverageCharged: fact('A month of calls was charged (OVG-7).', { service: z.string(), month, azureSubscriptionId: id, minutes: z.union([z.number(), decimalSchema]), subtotal: decimalSchema, currency: z.string() }, NONE),
  AzureUsageCharged: fact('A month of meters was charged, in so many lines (AZP-2).', { month, lines: count }, NONE),
  SaasUsageCharged: fact('A month of what a subscription to metered SaaS used was charged, in so many lines (ORD-10).', { subscriptionId: id, month, lines: count }, NONE),
  UsageBudgetSet: fact('What a customer’s use is meant to cost in a month.', { amount: decimalSchema, currency: z.string() }, of('amount', 'currency')),
  UsageBudgetRemoved: fact('There is no budget any more.', BARE, of('amount')),
  UsageBudgetReached: fact('So many per cent of it are spent.', { month, percent: z.number(), spent: decimalSchema, amount: decimalSchema, currency: z.string() }, NONE),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of an Azure plan and what lies under it. */
export const azurePlanFacts = {
  AzurePlanCreated: fact('The customer has a plan.', { partnerTenantId: id, resellerOfRecord: id.optional() }, plan),
  AzureSubscriptionCreated: fact('There is an Azure subscription under it.', { ...azure, friendlyName: z.string(), purpose: z.enum(['standard', 'overage']) }, entitlement),
  AzurePlanSuspended: fact('It is suspended.', BARE, ofPlan('status')),
  AzurePlanResumed: fact('It is active again.', BARE, ofPlan('status')),
  AzurePlanRenamed: fact('It has another name.', { friendlyName: z.string() }, ofPlan('friendlyName')),
  AzureSubscriptionCancelled: fact('It turns inactive at `inactiveAt`.', { ...azure, reason: z.string(), inactiveAt: instantSchema }, ofPlan('azureSubscriptions.{id}.inactiveAt')),
  AzureSubscriptionDeactivated: fact('The cancellation took effect.', azure, ofPlan('azureSubscriptions.{id}.status', 'azureSubscriptions.{id}.inactiveAt')),
  AzureSubscriptionReactivated: fact('It was taken up again.', azure, ofPlan('azureSubscriptions.{id}.status', 'azureSubscriptions.{id}.inactiveAt')),
  PartnerAccessLost: fact('The partner has no access on these days, both included; without `to` from that day on (AZP-4).', days, ofPlan('azureSubscriptions.{id}.accessGaps')),
  PartnerAccessRestored: fact('It had access on these days (AZP-4).', days, ofPlan('azureSubscriptions.{id}.accessGaps')),
  AzureOfferUpgraded: fact('Azure subscriptions of an older offer lie under the plan now.', { azureSubscriptionIds: z.array(id), failedIds: z.array(id) }, entitlement),
  OlderAzureSuspended: fact('An Azure subscription of an older offer is suspended (AZP-3).', azure, ofPlan('azureSubscriptions.{id}.status')),
  OlderAzureResumed: fact('It is active again (AZP-3).', azure, ofPlan('azureSubscriptions.{id}.status')),
} satisfies Readonly<Record<string, FactSchema>>;
