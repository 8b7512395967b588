import { outboxPrefix } from '../command/commerceKeys';
import { customerRows } from '../customer/customerBook';
import { type App } from '../ports';
import { RowUnreadable, type UnreadableRow } from '../unreadable';
import { customerRow, nextCustomers, rowsUnder, type CustomerRows } from './customerRows';
import { compareLedger, type LedgerCheckPorts, type LedgerFault } from './ledgerCheck';

export type LedgerStepPorts = LedgerCheckPorts & Pick<App, 'unreadable'>;

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
      ({ lines, faults } = await compareLedger(ports, rows, customer, { repairs }));
    } catch (error) {
      if (!(error instanceof RowUnreadable)) throw error;
      unreadable.push(error.row);
    }
  }
  await ports.unreadable.raise(unreadable);
  return { lines, faults };
};

/**
 * DUE-1, BIL-4: goes on comparing the ledgers with the charge lines of all customers and their closed usage, all months, by a bounded number of steps. May be repeated, and may run beside commands.
 * @param from what a call before gave as `next`. @param repairs whether what is found is put right, and the usage of open months brought up to date. @throws when the store fails; what was done until then stays.
 */
export const goOnWithLedger = async (ports: LedgerStepPorts, from: string | undefined, repairs: boolean): Promise<LedgerChecked> => {
  const findings: LedgerFault[] = [];
  let [customers, lines, waiting, found] = [0, 0, 0, 0];
  let next = from;
  for (let steps = 0; steps < STEPS_AT_ONCE && (steps === 0 || next !== undefined); steps += 1) {
    const step = await nextCustomers(ports.commerce, next);
    for (const rows of step.customers) {
      customers += 1;
      if (rowsUnder(rows, outboxPrefix).length > 0) {
        waiting += 1;
        continue;
      }
      const compared = await compareOne(ports, rows, repairs);
      lines += compared.lines;
      found += compared.faults.length;
      findings.push(...compared.faults.slice(0, MOST_FINDINGS - findings.length));
    }
    next = step.next;
  }
  return { customers, lines, waiting, found, findings, ...(next !== undefined && { next }) };
};
