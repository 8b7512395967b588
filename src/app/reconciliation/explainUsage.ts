import { type AzurePlan } from '../../domain/azurePlan/state';
import { metersOf } from '../../domain/catalogue/meters';
import { type Customer } from '../../domain/parties/customer/state';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { explainMeterLine, explainOverageLine, type BilledUsage } from '../../domain/reconciliation/explainUsage';
import { meterLines } from '../../domain/usage/meters/meterMonth';
import { overageLines } from '../../domain/usage/overage/callMonth';
import { plusMonths, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { readAzure } from '../azurePlan/azureBook';
import { callPartition, readCallMonth } from '../calls/callBook';
import { rateCalls } from '../calls/rating';
import { customerOf } from '../customer/customerBook';
import { ledgerPartition, shardOf, usageKey, type UsageSource } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { usageLines, usageOf } from '../ledger/usageLines';
import { ratesOf, saasOf, withExchange } from '../meters/meterRates';
import { meterPartition, readMeterMonth } from '../meters/meters';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { billedMonth } from '../statement/billedMonth';

/** A line of usage as lists name it, and the month in which it was used: its first day. */
export interface UsageLineName {
  readonly id: string;
  readonly month: CalendarDate;
}

type Explained = ReturnType<typeof explainMeterLine> | ReturnType<typeof explainOverageLine>;

interface Place {
  readonly partner: Partner;
  readonly customer: Customer;
  readonly source: UsageSource;
  readonly name: UsageLineName;
}

/** Where a line lies in the ledger: in the month of its use, or the first after it that was open when it came. */
const inLedger = async (app: App, { partner, customer: { id: customerId }, source, name: { id, month } }: Place): Promise<{ readonly line: LedgerLine; readonly month: CalendarDate } | undefined> => {
  const key = usageKey(customerId, month, `${source.split('|')[0] ?? ''}|${id}`);
  for (let at = month; at <= app.ledger.runningMonth(); at = plusMonths(at, 1)) {
    const row = await app.ledgerRows.read(ledgerPartition(partner.tenantId, at, shardOf(customerId)), key);
    if (row !== undefined) return { line: ledgerRows.read(row), month: at };
  }
  return undefined;
};

/** How it is billed: as the ledger has it; before that has it, as it will. Undefined: there is no such line. */
const billedUsage = async (app: App, place: Place, closedAt: Instant | undefined): Promise<BilledUsage | undefined> => {
  const { id, month } = place.name;
  const own = (await usageOf(app, place.customer, month)).filter(({ source }) => source === place.source).flatMap((usage) => usageLines(usage, place.partner, month));
  const found = own.find(({ item }) => item.referenceId === id);
  if (found === undefined) return undefined;
  const lies = closedAt === undefined ? undefined : await inLedger(app, place);
  const { line, month: at } = lies ?? { line: found, month };
  const billed = await billedMonth(app, place.partner, at);
  const item = billed.toItem(line);
  // An invoice that was issued before the line was in the ledger for good does not have it: the month that runs will.
  if (item === undefined || (lies === undefined && billed.status === 'invoiced')) return billedUsageLater(app, place, line, closedAt);
  return { item, month: at, isInvoiced: billed.status === 'invoiced', ...(closedAt !== undefined && { closedAt }) };
};

const billedUsageLater = async (app: App, { partner }: Place, line: LedgerLine, closedAt: Instant | undefined): Promise<BilledUsage | undefined> => {
  const running = await billedMonth(app, partner, app.ledger.runningMonth());
  const item = running.toItem(line);
  return item && { item, month: running.month, isInvoiced: false, ...(closedAt !== undefined && { closedAt }) };
};

const explainMeter = async (app: App, place: Place, under: ReadonlySet<string>): Promise<Explained | undefined> => {
  const { partner, customer, name: { id, month } } = place;
  const metered = (await readMeterMonth(app.usage, meterPartition(customer.id, month)))?.value;
  if (metered === undefined) return undefined;
  const catalogue = await app.catalogueOf(customer.country);
  const rates = metered.rates ?? (await withExchange(app, ratesOf(metered, customer, await readAzure(app.commerce, customer.id), await saasOf(app.commerce, metered), catalogue), month));
  const line = meterLines(metered, rates, metered.closedAt ?? app.clock.now()).find((each) => each.id === id && each.partnerId === partner.tenantId && under.has(each.azureSubscriptionId ?? ''));
  const billed = line && (await billedUsage(app, place, metered.closedAt));
  return line && billed && explainMeterLine({ line, metered, rates, market: customer.country, listed: metersOf(catalogue).get(line.meterId.toLowerCase()) ?? [], billed });
};

const explainOverage = async (app: App, place: Place, service: string, under: ReadonlyMap<string, string>): Promise<Explained | undefined> => {
  const { partner, customer, name: { id, month } } = place;
  const calls = (await readCallMonth(app.usage, callPartition(customer.id, service, month)))?.value;
  if (calls === undefined) return undefined;
  const at = calls.closedAt ?? app.clock.now();
  const rated = calls.rated ?? (await rateCalls(app, calls, at));
  const line = overageLines(calls, rated, at).find((each) => each.id === id && each.partnerId === partner.tenantId && under.has(each.azureSubscriptionId));
  const billed = line && (await billedUsage(app, place, calls.closedAt));
  if (line === undefined || billed === undefined) return undefined;
  const { rounding } = policyAt(app.policies, startOfDay(month));
  return explainOverageLine({ line, rated, azureSubscriptionName: under.get(line.azureSubscriptionId) ?? '', market: customer.country, rounding, billed });
};

/** `PhoneServices|2026-03|…`: lines of overage name the service first, those of meters an Azure subscription. */
const serviceOf = (id: string, month: CalendarDate): string | undefined => {
  const [service, of] = id.split('|');
  return of === month.slice(0, 7) ? service : undefined;
};

/**
 * AZP-4, OVG-7: how a line of usage under an Azure plan came to its amount; of a month that is not closed, as it stands. Refused: CustomerNotFound; UsageLineNotFound, also for another partner's or another plan's (PAR-3). @throws RowUnreadable.
 */
export const explainUsage = async (app: App, partner: Partner, { id: planId, customerId }: Pick<AzurePlan, 'id' | 'customerId'>, name: UsageLineName): Promise<Result<Explained, Refusal>> => {
  const found = await customerOf(app.commerce, customerId, partner.tenantId);
  if (!found.ok) return found;
  const under = new Map((await readAzure(app.commerce, customerId)).subscriptions.filter((each) => each.planId === planId).map((each) => [each.id, each.friendlyName]));
  const service = serviceOf(name.id, name.month);
  const place = { partner, customer: found.value.value, name };
  const explained = service === undefined ? await explainMeter(app, { ...place, source: 'meter' }, new Set(under.keys())) : await explainOverage(app, { ...place, source: `overage|${service}` }, service, under);
  return explained === undefined ? failure({ kind: 'UsageLineNotFound', subscriptionId: planId, lineId: name.id, month: name.month }) : success(explained);
};
