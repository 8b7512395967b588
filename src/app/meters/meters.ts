import { z } from 'zod';
import { movedOn } from '../../domain/azurePlan/olderSubscription';
import { judgeDimensionReport } from '../../domain/usage/meters/dimensionReport';
import { holderId, holderMembers, type Holder } from '../../domain/usage/meters/holder';
import { judgeMeterReport, isSameMeterReport, type MeterReport, type ReportedMeter } from '../../domain/usage/meters/meterReport';
import { meterLineSchema, meterMonthSchema, ownerOf, rateMonthToDate, withMeterReports, type MeterLine, type MeterMonth, type MeterRates, type MeterToDate } from '../../domain/usage/meters/meterMonth';
import { metersOf } from '../../domain/catalogue/meters';
import { type Customer } from '../../domain/parties/customer/state';
import { kindOf } from '../../domain/subscription/kinds/table';
import { type Subscription } from '../../domain/subscription/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { calendarDateSchema, decimalSchema } from '../../kernel/schemas';
import { type Deadline } from '../due/deadline';
import { groupBy } from '../../kernel/groupBy';
import { MOST_WRITES_OF_A_CUSTOMER, type PartitionStore } from '../../kernel/partitionStore';
import { failure, success, type Result } from '../../kernel/result';
import { closesAt, monthOf } from '../../domain/usage/overage/callReport';
import { readAzure } from '../azurePlan/azureBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { budgetPrefix, meterLinePrefix } from '../command/commerceKeys';
import { CHANGED } from '../command/contention';
import { listSubscriptions, readSubscription, type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page } from '../unreadable';
import { budgetReview } from './budgetReview';
import { ratesOf, saasOf } from './meterRates';
import { closesAfterDays } from '../usage/closing';
import { refusedLine, type LineOutcome } from '../usage/lineOutcome';
import { usageCustomer, type UsageCaller } from '../usage/usageReader';

/** `c3f1a2d4-…|azure|2026-03`: a customer's metered use of one month. */
export const meterPartition = (customerId: string, month: CalendarDate): string => `${customerId}|azure|${month.slice(0, 7)}`;
export const METER_MONTH_KEY = 'month';
/** What the deadline of its closing names. */
const CLOSING = 'azure';
/** `report|<its id>|<partner>`, whose the Azure subscription or the SaaS is: no partner's ids keep another's readings out (PAR-3). */
const reportKey = ({ report: { reportId }, partnerId }: Numbered): string => `report|${reportId}|${partnerId}`;

/** Of one transaction: each is a row beside the month's own. */
const reportsPerPage = MOST_WRITES_OF_A_CUSTOMER - 1;

/** When a month of metered use is rated for good. @param month its first day. */
export const metersClosing = (policies: Pick<App, 'policies'>, customerId: string, month: CalendarDate): Deadline => ({
  at: closesAt(month, closesAfterDays(policies)(month)),
  kind: 'usageClose',
  customerId,
  subject: `${CLOSING}|${month.slice(0, 7)}`,
});

const meterMonthRows = rowReader('Usage', 'meterMonth', meterMonthSchema);

export const readMeterMonth = async (usage: PartitionStore, partition: string): Promise<Stored<MeterMonth> | undefined> => {
  const row = await usage.read(partition, METER_MONTH_KEY);
  return row && meterMonthRows.readStored(row);
};

interface Numbered {
  readonly index: number;
  readonly report: MeterReport;
  /** Whose the Azure subscription or the SaaS is. */
  readonly partnerId: string;
}

const meterReportRows = rowReader('Usage', 'meterReport', z.object({ ...holderMembers, reportId: z.string(), meterId: z.string(), date: calendarDateSchema, quantity: decimalSchema }));

/** What was taken before of a page: a duplicate, or an id that says something else now. @throws RowUnreadable. */
const takenBefore = async (usage: PartitionStore, partition: string, page: readonly Numbered[]): Promise<ReadonlyMap<number, LineOutcome>> => {
  const found = new Map<number, LineOutcome>();
  for (const numbered of page) {
    const { index, report } = numbered;
    const row = await usage.read(partition, reportKey(numbered));
    if (row !== undefined) found.set(index, isSameMeterReport(meterReportRows.read(row), report) ? { status: 'duplicate' } : refusedLine('reportIdReused'));
  }
  return found;
};

/** One page in one transaction with the month's totals, whose etag orders it among the others. */
const takePage = async ({ usage, contention }: Pick<App, 'usage' | 'contention'>, customerId: string, month: CalendarDate, page: readonly Numbered[], preview: boolean, outcomes: Map<number, LineOutcome>): Promise<Result<unknown, Refusal>> => {
  const partition = meterPartition(customerId, month);
  let open = page;
  return contention.asked(partition, async (): Promise<Result<unknown, Refusal> | typeof CHANGED> => {
    const stored = await readMeterMonth(usage, partition);
    if (stored?.value.closedAt !== undefined) {
      for (const { index } of open) outcomes.set(index, refusedLine('monthClosed'));
      return success(undefined);
    }
    const known = await takenBefore(usage, partition, open);
    for (const [index, outcome] of known) outcomes.set(index, outcome);
    open = open.filter(({ index }) => !known.has(index));
    const reports = open.map(({ report }) => report);
    const next = { type: 'meterMonth', ...withMeterReports(stored?.value ?? { customerId, month, used: [] }, reports) };
    const total = stored === undefined ? ({ op: 'create', key: METER_MONTH_KEY, value: next } as const) : ({ op: 'update', key: METER_MONTH_KEY, value: next, etag: stored.etag } as const);
    const rows = open.map((numbered) => ({ op: 'create', key: reportKey(numbered), value: { type: 'meterReport', ...numbered.report } }) as const);
    if (preview || open.length === 0 || (await usage.commit(partition, [total, ...rows])).ok) {
      for (const { index } of open) outcomes.set(index, { status: 'accepted' });
      return success(undefined);
    }
    return CHANGED;
  });
};

/** Within one call the first line of an id counts, what repeats it is a duplicate. */
const firstOfEach = (judged: readonly Numbered[], outcomes: Map<number, LineOutcome>): readonly Numbered[] => {
  const first = new Map<string, MeterReport>();
  return judged.filter((numbered) => {
    const { index, report } = numbered;
    const key = `${monthOf(report.date)}|${reportKey(numbered)}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, report);
      return true;
    }
    outcomes.set(index, isSameMeterReport(before, report) ? { status: 'duplicate' } : refusedLine('reportIdReused'));
    return false;
  });
};

/** A line that names a subscription and no Azure subscription is about metered SaaS. */
const isOfSaas = ({ azureSubscriptionId, subscriptionId }: ReportedMeter): boolean => azureSubscriptionId === undefined && subscriptionId !== undefined;

/** ORD-10: what a caller may report for of metered SaaS; read only where a line names a subscription. @throws RowUnreadable. */
const ownSaas = async (app: App, caller: UsageCaller, customerId: string, lines: readonly ReportedMeter[]): Promise<readonly Subscription[]> => {
  if (!lines.some(isOfSaas)) return [];
  return (await listSubscriptions(app.commerce, customerId)).filter(({ partnerId }) => caller.kind !== 'partner' || partnerId === caller.partner.tenantId);
};

/**
 * AZP-4, ORD-10: takes a batch of meter readings line by line, in bounded pages, each a transaction of its own. A partner reports for its own Azure subscriptions and its own metered SaaS, the operator for all.
 * @returns what became of each line, in order. Refused as a whole: CustomerNotFound, MustGoThroughProvider, TooMuchContention, TooManyWaiting.
 */
export const reportMeters = async (app: App, caller: UsageCaller, customerId: string, lines: readonly ReportedMeter[], preview: boolean): Promise<Result<readonly LineOutcome[], Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const [catalogue, azure, saas, budgets] = await Promise.all([
    app.catalogueOf(customer.value.country),
    readAzure(app.commerce, customerId),
    ownSaas(app, caller, customerId, lines),
    app.commerce.list(customerId, { prefix: budgetPrefix, limit: 1 }),
  ]);
  const isBudgeted = budgets.rows.length > 0;
  const subscriptions = azure.subscriptions.filter(({ partnerId }) => caller.kind !== 'partner' || partnerId === caller.partner.tenantId);
  const owners = new Map([...subscriptions, ...saas].map(({ id, partnerId }) => [id, partnerId]));
  const common = { closesAfterDays: closesAfterDays(app), now: app.clock.now() };
  const ofAzure = { ...common, meters: metersOf(catalogue), subscriptions, movedOn: movedOn(azure) };
  const ofSaas = { ...common, catalogue, subscriptions: saas };
  const outcomes = new Map<number, LineOutcome>();
  const judged = lines.flatMap((line, index): Numbered[] => {
    const report = isOfSaas(line) ? judgeDimensionReport(line, ofSaas) : judgeMeterReport(line, ofAzure);
    if (report.ok) return [{ index, report: report.value, partnerId: owners.get(holderId(report.value)) ?? '' }];
    outcomes.set(index, refusedLine(report.error));
    return [];
  });
  for (const [month, own] of groupBy(firstOfEach(judged, outcomes), ({ report }) => monthOf(report.date))) {
    // Before the first report, so that no month is stored without its closing.
    if (!preview) {
      await app.deadlines.put([metersClosing(app, customerId, month), ...(isBudgeted ? [budgetReview(customerId, month, app.clock.now())] : [])]);
    }
    for (let start = 0; start < own.length; start += reportsPerPage) {
      const page = await takePage(app, customerId, month, own.slice(start, start + reportsPerPage), preview, outcomes);
      if (!page.ok) return page;
    }
  }
  return success(lines.map((_, index) => outcomes.get(index) ?? refusedLine('lineUnreadable')));
};

/** A month's metered use to date, rated: what of it is asked for. @throws RowUnreadable; when the store fails. */
const rated = async (app: App, customer: Customer, month: CalendarDate, isAsked: (used: MeterMonth['used'][number], rates: MeterRates) => boolean): Promise<readonly MeterToDate[]> => {
  const stored = await readMeterMonth(app.usage, meterPartition(customer.id, month));
  if (stored === undefined) return [];
  const { value } = stored;
  const ratesNow = async (): Promise<MeterRates> => ratesOf(value, customer, await readAzure(app.commerce, customer.id), await saasOf(app.commerce, value), await app.catalogueOf(customer.country));
  const rates = value.rates ?? (await ratesNow());
  return rateMonthToDate({ ...value, used: value.used.filter((used) => isAsked(used, rates)) }, rates);
};

/**
 * AZP-4: a month's metered use of Azure to date, rated; one partition. A partner sees that of its own Azure subscriptions.
 * Refused: CustomerNotFound, MustGoThroughProvider.
 */
export const readMeters = async (app: App, caller: UsageCaller, customerId: string, month: CalendarDate): Promise<Result<readonly MeterToDate[], Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const isShown = (used: Holder, rates: MeterRates): boolean => used.azureSubscriptionId !== undefined && (caller.kind !== 'partner' || ownerOf(rates, used) === caller.partner.tenantId);
  return success(await rated(app, customer.value, month, isShown));
};

/** ORD-10: the same of one subscription to metered SaaS. Refused besides: SubscriptionNotFound, also for another partner's (PAR-3) and for one that is not metered. */
export const readDimensions = async (app: App, caller: UsageCaller, customerId: string, subscriptionId: string, month: CalendarDate): Promise<Result<readonly MeterToDate[], Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const stored = await readSubscription(app.commerce, customerId, subscriptionId);
  const isOwn = caller.kind !== 'partner' || stored?.value.partnerId === caller.partner.tenantId;
  if (stored === undefined || !isOwn || kindOf(stored.value).isMetered !== true) return failure({ kind: 'SubscriptionNotFound', subscriptionId });
  return success(await rated(app, customer.value, month, (used) => used.subscriptionId === subscriptionId));
};

export const meterLineRows = rowReader('Commerce', 'azurecharge', meterLineSchema);

/** Lines of closed months, the oldest first. @param month `2026-03`; all if absent. */
export const listMeterLines = async (commerce: PartitionStore, customerId: string, month: string | undefined, limit: number, continuation?: string): Promise<Page<MeterLine>> => {
  const page = await commerce.list(customerId, { prefix: month === undefined ? meterLinePrefix : `${meterLinePrefix}${month}|`, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, meterLineRows);
};

export const dimensionLineRows = rowReader('Commerce', 'saascharge', meterLineSchema);
