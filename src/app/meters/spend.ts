import { BUDGET_CURRENCY } from '../../domain/usage/meters/budget';
import { type Customer } from '../../domain/parties/customer/state';
import { spentOn, type Spent } from '../../domain/reconciliation/spending';
import { type CalendarDate } from '../../kernel/calendarDate';
import { usageOf, type UsagePorts } from '../ledger/usageLines';

export type SpendPorts = UsagePorts;

/** AZP-4, OVG-7: what a customer's usage of a month, metered and calls beyond the allowance, costs a partner, to date or for good. @throws when the store fails; RowUnreadable. */
export const spendOf = async (ports: SpendPorts, customer: Customer, partnerTenantId: string, month: CalendarDate): Promise<readonly Spent[]> => {
  const partner = await ports.payerByTenant(partnerTenantId);
  if (partner === undefined) return [];
  const monthly = (await usageOf(ports, customer, month)).flatMap(({ items }) => items(partner));
  const needsRate = partner.currency !== BUDGET_CURRENCY && monthly.some(({ pricingCurrency }) => pricingCurrency !== BUDGET_CURRENCY);
  return spentOn(monthly, needsRate ? (await ports.exchangeRate(BUDGET_CURRENCY, partner.currency, month))?.rate : undefined);
};
