import { type Row } from '../../kernel/partitionStore';
import { BackupDamaged, type BackupManifest, type IndexEntry, type TableManifest } from './backupForm';
import { asRow } from './bucket';
import { allManifests, BucketReader, indexOf, type ReadPorts } from './readBackup';

/** What is wrong with a back-up, in words. */
export interface BackupFault {
  readonly table: string;
  readonly fault: string;
}

export interface Verified {
  readonly rows: number;
  readonly found: number;
  /** The first hundred. */
  readonly faults: readonly BackupFault[];
  /** Rows that no schema of this version accepts: the first hundred. They were so when they were backed up. */
  readonly unreadable: readonly { readonly table: string; readonly partition: string; readonly key: string; readonly reason: string }[];
  readonly unreadableRows: number;
}

const MOST_NAMED = 100;

/** Judges a row by what it should be. @returns what is wrong with it, in words; undefined: nothing. */
export type JudgeRow = (table: string, row: Row) => string | undefined;

class Verification {
  rows = 0;
  found = 0;
  unreadableRows = 0;
  readonly faults: BackupFault[] = [];
  readonly unreadable: Verified['unreadable'][number][] = [];

  constructor(
    private readonly ports: ReadPorts,
    private readonly reader: BucketReader,
    private readonly judge: JudgeRow,
    private readonly order: (a: string, b: string) => number,
  ) {}

  async table(manifest: TableManifest): Promise<void> {
    let [rows, partitions] = [0, 0];
    let last: IndexEntry | undefined;
    try {
      for await (const entry of indexOf(this.ports, manifest)) {
        if (last === undefined || last.partition !== entry.partition) partitions += 1;
        if (last !== undefined && this.order(last.partition, entry.partition) > 0) this.tell(manifest.table, `The index is not in order at ${entry.partition}`);
        last = entry;
        rows += entry.rows;
        await this.bucket(manifest.table, entry);
      }
      if (rows !== manifest.rows) this.tell(manifest.table, `The manifest says ${manifest.rows} rows, and the index ${rows}`);
      if (partitions !== manifest.partitions) this.tell(manifest.table, `The manifest says ${manifest.partitions} partitions, and the index ${partitions}`);
    } catch (error) {
      if (!(error instanceof BackupDamaged)) throw error;
      this.tell(manifest.table, error.message);
    }
  }

  /** One that is damaged does not end the rest. */
  private async bucket(table: string, entry: IndexEntry): Promise<void> {
    try {
      for (const row of await this.reader.read(entry)) {
        this.rows += 1;
        this.row(table, asRow(entry.partition, row));
      }
    } catch (error) {
      if (!(error instanceof BackupDamaged)) throw error;
      this.tell(table, error.message);
    }
  }

  private row(table: string, row: Row): void {
    const reason = this.judge(table, row);
    if (reason === undefined) return;
    this.unreadableRows += 1;
    if (this.unreadable.length < MOST_NAMED) this.unreadable.push({ table, partition: row.partition, key: row.key, reason });
  }

  private tell(table: string, fault: string): void {
    this.found += 1;
    if (this.faults.length < MOST_NAMED) this.faults.push({ table, fault });
  }
}

/** Files of all back-ups that are there, by name. */
export const knownParts = (manifests: readonly BackupManifest[]) => new Map(manifests.flatMap(({ accounts }) => accounts.flatMap(({ tables }) => tables.flatMap(({ parts }) => parts.map((part) => [part.name, part] as const)))));

/** Reads a back-up whole, with all that it leaves to earlier ones: checksums, counts, order, and each row against its schema. @throws when the place of back-ups fails. */
export const verifyBackup = async (ports: ReadPorts & { readonly order: (a: string, b: string) => number }, manifest: BackupManifest, judge: JudgeRow, progress: (table: string, rows: number) => void): Promise<Verified> => {
  const verification = new Verification(ports, new BucketReader(ports, knownParts((await allManifests(ports)).manifests)), judge, ports.order);
  for (const { tables } of manifest.accounts) {
    for (const table of tables) {
      await verification.table(table);
      progress(table.table, verification.rows);
    }
  }
  const { rows, found, faults, unreadable, unreadableRows } = verification;
  return { rows, found, faults, unreadable, unreadableRows };
};
