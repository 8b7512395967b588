import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { type Clock } from '../../kernel/clock';
import { deleteAsRead, type PartitionStore } from '../../kernel/partitionStore';
import { instantSchema } from '../../kernel/schemas';
import { derivedGuid } from '../command/ids';
import { type Log } from '../log';
import { readablePage, rowReader, type Page, type UnreadableRow } from '../unreadable';
import { countRows, type Counted } from './countRows';

/** A partition of the `Directory` table. */
const PARTITION = 'unreadable';
const prefix = 'unreadable|';

const raisedSchema = z.object({
  id: z.string(),
  table: z.string(),
  partition: z.string(),
  key: z.string(),
  /** As it was when it was found: one that was written since is another matter. */
  etag: z.string(),
  kind: z.string(),
  reason: z.string(),
  foundAt: instantSchema,
});

/** A row that the operator has to mend, or to take away. */
export type RaisedRow = z.infer<typeof raisedSchema>;

const raisedRows = rowReader('Directory', 'unreadable', raisedSchema);

/** One entry for each row. */
const idOf = ({ table, partition, key }: Pick<UnreadableRow, 'table' | 'partition' | 'key'>): string => derivedGuid('unreadable', table, partition, key);

/** Rows whose raising is remembered, so that a list that is read all day writes once. */
const mostRemembered = 10_000;

/** DUE-2: rows that cannot be read, as whoever runs the installation is told of them: in the log each time, in a list once. */
export class UnreadableRows {
  private readonly raised = new LRUCache<string, true>({ max: mostRemembered });

  /** @param directory the `Directory` table. */
  constructor(private readonly ports: { readonly directory: PartitionStore; readonly clock: Clock; readonly log: Log }) {}

  /** Logs them and lists them for the operator. A list that cannot be written is logged, and tried again with the next find: whoever found them has work to do. */
  async raise(rows: readonly UnreadableRow[]): Promise<void> {
    for (const row of rows) {
      this.ports.log.error(`${row.table} ${row.partition} ${row.key} cannot be read: ${row.reason}`);
      const mark = `${idOf(row)}|${row.etag}`;
      if (this.raised.has(mark)) continue;
      try {
        await this.list(row);
        this.raised.set(mark, true);
      } catch (error) {
        this.ports.log.error(`${row.table} ${row.partition} ${row.key} could not be listed for the operator`, error);
      }
    }
  }

  private async list({ table, partition, key, etag, kind, reason }: UnreadableRow): Promise<void> {
    const id = idOf({ table, partition, key });
    const entry: RaisedRow = { id, table, partition, key, etag, kind, reason, foundAt: this.ports.clock.now() };
    const present = await this.ports.directory.read(PARTITION, prefix + id);
    if (present?.value['etag'] === etag) return;
    await this.ports.directory.commit(PARTITION, [{ op: 'put', key: prefix + id, value: { type: 'unreadable', ...entry } }]);
  }
}

/** How many were raised and have not been looked at since they were mended; a thousand at most. One operation. @throws when the store fails. */
export const countUnreadable = (directory: PartitionStore): Promise<Counted> => countRows(directory, PARTITION, prefix);

/**
 * A page of what was raised and has not been written since; whatever was mended, or taken away, leaves the list with being looked at. A page may hold fewer than `limit` while there are more.
 * @param stores the tables by name. @throws when the store fails.
 */
export const listUnreadable = async (stores: Readonly<Record<string, PartitionStore>>, directory: PartitionStore, limit: number, continuation?: string): Promise<Page<RaisedRow>> => {
  const page = await directory.list(PARTITION, { prefix, limit, ...(continuation !== undefined && { continuation }) });
  const items: RaisedRow[] = [];
  for (const listed of page.rows) {
    const [entry] = raisedRows.readable([listed]).items;
    if (entry === undefined) continue;
    const row = await stores[entry.table]?.read(entry.partition, entry.key);
    if (row?.etag === entry.etag) items.push(entry);
    // An entry that was written anew meanwhile stays: its row is damaged again, and is told of with the next look.
    else await directory.commit(PARTITION, [deleteAsRead(listed)]);
  }
  return { ...readablePage(page, raisedRows), items };
};

/**
 * Those of one customer's, of any table, that have not been written since: among the first `most` of the list. Changes nothing. One operation, and one for each that is its.
 * @param stores the tables by name. @throws when the store fails.
 */
export const raisedAbout = async (stores: Readonly<Record<string, PartitionStore>>, directory: PartitionStore, customerId: string, most: number): Promise<{ readonly items: readonly RaisedRow[]; readonly isPart: boolean }> => {
  const page = await directory.list(PARTITION, { prefix, limit: most });
  const items: RaisedRow[] = [];
  for (const entry of raisedRows.readable(page.rows).items) {
    if (entry.partition !== customerId && !entry.key.includes(customerId)) continue;
    if ((await stores[entry.table]?.read(entry.partition, entry.key))?.etag === entry.etag) items.push(entry);
  }
  return { items, isPart: page.continuation !== undefined };
};
