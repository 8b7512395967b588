import { type OverageRefusal } from '../../../domain/usage/overage/refusals';
import { type Rows } from './row';

const overageProblems = {
  noEnablingSubscription: 'it has sold the customer no active subscription that enables it',
  role: 'its roles do not carry that right',
  tier: 'an indirect reseller goes through its provider',
  noParty: 'it is neither source nor target',
} as const;

/** Who takes a service's overage, and its hand-over. */
export const usageErrors: Rows<OverageRefusal> = {
  OverageNotManageable: { status: 403, code: 800114, describe: ({ service, problem }) => `The caller may not manage the overage of ${service}: ${overageProblems[problem]}.` },
  OverageHeldByOther: { status: 403, code: 800115, describe: ({ service }) => `The overage of ${service} is another partner's: it moves after source, target and customer agreed to a hand-over and the source set None.` },
  AzureSubscriptionNotFound: { status: 404, code: 800111, describe: ({ azureSubscriptionId }) => `There is no Azure subscription ${azureSubscriptionId}.` },
  AzureSubscriptionNotActive: { status: 400, code: 800012, describe: ({ azureSubscriptionId, status }) => `The Azure subscription ${azureSubscriptionId} is ${status}, not active.` },
  NotAzureSubscription: { status: 400, code: 800011, describe: ({ subscriptionId }) => `The subscription ${subscriptionId} is no Azure subscription.` },
  LegacyAzureHeld: { status: 403, code: 800112, describe: ({ customerId }) => `The customer ${customerId} has subscriptions of the older Azure offer: move them to the Azure plan first.` },
  // No codes are published for the hand-over, which is the own API's: those of transfers where they fit, else the general ones.
  OverageNotAssigned: { status: 404, code: 1000, describe: ({ service }) => `No partner has the overage of ${service}: the first to assign it gets it.` },
  HandoverNotFound: { status: 404, code: 1000, describe: ({ handoverId }) => `There is no hand-over ${handoverId}.` },
  HandoverToHolder: { status: 400, code: 900148, describe: ({ partnerTenantId }) => `toPartnerTenantId: the partner ${partnerTenantId} has it already.` },
  HandoverTargetUnrelated: { status: 403, code: 20002, describe: ({ partnerTenantId }) => `toPartnerTenantId: there is no accepted reseller relationship of the partner ${partnerTenantId} with the customer.` },
  HandoverUnderWay: { status: 400, code: 800042, describe: ({ handoverId }) => `The hand-over ${handoverId} to another partner is under way.` },
  HandoverNotPending: { status: 400, code: 800042, describe: ({ handoverId, status }) => `The hand-over ${handoverId} is ${status}, not pending.` },
};
