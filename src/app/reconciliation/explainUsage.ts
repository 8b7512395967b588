import { type AzurePlan } from '../../domain/azurePlan/state';
import { metersOf, type Meters } from '../../domain/catalogue/meters';
import { type Catalogue } from '../../domain/catalogue/state';
import { type Customer } from '../../domain/parties/customer/state';
import { type Partner } from '../../domain/parties/partner/state';
import { policyAt } from '../../domain/policy/policy';
import { explainMeterLine, explainOverageLine, type BilledUsage, type UsageOrigin } from '../../domain/reconciliation/explainUsage';
import { type Subscription } from '../../domain/subscription/state';
import { dimensionsFor } from '../../domain/usage/meters/dimensionReport';
import { meterLines, type MeterLine } from '../../domain/usage/meters/meterMonth';
import { overageLines } from '../../domain/usage/overage/callMonth';
import { plusMonths, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { readAzure } from '../azurePlan/azureBook';
import { callPartition, readCallMonth } from '../calls/callBook';
import { callClosing } from '../calls/closeCalls';
import { rateCalls } from '../calls/rating';
import { eventKey } from '../command/commerceKeys';
import { eventRows } from '../command/toldFacts';
import { customerOf } from '../customer/customerBook';
import { ledgerPartition, shardOf, usageKey, type UsageSource } from '../ledger/ledgerKeys';
import { ledgerRows, type LedgerLine } from '../ledger/ledgerLine';
import { usageLines, usageOf } from '../ledger/usageLines';
import { dimensionClosing, meterClosing } from '../meters/closeMeters';
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
  const own = (await usageOf(app, place.customer, month, place.source)).flatMap((usage) => usageLines(usage, place.partner, month));
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

/** What brought it about; of a month that is not closed there is no event yet. @param subject what its events are about, of each partner one. */
const originOf = async (app: App, { partner, customer, name: { month } }: Place, subject: string): Promise<UsageOrigin> => {
  const { name: policy } = policyAt(app.policies, startOfDay(month));
  for (let version = 1; ; version += 1) {
    const row = await app.commerce.read(customer.id, eventKey(subject, version));
    if (row === undefined) return { policy };
    const { id, at, partnerId, facts } = eventRows.read(row);
    if (partnerId === partner.tenantId) return { policy, event: { id, at, types: [...new Set(facts.map(({ type }) => type))] } };
  }
};

/** Whose lines of metered use are asked for. */
interface Metered {
  readonly isOwn: (line: MeterLine) => boolean;
  readonly listed: (catalogue: Catalogue) => Meters;
  /** What the event of its closing is about. */
  readonly closing: string;
}

const explainMeter = async (app: App, place: Place, { isOwn, listed, closing }: Metered): Promise<Explained | undefined> => {
  const { partner, customer, name: { id, month } } = place;
  const metered = (await readMeterMonth(app.usage, meterPartition(customer.id, month)))?.value;
  if (metered === undefined) return undefined;
  const catalogue = await app.catalogueOf(customer.country);
  const rates = metered.rates ?? (await withExchange(app, ratesOf(metered, customer, await readAzure(app.commerce, customer.id), await saasOf(app.commerce, metered), catalogue), month));
  const line = meterLines(metered, rates, metered.closedAt ?? app.clock.now()).find((each) => each.id === id && each.partnerId === partner.tenantId && isOwn(each));
  const billed = line && (await billedUsage(app, place, metered.closedAt));
  if (line === undefined || billed === undefined) return undefined;
  return explainMeterLine({ line, metered, rates, market: customer.country, listed: listed(catalogue).get(line.meterId.toLowerCase()) ?? [], billed, origin: await originOf(app, place, closing) });
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
  return explainOverageLine({ line, rated, azureSubscriptionName: under.get(line.azureSubscriptionId) ?? '', market: customer.country, billed, origin: await originOf(app, place, callClosing({ customerId: customer.id, service, month })) });
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
  const explained = service === undefined ? await explainMeter(app, { ...place, source: 'meter' }, { isOwn: ({ azureSubscriptionId = '' }) => under.has(azureSubscriptionId), listed: metersOf, closing: meterClosing(customerId, name.month, partner.tenantId) }) : await explainOverage(app, { ...place, source: `overage|${service}` }, service, under);
  return explained === undefined ? failure({ kind: 'UsageLineNotFound', subscriptionId: planId, lineId: name.id, month: name.month }) : success(explained);
};

/** ORD-10: the same of what one subscription to metered SaaS used of its dimensions. Refused: CustomerNotFound; UsageLineNotFound, also for another subscription's. @throws RowUnreadable. */
export const explainDimensionUse = async (app: App, partner: Partner, subscription: Pick<Subscription, 'id' | 'customerId' | 'offer'>, name: UsageLineName): Promise<Result<Explained, Refusal>> => {
  const { id, customerId } = subscription;
  const found = await customerOf(app.commerce, customerId, partner.tenantId);
  if (!found.ok) return found;
  const place = { partner, customer: found.value.value, source: 'meter', name } as const;
  const explained = await explainMeter(app, place, { isOwn: ({ subscriptionId }) => subscriptionId === id, listed: (catalogue) => dimensionsFor(catalogue, subscription), closing: dimensionClosing(customerId, name.month, id) });
  return explained === undefined ? failure({ kind: 'UsageLineNotFound', subscriptionId: id, lineId: name.id, month: name.month }) : success(explained);
};
