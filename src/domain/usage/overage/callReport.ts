import { dayOf, parseCalendarDate, plusDays, plusMonths, startOfDay, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { failure, success, type Result } from '../../../kernel/result';

/** Whole minutes that one user called on one day, as one report says. */
export interface CallReport {
  /** Unique within customer, service, month and reporter: reported twice it counts once. */
  readonly reportId: string;
  readonly subscriptionId?: string | undefined;
  readonly service: string;
  /** Lower case. */
  readonly userId: string;
  readonly date: CalendarDate;
  readonly minutes: number;
  /** PAR-3: tenant of the partner whose users called; absent: nobody can tell. */
  readonly ofPartner?: string | undefined;
  /** Tenant of the partner who reported it, for its own licences; absent: the operator did. */
  readonly reportedBy?: string | undefined;
}

/** A line as it came in: anything may be missing or of the wrong type. */
export type ReportedLine = { readonly [Member in Exclude<keyof CallReport, 'ofPartner' | 'reportedBy'> | 'meterId']?: unknown };

export type ReportProblem =
  | 'reportIdInvalid'
  | 'serviceUnknown'
  | 'serviceNotHeld'
  | 'subscriptionUnknown'
  | 'userIdInvalid'
  | 'userOfAnotherCustomer'
  | 'dateInvalid'
  | 'dateInFuture'
  | 'monthClosed'
  | 'minutesInvalid'
  | 'minutesImplausible'
  | 'reportIdReused'
  | 'meterUnknown'
  | 'meterNotPriced'
  | 'azureSubscriptionUnknown'
  | 'usedBeforeTheMove'
  | 'subscriptionNotActivated'
  | 'subscriptionNotInUse'
  | 'quantityInvalid'
  | 'lineUnreadable';

/** What a line is judged against. */
export interface ReportContext {
  /** Domains, in lower case, that are other customers'. */
  readonly othersDomains: ReadonlySet<string>;
  /** Services that are sold in the market, or that the customer ever had. */
  readonly services: readonly string[];
  /** Those the customer ever had a subscription for. */
  readonly held: readonly string[];
  /** What the caller may name, with its service. */
  readonly subscriptions: readonly { readonly id: string; readonly service: string }[];
  /** The partner who reports; absent: the operator does. */
  readonly reporter?: string | undefined;
  /** PAR-3: whose a call is that the operator reports. */
  readonly whose: (service: string, subscriptionId: string | undefined) => string | undefined;
  /** Days after its end on which a month closes, by the month's first day. */
  readonly closesAfterDays: (month: CalendarDate) => number;
  readonly now: Instant;
}

/** What a line can say at all; what is plausible of a user and day is policy, and looks at its other reports too. */
const mostMinutes = 100_000;
const reportIdForm = /^[\w.:-]{1,100}$/;
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nameForm = /^[\w.+'-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+)$/;

/** First day of the month of a day. */
export const monthOf = (day: CalendarDate): CalendarDate => `${day.slice(0, 7)}-01` as CalendarDate;

/** OVG-6: from this instant, included, no report for the month is taken. */
export const closesAt = (month: CalendarDate, afterDays: number): Instant => startOfDay(plusDays(plusMonths(month, 1), afterDays));

const written = (given: unknown): string => (typeof given === 'string' ? given.trim().toLowerCase() : '');

/** The domain of a user that is named by its sign-in name; undefined for any other. */
export const domainOf = ({ userId }: ReportedLine): string | undefined => nameForm.exec(written(userId))?.[1];

const userOf = (line: ReportedLine, { othersDomains }: ReportContext): Result<string, ReportProblem> => {
  const userId = written(line.userId);
  if (guidForm.test(userId)) return success(userId);
  const domain = domainOf(line);
  if (domain === undefined) return failure('userIdInvalid');
  return othersDomains.has(domain) ? failure('userOfAnotherCustomer') : success(userId);
};

const dateOf = (given: unknown, { now, closesAfterDays }: ReportContext): Result<CalendarDate, ReportProblem> => {
  const date = typeof given === 'string' ? parseCalendarDate(given) : undefined;
  if (date === undefined) return failure('dateInvalid');
  if (date > dayOf(now)) return failure('dateInFuture');
  const month = monthOf(date);
  return now < closesAt(month, closesAfterDays(month)) ? success(date) : failure('monthClosed');
};

const serviceOf = (given: unknown, { services, held }: ReportContext): Result<string, ReportProblem> => {
  const known = (names: readonly string[]): string | undefined => names.find((name) => typeof given === 'string' && name.toLowerCase() === given.toLowerCase());
  const service = known(held);
  if (service !== undefined) return success(service);
  return failure(known(services) === undefined ? 'serviceUnknown' : 'serviceNotHeld');
};

const subscriptionOf = (given: unknown, service: string, { subscriptions }: ReportContext): Result<string | undefined, ReportProblem> => {
  if (given === undefined || given === null || given === '') return success(undefined);
  const found = subscriptions.find((each) => typeof given === 'string' && each.id === given.toLowerCase() && each.service === service);
  return found === undefined ? failure('subscriptionUnknown') : success(found.id);
};

const isMinutes = (given: unknown): given is number => typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= mostMinutes;

/**
 * OVG-6: whether a line counts, by itself: the first thing that is wrong with it, or the report. What was reported before is not looked at.
 * Doubt: a customer may sign in under more domains than it is known by here, so only a domain that is known as another customer's is refused; and there is no directory of users, so an object id
 * is taken at its word.
 */
export const judgeReport = (line: ReportedLine, context: ReportContext): Result<CallReport, ReportProblem> => {
  const { reportId, minutes, meterId } = line;
  if (meterId !== undefined && line.service === undefined) return failure('meterUnknown');
  if (typeof reportId !== 'string' || !reportIdForm.test(reportId)) return failure('reportIdInvalid');
  const service = serviceOf(line.service, context);
  if (!service.ok) return service;
  const subscriptionId = subscriptionOf(line.subscriptionId, service.value, context);
  if (!subscriptionId.ok) return subscriptionId;
  const userId = userOf(line, context);
  if (!userId.ok) return userId;
  const date = dateOf(line.date, context);
  if (!date.ok) return date;
  if (!isMinutes(minutes)) return failure('minutesInvalid');
  const { reporter, whose } = context;
  const ofPartner = reporter ?? whose(service.value, subscriptionId.value);
  return success({
    reportId,
    service: service.value,
    userId: userId.value,
    date: date.value,
    minutes,
    ...(subscriptionId.value !== undefined && { subscriptionId: subscriptionId.value }),
    ...(ofPartner !== undefined && { ofPartner }),
    ...(reporter !== undefined && { reportedBy: reporter }),
  });
};

/** Whether one report repeats another of the same reporter and id. Whose it is may have been told otherwise since. */
export const isSameReport = (one: CallReport, other: CallReport): boolean =>
  one.reportId === other.reportId && one.userId === other.userId && one.date === other.date && one.minutes === other.minutes && one.service === other.service && one.subscriptionId === other.subscriptionId;
