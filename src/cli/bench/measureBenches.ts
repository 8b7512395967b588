import { availableParallelism, cpus, type as systemName } from 'node:os';
import { table } from '../demo/tables';
import { type Terminal } from '../terminal';
import { azuriteYear } from './azuriteYear';
import { type BenchName } from './benchNames';
import { brokerMemory } from './brokerMemory';
import { dueAmongMany } from './dueAmongMany';
import { events } from './events';
import { forecast } from './forecast';
import { invoices } from './invoices';
import { ledgerCosts } from './ledgerCosts';
import { calls } from './calls';
import { loading } from './loading';
import { heldTo, keeps, type Measured } from './measured';
import { memoryYear } from './memoryYear';
import { midnight } from './midnight';
import { oneCustomer } from './oneCustomer';
import { measurePackage } from './package';
import { snapshot } from './snapshot';
import { soak } from './soak';
import { startUp } from './startUp';
import { storageRequests } from './storageRequests';

interface BenchOptions {
  /** Of a bench that can be made smaller. */
  readonly requests: number;
  /** A line of progress. */
  readonly say: (text: string) => void;
}

interface Bench {
  readonly title: string;
  /** Measures the same as others of this name: as what it stands in the table of all of them. */
  readonly beside?: { readonly table: string; readonly column: string };
  readonly measure: (options: BenchOptions) => Promise<readonly Measured[]>;
}

const renewals = (count: number, each: 20 | 5 | 1): Bench => ({
  title: `${count} renewals due at one midnight on Azurite, ${each} of each customer, and the windows they open`,
  beside: { table: `${count} renewals, by subscriptions of each customer`, column: String(each) },
  measure: midnight(each, count),
});

const BENCHES: Readonly<Record<BenchName, Bench>> = {
  start: { title: 'Start-up, built', measure: startUp },
  package: { title: 'What is deployed: its size, and the CPU of its start', measure: measurePackage },
  azurite: { title: 'Twelve months of 100 monthly subscriptions on Azurite', measure: azuriteYear },
  calls: { title: 'What calls cost: operations, commands beside each other, a read', measure: calls },
  storage: { title: 'A request to storage, through the SDK and directly', measure: storageRequests },
  midnight: renewals(10_000, 20),
  midnight5: renewals(10_000, 5),
  midnight1: renewals(10_000, 1),
  thousand: renewals(1000, 20),
  thousand5: renewals(1000, 5),
  thousand1: renewals(1000, 1),
  invoices: { title: 'A month of 100,000 lines: its invoice, its file, its exports; stores in another process', measure: invoices },
  ledger: { title: 'Storage operations of pages of lines and of the ledger, stores in memory', measure: ledgerCosts },
  events: { title: 'Events over the local Service Bus', measure: events },
  broker: { title: 'The local Service Bus with 100,000 messages', measure: brokerMemory },
  memory: { title: 'A year of 10,000 monthly subscriptions, stores in memory', measure: memoryYear },
  forecast: { title: 'What twelve months will charge for 10,000 subscriptions, stores in memory', measure: forecast },
  customer: { title: 'One customer with 500 subscriptions and 72,000 rows, beside one with 20; stores in memory', measure: oneCustomer },
  loading: { title: '5,000 customers of one partner on Azurite', measure: loading },
  due: { title: '100 renewals due among 100,000 deadlines, stores in memory', measure: dueAmongMany },
  snapshot: { title: 'Half a million rows in the local store, written to disk', measure: ({ say }) => snapshot(say) },
  soak: { title: 'Memory of the started app and of Azurite under a long mix of requests', measure: ({ requests, say }) => soak(requests, say) },
};

/** Measures, one after the other, and prints tables. @param requests of a bench that can be made smaller. @returns the exit code: 0 when every budget was kept, 1 when not */
export const measureBenches = async (names: readonly BenchName[], requests: number, terminal: Terminal): Promise<number> => {
  terminal.print(`${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}, ${systemName()}`);
  let kept = true;
  const tables = new Map<string, Map<string, readonly Measured[]>>();
  for (const name of names) {
    const { title, beside, measure } = BENCHES[name];
    terminal.print(`\n${title}\n`);
    const measured = await measure({ requests, say: terminal.complain });
    terminal.print(table(['what', 'measured', 'budget', ''], measured.map((each) => [each.what, `${each.value} ${each.unit}`, heldTo(each), verdict(each)])));
    kept &&= measured.every(keeps);
    if (beside !== undefined) tables.set(beside.table, new Map([...(tables.get(beside.table) ?? []), [beside.column, measured]]));
  }
  for (const [title, columns] of tables) terminal.print(`\n${sideBySide(title, columns)}`);
  return kept ? 0 : 1;
};

const verdict = (measured: Measured): string => (heldTo(measured) === '' ? '' : keeps(measured) ? 'kept' : 'MISSED');

/** What several benches measured of the same, as a table for `docs/benchmarks.md`. */
const sideBySide = (title: string, columns: ReadonlyMap<string, readonly Measured[]>): string => {
  const all = [...columns.values()];
  const rows = (all[0] ?? []).map(({ what, unit }) => {
    const cells = all.map((measured) => measured.find((each) => each.what === what));
    const bars = [...new Set(cells.map((cell) => (cell === undefined ? '' : heldTo({ ...cell, unit: '' }))))].join(', ');
    return [unit === '' ? what : `${what}, ${unit}`, ...cells.map((cell) => (cell === undefined ? '' : `${cell.value}${keeps(cell) ? '' : ' **missed**'}`)), bars];
  });
  return [[title, ...columns.keys(), 'Budget'], ['---', ...[...columns.keys()].map(() => '---'), '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};
