import { z } from 'zod';
import { type CalendarDate } from '../../kernel/calendarDate';
import { type PartitionStore, type Row, type RowPage } from '../../kernel/partitionStore';
import { ledgerPartition, SHARDS } from '../ledger/ledgerKeys';
import { pageOf, type Page, type UnreadableRow } from '../unreadable';

/** Where a page of a partner's month goes on. */
const positionSchema = z.object({
  shard: z.number().int().min(0).max(SHARDS - 1),
  /** Behind this key of the shard; absent: from the first on. */
  after: z.string().optional(),
  /** Where the store goes on in the walk that began with the shard. */
  continuation: z.string().optional(),
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

/** What is left of one shard behind a key, and then the shards after it. */
const restOfShard = async (ledger: PartitionStore, partition: string, prefix: string, shard: number, after: string, limit: number): Promise<ShardRows> => {
  const { rows, continuation } = await ledger.list(partition, { prefix, after, limit });
  if (continuation !== undefined) return { rows, next: { shard, after: rows.at(-1)?.key ?? after } };
  return shard + 1 < SHARDS ? { rows, next: { shard: shard + 1 } } : { rows };
};

/**
 * The next rows of a partner's month in order of customers, whose keys begin so: one query for each thousand, over all shards that are left, whatever the number of customers. Where it begins behind a key one for the rest of its shard besides.
 * @param limit how many are wanted, at least one. @returns fewer only where there are no more.
 */
export const nextRows = async (ledger: PartitionStore, partnerId: string, month: CalendarDate, prefix: string, from: Position, limit: number): Promise<ShardRows> => {
  const rows: Row[] = [];
  let next: Position | undefined = from;
  while (next !== undefined && rows.length < limit) {
    const { shard, after, continuation }: Position = next;
    const wanted = Math.min(MOST_ROWS, limit - rows.length);
    const partition = ledgerPartition(partnerId, month, shard);
    const page: ShardRows =
      after === undefined
        ? fromShard(shard, await ledger.listAcross({ fromPartition: partition, toPartition: ledgerPartition(partnerId, month, SHARDS), prefix, limit: wanted, ...(continuation !== undefined && { continuation }) }))
        : await restOfShard(ledger, partition, prefix, shard, after, wanted);
    rows.push(...page.rows);
    next = page.next;
  }
  return { rows, ...(next && { next }) };
};

const fromShard = (shard: number, { rows, continuation }: RowPage): ShardRows => ({ rows, ...(continuation !== undefined && { next: { shard, continuation } }) });
