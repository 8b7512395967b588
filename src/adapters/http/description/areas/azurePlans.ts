import { z } from 'zod';
import { CANCELLATION_REASON } from '../../../../domain/azurePlan/entitlement';
import { TOLD_AT } from '../../../../domain/usage/meters/budget';
import { type DescribedArea } from '../operation';
import { attributesOf, collectionOf, count, currency, instant, members } from '../schemas/answerSchema';
import { azureEntitlement, azurePlan } from '../schemas/azurePlan';
import { meterCharge, meterUsage, meterUsageWithoutPrices } from '../schemas/meter';
import { customerUsageRecord, customerUsageSummary, meterUsageRecord, resourceUsageRecord, spendingBudget, subscriptionUsageRecord, subscriptionUsageSummary } from '../schemas/usageSummary';

const rateCard = members({
  locale: z.string(),
  currency,
  isTaxIncluded: z.literal(false),
  meters: z.array(
    members({
      id: z.string(),
      name: z.string(),
      rates: z.record(z.string(), z.number()).meta({ description: 'Price of a unit by the quantity of the month from which on it holds.' }),
      tags: z.array(z.string()),
      category: z.string(),
      subcategory: z.string(),
      region: z.string().meta({ description: 'Of Azure; empty: the same everywhere.' }),
      unit: z.string(),
      includedQuantity: count,
      effectiveDate: instant.optional().meta({ description: 'First instant of the price, UTC; absent where it always held.' }),
    }),
  ),
  offerTerms: z.array(z.string()),
  attributes: attributesOf('AzureRateCard'),
});

const RUNNING_MONTH = 'Of the running month, UTC, to date.';

export const azurePlans: DescribedArea = {
  name: 'Azure plans',
  about: 'Plans, the Azure subscriptions under them, and what their usage costs.',
  operations: {
    listAzurePlans: { summary: "Get a customer's Azure plans", details: 'In the list of subscriptions a plan is one of them.', answers: { 200: collectionOf(azurePlan) } },
    listEntitlements: { summary: 'Get a list of Azure entitlements for a subscription', answers: { 200: collectionOf(azureEntitlement) } },
    getEntitlement: { summary: 'Get an Azure entitlement', answers: { 200: azureEntitlement } },
    addEntitlement: { summary: 'Add an Azure subscription to a plan', details: 'Takes no order: what it costs is its usage.', answers: { 201: azureEntitlement } },
    cancelEntitlement: { summary: 'Cancel an Azure subscription', details: `For one reason, \`${CANCELLATION_REASON}\`. It is active in the answer, and inactive ten minutes later.`, answers: { 200: azureEntitlement } },
    reactivateEntitlement: { summary: 'Reactivate an Azure subscription', details: 'It is active when the answer arrives, whatever the status says.', answers: { 202: azureEntitlement } },
    setPartnerAccess: {
      summary: 'Say whether the partner has access to an Azure subscription',
      details: 'Of whole UTC days, `from` and `to` included; without `to` until it is said otherwise. A day without access earns no credit.',
      answers: { 200: azureEntitlement },
    },
    getAzureUsage: {
      summary: "Get a customer's metered usage of a month",
      details: 'To date, or of a closed month as it was charged. The customer itself sees quantities without prices.',
      answers: { 200: collectionOf(z.union([meterUsage, meterUsageWithoutPrices])) },
    },
    listAzureCharges: { summary: 'Get what closed months of metered usage were charged', details: 'The oldest first. A page may be empty and have a next one.', answers: { 200: collectionOf(meterCharge) } },
    getAzureRateCard: { summary: 'Get prices for Microsoft Azure', answers: { 200: rateCard } },
    customerUsageRecords: { summary: 'Get all customer usage records for a partner', details: RUNNING_MONTH, answers: { 200: collectionOf(customerUsageRecord) } },
    getUsageSummary: { summary: 'Get customer usage summary', details: RUNNING_MONTH, answers: { 200: customerUsageSummary } },
    customerPlanUsageRecords: { summary: 'Get all subscription usage records for a customer', details: RUNNING_MONTH, answers: { 200: collectionOf(subscriptionUsageRecord) } },
    getPlanUsageSummary: { summary: 'Get subscription usage summary', details: RUNNING_MONTH, answers: { 200: subscriptionUsageSummary } },
    listResourceUsageRecords: { summary: 'Get usage data for subscription by resource', details: RUNNING_MONTH, answers: { 200: collectionOf(resourceUsageRecord) } },
    listMeterUsageRecords: { summary: 'Get usage data for subscription by meter', details: RUNNING_MONTH, answers: { 200: collectionOf(meterUsageRecord) } },
    getUsageBudget: { summary: 'Get customer usage budget', answers: { 200: spendingBudget } },
    patchUsageBudget: { summary: 'Update customer usage budget', details: `It is watched, and told of at ${TOLD_AT.join(' and ')} percent; nothing is stopped. \`amount: null\` takes it back.`, answers: { 200: spendingBudget } },
  },
};
