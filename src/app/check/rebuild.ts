import { type UnreadableRow } from '../unreadable';
import { BrokenOffs, type BrokenOff } from './brokenOff';
import { checkCustomer } from './checkCustomer';
import { type Finding } from './finding';
import { nextCustomers } from './customerRows';
import { readPending } from './missingDeadlines';
import { checkOfPartners, type PartnersCheckPorts } from './ofPartners';

/** Of usage that was never closed, however long ago: as far back as the audit log of most installations reaches. */
const MONTHS_BACK = 24;
const mostFindings = 1000;

export interface Rebuilt {
  readonly customers: number;
  /** How many things were not as the state says. */
  readonly found: number;
  /** The first thousand of them. */
  readonly findings: readonly Finding[];
  /** Rows of the deadline index that could not be read, and were taken away once all that the state asks for was there. */
  readonly removed: number;
  /** The first hundred customers, and what is none's, whose comparison broke off; absent: none. */
  readonly failed?: readonly BrokenOff[];
  /** Rows of customers that could not be read: of these nothing can be said. */
  readonly unreadable: readonly UnreadableRow[];
}

/**
 * DUE-1: makes all that is derived anew: directory, claims of domains, every deadline however far ahead, of webhooks and consumers too, what the partners' lists say of each, their ledgers, all months of them, their feeds, their messages (those that are old are not sent) and every list of requests; then takes away what the deadline index holds that nobody can read. Reads all of Commerce. May be repeated,
 * and may run beside commands. @param repairs false: tells what it would do, and does nothing. A customer, or something that is none's, whose comparison breaks off is passed over. @throws when the store fails; what was done until then stays.
 */
export const rebuild = async (ports: PartnersCheckPorts, repairs: boolean): Promise<Rebuilt> => {
  const now = ports.clock.now();
  const pending = await readPending(ports.deadlines, now);
  const brokenOff = new BrokenOffs(ports.log);
  const findings: Finding[] = [...(await checkOfPartners(ports, pending, { repairs }, brokenOff))];
  let [customers, found] = [0, findings.length];
  const unreadable: UnreadableRow[] = [];
  let next: string | undefined;
  do {
    const step = await nextCustomers(ports.commerce, next, true);
    for (const customer of step.customers) {
      await brokenOff.unless(customer.customerId, async () => {
        const own = await checkCustomer(ports, customer, pending, { monthsBack: MONTHS_BACK, repairs, unreadable });
        found += own.length;
        findings.push(...own.slice(0, Math.max(0, mostFindings - findings.length)));
      });
    }
    if (step.tooLarge !== undefined) brokenOff.add(step.tooLarge.customerId, step.tooLarge.cause);
    customers += step.customers.length + (step.tooLarge === undefined ? 0 : 1);
    next = step.next;
  } while (next !== undefined);
  return { customers, found, findings, removed: await ports.deadlines.removeCorrupt(repairs), ...brokenOff.told(), unreadable };
};
