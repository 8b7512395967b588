import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { type BackupManifest, type TableManifest } from '../../app/backup/backupForm';
import { judgeRow } from '../../app/backup/judgeRow';
import { pruneBackups, PruneRefused, type Keep } from '../../app/backup/pruneBackups';
import { allManifests } from '../../app/backup/readBackup';
import { BackupRefused, takeBackup, type BackupPorts } from '../../app/backup/takeBackup';
import { verifyBackup } from '../../app/backup/verifyBackup';
import { instant, toMillis } from '../../kernel/instant';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';
import { behind } from '../remote/spans';
import { minuteOf, showRows } from '../remote/shown';
import { type Terminal } from '../terminal';
import { openBackupPlace } from './backupPlace';
import { accountsOf } from './accounts';
import { backupPorts } from './backupPorts';
import { chosenBackup } from './chosenBackup';
import { openInstallation, realNow, targetOf, type InstallationFlags } from './installation';

export type BackupAsked =
  | { readonly action: 'take'; readonly place: string; readonly full: boolean; readonly json: boolean }
  | { readonly action: 'list'; readonly place: string; readonly json: boolean }
  | { readonly action: 'verify'; readonly place: string; readonly id: string | undefined; readonly json: boolean }
  | { readonly action: 'prune'; readonly place: string; readonly keep: string; readonly dryRun: boolean; readonly json: boolean };

const versionHere = (): string => (JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;

const sum = (tables: readonly TableManifest[], of: (table: TableManifest) => number): number => tables.reduce((total, table) => total + of(table), 0);
const tablesOf = ({ accounts }: BackupManifest): readonly TableManifest[] => accounts.flatMap(({ tables }) => tables);
const bytesOf = (manifest: BackupManifest): number => sum(tablesOf(manifest), ({ index, parts }) => [...index, ...parts].reduce((bytes, file) => bytes + file.bytes, 0));

/** `1.2 MB` */
const sizeText = (bytes: number): string => (bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

const take = async ({ full, json }: { readonly full: boolean; readonly json: boolean }, flags: InstallationFlags, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const installation = await openInstallation(targetOf(flags, terminal.cwd), false, terminal);
  try {
    const started = performance.now();
    const progress = ({ table, rows, newRows }: TableManifest): void => (json ? undefined : terminal.print(`  ${table}: ${rows} rows, ${newRows} of them new`));
    const manifest = await takeBackup(ports, accountsOf(installation.stores), { isFull: full, by: `${userInfo().username} on ${hostname()}`, app: versionHere(), clockAt: installation.clockNow(), progress });
    const tables = tablesOf(manifest);
    const unsettled = tables.flatMap(({ table, unsettled: own }) => own.map((partition) => `${table} ${partition}`));
    if (json) terminal.print(JSON.stringify({ id: manifest.id, kind: manifest.kind, rows: sum(tables, ({ rows }) => rows), newRows: sum(tables, ({ newRows }) => newRows), operations: sum(tables, ({ operations }) => operations), bytes: bytesOf(manifest), unsettled }));
    else terminal.print(`Back-up ${manifest.id}, ${manifest.kind === 'full' ? 'full' : `on top of ${manifest.base}`}: ${sum(tables, ({ rows }) => rows)} rows, ${sizeText(bytesOf(manifest))} written, ${sum(tables, ({ operations }) => operations)} requests to storage, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    for (const each of unsettled) terminal.complain(`${each} changed each time it was looked at, or was being restored: its rows are not all of one moment. Back up again when less happens there.`);
    return unsettled.length === 0 ? 0 : 1;
  } catch (error) {
    throw error instanceof BackupRefused ? new Problem(`${error.message} Nothing was backed up.`) : error;
  } finally {
    await installation.close();
  }
};

const list = async (json: boolean, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const { manifests, damaged } = await allManifests(ports);
  const shown = manifests.map((manifest) => ({
    id: manifest.id,
    kind: manifest.kind,
    begunAt: manifest.begunAt,
    endedAt: manifest.endedAt,
    clockAt: manifest.clockAt,
    rows: sum(tablesOf(manifest), ({ rows }) => rows),
    newRows: sum(tablesOf(manifest), ({ newRows }) => newRows),
    bytes: bytesOf(manifest),
    app: manifest.app,
    by: manifest.by,
    uses: manifest.uses,
  }));
  const columns = [
    ['Back-up', ({ id }: (typeof shown)[number]) => id],
    ['Kind', ({ kind }: (typeof shown)[number]) => kind],
    ['Clock of the installation', ({ clockAt }: (typeof shown)[number]) => minuteOf(clockAt)],
    ['Rows', ({ rows }: (typeof shown)[number]) => rows],
    ['New', ({ newRows }: (typeof shown)[number]) => newRows],
    ['Size', ({ bytes }: (typeof shown)[number]) => sizeText(bytes)],
    ['By', ({ by }: (typeof shown)[number]) => by],
  ] as const;
  showRows(shown, columns, 'There are no back-ups.', json, terminal);
  for (const { fault } of damaged) terminal.complain(`Not usable: ${fault}.`);
  return damaged.length === 0 ? 0 : 1;
};

const verify = async (id: string | undefined, json: boolean, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  const manifest = await chosenBackup(ports, id);
  const verified = await verifyBackup(ports, manifest, judgeRow, (table, rows) => (json ? undefined : terminal.print(`  ${table}: ${rows} rows so far`)));
  if (json) terminal.print(JSON.stringify({ id: manifest.id, ...verified }));
  else {
    for (const { table, fault } of verified.faults) terminal.print(`${table}: ${fault}`);
    for (const { table, partition, key, reason } of verified.unreadable) terminal.print(`${table} ${partition} ${key} cannot be read, and could not when it was backed up: ${reason.replaceAll('\n', ' ')}`);
    terminal.print(`Back-up ${manifest.id}: ${verified.rows} rows read, ${verified.found} ${verified.found === 1 ? 'fault' : 'faults'}, ${verified.unreadableRows} rows that cannot be read`);
  }
  return verified.found === 0 ? 0 : 1;
};

/** @throws UsageProblem. */
const keepOf = (text: string): Keep => {
  if (/^[1-9]\d{0,4}$/.test(text)) return { last: Number(text) };
  const now = realNow();
  // As far back as it would be ahead.
  const ahead = toMillis(instant(behind(now, '--keep', text))) - toMillis(now);
  return { since: instant(new Date(toMillis(now) - ahead).toISOString()) };
};

const prune = async ({ keep, dryRun, json }: { readonly keep: string; readonly dryRun: boolean; readonly json: boolean }, ports: BackupPorts, terminal: Terminal): Promise<number> => {
  try {
    const done = await pruneBackups(ports.files, keepOf(keep), realNow(), !dryRun);
    if (json) terminal.print(JSON.stringify({ carriedOut: !dryRun, ...done }));
    else {
      for (const id of done.removed) terminal.print(`${dryRun ? 'Would remove' : 'Removed'} ${id}${done.parts.includes(id) ? '; its parts stay, later ones need them' : ''}`);
      for (const id of done.leftOver) terminal.print(`${dryRun ? 'Would clear away' : 'Cleared away'} what is left of ${id}`);
      terminal.print(`${done.kept.length} kept, ${done.removed.length} ${dryRun ? 'to go' : 'removed'}`);
    }
    return 0;
  } catch (error) {
    if (error instanceof PruneRefused) throw new Problem(`Nothing was removed: ${error.message}, and nobody can say what it needs. Move it away, and prune again.`);
    throw error;
  }
};

/** @returns the exit code. @throws Problem, UsageProblem, SandboxProblem, StoreUnavailable. */
export const runBackup = async (asked: BackupAsked, flags: InstallationFlags, terminal: Terminal): Promise<number> => {
  const ports = backupPorts(openBackupPlace(asked.place));
  switch (asked.action) {
    case 'take':
      return take(asked, flags, ports, terminal);
    case 'list':
      return list(asked.json, ports, terminal);
    case 'verify':
      return verify(asked.id, asked.json, ports, terminal);
    case 'prune':
      return prune(asked, ports, terminal);
  }
};
