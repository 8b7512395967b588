import { type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { groupBy } from '../../kernel/groupBy';

/** Before every partition, and behind every one: what is not ASCII is stored behind all that is. */
const [FIRST, END] = ['', '\uffff'] as const;
/** Requested at once, and what is held in memory of a table. */
const ROWS_AT_ONCE = 1000;

/** The least name that comes after a partition's own. */
const after = (partition: string): string => `${partition} `;

/** One partition of a table as it was read. */
export type ReadPartition =
  /** All of it, in order of its keys. */
  | { readonly partition: string; readonly rows: readonly Row[] }
  /** It is to be read by itself: it has more rows than are read at once, or changed while it was. */
  | { readonly partition: string; readonly rows?: undefined };

const rowsAtLeast = async (read: (continuation: string | undefined) => Promise<RowPage>): Promise<{ readonly rows: readonly Row[]; readonly isAll: boolean }> => {
  const rows: Row[] = [];
  let continuation: string | undefined;
  do {
    const page = await read(continuation);
    rows.push(...page.rows);
    continuation = page.continuation;
  } while (continuation !== undefined && rows.length < ROWS_AT_ONCE);
  return { rows, isAll: continuation === undefined };
};

const sameRows = (a: readonly Row[], b: readonly Row[] | undefined): boolean => a.length === b?.length && a.every(({ key, etag }, index) => key === b[index]?.key && etag === b[index]?.etag);

/**
 * The partitions of a table, in its order. Two requests for a thousand rows where they are looked at twice, else one; a partition that the rows end in begins the next thousand.
 * @param isSettled whether what is handed out whole was there at one moment: it was read twice and had not changed in between, and no etag comes again.
 */
export const partitionsOf = async function* (store: PartitionStore, isSettled: boolean): AsyncGenerator<ReadPartition> {
  let from: string = FIRST;
  for (;;) {
    const fromPartition = from;
    const read = () => rowsAtLeast((continuation) => store.listAcross({ fromPartition, toPartition: END, limit: ROWS_AT_ONCE, ...(continuation !== undefined && { continuation }) }));
    const { rows, isAll } = await read();
    const again = isSettled && rows.length > 0 ? await read() : undefined;
    const second = again && groupBy(again.rows, ({ partition }) => partition);
    const groups = [...groupBy(rows, ({ partition }) => partition)];
    const last = isAll ? undefined : groups.pop();
    for (const [partition, own] of groups) {
      const isCut = again !== undefined && !again.isAll && again.rows.at(-1)?.partition === partition;
      yield second === undefined || (!isCut && sameRows(own, second.get(partition))) ? { partition, rows: own } : { partition };
    }
    if (last === undefined) return;
    if (groups.length === 0) yield { partition: last[0] };
    from = groups.length === 0 ? after(last[0]) : last[0];
  }
};

/** All rows of one partition, however many there are. */
export const rowsOfPartition = async function* (store: PartitionStore, partition: string): AsyncGenerator<Row> {
  let continuation: string | undefined;
  do {
    const page: RowPage = await store.list(partition, { limit: ROWS_AT_ONCE, ...(continuation !== undefined && { continuation }) });
    yield* page.rows;
    continuation = page.continuation;
  } while (continuation !== undefined);
};

/** The same store, which counts what it is asked. */
export const counted = (store: PartitionStore, count: () => void): PartitionStore => {
  const asked = <T>(work: () => Promise<T>): Promise<T> => {
    count();
    return work();
  };
  return {
    read: (...given) => asked(() => store.read(...given)),
    list: (...given) => asked(() => store.list(...given)),
    listAcross: (...given) => asked(() => store.listAcross(...given)),
    commit: (...given) => asked(() => store.commit(...given)),
  };
};
