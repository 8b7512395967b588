import { customerRows } from '../customer/customerBook';
import { type App } from '../ports';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { BrokenOffs, type BrokenOff } from './brokenOff';
import { customerRow, lookedAtAgain, nextCustomers, waitsToBeTold, type CustomerRows } from './customerRows';
import { compareLedger, type LedgerCheckPorts, type LedgerFault } from './ledgerCheck';

export type LedgerStepPorts = LedgerCheckPorts & Pick<App, 'unreadable' | 'log'>;

/** Of one call: see `nextCustomers` for what a step costs. */
const STEPS_AT_ONCE = 10;
const MOST_FINDINGS = 1000;

/** A part of the customers, compared. */
export interface LedgerChecked {
  readonly customers: number;
  /** Lines that were charged, licences and closed usage. */
  readonly lines: number;
  /** Customers with events that wait to be brought out: their ledgers come with them, and were not compared. */
  readonly waiting: number;
  /** How many lines were not as they should be. */
  readonly found: number;
  /** The first thousand of them. */
  readonly findings: readonly LedgerFault[];
  /** The first hundred customers whose comparison broke off; absent: none. */
  readonly failed?: readonly BrokenOff[];
  /** Rows that could not be read: of these nothing can be said. */
  readonly unreadable: readonly UnreadableRow[];
  /** Where the next call goes on; absent: that was all. */
  readonly next?: string;
}

const compareOne = async (ports: LedgerStepPorts, rows: CustomerRows, repairs: boolean) => {
  const row = customerRow(rows);
  const stored = customerRows.readable(row === undefined ? [] : [row]);
  const unreadable: UnreadableRow[] = [...stored.unreadable];
  let [lines, faults]: [number, readonly LedgerFault[]] = [0, []];
  for (const customer of stored.items) {
    try {
      const compared = await compareLedger(ports, rows, customer, { repairs });
      ({ lines, faults } = compared);
      unreadable.push(...compared.unreadable);
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  await ports.unreadable.raise(unreadable);
  return { lines, faults, unreadable };
};

/**
 * DUE-1, BIL-4: goes on comparing the ledgers with the charge lines of all customers and their closed usage, all months, by a bounded number of steps. May be repeated, and may run beside commands.
 * @param from what a call before gave as `next`. @param repairs whether what is found is put right, and the usage of open months brought up to date. @throws when the store fails; what was done until then stays. A customer whose comparison breaks off is passed over, and told of.
 */
export const goOnWithLedger = async (ports: LedgerStepPorts, from: string | undefined, repairs: boolean): Promise<LedgerChecked> => {
  const findings: LedgerFault[] = [];
  const unreadable: UnreadableRow[] = [];
  const brokenOff = new BrokenOffs(ports.log);
  let [customers, lines, found] = [0, 0, 0];
  const compare = (rows: CustomerRows): Promise<void> =>
    brokenOff.unless(rows.customerId, async () => {
      const compared = await compareOne(ports, rows, repairs);
      lines += compared.lines;
      found += compared.faults.length;
      findings.push(...compared.faults.slice(0, MOST_FINDINGS - findings.length));
      unreadable.push(...compared.unreadable);
    });
  const late: CustomerRows[] = [];
  let next = from;
  for (let steps = 0; steps < STEPS_AT_ONCE && (steps === 0 || next !== undefined); steps += 1) {
    const step = await nextCustomers(ports.commerce, next);
    for (const rows of step.customers) {
      if (waitsToBeTold(rows)) late.push(rows);
      else await compare(rows);
    }
    if (step.tooLarge !== undefined) brokenOff.add(step.tooLarge.customerId, step.tooLarge.cause);
    customers += step.customers.length + (step.tooLarge === undefined ? 0 : 1);
    next = step.next;
  }
  let waiting = 0;
  for await (const rows of lookedAtAgain(ports.commerce, late)) {
    if (waitsToBeTold(rows)) waiting += 1;
    else await compare(rows);
  }
  return { customers, lines, waiting, found, findings, ...brokenOff.told(), unreadable, ...(next !== undefined && { next }) };
};
