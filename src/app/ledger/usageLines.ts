import { type AzureHoldings } from '../../domain/azurePlan/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Partner } from '../../domain/parties/partner/state';
import { dailyMeterItems, meterItems } from '../../domain/reconciliation/meterItems';
import { dailyOverageItems, overageItems } from '../../domain/reconciliation/overageItems';
import { type DailyItem, type LineItem } from '../../domain/reconciliation/lineItem';
import { type CalendarDate } from '../../kernel/calendarDate';
import { readAzure } from '../azurePlan/azureBook';
import { callPartition, readCallMonth } from '../calls/callBook';
import { rateCalls } from '../calls/rating';
import { ratesOf, saasOf, withExchange } from '../meters/meterRates';
import { meterPartition, readMeterMonth } from '../meters/meters';
import { listOverage } from '../overage/overageBook';
import { type ClosePorts } from '../usage/closing';
import { billedCustomer } from './chargedLines';
import { type UsageSource } from './ledgerKeys';
import { type LedgerLine } from './ledgerLine';

export type UsagePorts = Pick<ClosePorts, 'clock' | 'commerce' | 'usage' | 'policies' | 'catalogueOf' | 'payerByTenant' | 'exchangeRate'>;

/** What one source of usage comes to: closed, as it was rated for good; open, as it stands. */
export interface UsageOfMonth {
  readonly source: UsageSource;
  readonly isClosed: boolean;
  /** Tenants of all partners that could be charged. */
  readonly partnerIds: readonly string[];
  readonly items: (partner: Partner) => readonly LineItem[];
  readonly daily: (partner: Partner) => readonly DailyItem[];
}

const partiesOf = (partner: Partner, customer: Customer) => ({
  partner: { tenantId: partner.tenantId, name: partner.name, partnerId: partner.partnerId, currency: partner.currency },
  customer: billedCustomer(customer),
});

const metersOf = async (ports: UsagePorts, customer: Customer, azure: AzureHoldings, month: CalendarDate): Promise<readonly UsageOfMonth[]> => {
  const metered = (await readMeterMonth(ports.usage, meterPartition(customer.id, month)))?.value;
  if (metered === undefined) return [];
  const rates = metered.rates ?? (await withExchange(ports, ratesOf(metered, customer, azure, await saasOf(ports.commerce, metered), await ports.catalogueOf(customer.country)), month));
  const at = metered.closedAt ?? ports.clock.now();
  return [
    {
      source: 'meter',
      isClosed: metered.closedAt !== undefined,
      partnerIds: [...Object.values(rates.subscriptions), ...Object.values(rates.saas ?? {})].map(({ partnerId }) => partnerId),
      items: (partner) => meterItems(metered, rates, partiesOf(partner, customer), at),
      daily: (partner) => dailyMeterItems(metered, rates, partiesOf(partner, customer)),
    },
  ];
};

const callsOfService = async (ports: UsagePorts, customer: Customer, azure: AzureHoldings, month: CalendarDate, service: string): Promise<readonly UsageOfMonth[]> => {
  const calls = (await readCallMonth(ports.usage, callPartition(customer.id, service, month)))?.value;
  if (calls === undefined) return [];
  const at = calls.closedAt ?? ports.clock.now();
  const rated = calls.rated ?? (await rateCalls(ports, calls, at));
  return [
    {
      source: `overage|${service}`,
      isClosed: calls.closedAt !== undefined,
      partnerIds: rated.lines.map(({ partnerId }) => partnerId),
      items: (partner) => overageItems(calls, rated, partiesOf(partner, customer), azure.subscriptions, at),
      daily: (partner) => dailyOverageItems(calls, rated, partiesOf(partner, customer), azure.subscriptions),
    },
  ];
};

/**
 * AZP-4, OVG-7: all that a customer used in a month, meters first, then calls by service. Nothing but its Azure subscriptions is read where it never had one: neither calls nor metered SaaS are charged without (ORD-10).
 * @param only that source alone: nothing of the others is read. @throws RowUnreadable; when the store fails.
 */
export const usageOf = async (ports: UsagePorts, customer: Customer, month: CalendarDate, only?: UsageSource): Promise<readonly UsageOfMonth[]> => {
  const azure = await readAzure(ports.commerce, customer.id);
  if (azure.subscriptions.length === 0) return [];
  const isMeant = (source: UsageSource): boolean => only === undefined || only === source;
  const services = only === 'meter' ? [] : (await listOverage(ports.commerce, customer.id)).map(({ value: { service } }) => service);
  const calls = await Promise.all(services.filter((service) => isMeant(`overage|${service}`)).map((service) => callsOfService(ports, customer, azure, month, service)));
  // Whoever has an Azure subscription may have had lines that are none any more.
  const holders = azure.subscriptions.map(({ partnerId }) => partnerId);
  return [...(isMeant('meter') ? await metersOf(ports, customer, azure, month) : []), ...calls.flat()].map((each) => ({ ...each, partnerIds: [...new Set([...holders, ...each.partnerIds])] }));
};

/** As it is priced: what is not billed yet is exchanged where it is read, at the rate that holds then. */
const asPriced = (item: LineItem): LineItem => (item.pricingSubtotal === undefined ? item : { ...item, subtotal: item.pricingSubtotal, currency: item.pricingCurrency, exchangeRate: '1' });

/** The lines of one source that a partner's ledger should have. */
export const usageLines = ({ source, isClosed, items }: UsageOfMonth, partner: Partner, month: CalendarDate): readonly LedgerLine[] =>
  items(partner)
    .map((item) => (isClosed ? item : asPriced(item)))
    .map(({ partner: _partner, ...item }) => ({ partnerId: partner.tenantId, lineId: `${source.split('|')[0] ?? ''}|${item.referenceId}`, month, isFinal: isClosed, item }));
