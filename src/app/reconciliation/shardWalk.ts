import { z } from 'zod';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { ledgerPartition, SHARDS } from '../ledger/ledgerKeys';
import { pageOf, type Page, type UnreadableRow } from '../unreadable';

/** Where a page of a partner's month goes on. */
const positionSchema = z.object({
  shard: z.number().int().min(0).max(SHARDS - 1),
  /** Behind this key; absent: from the first on. */
  after: z.string().optional(),
  /** Of what one row comes to, how many were given. */
  within: z.number().int().positive().optional(),
});
export type Position = z.infer<typeof positionSchema>;

/** Of one query. */
export const MOST_ROWS = 1000;
/** Rows that one page looks at, at most: beyond it a page ends, whatever it holds. */
export const MOST_LOOKED_AT = 5000;

/** @param continuation what {@link walkedPage} gave; undefined: the beginning. */
export const positionOf = (continuation: string | undefined): Position => (continuation === undefined ? { shard: 0 } : positionSchema.parse(JSON.parse(continuation)));

/** @param next where the walk goes on; undefined: that was all. */
export const walkedPage = <T>(items: readonly T[], unreadable: readonly UnreadableRow[], next: Position | undefined): Page<T> => pageOf({ items, unreadable }, next && JSON.stringify(next));

export interface ShardRows {
  readonly rows: readonly Row[];
  /** Absent: that was all. */
  readonly next?: Position;
}

/**
 * The next rows of a partner's month in order of customers, whose keys begin so: one query for each thousand, and at most one for each shard that has none. @param limit how many are wanted, at least one.
 * @returns fewer only where there are no more.
 */
export const nextRows = async (ledger: PartitionStore, partnerId: string, month: CalendarDate, prefix: string, from: Position, limit: number): Promise<ShardRows> => {
  const rows: Row[] = [];
  for (let { shard, after }: { shard: number; after?: string | undefined } = from; shard < SHARDS; shard += 1, after = undefined) {
    const begin = after === undefined ? {} : { after };
    let continuation: string | undefined;
    do {
      const page: RowPage = await ledger.list(ledgerPartition(partnerId, month, shard), { prefix, limit: Math.min(MOST_ROWS, limit - rows.length), ...begin, ...(continuation !== undefined && { continuation }) });
      rows.push(...page.rows);
      continuation = page.continuation;
      if (rows.length >= limit) return { rows, next: { shard, after: rows.at(-1)?.key } };
    } while (continuation !== undefined);
  }
  return { rows };
};
