import { type Customer } from '../../domain/parties/customer/state';
import { type CalendarDate } from '../../kernel/calendarDate';
import { readCustomer } from '../customer/customerBook';
import { type Log } from '../log';
import { type Ledger } from './ledger';
import { type UsageSource } from './ledgerKeys';
import { usageLines, usageOf, type UsagePorts } from './usageLines';

export interface BringUsagePorts extends UsagePorts {
  readonly ledger: Ledger;
}

/**
 * BIL-2: brings a customer's usage of a month into the ledgers of its partners: for good once it is closed, as it stands until then. Repeating is harmless.
 * @param only that source alone. @throws RowUnreadable; when the store fails.
 */
export const bringUsage = async (ports: BringUsagePorts, customer: Customer, month: CalendarDate, only?: UsageSource): Promise<void> => {
  for (const usage of await usageOf(ports, customer, month, only)) {
    for (const partnerId of usage.partnerIds) {
      const partner = await ports.payerByTenant(partnerId);
      if (partner === undefined) continue;
      await ports.ledger.replaceUsage({ partnerId, customerId: customer.id, month, source: usage.source }, usageLines(usage, partner, month));
    }
  }
};

/** The same of a customer by its id. @throws also where there is no such customer: what it used would be charged to nobody. */
export const bringUsageOf = async (ports: BringUsagePorts, customerId: string, month: CalendarDate, only?: UsageSource): Promise<void> => {
  const customer = await readCustomer(ports.commerce, customerId);
  if (customer === undefined) throw new Error(`There is no customer ${customerId}`);
  await bringUsage(ports, customer.value, month, only);
};

/** The same after reports were taken, which stand whatever becomes of it: how the month stands is brought with the next report, the daily check or the closing. */
export const bringReportedUsage = async (ports: BringUsagePorts & { readonly log: Log }, customerId: string, month: CalendarDate): Promise<void> => {
  try {
    await bringUsageOf(ports, customerId, month);
  } catch (error) {
    ports.log.warn(`What customer ${customerId} used in ${month.slice(0, 7)} is not in the ledger yet`, error);
  }
};
