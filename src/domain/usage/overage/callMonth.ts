import { z } from 'zod';
import { lastDayOfMonth } from '../../../kernel/calendarDate';
import { type Instant } from '../../../kernel/instant';
import { calendarDateSchema, currencySchema, decimalSchema, instantSchema } from '../../../kernel/schemas';
import { type CallReport } from './callReport';
import { type DayOfCalls, type RatedMonth } from './rateMonth';
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
  currency: currencySchema,
  minutes: z.number().int(),
  subtotal: decimalSchema,
  firstDay: calendarDateSchema,
  lastDay: calendarDateSchema,
});

const allowanceSchema = z.object({ licences: z.number().int(), minutes: z.number().int() });

const ratedMonthSchema = z.object({
  used: z.number().int(),
  allowance: allowanceSchema,
  remaining: z.number().int(),
  days: z.array(ratedDaySchema),
  lines: z.array(ratedLineSchema),
  /** Months closed before partners were told apart have none. */
  partners: z.array(z.object({ partnerId: z.string(), allowance: allowanceSchema, days: z.array(ratedDaySchema) })).default([]),
});

const minutesByDay = z.record(z.string(), z.number().int().nonnegative());

/** A service's calls in one month: totals by day, which is all that rating needs; guard of its partition. */
export const callMonthSchema = z.object({
  customerId: z.string(),
  service: z.string(),
  /** First day. */
  month: calendarDateSchema,
  reports: z.number().int().nonnegative(),
  /** By day, as the operator reported them. */
  minutes: minutesByDay,
  /** Of them, whose they are, by partner. */
  whose: z.record(z.string(), minutesByDay).default({}),
  /** By partner, what it reported itself, for its own licences. */
  reported: z.record(z.string(), minutesByDay).default({}),
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
  currency: currencySchema,
});
export type OverageLine = z.infer<typeof overageLineSchema>;

export const emptyMonth = (customerId: string, service: string, month: CallMonth['month']): CallMonth => ({ customerId, service, month, reports: 0, minutes: {}, whose: {}, reported: {} });

const plus = (days: Readonly<Record<string, number>> | undefined, { date, minutes }: CallReport): Record<string, number> => ({ ...days, [date]: (days?.[date] ?? 0) + minutes });

/** With some reports of this month more. */
export const withReports = (month: CallMonth, reports: readonly CallReport[]): CallMonth => {
  let { minutes } = month;
  const whose = { ...month.whose };
  const reported = { ...month.reported };
  for (const report of reports) {
    const { ofPartner, reportedBy } = report;
    if (reportedBy !== undefined) {
      reported[reportedBy] = plus(reported[reportedBy], report);
      continue;
    }
    minutes = plus(minutes, report);
    if (ofPartner !== undefined) whose[ofPartner] = plus(whose[ofPartner], report);
  }
  return { ...month, reports: month.reports + reports.length, minutes, whose, reported };
};

const daysOf = (days: Readonly<Record<string, number>>, more: Omit<DayOfCalls, 'date' | 'minutes'> = {}): DayOfCalls[] =>
  Object.entries(days).map(([date, minutes]) => ({ date: date as CallMonth['month'], minutes, ...more }));

/** As rating takes them: what the operator reported, whose it is where that is known, and what partners reported. */
export const callsOf = ({ minutes, whose, reported }: CallMonth): DayOfCalls[] => {
  const nobodys = { ...minutes };
  for (const days of Object.values(whose)) for (const [date, known] of Object.entries(days)) nobodys[date] = (nobodys[date] ?? 0) - known;
  const untold = Object.fromEntries(Object.entries(nobodys).filter(([date, left]) => left > 0 || !Object.values(whose).some((days) => date in days)));
  return [
    ...daysOf(untold),
    ...Object.entries(whose).flatMap(([partnerId, days]) => daysOf(days, { partnerId })),
    ...Object.entries(reported).flatMap(([partnerId, days]) => daysOf(days, { partnerId, bySelf: true })),
  ];
};

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
