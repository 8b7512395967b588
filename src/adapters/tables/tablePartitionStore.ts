import { odata, RestError, type TableClient, type TransactionAction } from '@azure/data-tables';
import { type CommitOutcome, type KeyRange, type PartitionRange, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { fromEntity, toEntity } from './entity';
import { pageSize, prepareBound, preparedRowKey, preparePartition, prepareWrites, type PreparedWrite } from './preparedWrite';
import { conflictReason, failedIndex, isMissingRow, toStoreError } from './storageError';
import { endOfPrefix } from './storedKey';

type Etags = ReadonlyMap<string, string>;

/**
 * One table of Azure Table Storage. A commit of one write is a plain call, of several an entity group transaction: one operation either way,
 * except that a delete of a missing row among other writes costs a second round (the service refuses the whole transaction for it).
 *
 * The SDK repeats a request whose answer was lost. If the first try got through after all, the repetition meets its own write: a commit that
 * creates or updates may then report a conflict although it happened. Callers recognise that by a row only their command writes (its receipt).
 */
export class TablePartitionStore implements PartitionStore {
  constructor(private readonly client: TableClient) {}

  async read(partition: string, key: string): Promise<Row | undefined> {
    const [partitionKey, rowKey] = [preparePartition(partition), preparedRowKey(key)];
    try {
      return fromEntity(await this.client.getEntity<Record<string, unknown>>(partitionKey, rowKey));
    } catch (error) {
      if (isMissingRow(error)) return undefined;
      throw toStoreError(error);
    }
  }

  async list(partition: string, range: KeyRange): Promise<RowPage> {
    const conditions = [odata`PartitionKey eq ${preparePartition(partition)}`];
    if (range.prefix) {
      const prefix = prepareBound(range.prefix);
      conditions.push(odata`RowKey ge ${prefix}`, odata`RowKey lt ${endOfPrefix(prefix)}`);
    }
    if (range.after !== undefined) conditions.push(odata`RowKey gt ${prepareBound(range.after)}`);
    return this.page(conditions, range);
  }

  async listAcross(range: PartitionRange): Promise<RowPage> {
    return this.page([odata`PartitionKey ge ${prepareBound(range.fromPartition)}`, odata`PartitionKey lt ${prepareBound(range.toPartition)}`], range);
  }

  async commit(partition: string, writes: readonly Write[]): Promise<CommitOutcome> {
    const partitionKey = preparePartition(partition);
    let pending = prepareWrites(writes);
    for (;;) {
      try {
        return { ok: true, etags: await this.send(partitionKey, pending) };
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

  private async send(partitionKey: string, writes: readonly PreparedWrite[]): Promise<Etags> {
    const [first] = writes;
    if (first === undefined) return new Map();
    return writes.length === 1 ? this.sendOne(partitionKey, first) : this.sendTransaction(partitionKey, writes);
  }

  private async sendOne(partitionKey: string, { write, storedKey, type, text }: PreparedWrite): Promise<Etags> {
    const entity = toEntity(partitionKey, storedKey, type, text);
    const answer = async (): Promise<{ etag?: string }> => {
      switch (write.op) {
        case 'create':
          return this.client.createEntity(entity);
        case 'update':
          return this.client.updateEntity(entity, 'Merge', { etag: write.etag });
        case 'put':
          return this.client.upsertEntity(entity, 'Merge');
        case 'delete':
          await this.client.deleteEntity(partitionKey, storedKey);
          return {};
      }
    };
    const { etag } = await answer();
    return new Map(etag === undefined ? [] : [[write.key, etag]]);
  }

  private async sendTransaction(partitionKey: string, writes: readonly PreparedWrite[]): Promise<Etags> {
    const { subResponses } = await this.client.submitTransaction(writes.map((prepared) => toAction(partitionKey, prepared)));
    return new Map(writes.flatMap(({ write }, index): [string, string][] => {
      const etag = write.op === 'delete' ? undefined : subResponses[index]?.etag;
      return etag === undefined ? [] : [[write.key, etag]];
    }));
  }

  /** The service names only the first missing row; the other deletes are looked up, so that two rounds are enough however many are missing. */
  private async withoutMissingDeletes(partition: string, writes: readonly PreparedWrite[], missing: PreparedWrite): Promise<readonly PreparedWrite[]> {
    const keep = await Promise.all(
      writes.map(async (prepared) => prepared !== missing && (prepared.write.op !== 'delete' || (await this.read(partition, prepared.write.key)) !== undefined)),
    );
    return writes.filter((_, index) => keep[index]);
  }

  private async page(conditions: readonly string[], { limit, continuation }: { limit?: number; continuation?: string }): Promise<RowPage> {
    const maxPageSize = pageSize(limit);
    const pages = this.client
      .listEntities<Record<string, unknown>>({ queryOptions: { filter: conditions.join(' and ') } })
      .byPage({ maxPageSize, ...(continuation !== undefined && { continuationToken: continuation }) });
    try {
      const { value: page } = (await pages.next()) as IteratorYieldResult<Record<string, unknown>[] & { continuationToken?: string }>;
      return { rows: page.map(fromEntity), ...(page.continuationToken !== undefined && { continuation: page.continuationToken }) };
    } catch (error) {
      throw toStoreError(error);
    }
  }
}

const toAction = (partitionKey: string, { write, storedKey, type, text }: PreparedWrite): TransactionAction => {
  const entity = toEntity(partitionKey, storedKey, type, text);
  switch (write.op) {
    case 'create':
      return ['create', entity];
    case 'update':
      return ['update', entity, 'Merge', { etag: write.etag }];
    case 'put':
      return ['upsert', entity, 'Merge'];
    case 'delete':
      return ['delete', entity];
  }
};
