import { plusMonths, calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { servicesOf } from '../../domain/usage/overage/enabling';
import { callPartition, readCallMonth } from '../calls/callBook';
import { callsClosing } from '../calls/reportCalls';
import { type Deadline } from '../due/deadline';
import { meterPartition, metersClosing, readMeterMonth } from '../meters/meters';
import { type App } from '../ports';
import { overagePrefix, subscriptionPrefix } from '../command/commerceKeys';
import { azureSubscriptionPrefix } from '../azurePlan/azureBook';
import { subscriptionRows } from '../subscription/subscriptionBook';
import { RowUnreadable, type Readable, type UnreadableRow } from '../unreadable';
import { rowsUnder, type CustomerRows } from './customerRows';
import { bySubject, type Expected } from './expected';

export type UsagePorts = Pick<App, 'usage' | 'policies'>;

interface UsageMonth {
  readonly value: { readonly closedAt?: Instant | undefined };
}

/** Services that calls may have been reported for: those that a subscription brought minutes of, whether or not anybody has the overage, and those of which somebody had it. */
const servicesIn = (customer: CustomerRows): readonly string[] => {
  const brought = servicesOf(subscriptionRows.readable(rowsUnder(customer, subscriptionPrefix)).items);
  return [...new Set([...brought, ...rowsUnder(customer, overagePrefix).map(({ key }) => key.slice(overagePrefix.length))])];
};

/**
 * OVG-6, DUE-1: the closing of each month of usage that was reported and is not closed yet. One operation for each service of the customer's and month.
 * @param monthsBack how many months before that of `now` are looked at. @returns with it the months of which the row cannot be read.
 */
export const expectedClosings = async (ports: UsagePorts, customer: CustomerRows, now: Instant, monthsBack: number): Promise<Readable<Expected>> => {
  const { customerId } = customer;
  const services = servicesIn(customer);
  const isMetered = rowsUnder(customer, azureSubscriptionPrefix).length > 0;
  const running = calendarDate(`${now.slice(0, 7)}-01`);
  const months = Array.from({ length: monthsBack + 1 }, (_, back): CalendarDate => plusMonths(running, -back));
  const items: Expected[] = [];
  const unreadable: UnreadableRow[] = [];
  const lookAt = async (read: () => Promise<UsageMonth | undefined>, closing: Deadline): Promise<void> => {
    try {
      const stored = await read();
      if (stored !== undefined && stored.value.closedAt === undefined) items.push(bySubject(closing));
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  };
  for (const month of months) {
    for (const service of services) await lookAt(() => readCallMonth(ports.usage, callPartition(customerId, service, month)), callsClosing(ports, customerId, service, month));
    if (isMetered) await lookAt(() => readMeterMonth(ports.usage, meterPartition(customerId, month)), metersClosing(ports, customerId, month));
  }
  return { items, unreadable };
};
