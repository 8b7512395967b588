import { z } from 'zod';
import { calendarDateSchema, decimalSchema, instantSchema } from '../../../kernel/schemas';
import { count, fact, id, month, type FactSchema } from './factSchema';

const handover = { handoverId: id };
const by = { by: z.enum(['source', 'target', 'customer']) };
const holder = { service: z.string(), partnerTenantId: id, azureSubscriptionId: id };
const azure = { azureSubscriptionId: id };
const days = { ...azure, from: calendarDateSchema, to: calendarDateSchema.optional() };

/** Of a service’s overage, and of its hand-over from partner to partner. */
export const overageFacts = {
  OverageAssigned: fact('A partner holds it (OVG-3).', { ...holder, reason: z.enum(['FirstIn', 'Asked', 'HandedOver']) }),
  OverageCleared: fact('Calls from then on are charged to this assignment no longer.', { ...holder, reason: z.enum(['Asked', 'NoEnablingSubscription']), noneFrom: instantSchema }),
  OverageHandoverRequested: fact('A hand-over is asked for (OVG-5).', { ...handover, ...by, sourcePartnerTenantId: id, targetPartnerTenantId: id, expiresAt: instantSchema }),
  OverageHandoverAgreed: fact('One of those it needs agreed (OVG-5).', { ...handover, ...by, byAll: z.boolean() }),
  OverageHandoverRefused: fact('One of them did not (OVG-5).', { ...handover, ...by }),
  OverageHandoverExpired: fact('It was not completed in time (OVG-5).', handover),
  OverageHandoverCompleted: fact('The overage is the target’s (OVG-5).', handover),
  OverageHandoverSuperseded: fact('Another one took its place (OVG-5).', handover),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of months of usage, and of budgets. */
export const usageFacts = {
  OverageCharged: fact('A month of calls was charged (OVG-7).', { service: z.string(), month, azureSubscriptionId: id, minutes: z.union([z.number(), decimalSchema]), subtotal: decimalSchema, currency: z.string() }),
  AzureUsageCharged: fact('A month of meters was charged, in so many lines (AZP-2).', { month, lines: count }),
  SaasUsageCharged: fact('A month of what a subscription to metered SaaS used was charged, in so many lines (ORD-10).', { subscriptionId: id, month, lines: count }),
  UsageBudgetSet: fact('What a customer’s use is meant to cost in a month.', { amount: decimalSchema, currency: z.string() }),
  UsageBudgetRemoved: fact('There is no budget any more.'),
  UsageBudgetReached: fact('So many per cent of it are spent.', { month, percent: z.number(), spent: decimalSchema, amount: decimalSchema, currency: z.string() }),
} satisfies Readonly<Record<string, FactSchema>>;

/** Of an Azure plan and what lies under it. */
export const azurePlanFacts = {
  AzurePlanCreated: fact('The customer has a plan.', { partnerTenantId: id, resellerOfRecord: id.optional() }),
  AzureSubscriptionCreated: fact('There is an Azure subscription under it.', { ...azure, friendlyName: z.string(), purpose: z.enum(['standard', 'overage']) }),
  AzurePlanSuspended: fact('It is suspended.'),
  AzurePlanResumed: fact('It is active again.'),
  AzurePlanRenamed: fact('It has another name.', { friendlyName: z.string() }),
  AzureSubscriptionCancelled: fact('It turns inactive at `inactiveAt`.', { ...azure, reason: z.string(), inactiveAt: instantSchema }),
  AzureSubscriptionDeactivated: fact('The cancellation took effect.', azure),
  AzureSubscriptionReactivated: fact('It was taken up again.', azure),
  PartnerAccessLost: fact('The partner has no access on these days, both included; without `to` from that day on (AZP-4).', days),
  PartnerAccessRestored: fact('It had access on these days (AZP-4).', days),
  AzureOfferUpgraded: fact('Azure subscriptions of an older offer lie under the plan now.', { azureSubscriptionIds: z.array(id), failedIds: z.array(id) }),
  OlderAzureSuspended: fact('An Azure subscription of an older offer is suspended (AZP-3).', azure),
  OlderAzureResumed: fact('It is active again (AZP-3).', azure),
} satisfies Readonly<Record<string, FactSchema>>;
