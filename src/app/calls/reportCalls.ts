import { telcoServices } from '../../domain/catalogue/minutePrice';
import { type Customer } from '../../domain/parties/customer/state';
import { type Deadline } from '../due/deadline';
import { startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { groupBy } from '../../kernel/groupBy';
import { success, type Result } from '../../kernel/result';
import { type OverageStanding } from '../../domain/usage/overage/assign';
import { emptyMonth, withReports } from '../../domain/usage/overage/callMonth';
import { closesAt, domainOf, isSameReport, judgeReport, monthOf, type CallReport, type ReportContext, type ReportedLine } from '../../domain/usage/overage/callReport';
import { broughtBy, servicesOf } from '../../domain/usage/overage/enabling';
import { plausible } from '../../domain/usage/overage/plausible';
import { whoseCalls } from '../../domain/usage/overage/whose';
import { policyAt } from '../../domain/policy/policy';
import { budgetPrefix } from '../command/commerceKeys';
import { CHANGED } from '../command/contention';
import { isDomainOfAnother } from '../customer/domainClaims';
import { listOverage } from '../overage/overageBook';
import { type App } from '../ports';
import { type Refusal } from '../refusals';
import { listSubscriptions } from '../subscription/subscriptionBook';
import { withBound } from '../due/withBound';
import { budgetReview } from '../meters/budgetReview';
import { callPartition, monthWrite, readCallMonth, readReport, readUserDay, reportsPerPage, reportWrites, userDayOf } from './callBook';
import { closesAfterDays } from '../usage/closing';
import { refusedLine, type LineOutcome } from '../usage/lineOutcome';
import { usageCustomer, type UsageCaller } from '../usage/usageReader';

interface NumberedReport {
  readonly index: number;
  readonly report: CallReport;
}

type Outcomes = Map<number, LineOutcome>;

const readsAtOnce = 8;

const othersDomains = async (app: App, customerId: string, lines: readonly ReportedLine[]): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  const asked = [...new Set(lines.flatMap((line) => domainOf(line) ?? []))];
  await withBound(readsAtOnce, asked, async (domain) => {
    if (await isDomainOfAnother(app, domain, customerId, app.clock.now())) found.add(domain);
  });
  return found;
};

const contextOf = async (app: App, caller: UsageCaller, customer: Customer, lines: readonly ReportedLine[]): Promise<ReportContext> => {
  const [catalogue, subscriptions, overages, others] = await Promise.all([
    app.catalogueOf(customer.country),
    listSubscriptions(app.commerce, customer.id),
    listOverage(app.commerce, customer.id),
    othersDomains(app, customer.id, lines),
  ]);
  const reporter = caller.kind === 'partner' ? caller.partner.tenantId : undefined;
  const nameable = subscriptions.filter(({ partnerId }) => reporter === undefined || partnerId === reporter);
  const now = app.clock.now();
  const standingOf = (service: string): OverageStanding => ({ overage: overages.find(({ value }) => value.service === service)?.value, handover: undefined, subscriptions });
  // Hardly differs from line to line, and every subscription is looked at for it.
  const told = new Map<string, string | undefined>();
  const whose = (service: string, subscriptionId: string | undefined): string | undefined => {
    const key = `${service}|${subscriptionId ?? ''}`;
    if (!told.has(key)) told.set(key, whoseCalls(service, subscriptionId, standingOf(service), now));
    return told.get(key);
  };
  return {
    reporter,
    whose,
    othersDomains: others,
    services: telcoServices(catalogue),
    held: servicesOf(nameable),
    subscriptions: nameable.flatMap(({ id, offer }) => {
      const service = broughtBy(offer)?.service;
      return service === undefined ? [] : [{ id, service }];
    }),
    closesAfterDays: closesAfterDays(app),
    now,
  };
};

/** Within one call: the first line of an id counts, what repeats it is a duplicate. */
const judged = (lines: readonly ReportedLine[], context: ReportContext, outcomes: Outcomes): readonly NumberedReport[] => {
  const first = new Map<string, CallReport>();
  return lines.flatMap((line, index): NumberedReport[] => {
    const report = judgeReport(line, context);
    if (!report.ok) {
      outcomes.set(index, refusedLine(report.error));
      return [];
    }
    const key = `${callKeyOf(report.value)}|${report.value.reportId}`;
    const before = first.get(key);
    if (before !== undefined) {
      outcomes.set(index, isSameReport(before, report.value) ? { status: 'duplicate' } : refusedLine('reportIdReused'));
      return [];
    }
    first.set(key, report.value);
    return [{ index, report: report.value }];
  });
};

const callKeyOf = ({ service, date }: CallReport): string => `${service}|${monthOf(date)}`;

/** Which of them were taken before, and which of those say something else. */
const taken = async (app: App, partition: string, page: readonly NumberedReport[]): Promise<Outcomes> => {
  const outcomes: Outcomes = new Map();
  await withBound(readsAtOnce, page, async ({ index, report }) => {
    const before = await readReport(app.usage, partition, report);
    if (before !== undefined) outcomes.set(index, isSameReport(before, report) ? { status: 'duplicate' } : refusedLine('reportIdReused'));
  });
  return outcomes;
};

interface MonthOfCalls {
  readonly customerId: string;
  readonly service: string;
  readonly month: CalendarDate;
  readonly partition: string;
  readonly preview: boolean;
  /** Whether any partner of the customer watches a budget, which overage counts against. */
  readonly isBudgeted: boolean;
  /** Minutes that are plausible of one user and day. */
  readonly mostOfUserDay: number;
  /** By user and day, what earlier pages of a preview would have stored. */
  readonly previewed: Map<string, number>;
}

/** What was reported before of the users and days of a page. */
const userDays = async (app: App, { partition, previewed }: MonthOfCalls, page: readonly NumberedReport[]): Promise<ReadonlyMap<string, number>> => {
  const found = new Map<string, number>();
  const first = new Map(page.map(({ report }) => [userDayOf(report), report]));
  await withBound(readsAtOnce, [...first], async ([key, report]) => void found.set(key, previewed.get(key) ?? (await readUserDay(app.usage, partition, report))));
  return found;
};

/**
 * One page in one transaction with the month's totals, whose etag orders it among the others of the month and before its closing. Usually nothing of it was reported before, so that is looked up only once
 * the store says so, or a user's day seems too long.
 */
const takePage = async (app: App, of: MonthOfCalls, page: readonly NumberedReport[], outcomes: Outcomes): Promise<Result<unknown, Refusal>> => {
  const { customerId, service, month, partition, preview, mostOfUserDay } = of;
  let open = page;
  let isFirst = true;
  return app.contention.asked(partition, async (): Promise<Result<unknown, Refusal> | typeof CHANGED> => {
    const stored = await readCallMonth(app.usage, partition);
    if (stored?.value.closedAt !== undefined) {
      for (const { index } of open) outcomes.set(index, refusedLine('monthClosed'));
      return success(undefined);
    }
    const before = await userDays(app, of, open);
    let sound = plausible(open, userDayOf, before, mostOfUserDay);
    if (!isFirst || preview || sound.refused.length > 0) {
      const known = await taken(app, partition, open);
      for (const [index, outcome] of known) outcomes.set(index, outcome);
      open = open.filter(({ index }) => !known.has(index));
      sound = plausible(open, userDayOf, before, mostOfUserDay);
    }
    isFirst = false;
    const reports = sound.taken.map(({ report }) => report);
    const next = withReports(stored?.value ?? emptyMonth(customerId, service, month), reports);
    const isTaken = preview || reports.length === 0 || (await app.usage.commit(partition, [monthWrite(next, stored?.etag), ...reportWrites(reports, sound.sums)])).ok;
    if (!isTaken) return CHANGED;
    for (const { index } of sound.taken) outcomes.set(index, { status: 'accepted' });
    for (const { index } of sound.refused) outcomes.set(index, refusedLine('minutesImplausible'));
    if (preview) for (const [key, minutes] of sound.sums) of.previewed.set(key, minutes);
    return success(undefined);
  });
};

/** When a month of a service's calls is rated for good. @param month its first day. */
export const callsClosing = (policies: Pick<App, 'policies'>, customerId: string, service: string, month: CalendarDate): Deadline => ({
  at: closesAt(month, closesAfterDays(policies)(month)),
  kind: 'usageClose',
  customerId,
  subject: `${service}|${month.slice(0, 7)}`,
});

const takeMonth = async (app: App, of: MonthOfCalls, reports: readonly NumberedReport[], outcomes: Outcomes): Promise<Result<unknown, Refusal>> => {
  const { customerId, service, month, preview, isBudgeted } = of;
  // Before the first report, so that no month is stored without its closing.
  if (!preview) await app.deadlines.put([callsClosing(app, customerId, service, month), ...(isBudgeted ? [budgetReview(customerId, month, app.clock.now())] : [])]);
  for (let start = 0; start < reports.length; start += reportsPerPage) {
    const page = await takePage(app, of, reports.slice(start, start + reportsPerPage), outcomes);
    if (!page.ok) return page;
  }
  return success(undefined);
};

/**
 * OVG-6: takes a batch of calling reports line by line: what is wrong with one does not keep the others out. Each page is a transaction of its own; a batch that was cut off is sent again, and what had been
 * taken counts once. A partner reports for its own licences, and by ids of its own (PAR-3); the operator for all.
 * @returns what became of each line, in order. Refused as a whole: CustomerNotFound, MustGoThroughProvider, TooMuchContention, TooManyWaiting.
 */
export const reportCalls = async (app: App, caller: UsageCaller, customerId: string, lines: readonly ReportedLine[], preview: boolean): Promise<Result<readonly LineOutcome[], Refusal>> => {
  const customer = await usageCustomer(app, caller, customerId);
  if (!customer.ok) return customer;
  const outcomes: Outcomes = new Map();
  const isBudgeted = (await app.commerce.list(customerId, { prefix: budgetPrefix, limit: 1 })).rows.length > 0;
  const reports = judged(lines, await contextOf(app, caller, customer.value, lines), outcomes);
  for (const own of groupBy(reports, ({ report }) => callKeyOf(report)).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { service, date } = first.report;
    const month = monthOf(date);
    const done = await takeMonth(app, { customerId, service, month, partition: callPartition(customerId, service, month), preview, isBudgeted, mostOfUserDay: policyAt(app.policies, startOfDay(month)).callMinutesPerUserAndDay, previewed: new Map() }, own, outcomes);
    if (!done.ok) return done;
  }
  return success(lines.map((_, index) => outcomes.get(index) ?? refusedLine('lineUnreadable')));
};
