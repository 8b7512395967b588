import { z } from 'zod';
import { type PartitionRange, type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { pageSize } from '../tables/preparedWrite';
import { toStoredKey } from '../tables/storedKey';

/** How far one account was read: where its current page began, and the last row of it that was given, as keys are stored. */
const positionSchema = z.object({ page: z.string().optional(), after: z.tuple([z.string(), z.string()]).optional(), isDone: z.literal(true).optional() });
type Position = z.infer<typeof positionSchema>;
const continuationSchema = z.array(positionSchema);

type Place = readonly [partition: string, key: string];

const placeOf = ({ partition, key }: Row): Place => [toStoredKey(partition), toStoredKey(key)];

const isBehind = ([partition, key]: Place, [otherPartition, otherKey]: Place): boolean => partition > otherPartition || (partition === otherPartition && key > otherKey);

/** The rows of one account that are still to be given of its page, and what is behind them. */
interface Part {
  readonly position: Position;
  rows: readonly Row[];
  readonly next: string | undefined;
}

const startOf = (stores: readonly unknown[], continuation: string | undefined): readonly Position[] => {
  if (continuation === undefined) return stores.map(() => ({}));
  const positions = continuationSchema.parse(JSON.parse(continuation));
  if (positions.length !== stores.length) throw new RangeError('A continuation of other accounts');
  return positions;
};

/**
 * Rows of all partitions within the range, of several stores as if they were one: in order of partition, then key. A page of each store for a page; a page that is not given to its end is read again by the next call, from its beginning on, so that rows that went meanwhile leave nothing out.
 * @param keeps which rows of a store count.
 */
export const mergedPage = async (stores: readonly PartitionStore[], range: PartitionRange, keeps: (row: Row, store: number) => boolean): Promise<RowPage> => {
  const limit = pageSize(range.limit);
  let positions = startOf(stores, range.continuation);
  // A page of which nothing counts is passed over: whoever walks goes by the last row of a page.
  for (;;) {
    const { rows, next } = await onePage(stores, { ...range, limit }, positions, keeps);
    if (next === undefined) return { rows };
    if (rows.length > 0) return { rows, continuation: JSON.stringify(next) };
    positions = next;
  }
};

const onePage = async (stores: readonly PartitionStore[], { limit = 1000, ...range }: PartitionRange, positions: readonly Position[], keeps: (row: Row, store: number) => boolean) => {
  const parts = await Promise.all(
    stores.map(async (store, index): Promise<Part> => {
      const position = positions[index] ?? {};
      if (position.isDone === true) return { position, rows: [], next: undefined };
      const { continuation: _, ...asked } = range;
      const page = await store.listAcross({ ...asked, limit, ...(position.page !== undefined && { continuation: position.page }) });
      const { after } = position;
      return { position, rows: after === undefined ? page.rows : page.rows.filter((row) => isBehind(placeOf(row), after)), next: page.continuation };
    }),
  );
  const rows: Row[] = [];
  const given = parts.map(({ position }) => position.after);
  const left = parts.map((part) => part.rows.map((row) => ({ row, place: placeOf(row) })));
  for (;;) {
    // Behind the end of a page that is not the last one nothing of others can be given.
    if (rows.length === limit || parts.some((part, index) => left[index]?.length === 0 && part.next !== undefined)) break;
    const first = left.reduce<number | undefined>((best, [head], index) => {
      const leader = best === undefined ? undefined : left[best]?.[0];
      return head !== undefined && (leader === undefined || isBehind(leader.place, head.place)) ? index : best;
    }, undefined);
    const taken = first === undefined ? undefined : left[first]?.shift();
    if (first === undefined || taken === undefined) break;
    given[first] = taken.place as [string, string];
    if (keeps(taken.row, first)) rows.push(taken.row);
  }
  const next = parts.map(({ position, next: behind }, index): Position => {
    if (position.isDone === true || (left[index]?.length === 0 && behind === undefined)) return { isDone: true };
    if (left[index]?.length === 0) return { page: behind };
    const [page, after] = [position.page, given[index]];
    return { ...(page !== undefined && { page }), ...(after !== undefined && { after }) };
  });
  return { rows, next: next.every(({ isDone }) => isDone) ? undefined : next };
};
