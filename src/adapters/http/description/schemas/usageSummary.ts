import { z } from 'zod';
import { azurePlanSchema } from '../../../../domain/azurePlan/state';
import { attributesOf, currency, guid, instant, link, members, named } from './answerSchema';

const amount = named('Cost', members({ totalCost: z.number(), currencyCode: currency }));

/** What was spent in a month to date: `totalCost` as the contract has it, the rest our own. */
const costMembers = {
  totalCost: z.number().meta({ description: 'In US dollars, as budgets are. Where nobody has said a rate: as it is billed, and of two currencies what is billed in US dollars.' }),
  currencyCode: currency.meta({ description: 'Of `totalCost`.' }),
  currencyLocale: z.string(),
  costs: z.array(amount).meta({ description: 'All that was spent as it is billed, a sum for each currency.' }),
  usdTotalCost: z.number().optional().meta({ description: 'Absent where something of it has no rate to US dollars.' }),
  notInUsd: z.array(amount).optional().meta({ description: 'What counts against no budget, because nobody has said a rate to US dollars.' }),
};

/** The contract's SpendingBudget. */
export const spendingBudget = named('SpendingBudget', members({ amount: z.number().positive().optional().meta({ description: 'US dollars a month; absent: there is no budget.' }), attributes: attributesOf('SpendingBudget') }));

const ofMonth = {
  resourceId: guid,
  resourceName: z.string(),
  billingStartDate: instant.meta({ description: 'First day of the running month, UTC.' }),
  billingEndDate: instant.meta({ description: 'Last second of the running month, UTC.' }),
  ...costMembers,
};

export const customerUsageSummary = named('CustomerUsageSummary', members({ ...ofMonth, budget: spendingBudget, lastModifiedDate: instant, links: members({ self: link }), attributes: attributesOf('CustomerUsageSummary') }));

export const subscriptionUsageSummary = named('SubscriptionUsageSummary', members({ ...ofMonth, lastModifiedDate: instant, links: members({ self: link }), attributes: attributesOf('SubscriptionUsageSummary') }));

export const customerUsageRecord = named(
  'CustomerMonthlyUsageRecord',
  members({
    budget: spendingBudget,
    percentUsed: z.number().optional().meta({ description: 'Of the budget; absent where there is none.' }),
    resourceId: guid,
    resourceName: z.string(),
    ...costMembers,
    lastModifiedDate: instant,
    attributes: attributesOf('CustomerMonthlyUsageRecord'),
  }),
);

export const subscriptionUsageRecord = named(
  'SubscriptionMonthlyUsageRecord',
  members({
    status: azurePlanSchema.shape.status,
    partnerOnRecord: z.string().optional().meta({ description: 'PartnerID of the indirect reseller of record.' }),
    offerId: z.string(),
    id: guid,
    name: z.string(),
    resourceId: guid.meta({ description: 'The same as `id`.' }),
    resourceName: z.string().meta({ description: 'The same as `name`.' }),
    ...costMembers,
    lastModifiedDate: instant,
    attributes: attributesOf('SubscriptionMonthlyUsageRecord'),
  }),
);

export const meterUsageRecord = named(
  'MeterUsageRecord',
  members({
    meterId: z.string().meta({ description: 'Of calls beyond the allowance the name of the service.' }),
    meterName: z.string(),
    category: z.enum(['Azure', 'Overage']),
    unit: z.string(),
    quantityUsed: z.number(),
    resourceId: z.string().meta({ description: 'The Azure subscription that is charged.' }),
    resourceName: z.string(),
    ...costMembers,
    attributes: attributesOf('MeterUsageRecord'),
  }),
);

export const resourceUsageRecord = named(
  'AzureResourceMonthlyUsageRecord',
  members({ resourceId: z.string(), resourceName: z.string(), resourceType: z.literal('AzureSubscription'), ...costMembers, attributes: attributesOf('AzureResourceMonthlyUsageRecord') }),
);
