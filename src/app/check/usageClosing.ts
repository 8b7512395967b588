import { plusMonths, calendarDate, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { callPartition, readCallMonth } from '../calls/callBook';
import { callsClosing } from '../calls/reportCalls';
import { meterPartition, metersClosing, readMeterMonth } from '../meters/meters';
import { type App } from '../ports';
import { overagePrefix } from '../command/commerceKeys';
import { azureSubscriptionPrefix } from '../azurePlan/azureBook';
import { rowsUnder, type CustomerRows } from './customerRows';
import { bySubject, type Expected } from './expected';

export type UsagePorts = Pick<App, 'usage' | 'policies'>;

/**
 * OVG-6, DUE-1: the closing of each month of usage that was reported and is not closed yet. One operation for each service of the customer's and month.
 * @param monthsBack how many months before that of `now` are looked at. @throws RowUnreadable.
 */
export const expectedClosings = async (ports: UsagePorts, customer: CustomerRows, now: Instant, monthsBack: number): Promise<readonly Expected[]> => {
  const { customerId } = customer;
  const services = rowsUnder(customer, overagePrefix).map(({ key }) => key.slice(overagePrefix.length));
  const isMetered = rowsUnder(customer, azureSubscriptionPrefix).length > 0;
  const running = calendarDate(`${now.slice(0, 7)}-01`);
  const months = Array.from({ length: monthsBack + 1 }, (_, back): CalendarDate => plusMonths(running, -back));
  const expected: Expected[] = [];
  for (const month of months) {
    for (const service of services) {
      const calls = await readCallMonth(ports.usage, callPartition(customerId, service, month));
      if (calls !== undefined && calls.value.closedAt === undefined) expected.push(bySubject(callsClosing(ports, customerId, service, month)));
    }
    const meters = isMetered ? await readMeterMonth(ports.usage, meterPartition(customerId, month)) : undefined;
    if (meters !== undefined && meters.value.closedAt === undefined) expected.push(bySubject(metersClosing(ports, customerId, month)));
  }
  return expected;
};
