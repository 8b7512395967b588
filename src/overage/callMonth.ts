import { z } from 'zod';
import { lastDayOfMonth } from '../kernel/calendarDate';
import { type Instant } from '../kernel/instant';
import { calendarDateSchema, decimalSchema, instantSchema } from '../kernel/schemas';
import { type CallReport } from './callReport';
import { type RatedMonth } from './rateMonth';
import { assignedSchema } from './state';

const chargedToSchema = assignedSchema.extend({ partnerId: z.string() });

const ratedDaySchema = z.object({
  date: calendarDateSchema,
  minutes: z.number().int(),
  included: z.number().int(),
  charged: z.number().int(),
  blocked: z.number().int(),
  to: chargedToSchema.optional(),
});

const ratedLineSchema = chargedToSchema.extend({
  unitPrice: decimalSchema,
  currency: z.string(),
  minutes: z.number().int(),
  subtotal: decimalSchema,
  firstDay: calendarDateSchema,
  lastDay: calendarDateSchema,
});

const ratedMonthSchema = z.object({
  used: z.number().int(),
  allowance: z.object({ licences: z.number().int(), minutes: z.number().int() }),
  remaining: z.number().int(),
  days: z.array(ratedDaySchema),
  lines: z.array(ratedLineSchema),
});

/** A service's calls in one month: totals by day, which is all that rating needs; guard of its partition. */
export const callMonthSchema = z.object({
  customerId: z.string(),
  service: z.string(),
  /** First day. */
  month: calendarDateSchema,
  reports: z.number().int().nonnegative(),
  minutes: z.record(z.string(), z.number().int().nonnegative()),
  /** Present once it is closed: when, and what it was rated at for good. */
  closedAt: instantSchema.optional(),
  rated: ratedMonthSchema.optional(),
});
export type CallMonth = z.infer<typeof callMonthSchema>;

/** OVG-7: what one Azure subscription is charged for a month's overage. Immutable; exact decimals. */
export const overageLineSchema = z.object({
  /** Computed from what it means: `service|month|azureSubscriptionId|resellerOfRecord`. */
  id: z.string(),
  chargeType: z.literal('overage'),
  customerId: z.string(),
  partnerId: z.string(),
  azureSubscriptionId: z.string(),
  resellerOfRecord: z.string().optional(),
  service: z.string(),
  /** When the month was closed: decides the invoice. */
  orderDate: instantSchema,
  /** First and last day of the month. */
  chargeStart: calendarDateSchema,
  chargeEnd: calendarDateSchema,
  unit: z.literal('minute'),
  unitPrice: decimalSchema,
  /** Minutes. */
  quantity: z.number().int().positive(),
  subtotal: decimalSchema,
  currency: z.string(),
});
export type OverageLine = z.infer<typeof overageLineSchema>;

export const emptyMonth = (customerId: string, service: string, month: CallMonth['month']): CallMonth => ({ customerId, service, month, reports: 0, minutes: {} });

/** With some reports of this month more. */
export const withReports = (month: CallMonth, reports: readonly CallReport[]): CallMonth => {
  const minutes = { ...month.minutes };
  for (const report of reports) minutes[report.date] = (minutes[report.date] ?? 0) + report.minutes;
  return { ...month, reports: month.reports + reports.length, minutes };
};

export const callsOf = ({ minutes }: CallMonth): { readonly date: CallMonth['month']; readonly minutes: number }[] =>
  Object.entries(minutes).map(([date, total]) => ({ date: date as CallMonth['month'], minutes: total }));

/** OVG-7: the lines of a month that is closed; made again they are the same. */
export const overageLines = ({ customerId, service, month }: CallMonth, rated: RatedMonth, closedAt: Instant): OverageLine[] =>
  rated.lines.map(({ partnerId, azureSubscriptionId, resellerOfRecord, minutes, unitPrice, subtotal, currency }) => ({
    id: [service, month.slice(0, 7), azureSubscriptionId, ...(resellerOfRecord === undefined ? [] : [resellerOfRecord])].join('|'),
    chargeType: 'overage',
    customerId,
    partnerId,
    azureSubscriptionId,
    ...(resellerOfRecord !== undefined && { resellerOfRecord }),
    service,
    orderDate: closedAt,
    chargeStart: month,
    chargeEnd: lastDayOfMonth(month),
    unit: 'minute',
    unitPrice,
    quantity: minutes,
    subtotal,
    currency,
  }));
