import { type MeterMonth, type MeterRates } from '../../domain/usage/meters/meterMonth';
import { type AzureHoldings } from '../../domain/azurePlan/state';
import { metersOf } from '../../domain/catalogue/meters';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { dayOf } from '../../kernel/calendarDate';
import { type ClosePorts } from '../usage/closing';

/** What a month is rated by now. Earned credit counts for the days on which the customer's relationship with the partner was accepted all day, but for those on which the partner is said to have had no access. */
export const ratesOf = ({ used }: MeterMonth, { relationships }: Pick<Customer, 'relationships'>, { subscriptions }: AzureHoldings, catalogue: Catalogue): MeterRates => {
  const meters = metersOf(catalogue);
  const ids = new Set(used.map(({ meterId }) => meterId.toLowerCase()));
  const usedBy = new Set(used.map(({ azureSubscriptionId }) => azureSubscriptionId));
  return {
    meters: Object.fromEntries([...meters].filter(([id]) => ids.has(id)).map(([id, prices]) => [id, [...prices]])),
    subscriptions: Object.fromEntries(
      subscriptions
        .filter(({ id }) => usedBy.has(id))
        .map(({ id, partnerId, planId, friendlyName, resellerOfRecord, accessGaps }) => {
          const relationship = relationships[partnerId];
          const managed = relationship?.status === 'accepted' ? { managedAfter: dayOf(relationship.since) } : {};
          return [id, { partnerId, planId, friendlyName, ...(resellerOfRecord !== undefined && { resellerOfRecord }), ...(accessGaps !== undefined && { accessGaps }), ...managed }];
        }),
    ),
    exchange: {},
  };
};

/** With what the partners are billed at for the month, where somebody has said. @throws when the store fails. */
export const withExchange = async ({ partnerByTenant, exchangeRate }: Pick<ClosePorts, 'partnerByTenant' | 'exchangeRate'>, rates: MeterRates, month: MeterMonth['month']): Promise<MeterRates> => {
  const priced = new Set(Object.values(rates.meters).flat().map(({ currency }) => currency));
  const partners = new Set(Object.values(rates.subscriptions).map(({ partnerId }) => partnerId));
  const exchange: Record<string, string> = {};
  for (const partnerId of partners) {
    const billed = (await partnerByTenant(partnerId))?.currency;
    for (const currency of priced) {
      const found = billed === undefined || billed === currency ? undefined : await exchangeRate(currency, billed, month);
      if (found !== undefined) exchange[`${found.from}|${found.to}`] = found.rate;
    }
  }
  return { ...rates, exchange };
};
