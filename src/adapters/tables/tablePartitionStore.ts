import { odata, RestError, type TableClient } from '@azure/data-tables';
import { ANY_ETAG, type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { nextCommitMark } from './commitMark';
import { wasSentAgain } from './countTries';
import { fromEntity } from './entity';
import { ownEtags } from './ownWrites';
import { pageSize, prepareBound, preparedRowKey, preparePartition, prepareWrites, type PreparedWrite } from './preparedWrite';
import { conflictReason, failedIndex, isMissingRow, toStoreError } from './storageError';
import { endOfPrefix } from './storedKey';
import { type TableRequests } from './tableRequests';

/**
 * One table of Azure Table Storage. A commit of one write is a plain call, of several an entity group transaction: one operation either way,
 * except that an unconditional delete of a missing row among other writes costs a second round (the service refuses the whole transaction for it).
 *
 * A request whose answer was lost is repeated. If the first try got through after all, the repetition meets its own write, and is refused; the mark that its rows carry tells that it happened.
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
    const prepared = prepareWrites(writes, nextCommitMark());
    let pending = prepared;
    let mayHaveHappened = false;
    for (;;) {
      try {
        return { ok: true, etags: await this.requests.send(partitionKey, pending) };
      } catch (error) {
        const failed = error instanceof RestError ? pending[failedIndex(error, pending.length) ?? -1] : undefined;
        if (!(error instanceof RestError) || failed === undefined) throw toStoreError(error);
        mayHaveHappened ||= wasSentAgain(error);
        const reason = conflictReason(error, failed.write);
        if (reason !== undefined) return (mayHaveHappened ? await this.asItHappened(partitionKey, prepared) : undefined) ?? { ok: false, conflict: { key: failed.write.key, reason } };
        if (failed.write.op !== 'delete' || !isMissingRow(error)) throw toStoreError(error);
        pending = await this.withoutMissingDeletes(partition, pending, failed);
      }
    }
  }

  /** What the first try of a commit came to; undefined: to nothing, as far as can be told. */
  private async asItHappened(partitionKey: string, writes: readonly PreparedWrite[]): Promise<CommitOutcome | undefined> {
    try {
      const etags = await ownEtags(this.requests, partitionKey, writes);
      return etags && { ok: true, etags };
    } catch (error) {
      throw toStoreError(error);
    }
  }

  /** The service names only the first missing row; the other deletes without a condition are looked up, so that two rounds are enough however many are missing. */
  private async withoutMissingDeletes(partition: string, writes: readonly PreparedWrite[], missing: PreparedWrite): Promise<readonly PreparedWrite[]> {
    const keep = await Promise.all(
      writes.map(async (prepared) => prepared !== missing && (prepared.write.op !== 'delete' || prepared.write.etag !== ANY_ETAG || (await this.read(partition, prepared.write.key)) !== undefined)),
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
