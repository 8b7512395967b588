import { BackupDamaged, type BackupManifest } from '../../app/backup/backupForm';
import { customersMarked, finishRestore, restoreAll, RestoreRefused, tornIn, type RestorePorts } from '../../app/backup/restoreAll';
import { previewCustomer, restoreCustomer, type CustomerRestored, type RestoreCustomerPorts } from '../../app/backup/restoreCustomer';
import { type BackupPorts } from '../../app/backup/takeBackup';
import { type ChargeLine } from '../../domain/billing/chargeLine';
import { instant, toMillis } from '../../kernel/instant';
import { tableNames, type Stores } from '../../wiring/wiring';
import { memoryStores } from '../bench/memoryStores';
import { Problem } from '../problem';
import { tellBrokenOff } from '../remote/brokenOff';
import { type Terminal } from '../terminal';
import { openBackupPlace } from './backupPlace';
import { backupPorts } from './backupPorts';
import { backupBefore, chosenBackup } from './chosenBackup';
import { derivedAnew, type Derived } from './derivedAnew';
import { openInstallation, realNow, targetOf, type InstallationFlags } from './installation';
import { restoredApp } from './restoredApp';

/** A back-up by its id, by time, or the last. */
export interface WhichBackup {
  readonly place: string;
  readonly id?: string;
  /** ISO 8601, UTC. */
  readonly at?: string;
}

export type RestoreAsked = WhichBackup & { readonly dryRun: boolean; readonly json: boolean } & ({ readonly action: 'rehearse' | 'all' } | { readonly action: 'customer'; readonly customerId: string });

/** The clock that the installation went by differs from the machine's by more than clocks do. */
const VIRTUAL_MILLIS = 5 * 60_000;

const portsOf = (ports: BackupPorts, stores: Stores): RestorePorts => ({ ...ports, tables: tableNames.map((table) => ({ table, store: stores[table] })), partners: stores.Partners });

const rowsOf = ({ accounts }: BackupManifest): number => accounts.reduce((sum, { tables }) => sum + tables.reduce((own, { rows }) => own + rows, 0), 0);

const manifestOf = (ports: BackupPorts, { id, at }: WhichBackup): Promise<BackupManifest> => (at === undefined ? chosenBackup(ports, id) : backupBefore(ports, instant(at)));

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

const tellDerived = ({ customers, putRight, left, findings, failed = [] }: Derived, terminal: Terminal): void => {
  terminal.print(`Checked ${customers} customers: ${putRight} things that are derived made anew, ${left} left`);
  for (const finding of findings) terminal.complain(JSON.stringify(finding));
  tellBrokenOff(failed, terminal);
};

/** What the back-up had by halves. @returns whether it had nothing such. */
const tellTorn = (manifest: BackupManifest, marked: Awaited<ReturnType<typeof customersMarked>>, terminal: Terminal): boolean => {
  const torn = tornIn(manifest);
  for (const each of torn) terminal.complain(`${each} was being written, or restored, while it was backed up: its rows are not all of one moment.`);
  for (const { customerId, backupId } of marked) terminal.complain(`Customer ${customerId} was being restored itself, and its commands are refused until that is finished: nextterm restore customer ${customerId} --backup ${backupId}`);
  return torn.length + marked.length === 0;
};

const rehearse = async (manifest: BackupManifest, json: boolean, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const since = performance.now();
  const stores = memoryStores();
  const rows = await restoreAll(portsOf(ports, stores), manifest, (table, own) => (json ? undefined : terminal.print(`  ${table}: ${own} rows`)));
  await finishRestore({ partners: stores.Partners });
  const restored = seconds(since);
  const derived = await derivedAnew(restoredApp(stores, () => manifest.clockAt, terminal));
  const isFine = tellTorn(manifest, await customersMarked(stores.Partners), terminal) && derived.left === 0;
  if (json) terminal.print(JSON.stringify({ id: manifest.id, rows, restoredSeconds: Number(restored), ...derived, seconds: Number(seconds(since)) }));
  else {
    terminal.print(`Restored ${manifest.id} into memory: ${rows} rows, ${restored} s`);
    tellDerived(derived, terminal);
    terminal.print(`${isFine ? 'It can be restored' : 'What was restored is not as it should be'}: ${seconds(since)} s in all`);
  }
  return isFine ? 0 : 1;
};

const all = async (manifest: BackupManifest, { dryRun, json }: RestoreAsked, flags: InstallationFlags, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const since = performance.now();
  const say = (line: string): void => (json ? undefined : terminal.print(line));
  if (dryRun) {
    for (const { tables } of manifest.accounts) for (const { table, rows } of tables) say(`  ${table}: ${rows} rows`);
    if (json) terminal.print(JSON.stringify({ id: manifest.id, carriedOut: false, rows: rowsOf(manifest) }));
    say(`Would restore ${manifest.id}: ${rowsOf(manifest)} rows, of ${manifest.begunAt}; into an empty installation alone`);
    return 0;
  }
  const installation = await openInstallation(targetOf(flags, terminal.cwd), true, terminal);
  try {
    const own = portsOf(ports, installation.stores);
    const rows = await restoreAll(own, manifest, (table, written) => say(`  ${table}: ${written} rows`));
    const isVirtual = Math.abs(toMillis(manifest.clockAt) - toMillis(manifest.begunAt)) > VIRTUAL_MILLIS;
    const now = isVirtual ? () => manifest.clockAt : realNow;
    const derived = await derivedAnew(restoredApp(installation.stores, now, terminal));
    installation.keepWorld(isVirtual ? toMillis(manifest.clockAt) : undefined);
    await finishRestore(own);
    const isWhole = tellTorn(manifest, await customersMarked(installation.stores.Partners), terminal);
    if (json) terminal.print(JSON.stringify({ id: manifest.id, carriedOut: true, rows, ...derived, seconds: Number(seconds(since)) }));
    else {
      tellDerived(derived, terminal);
      terminal.print(`Restored ${manifest.id}: ${rows} rows, ${seconds(since)} s`);
    }
    return isWhole && derived.left === 0 ? 0 : 1;
  } finally {
    await installation.close();
  }
};

const chargeText = ({ subtotal, currency, chargeType, chargeStart, chargeEnd }: ChargeLine): string => `  ${chargeType} ${chargeStart} to ${chargeEnd}: ${subtotal} ${currency}`;

const tellCustomer = ({ counts, undone, vanishing, unreadable, billed, findings }: CustomerRestored, isDone: boolean, terminal: Terminal): void => {
  const would = isDone ? '' : 'would be ';
  terminal.print(`${counts.put} rows ${would}written, ${counts.deleted} ${would}deleted, ${counts.kept} that tell what happened stay, ${counts.receipts} receipts of calls that ${isDone ? 'are' : 'would be'} undone`);
  if (undone.length > 0) terminal.print(`${undone.length} charges ${would}undone:`);
  for (const line of undone) terminal.print(chargeText(line));
  for (const id of vanishing) terminal.print(`  subscription ${id} was made since, and ${isDone ? 'is no more' : 'would be no more'}`);
  for (const key of unreadable) terminal.complain(`${key} cannot be read in the back-up, and stays as it is.`);
  for (const id of billed) terminal.complain(`The charge ${id} was billed while it was being undone, and stays on its invoice.`);
  for (const finding of findings) terminal.complain(`Not as it should be: ${JSON.stringify(finding)}`);
};

const customer = async (manifest: BackupManifest, customerId: string, { dryRun, json }: RestoreAsked, flags: InstallationFlags, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const installation = await openInstallation(targetOf(flags, terminal.cwd), false, terminal);
  try {
    const own: RestoreCustomerPorts = { ...ports, app: restoredApp(installation.stores, installation.clockNow, terminal), commerce: installation.stores.Commerce, partners: installation.stores.Partners };
    const say = (what: string): void => (json ? undefined : terminal.print(`  ${what} …`));
    const done = dryRun ? await previewCustomer(own, manifest, customerId) : await restoreCustomer(own, manifest, customerId, say);
    const isFine = [done.unreadable, done.billed, done.findings].every(({ length }) => length === 0);
    if (json) terminal.print(JSON.stringify({ id: manifest.id, customerId, carriedOut: !dryRun, ...done }));
    else {
      tellCustomer(done, !dryRun, terminal);
      terminal.print(dryRun ? `Would restore customer ${customerId} from ${manifest.id}` : `Restored customer ${customerId} from ${manifest.id}, as it was between ${manifest.begunAt} and ${manifest.endedAt}`);
    }
    return isFine ? 0 : 1;
  } finally {
    await installation.close();
  }
};

/** @returns the exit code. @throws Problem, UsageProblem, SandboxProblem, StoreUnavailable. */
export const runRestore = async (asked: RestoreAsked, flags: InstallationFlags, terminal: Terminal): Promise<number> => {
  const ports = backupPorts(openBackupPlace(asked.place));
  try {
    const manifest = await manifestOf(ports, asked);
    if (asked.action === 'rehearse') return await rehearse(manifest, asked.json, ports, terminal);
    if (asked.action === 'customer') return await customer(manifest, asked.customerId, asked, flags, ports, terminal);
    return await all(manifest, asked, flags, ports, terminal);
  } catch (error) {
    if (error instanceof RestoreRefused) throw new Problem(`${error.message} Nothing was changed.`);
    if (error instanceof BackupDamaged) throw new Problem(`The back-up cannot be used: ${error.message}.`);
    throw error;
  }
};
