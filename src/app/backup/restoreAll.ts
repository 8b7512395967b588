import { type Instant } from '../../kernel/instant';
import { MOST_WRITES_OF_A_CUSTOMER, type PartitionStore, type Write } from '../../kernel/partitionStore';
import { withBound } from '../due/withBound';
import { BackupDamaged, type BackupManifest } from './backupForm';
import { type BackedUpRow } from './bucket';
import { allManifests, BucketReader, indexOf, type ReadPorts } from './readBackup';
import { ALL, clearMark, markedIn, readMark, RESTORING, writeMark } from './restoreMarks';
import { FeedsToTheirEnds } from './restoredFeeds';
import { type RestoredRows, withoutLaterSeals } from './restoredSeals';
import { knownParts } from './verifyBackup';

/** A table that is restored into. */
export interface RestoredTable {
  readonly table: string;
  readonly store: PartitionStore;
}

export interface RestorePorts extends ReadPorts {
  readonly tables: readonly RestoredTable[];
  /** The `Partners` table, which holds the mark. */
  readonly partners: PartitionStore;
  /** Real time. */
  readonly now: () => Instant;
}

/** Partitions that say what an installation's storage is, not what is in it: they stay as they are where something is restored, and do not make it one that holds something. Of marks those of customers are restored: what is half of them stays marked until it is finished. */
const OWN_PARTITIONS: Readonly<Record<string, readonly string[]>> = { Partners: [RESTORING, 'account', 'shards'] };

const isOwn = (table: string, partition: string): boolean => OWN_PARTITIONS[table]?.includes(partition) === true;

/** Until these are there nothing falls due, and nobody signs in: they come last, in this order. */
const LAST = ['Deadlines', 'Partners'];

const BUCKETS_AT_ONCE = 8;
/** Characters of JSON in a transaction, which takes 4 MiB: each may be two bytes, and is escaped where it is not ASCII. */
const MOST_TEXT = 500_000;

/** In as few transactions as their number and size allow. @param groups writes that belong together: those of a group are stored in one transaction. @param sizeOf characters of JSON. */
export const transactionsOf = <T extends Write>(groups: readonly (readonly T[])[], sizeOf: (write: T) => number): readonly (readonly T[])[] => {
  const parts: T[][] = [];
  let text = 0;
  for (const group of groups) {
    const last = parts.at(-1);
    const size = group.reduce((sum, write) => sum + sizeOf(write), 0);
    if (last !== undefined && last.length + group.length <= MOST_WRITES_OF_A_CUSTOMER && text + size <= MOST_TEXT) {
      last.push(...group);
      text += size;
    } else {
      parts.push([...group]);
      text = size;
    }
  }
  return parts;
};

/** The installation is not empty, or is being restored from another back-up: nothing was changed. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

const FIRST_ROWS = 100;

const isEmpty = async ({ table, store }: RestoredTable): Promise<boolean> => {
  let continuation: string | undefined;
  do {
    const page = await store.listAcross({ fromPartition: '', toPartition: '\uffff', limit: FIRST_ROWS, ...(continuation !== undefined && { continuation }) });
    if (page.rows.some(({ partition }) => !isOwn(table, partition))) return false;
    continuation = page.continuation;
  } while (continuation !== undefined);
  return true;
};

/** What goes in the place of what. @throws RestoreRefused. */
const begin = async ({ tables, partners, now }: RestorePorts, { id }: BackupManifest): Promise<void> => {
  const before = await readMark(partners, ALL);
  if (before !== undefined && before.backupId !== id) throw new RestoreRefused(`This installation is being restored from ${before.backupId}: go on with that one, or empty it.`);
  if (before !== undefined) return;
  for (const table of tables) if (!(await isEmpty(table))) throw new RestoreRefused(`The table ${table.table} holds rows, and everything is restored into an empty installation alone: name another one, or one customer.`);
  if (!(await writeMark(partners, ALL, { backupId: id, startedAt: now() }))) throw new RestoreRefused('Another restore began at the same moment.');
};

const write = async (store: PartitionStore, partition: string, rows: readonly BackedUpRow[]): Promise<void> => {
  const writes = rows.map(({ key, text }) => ({ op: 'put' as const, key, value: JSON.parse(text) as object, size: text.length + key.length }));
  for (const part of transactionsOf(writes.map((each) => [each]), ({ size }) => size)) await store.commit(partition, part.map(({ op, key, value }) => ({ op, key, value })));
};

const inOrder = (manifest: BackupManifest): readonly { readonly account: string; readonly table: BackupManifest['accounts'][number]['tables'][number] }[] => {
  const all = manifest.accounts.flatMap(({ account, tables }) => tables.map((table) => ({ account, table })));
  return [...all.filter(({ table }) => !LAST.includes(table.table)), ...LAST.flatMap((name) => all.filter(({ table }) => table.table === name))];
};

/** What of the buckets of a table, in their order, is restored: all of it but what was backed up by halves. */
const restoredRows = (table: string, { clockAt }: BackupManifest): ((partition: string, rows: readonly BackedUpRow[]) => readonly RestoredRows[]) => {
  const feeds = new FeedsToTheirEnds();
  if (table === 'Audit') return (partition, rows) => withoutLaterSeals(partition, rows, clockAt);
  if (table === 'Events') return (partition, rows) => [{ partition, rows: feeds.of(partition, rows) }];
  if (table === 'Partners') return (partition, rows) => [{ partition, rows: partition === RESTORING ? rows.filter(({ key }) => key !== ALL) : rows }];
  return (partition, rows) => [{ partition, rows }];
};

/**
 * Writes every row of a back-up into an empty installation. Killed anywhere it goes on when it is called again with the same back-up: rows are written once more. Until {@link finishRestore} the app there carries out no command.
 * @param progress called after each table with how many rows it has.
 * @throws RestoreRefused where it is not empty, or another back-up is being restored; BackupDamaged; StoreUnavailable. What was written until then stays, under its mark.
 */
export const restoreAll = async (ports: RestorePorts, manifest: BackupManifest, progress: (table: string, rows: number) => void): Promise<number> => {
  const stores = new Map(ports.tables.map(({ table, store }) => [table, store]));
  const unknown = inOrder(manifest).find(({ table }) => !stores.has(table.table));
  if (unknown !== undefined) throw new RestoreRefused(`The back-up has a table ${unknown.table.table}, which this version does not know.`);
  await begin(ports, manifest);
  const reader = new BucketReader(ports, knownParts((await allManifests(ports)).manifests));
  let restored = 0;
  for (const { table } of inOrder(manifest)) {
    const store = stores.get(table.table);
    if (store === undefined) continue;
    const rowsOf = restoredRows(table.table, manifest);
    let rows = 0;
    let waiting: RestoredRows[] = [];
    const flush = async (): Promise<void> => {
      const batch = waiting;
      waiting = [];
      await withBound(BUCKETS_AT_ONCE, batch, ({ partition, rows: own }) => write(store, partition, own));
    };
    for await (const entry of indexOf(ports, table)) {
      rows += entry.rows;
      if (isOwn(table.table, entry.partition) && entry.partition !== RESTORING) continue;
      waiting.push(...rowsOf(entry.partition, await reader.read(entry)));
      if (waiting.length >= BUCKETS_AT_ONCE) await flush();
    }
    await flush();
    if (rows !== table.rows) throw new BackupDamaged(`The manifest says ${table.rows} rows of ${table.table}, and the index ${rows}`);
    restored += rows;
    progress(table.table, rows);
  }
  return restored;
};

/** What of a back-up is not of one moment, as it was being written or restored while it was backed up: table and partition. */
export const tornIn = ({ accounts }: BackupManifest): readonly string[] => accounts.flatMap(({ tables }) => tables.flatMap(({ table, unsettled }) => unsettled.map((partition) => `${table} ${partition}`)));

/** Customers that are being restored by themselves, with the back-up of each: until that is finished their commands are refused. @throws RowUnreadable; when the store fails. */
export const customersMarked = async (partners: PartitionStore): Promise<readonly { readonly customerId: string; readonly backupId: string }[]> => {
  const marked: { customerId: string; backupId: string }[] = [];
  for (const customerId of await markedIn(partners)) {
    const mark = customerId === ALL ? undefined : await readMark(partners, customerId);
    if (mark !== undefined) marked.push({ customerId, backupId: mark.backupId });
  }
  return marked;
};

/** The app goes to work. */
export const finishRestore = ({ partners }: Pick<RestorePorts, 'partners'>): Promise<void> => clearMark(partners, ALL);
