import { dayOf, plusDays, plusMonths, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { monthOf } from '../usage/overage/callReport';

/** Payment terms, from the day of the invoice. Source: "Understand your invoice", net 60 days. */
const NET_DAYS = 60;

/** BIL-2: when a month is invoiced: 00:00 UTC of that day of the next month. @param month its first day. @param day 2 to 28. */
export const invoicedAt = (month: CalendarDate, day: number): Instant => startOfDay(plusDays(plusMonths(month, 1), day - 1));

/** The latest month that is to be invoiced at `now`, inclusive. @returns its first day. */
export const latestInvoiced = (now: Instant, day: number): CalendarDate => {
  const before = plusMonths(monthOf(dayOf(now)), -1);
  return invoicedAt(before, day) <= now ? before : plusMonths(before, -1);
};

/** When the next month will be invoiced, after `now`, exclusive. */
export const nextInvoicing = (now: Instant, day: number): Instant => invoicedAt(plusMonths(latestInvoiced(now, day), 1), day);

/** The last day on which an invoice of that instant is paid in time. */
export const dueDay = (invoiceDate: Instant): CalendarDate => plusDays(dayOf(invoiceDate), NET_DAYS);
