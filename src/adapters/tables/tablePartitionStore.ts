import { odata, RestError, type TableClient } from '@azure/data-tables';
import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { fromEntity } from './entity';
import { pageSize, prepareBound, preparedRowKey, preparePartition, prepareWrites, type PreparedWrite } from './preparedWrite';
import { conflictReason, failedIndex, isMissingRow, toStoreError } from './storageError';
import { endOfPrefix } from './storedKey';
import { type TableRequests } from './tableRequests';

/**
 * One table of Azure Table Storage. A commit of one write is a plain call, of several an entity group transaction: one operation either way,
 * except that a delete of a missing row among other writes costs a second round (the service refuses the whole transaction for it).
 *
 * A request whose answer was lost is repeated. If the first try got through after all, the repetition meets its own write: a commit that
 * creates or updates may then report a conflict although it happened. Callers recognise that by a row only their command writes (its receipt).
 */
export class TablePartitionStore implements PartitionStore {
  /** @param client for lists. @param requests for reads by key and for commits */
  constructor(
    private readonly client: TableClient,
    private readonly requests: TableRequests,
  ) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    const [partitionKey, rowKey] = [preparePartition(partition), preparedRowKey(key)];
    try {
      const entity = await this.requests.get(partitionKey, rowKey);
      return entity && fromEntity(entity);
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    const conditions = [odata`PartitionKey eq ${preparePartition(partition)}`, ...beginsWith(range.prefix)];
    if (range.after !== undefined) conditions.push(odata`RowKey gt ${prepareBound(range.after)}`);
    return this.page(conditions, range);
  }

  async listAcross(range: PartitionRange): Promise<RowPage> {
    return this.page([odata`PartitionKey ge ${prepareBound(range.fromPartition)}`, odata`PartitionKey lt ${prepareBound(range.toPartition)}`, ...beginsWith(range.prefix)], range);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const partitionKey = preparePartition(partition);
    let pending = prepareWrites(writes);
    for (;;) {
      try {
        return { ok: true, etags: await this.requests.send(partitionKey, pending) };
      } catch (error) {
        const failed = error instanceof RestError ? pending[failedIndex(error, pending.length) ?? -1] : undefined;
        if (!(error instanceof RestError) || failed === undefined) throw toStoreError(error);
        const reason = conflictReason(error, failed.write);
        if (reason !== undefined) return { ok: false, conflict: { key: failed.write.key, reason } };
        if (failed.write.op !== 'delete' || !isMissingRow(error)) throw toStoreError(error);
        pending = await this.withoutMissingDeletes(partition, pending, failed);
      }
    }
  }

  /** The service names only the first missing row; the other deletes are looked up, so that two rounds are enough however many are missing. */
  private async withoutMissingDeletes(partition: string, writes: readonly PreparedWrite[], missing: PreparedWrite): Promise<readonly PreparedWrite[]> {
    const keep = await Promise.all(
      writes.map(async (prepared) => prepared !== missing && (prepared.write.op !== 'delete' || (await this.read(partition, prepared.write.key)) !== undefined)),
    );
    return writes.filter((_, index) => keep[index]);
  }

  /** The service may answer with no row and say that there may be more, where a query takes long or goes over several of its servers: then the next page is asked for. */
  private async page(conditions: readonly string[], { limit, continuation }: { limit?: number; continuation?: string }): Promise<RowPage> {
    const maxPageSize = pageSize(limit);
    const pages = this.client
      .listEntities<Record<string, unknown>>({ queryOptions: { filter: conditions.join(' and ') } })
      .byPage({ maxPageSize, ...(continuation !== undefined && { continuationToken: continuation }) });
    try {
      for (;;) {
        const { value: page } = (await pages.next()) as IteratorYieldResult<Record<string, unknown>[] & { continuationToken?: string }>;
        const { continuationToken: next } = page;
        if (page.length > 0 || next === undefined) return { rows: page.map(fromEntity), ...(next !== undefined && { continuation: next }) };
      }
    } catch (error) {
      throw toStoreError(error);
    }
  }
}

const beginsWith = (given = ''): readonly string[] => {
  const prefix = prepareBound(given);
  return prefix === '' ? [] : [odata`RowKey ge ${prefix}`, odata`RowKey lt ${endOfPrefix(prefix)}`];
};
