import { rateMonthToDate, type MeterToDate } from '../../domain/usage/meters/meterMonth';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { sumOf } from '../../kernel/money';
import { type PartitionStore } from '../../kernel/partitionStore';
import { readAzure } from '../azurePlan/azureBook';
import { ratesOf } from './meterRates';
import { meterPartition, readMeterMonth } from './meters';

export interface SpendPorts {
  readonly commerce: PartitionStore;
  readonly usage: PartitionStore;
  readonly catalogueOf: (market: string) => Promise<Catalogue>;
}

/** What a customer's metered use of a month costs a partner, to date or for good. */
export interface Spend {
  /** By Azure subscription and meter. */
  readonly meters: readonly (MeterToDate & { readonly planId: string; readonly entitlementName: string })[];
  /** Of the lines in one currency, as they would be billed. @param planId of one plan only. */
  readonly total: (currency: string, planId?: string) => string;
}

export const costOf = ({ tiers }: Pick<MeterToDate, 'tiers'>): string => sumOf(tiers.map(({ subtotal }) => subtotal));

/** AZP-4: one partition of usage, and the customer's plans. @throws when the store fails. */
export const spendOf = async ({ commerce, usage, catalogueOf }: SpendPorts, customer: Customer, partnerId: string, month: CalendarDate): Promise<Spend> => {
  const stored = (await readMeterMonth(usage, meterPartition(customer.id, month)))?.value;
  if (stored === undefined) return { meters: [], total: () => '0' };
  const rates = stored.rates ?? ratesOf(stored, customer, await readAzure(commerce, customer.id), await catalogueOf(customer.country));
  const meters = rateMonthToDate(stored, rates).flatMap((meter) => {
    const owner = rates.subscriptions[meter.azureSubscriptionId];
    return owner?.partnerId === partnerId ? [{ ...meter, planId: owner.planId, entitlementName: owner.friendlyName }] : [];
  });
  return { meters, total: (currency, planId) => sumOf(meters.filter((each) => each.currency === currency && (planId === undefined || each.planId === planId)).map(costOf)) };
};
