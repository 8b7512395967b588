import { withBound } from '../due/withBound';
import { z } from 'zod';
import { type Clock } from '../../kernel/clock';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { kindOf } from './kindOf';
import { writeRowsDone } from './installationSchema';
import { currentForm, FormUnknown, versionOfKind, versionSaid } from './rowForms';
import { rowKinds, type KindTable } from './rowKinds';

/** Where a call goes on: what it has to look at still, and what all calls before it left as it was. */
export const rowPositionSchema = z.object({ table: z.string(), continuation: z.string().optional(), left: z.number().int().nonnegative() });
export type RowPosition = z.infer<typeof rowPositionSchema>;

export interface UpgradePorts {
  readonly stores: Readonly<Record<string, PartitionStore>>;
  readonly directory: PartitionStore;
  readonly clock: Clock;
}

export interface UpgradeManner {
  /** False: counts, and writes nothing. */
  readonly writes: boolean;
  /** Every table, also those of which no kind ever changed: for counting, and for what a newer release wrote. */
  readonly everything: boolean;
}

/** So many rows of one kind say this version. */
export interface RowsOfVersion {
  readonly table: string;
  /** `unknown`: of none that this release knows. */
  readonly kind: string;
  /** 0: what they say is none. */
  readonly version: number;
  /** What this release writes; absent: it knows no such kind. */
  readonly current?: number;
  readonly rows: number;
}

/** What one call came to. */
export interface RowsUpgraded {
  readonly rows: number;
  /** As they were found. */
  readonly versions: readonly RowsOfVersion[];
  /** Brought to the version of this release, and stored. */
  readonly upgraded: number;
  /** Of an earlier version still: others wrote them at the same time, or they could not be brought up, or nothing was to be written. */
  readonly left: number;
  /** Of a later version, or of a kind that this release does not know. */
  readonly newer: number;
  /** Where the next call goes on; absent: that was all. */
  readonly next?: RowPosition;
}

/** Of one call: seconds at most, also where each has to be written. */
const ROWS_AT_ONCE = 2000;
const PAGES_AT_ONCE = 20;
const ROWS_OF_A_PAGE = 500;
/** Rows written side by side. */
const AT_ONCE = 8;

/** Keys are ASCII without control characters. */
const EVERYTHING = { fromPartition: '!', toPartition: '~' } as const;

/** What is sealed as it is stored is brought up where it is read, and never written again. */
const SEALED: ReadonlySet<string> = new Set<KindTable>(['Audit']);

const tables = Object.keys(rowKinds) as readonly KindTable[];
const changed: ReadonlySet<string> = new Set(tables.filter((table) => Object.values(rowKinds[table] as Readonly<Record<string, readonly unknown[]>>).some((steps) => steps.length > 0)));

/** The tables to go over, in their order, and where in the first of them; from the beginning where the position is none of such a round. */
const ahead = (from: RowPosition | undefined, everything: boolean): { readonly tables: readonly string[]; readonly continuation: string | undefined; readonly leftBefore: number } => {
  const all = tables.filter((table) => everything || changed.has(table));
  const at = all.findIndex((table) => table === from?.table);
  return at === -1 ? { tables: all, continuation: undefined, leftBefore: 0 } : { tables: all.slice(at), continuation: from?.continuation, leftBefore: from?.left ?? 0 };
};

type Judged = 'current' | 'older' | 'newer' | 'odd';

const judge = (table: string, row: Row): { readonly kind: string; readonly version: number; readonly is: Judged } => {
  const kind = kindOf(table, row);
  const version = versionSaid(row.value);
  const current = kind === undefined ? undefined : versionOfKind(table, kind);
  const is = typeof row.value['unreadable'] === 'string' || version === undefined ? 'odd' : current === undefined || version > current ? 'newer' : version < current ? 'older' : 'current';
  return { kind: kind ?? 'unknown', version: version ?? 0, is };
};

/** @returns whether it stands in the present form now; a row that others wrote meanwhile is looked at once more. */
const writeUp = async (store: PartitionStore, table: string, found: Row): Promise<boolean> => {
  const toCurrent = currentForm(table, kindOf(table, found));
  let row: Row | undefined = found;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const value = toCurrent(row.value);
      if (value === row.value) return true;
      if ((await store.commit(row.partition, [{ op: 'update', key: row.key, value, etag: row.etag }])).ok) return true;
    } catch (error) {
      if (error instanceof FormUnknown) return false;
      throw error;
    }
    row = await store.read(found.partition, found.key);
    if (row === undefined) return true;
  }
  return false;
};

class Count {
  private readonly versions = new Map<string, RowsOfVersion>();
  rows = 0;
  newer = 0;

  add(table: string, row: Row): Judged {
    const { kind, version, is } = judge(table, row);
    const current = versionOfKind(table, kind);
    const id = `${table}|${kind}|${version}`;
    this.versions.set(id, { table, kind, version, ...(current !== undefined && { current }), rows: (this.versions.get(id)?.rows ?? 0) + 1 });
    this.rows += 1;
    if (is === 'newer') this.newer += 1;
    return is;
  }

  found(): readonly RowsOfVersion[] {
    return [...this.versions.values()];
  }
}

/** Writes some rows up, eight at a time. @returns how many are left as they were. */
const writeAll = async (store: PartitionStore, table: string, older: readonly Row[]): Promise<number> => {
  let left = 0;
  await withBound(AT_ONCE, older, async (row) => {
    if (!(await writeUp(store, table, row))) left += 1;
  });
  return left;
};

/**
 * Goes on over the rows of all tables, two thousand at most, and stores those of an earlier version in the present form, each against its etag; sealed ones stay as they are. May be repeated, may be killed anywhere, and may run beside
 * commands and other instances, also of the release before as long as no kind of it changed: see docs/operations/upgrade-a-release.md. When the last call of a round that wrote left nothing, that is noted for health.
 * @param from what a call before gave as `next`. @throws when the store fails; what was done until then stays.
 */
export const goOnWithRows = async ({ stores, directory, clock }: UpgradePorts, from: RowPosition | undefined, { writes, everything }: UpgradeManner): Promise<RowsUpgraded> => {
  const count = new Count();
  let [upgraded, left, pages] = [0, 0, 0];
  const { tables: toDo, leftBefore, ...position } = ahead(from, everything);
  let { continuation } = position;
  const told = (next?: RowPosition): RowsUpgraded => ({ rows: count.rows, versions: count.found(), upgraded, left, newer: count.newer, ...(next !== undefined && { next }) });
  for (const table of toDo) {
    const store = stores[table];
    do {
      if (pages === PAGES_AT_ONCE || count.rows >= ROWS_AT_ONCE) return told({ table, ...(continuation !== undefined && { continuation }), left: leftBefore + left });
      const page = await store?.listAcross({ ...EVERYTHING, limit: ROWS_OF_A_PAGE, ...(continuation !== undefined && { continuation }) });
      pages += 1;
      const older = (page?.rows ?? []).filter((row) => count.add(table, row) === 'older');
      const isWritten = writes && !SEALED.has(table) && store !== undefined;
      const leftHere = isWritten ? await writeAll(store, table, older) : SEALED.has(table) ? 0 : older.length;
      if (isWritten) upgraded += older.length - leftHere;
      left += leftHere;
      ({ continuation } = page ?? { continuation: undefined });
    } while (continuation !== undefined);
  }
  if (writes && leftBefore + left === 0) await writeRowsDone(directory, clock.now());
  return told();
};
