import { createHash } from 'node:crypto';
import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { BACKUP_FORMAT, newBackupId, indexLine, manifestName, manifestText, partName, type BackupManifest, type BucketPlace, type IndexEntry, type IndexFile, type TableManifest } from './backupForm';
import { BucketCutter, bucketsOf, type Bucket } from './bucket';
import { LinesWriter, PartWriter } from './partWriter';
import { allManifests, indexOf, type ReadPorts } from './readBackup';
import { ALL, markedIn } from './restoreMarks';
import { RestoringWatch } from './restoringWatch';
import { counted, partitionsOf, rowsOfPartition } from './tablePartitions';

/** One table of one account. */
export interface BackedUpTable {
  readonly table: string;
  readonly store: PartitionStore;
  /** Whether each partition is taken as of one moment; else each transaction's rows may be of the moments before and after it. */
  readonly isSettled: boolean;
}

/** A storage account with its tables, in the order in which they are read. */
export interface BackedUpAccount {
  readonly account: string;
  readonly tables: readonly BackedUpTable[];
}

export interface BackupPorts extends ReadPorts {
  /** Of partitions, as the store has them. */
  readonly order: (a: string, b: string) => number;
  /** Real time. */
  readonly now: () => Instant;
  readonly pause: (millis: number) => Promise<void>;
}

export interface BackupWish {
  /** All rows anew; else those that an earlier back-up has are left to it. */
  readonly isFull: boolean;
  readonly by: string;
  readonly app: string;
  /** What the installation's own clock says. */
  readonly clockAt: Instant;
  readonly progress: (table: TableManifest, account: string) => void;
}

/** There is nothing whole to back up: the installation is being restored itself. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** Whose partitions are customers, which may be restored one by one. */
const OF_CUSTOMERS = 'Commerce';
/** Which holds the marks of what is being restored. */
const OF_MARKS = 'Partners';

/** How often a partition is looked at until it stays as it is. */
const MOST_LOOKS = 12;
const FIRST_PAUSE_MILLIS = 50;
const LONGEST_PAUSE_MILLIS = 5000;

/** What earlier back-ups have of a table, asked partition after partition in order. */
class Before {
  private readonly entries: AsyncIterator<IndexEntry>;
  private next: IteratorResult<IndexEntry, unknown> | undefined;

  constructor(
    entries: AsyncIterable<IndexEntry>,
    private readonly order: BackupPorts['order'],
  ) {
    this.entries = entries[Symbol.asyncIterator]();
  }

  async placesIn(partition: string): Promise<Map<string, BucketPlace>> {
    const places = new Map<string, BucketPlace>();
    for (;;) {
      this.next ??= await this.entries.next();
      if (this.next.done === true) return places;
      const { value } = this.next;
      const order = this.order(value.partition, partition);
      if (order > 0) return places;
      if (order === 0) places.set(value.hash, value);
      this.next = undefined;
    }
  }
}

const nothingBefore = async function* (): AsyncGenerator<IndexEntry> {
  // There is no earlier back-up.
};

/** Backs one table up. */
class TableBackup {
  private readonly rows: PartWriter;
  private readonly index: LinesWriter;
  private readonly indexFiles: IndexFile[] = [];
  private readonly unsettled: string[] = [];
  private firstInFile = '';
  private lastInFile = '';
  private readonly counts = { partitions: 0, rows: 0, operations: 0 };
  private readonly store: PartitionStore;
  readonly uses = new Set<string>();

  constructor(
    private readonly ports: BackupPorts,
    private readonly of: BackedUpTable,
    private readonly before: Before,
    private readonly watch: RestoringWatch | undefined,
    nameOf: (what: 'rows' | 'index', number: number) => string,
  ) {
    this.rows = new PartWriter(ports, (number) => nameOf('rows', number));
    this.index = new LinesWriter(ports, (number) => nameOf('index', number));
    this.store = counted(of.store, () => (this.counts.operations += 1));
  }

  async run(): Promise<TableManifest> {
    await this.watch?.look();
    for await (const read of partitionsOf(this.store, this.of.isSettled)) {
      await this.watch?.look();
      const known = await this.before.placesIn(read.partition);
      const entries = read.rows === undefined ? await this.looked(read.partition, known) : await this.taken(read.partition, read.rows, known);
      if (entries.length > 0) this.counts.partitions += 1;
      for (const entry of entries) await this.list(entry);
    }
    await this.watch?.look(true);
    await this.rows.end();
    await this.endIndexFile(() => this.index.end());
    const unsettled = [...new Set([...this.unsettled, ...(this.watch?.seen ?? [])])];
    return { table: this.of.table, ...this.counts, newRows: this.rows.rows, index: this.indexFiles, parts: [...this.rows.parts], unsettled };
  }

  private async taken(partition: string, rows: readonly Row[], known: Map<string, BucketPlace>): Promise<readonly IndexEntry[]> {
    const entries: IndexEntry[] = [];
    for (const bucket of bucketsOf(partition, rows)) entries.push(await this.place(bucket, known));
    return entries;
  }

  /** What an earlier back-up has, or this one already, is not written again. */
  private async place(bucket: Bucket, known: Map<string, BucketPlace>): Promise<IndexEntry> {
    const { partition, rows, hash } = bucket;
    const { part, at } = known.get(hash) ?? (await this.rows.write(bucket));
    known.set(hash, { part, at });
    return { partition, rows: rows.length, hash, part, at };
  }

  /** Reads a partition by itself until two looks find the same, of each at most a bucket in memory. */
  private async looked(partition: string, known: Map<string, BucketPlace>): Promise<readonly IndexEntry[]> {
    let before = '';
    for (let look = 1; ; look += 1) {
      const entries: IndexEntry[] = [];
      const etags = createHash('sha256');
      const cutter = new BucketCutter(partition);
      for await (const row of rowsOfPartition(this.store, partition)) {
        etags.update(`${row.key} ${row.etag}\n`);
        const bucket = cutter.take(row);
        if (bucket !== undefined) entries.push(await this.place(bucket, known));
      }
      const rest = cutter.end();
      if (rest !== undefined) entries.push(await this.place(rest, known));
      const seen = etags.digest('hex');
      if (!this.of.isSettled || before === seen) return entries;
      before = seen;
      if (look === MOST_LOOKS) {
        this.unsettled.push(partition);
        return entries;
      }
      if (look > 1) await this.ports.pause(Math.min(FIRST_PAUSE_MILLIS * 2 ** (look - 2), LONGEST_PAUSE_MILLIS));
    }
  }

  private async list(entry: IndexEntry): Promise<void> {
    if (this.index.isFresh) this.firstInFile = entry.partition;
    this.lastInFile = entry.partition;
    this.counts.rows += entry.rows;
    this.uses.add(entry.part.split('/')[1] ?? '');
    await this.endIndexFile(() => this.index.add([indexLine(entry)]));
  }

  private async endIndexFile(write: () => Promise<unknown>): Promise<void> {
    await write();
    const file = this.index.files[this.indexFiles.length];
    if (file !== undefined) this.indexFiles.push({ ...file, first: this.firstInFile, last: this.lastInFile });
  }
}

/**
 * Backs up every table of every account: what an earlier back-up has in the same words is left to it, and everything else is written. The manifest is written last: killed before, there is no back-up, and what was written of it is in nobody's way.
 * In memory are a thousand rows, a part of some megabytes, and of one partition what its buckets are.
 * A customer that is being restored meanwhile counts as one that never stood still; its mark is in the back-up too.
 * @throws BackupRefused where the whole installation is being restored; StoreUnavailable and whatever the place of back-ups throws.
 */
export const takeBackup = async (ports: BackupPorts, accounts: readonly BackedUpAccount[], { isFull, by, app, clockAt, progress }: BackupWish): Promise<BackupManifest> => {
  const begunAt = ports.now();
  for (const { tables } of accounts) {
    const marks = tables.find(({ table }) => table === OF_MARKS);
    if (marks !== undefined && (await markedIn(marks.store)).has(ALL)) throw new BackupRefused('This installation is being restored: finish that first.');
  }
  const base = isFull ? undefined : (await allManifests(ports)).manifests.at(-1);
  const id = newBackupId(begunAt);
  const uses = new Set<string>();
  const done: BackupManifest['accounts'] = [];
  for (const { account, tables } of accounts) {
    const own: TableManifest[] = [];
    const marks = tables.find(({ table }) => table === OF_MARKS);
    for (const table of tables) {
      const watch = table.table === OF_CUSTOMERS && marks !== undefined ? new RestoringWatch(marks.store, ports.now) : undefined;
      const earlier = base?.accounts.find((each) => each.account === account)?.tables.find((each) => each.table === table.table);
      const backup = new TableBackup(ports, table, new Before(earlier === undefined ? nothingBefore() : indexOf(ports, earlier), ports.order), watch, (what, number) => partName(id, account, table.table, what, number));
      const manifest = await backup.run();
      for (const use of backup.uses) uses.add(use);
      own.push(manifest);
      progress(manifest, account);
    }
    done.push({ account, tables: own });
  }
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    id,
    kind: base === undefined ? 'full' : 'increment',
    ...(base !== undefined && { base: base.id }),
    begunAt,
    endedAt: ports.now(),
    clockAt,
    by,
    app,
    accounts: done,
    uses: [...uses].toSorted(),
  };
  await ports.files.put(manifestName(id), new TextEncoder().encode(manifestText(manifest)));
  return manifest;
};
