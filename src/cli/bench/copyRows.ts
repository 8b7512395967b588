import { groupBy } from '../../kernel/groupBy';
import { type PartitionStore, type Row } from '../../kernel/partitionStore';
import { withBound } from '../../app/due/withBound';
import { tableNames, type Stores } from '../../wiring/wiring';
import { type RowsByTable } from './keptRows';

const MOST_WRITES = 100;
/** Characters of JSON in one transaction. */
const MOST_TEXT = 800_000;
const atOnce = 8;

const rowsIn = async (store: PartitionStore): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await store.listAcross({ fromPartition: '!', toPartition: '~', ...(continuation !== undefined && { continuation }) });
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return rows;
};

const transactionsOf = (rows: readonly Row[]): readonly (readonly Row[])[] => {
  const transactions: Row[][] = [];
  let size = 0;
  for (const row of rows) {
    const length = JSON.stringify(row.value).length;
    const last = transactions.at(-1);
    if (last !== undefined && last.length < MOST_WRITES && size + length <= MOST_TEXT) {
      last.push(row);
      size += length;
    } else {
      transactions.push([row]);
      size = length;
    }
  }
  return transactions;
};

/** Rows of an empty store. @returns the etags they got, by those they had. */
const copy = async (rows: readonly Row[], to: PartitionStore): Promise<ReadonlyMap<string, string>> => {
  const etags = new Map<string, string>();
  await withBound(atOnce, [...groupBy(rows, ({ partition }) => partition)], async ([partition, own]) => {
    for (const together of transactionsOf(own)) {
      const outcome = await to.commit(partition, together.map(({ key, value }) => ({ op: 'create', key, value })));
      if (!outcome.ok) throw new Error(`${partition} ${outcome.conflict.key} is there already`);
      for (const { key, etag } of together) etags.set(etag, outcome.etags.get(key) ?? '');
    }
  });
  return etags;
};

interface KnownRow {
  readonly etag: string;
}

interface Member {
  readonly known?: KnownRow & { readonly listed?: KnownRow };
}

/** All that is stored. */
export const allRowsOf = async (stores: Stores): Promise<RowsByTable> => {
  const rows = new Map<string, readonly Row[]>();
  for (const name of tableNames) rows.set(name, await rowsIn(stores[name]));
  return rows;
};

/** Copies rows to where there are none. They get other etags there, so what deadlines know of them is put right; they come last. */
export const copyRows = async (from: RowsByTable, to: Stores): Promise<void> => {
  const etags = new Map<keyof Stores, ReadonlyMap<string, string>>();
  const there = <T extends KnownRow>(name: keyof Stores, row: T): T => ({ ...row, etag: etags.get(name)?.get(row.etag) ?? '' });
  const right = <T extends Member>(member: T): T => {
    if (member.known === undefined) return member;
    const { listed } = member.known;
    return { ...member, known: { ...there('Commerce', member.known), ...(listed && { listed: there('Directory', listed) }) } };
  };
  for (const name of tableNames) if (name !== 'Deadlines') etags.set(name, await copy(from.get(name) ?? [], to[name]));
  const deadlines = from.get('Deadlines') ?? [];
  await copy(deadlines.map((row) => ({ ...row, value: Array.isArray(row.value['members']) ? { ...row.value, members: row.value['members'].map(right) } : right(row.value as Member & Row['value']) })), to.Deadlines);
};
