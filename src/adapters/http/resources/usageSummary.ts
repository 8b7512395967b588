import { type AzurePlan } from '../../../domain/azurePlan/state';
import { planOfferId } from '../../../domain/subscription/kinds/azurePlan/fixedMembers';
import { type Instant } from '../../../kernel/instant';
import { BUDGET_CURRENCY, percentUsed, type Budget } from '../../../domain/usage/meters/budget';
import { spendingOf, type Amount, type Spending, type Spent } from '../../../domain/reconciliation/spending';
import { lastDayOfMonth, type CalendarDate } from '../../../kernel/calendarDate';
import { type Subject, type SpentBy } from '../../../app/meters/spendViews';
import { link } from '../links';
import { dayAtLastSecond, dayAtMidnight } from '../wireDates';

/** The contract's SpendingBudget; without one its amount is absent. */
export const budgetResource = (budget: Pick<Budget, 'amount'> | undefined) => ({ ...(budget?.amount !== undefined && { amount: Number(budget.amount) }), attributes: { objectType: 'SpendingBudget' } });

const span = (month: CalendarDate) => ({ billingStartDate: dayAtMidnight(month), billingEndDate: dayAtLastSecond(lastDayOfMonth(month)) });

const amountResource = ({ amount, currency }: Amount) => ({ totalCost: Number(amount), currencyCode: currency });

/**
 * `totalCost` is in US dollars, as budgets are; where that cannot be, because nobody has said a rate, it is as billed, and of two currencies what is billed in US dollars. `costs` has all as it is billed, currency by currency, as the
 * reconciliation lines do. `notInUsd` is what counts against no budget; with it there is no total in dollars.
 */
const costMembers = ({ costs, usd, notInUsd }: Spending) => ({
  ...amountResource((notInUsd.length > 0 ? costs[0] : undefined) ?? { amount: usd, currency: BUDGET_CURRENCY }),
  currencyLocale: 'en-US',
  costs: costs.map(amountResource),
  ...(notInUsd.length === 0 ? { usdTotalCost: Number(usd) } : { notInUsd: notInUsd.map(amountResource) }),
});

/** A customer's, with the budget it is looked at against, or a plan's. */
export const usageSummaryResource = ({ id, name, kind, customerId }: Subject, { spending, budget, month, at }: SpentBy) => ({
  resourceId: id,
  resourceName: name,
  ...span(month),
  ...costMembers(spending),
  ...(kind === 'customer' && { budget: budgetResource(budget) }),
  lastModifiedDate: at,
  links: { self: link(kind === 'customer' ? `/customers/${customerId}/usagesummary` : `/customers/${customerId}/subscriptions/${id}/usagesummary`) },
  attributes: { objectType: kind === 'customer' ? 'CustomerUsageSummary' : 'SubscriptionUsageSummary' },
});

/** A customer in the list of all. */
export const usageRecordResource = ({ id, name }: Subject, { spending, budget, at }: SpentBy) => {
  const percent = budget && percentUsed(budget, spending.usd);
  return {
    budget: budgetResource(budget),
    ...(percent !== undefined && { percentUsed: Number(percent) }),
    resourceId: id,
    resourceName: name,
    ...costMembers(spending),
    lastModifiedDate: at,
    attributes: { objectType: 'CustomerMonthlyUsageRecord' },
  };
};

/** One of a customer's Azure plans in the list of all, its name and id twice as the published samples have them. */
export const planRecordResource = (plan: AzurePlan, spending: Spending, at: Instant) => ({
  status: plan.status,
  ...(plan.resellerOfRecord !== undefined && { partnerOnRecord: plan.resellerOfRecord }),
  offerId: planOfferId(plan),
  id: plan.id,
  name: plan.friendlyName,
  resourceId: plan.id,
  resourceName: plan.friendlyName,
  ...costMembers(spending),
  lastModifiedDate: at,
  attributes: { objectType: 'SubscriptionMonthlyUsageRecord' },
});

/** What one meter of one Azure subscription cost, or the calls beyond the allowance that it takes (OVG-7). */
export const meterRecordResource = (spent: Spent) => ({
  meterId: spent.meterId,
  meterName: spent.name,
  category: spent.isOverage ? 'Overage' : 'Azure',
  unit: spent.unit,
  quantityUsed: Number(spent.quantity),
  resourceId: spent.azureSubscriptionId,
  resourceName: spent.azureSubscriptionName,
  ...costMembers(spendingOf([spent])),
  attributes: { objectType: 'MeterUsageRecord' },
});

/** What one Azure subscription cost. */
export const resourceRecordResource = (spent: readonly Spent[]) => ({
  resourceId: spent[0]?.azureSubscriptionId ?? '',
  resourceName: spent[0]?.azureSubscriptionName ?? '',
  resourceType: 'AzureSubscription',
  ...costMembers(spendingOf(spent)),
  attributes: { objectType: 'AzureResourceMonthlyUsageRecord' },
});
