import { percentUsed, type Budget } from '../../../domain/usage/meters/budget';
import { costOf, type Spend } from '../../../app/meters/spend';
import { lastDayOfMonth, type CalendarDate } from '../../../kernel/calendarDate';
import { sumOf } from '../../../kernel/money';
import { type Subject, type SpentBy } from '../../../app/meters/spendViews';
import { link } from '../links';
import { dayAtLastSecond, dayAtMidnight } from '../wireDates';

/** The contract's SpendingBudget; without one its amount is absent. */
export const budgetResource = (budget: Pick<Budget, 'amount'> | undefined) => ({ ...(budget?.amount !== undefined && { amount: Number(budget.amount) }), attributes: { objectType: 'SpendingBudget' } });

const span = (month: CalendarDate) => ({ billingStartDate: dayAtMidnight(month), billingEndDate: dayAtLastSecond(lastDayOfMonth(month)) });

const cost = (spent: string, currency: string) => ({ totalCost: Number(spent), currencyCode: currency, currencyLocale: 'en-US', ...(currency === 'USD' && { usdTotalCost: Number(spent) }) });

/** A customer's, with the budget it is looked at against, or a plan's. */
export const usageSummaryResource = ({ id, name, kind, customerId }: Subject, { spent, currency, budget, month, at }: SpentBy) => ({
  resourceId: id,
  resourceName: name,
  ...span(month),
  ...cost(spent, currency),
  ...(kind === 'customer' && { budget: budgetResource(budget) }),
  lastModifiedDate: at,
  links: { self: link(kind === 'customer' ? `/customers/${customerId}/usagesummary` : `/customers/${customerId}/subscriptions/${id}/usagesummary`) },
  attributes: { objectType: kind === 'customer' ? 'CustomerUsageSummary' : 'SubscriptionUsageSummary' },
});

/** A customer in the list of all. */
export const usageRecordResource = ({ id, name }: Subject, { spent, currency, budget, at }: SpentBy) => {
  const percent = budget && percentUsed(budget, spent);
  return {
    budget: budgetResource(budget),
    ...(percent !== undefined && { percentUsed: Number(percent) }),
    resourceId: id,
    resourceName: name,
    ...cost(spent, currency),
    lastModifiedDate: at,
    attributes: { objectType: 'CustomerMonthlyUsageRecord' },
  };
};

type SpentMeter = Spend['meters'][number];

const quantityOf = ({ tiers }: SpentMeter): string => sumOf(tiers.map(({ quantity }) => quantity));

/** What one meter of one Azure subscription cost. */
export const meterRecordResource = (meter: SpentMeter) => ({
  meterId: meter.meterId,
  meterName: meter.name,
  category: 'Azure',
  unit: meter.unit,
  quantityUsed: Number(quantityOf(meter)),
  resourceId: meter.azureSubscriptionId,
  resourceName: meter.entitlementName,
  ...cost(costOf(meter), meter.currency),
  attributes: { objectType: 'MeterUsageRecord' },
});

/** What one Azure subscription cost in one currency. */
export const resourceRecordResource = (meters: readonly SpentMeter[]) => {
  const [first] = meters;
  return {
    resourceId: first?.azureSubscriptionId ?? '',
    resourceName: first?.entitlementName ?? '',
    resourceType: 'AzureSubscription',
    ...cost(sumOf(meters.map(costOf)), first?.currency ?? ''),
    attributes: { objectType: 'AzureResourceMonthlyUsageRecord' },
  };
};
