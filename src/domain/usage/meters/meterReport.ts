import { Decimal } from 'decimal.js';
import { meterOn, type Meters } from '../../catalogue/meters';
import { dayOf, parseCalendarDate, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { readDecimal } from '../../../kernel/money';
import { failure, success, type Result } from '../../../kernel/result';
import { closesAt, monthOf, type ReportProblem } from '../overage/callReport';
import { type AzureSubscription } from '../../azurePlan/state';
import { holderId, type Holder } from './holder';

/** What was read of one meter on one day. */
export interface Reading {
  readonly reportId: string;
  readonly meterId: string;
  readonly date: CalendarDate;
  /** Positive or zero; as it was reported. */
  readonly quantity: string;
}

/** The same with what used it. */
export interface MeterReport extends Reading, Holder {}

/** A line as it came. */
export interface ReportedMeter {
  readonly reportId?: unknown;
  readonly azureSubscriptionId?: unknown;
  readonly subscriptionId?: unknown;
  readonly meterId?: unknown;
  readonly date?: unknown;
  readonly quantity?: unknown;
}

interface ReadingContext {
  /** Days after its end on which a month closes. */
  readonly closesAfterDays: (month: CalendarDate) => number;
  readonly now: Instant;
}

export interface MeterContext extends ReadingContext {
  readonly meters: Meters;
  /** That the caller may report for. */
  readonly subscriptions: readonly AzureSubscription[];
  /** AZP-3: days on which some came from the older offer, by their ids. */
  readonly movedOn: ReadonlyMap<string, CalendarDate>;
}

const reportIdForm = /^[\w.:-]{1,100}$/;
const quantityForm = /^\d{1,12}(\.\d{1,12})?$/;
/** More in one line is a mistake of the reporter's. */
const MOST = 1_000_000_000;

const quantityOf = (given: unknown): string | undefined => {
  const text = typeof given === 'number' && Number.isFinite(given) ? new Decimal(given).toFixed() : typeof given === 'string' ? readDecimal(given) : undefined;
  return text !== undefined && quantityForm.test(text) && new Decimal(text).lte(MOST) ? text : undefined;
};

const isDayOpen = (day: CalendarDate, { closesAfterDays, now }: ReadingContext): boolean => now < closesAt(monthOf(day), closesAfterDays(monthOf(day)));

/** What a line says was read, whoever used it: the first thing that is wrong with it otherwise. @param prices of the meters that it may name. */
export const judgeReading = ({ reportId, meterId, date, quantity }: ReportedMeter, prices: Meters, context: ReadingContext): Result<Reading, ReportProblem> => {
  if (typeof reportId !== 'string' || !reportIdForm.test(reportId)) return failure('reportIdInvalid');
  const id = typeof meterId === 'string' ? meterId.toLowerCase() : '';
  const own = prices.get(id);
  if (own === undefined) return failure('meterUnknown');
  const day = typeof date === 'string' ? parseCalendarDate(date) : undefined;
  if (day === undefined) return failure('dateInvalid');
  if (day > dayOf(context.now)) return failure('dateInFuture');
  if (meterOn(own, day) === undefined) return failure('meterNotPriced');
  if (!isDayOpen(day, context)) return failure('monthClosed');
  const used = quantityOf(quantity);
  return used === undefined ? failure('quantityInvalid') : success({ reportId, meterId: id, date: day, quantity: used });
};

/** AZP-4: whether a line about an Azure subscription counts, by itself: the first thing that is wrong with it, or the report. What was used on days before it came from the older offer is on that offer's bill (AZP-3). */
export const judgeMeterReport = (line: ReportedMeter, { meters, subscriptions, movedOn, ...context }: MeterContext): Result<MeterReport, ReportProblem> => {
  const { azureSubscriptionId } = line;
  const subscription = subscriptions.find(({ id }) => typeof azureSubscriptionId === 'string' && id === azureSubscriptionId.toLowerCase());
  const read = judgeReading(line, meters, context);
  if (subscription === undefined) return !read.ok && (read.error === 'reportIdInvalid' || read.error === 'meterUnknown') ? read : failure('azureSubscriptionUnknown');
  if (!read.ok) return read;
  const moved = movedOn.get(subscription.id);
  return moved !== undefined && read.value.date < moved ? failure('usedBeforeTheMove') : success({ ...read.value, azureSubscriptionId: subscription.id });
};

export const isSameMeterReport = (one: MeterReport, other: MeterReport): boolean =>
  one.reportId === other.reportId && holderId(one) === holderId(other) && one.meterId === other.meterId && one.date === other.date && new Decimal(one.quantity).eq(other.quantity);
