import { Decimal } from 'decimal.js';
import { meterOn, type Meters } from '../../catalogue/meters';
import { dayOf, parseCalendarDate, type CalendarDate } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { readDecimal } from '../../../kernel/money';
import { failure, success, type Result } from '../../../kernel/result';
import { closesAt, monthOf, type ReportProblem } from '../overage/callReport';
import { type AzureSubscription } from '../../azurePlan/state';

/** What one Azure subscription used of one meter on one day. */
export interface MeterReport {
  readonly reportId: string;
  readonly azureSubscriptionId: string;
  readonly meterId: string;
  readonly date: CalendarDate;
  /** Positive or zero; as it was reported. */
  readonly quantity: string;
}

/** A line as it came. */
export interface ReportedMeter {
  readonly reportId?: unknown;
  readonly azureSubscriptionId?: unknown;
  readonly meterId?: unknown;
  readonly date?: unknown;
  readonly quantity?: unknown;
}

export interface MeterContext {
  readonly meters: Meters;
  /** That the caller may report for. */
  readonly subscriptions: readonly AzureSubscription[];
  /** Days after its end on which a month closes. */
  readonly closesAfterDays: (month: CalendarDate) => number;
  readonly now: Instant;
}

const reportIdForm = /^[\w.:-]{1,100}$/;
const quantityForm = /^\d{1,12}(\.\d{1,12})?$/;
/** More in one line is a mistake of the reporter's. */
const MOST = 1_000_000_000;

const quantityOf = (given: unknown): string | undefined => {
  const text = typeof given === 'number' && Number.isFinite(given) ? new Decimal(given).toFixed() : typeof given === 'string' ? readDecimal(given) : undefined;
  return text !== undefined && quantityForm.test(text) && new Decimal(text).lte(MOST) ? text : undefined;
};

/** AZP-4: whether a line counts, by itself: the first thing that is wrong with it, or the report. */
export const judgeMeterReport = ({ reportId, azureSubscriptionId, meterId, date, quantity }: ReportedMeter, { meters, subscriptions, closesAfterDays, now }: MeterContext): Result<MeterReport, ReportProblem> => {
  if (typeof reportId !== 'string' || !reportIdForm.test(reportId)) return failure('reportIdInvalid');
  const id = typeof meterId === 'string' ? meterId.toLowerCase() : '';
  const prices = meters.get(id);
  if (prices === undefined) return failure('meterUnknown');
  const subscription = subscriptions.find((each) => typeof azureSubscriptionId === 'string' && each.id === azureSubscriptionId.toLowerCase());
  if (subscription === undefined) return failure('azureSubscriptionUnknown');
  const day = typeof date === 'string' ? parseCalendarDate(date) : undefined;
  if (day === undefined) return failure('dateInvalid');
  if (day > dayOf(now)) return failure('dateInFuture');
  if (meterOn(prices, day) === undefined) return failure('meterNotPriced');
  if (now >= closesAt(monthOf(day), closesAfterDays(monthOf(day)))) return failure('monthClosed');
  const used = quantityOf(quantity);
  return used === undefined ? failure('quantityInvalid') : success({ reportId, azureSubscriptionId: subscription.id, meterId: id, date: day, quantity: used });
};

export const isSameMeterReport = (one: MeterReport, other: MeterReport): boolean =>
  one.reportId === other.reportId && one.azureSubscriptionId === other.azureSubscriptionId && one.meterId === other.meterId && one.date === other.date && new Decimal(one.quantity).eq(other.quantity);
