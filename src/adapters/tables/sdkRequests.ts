import { RestError, type TableClient, type TransactionAction } from '@azure/data-tables';
import { DeleteConditions } from './deleteConditions';
import { toEntity } from './entity';
import { type PreparedWrite } from './preparedWrite';
import { isMissingRow } from './storageError';
import { type TableRequests } from './tableRequests';

/** Through the SDK, with its retries. */
export class SdkRequests implements TableRequests {
  private readonly conditions: DeleteConditions;

  constructor(private readonly client: TableClient) {
    this.conditions = new DeleteConditions(client);
  }

  async get(partitionKey: string, rowKey: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      return await this.client.getEntity<Record<string, unknown>>(partitionKey, rowKey);
    } catch (error) {
      if (isMissingRow(error)) return undefined;
      throw error;
    }
  }

  async send(partitionKey: string, writes: readonly PreparedWrite[]): Promise<ReadonlyMap<string, string>> {
    const [first] = writes;
    if (first === undefined) return new Map();
    return writes.length === 1 ? this.sendOne(partitionKey, first) : this.sendTransaction(partitionKey, writes);
  }

  private async sendOne(partitionKey: string, prepared: PreparedWrite): Promise<ReadonlyMap<string, string>> {
    const { write, storedKey } = prepared;
    const entity = toEntity(partitionKey, prepared);
    const answer = async (): Promise<{ etag?: string }> => {
      switch (write.op) {
        case 'create':
          return this.client.createEntity(entity);
        case 'update':
          return this.client.updateEntity(entity, 'Merge', { etag: write.etag });
        case 'put':
          return this.client.upsertEntity(entity, 'Merge');
        case 'delete':
          await this.client.deleteEntity(partitionKey, storedKey, { etag: write.etag });
          return {};
      }
    };
    const { etag } = await answer();
    return new Map(etag === undefined ? [] : [[write.key, etag]]);
  }

  /** The SDK takes whatever a success says of the writes, nothing too: one that does not answer for each of them is an answer that cannot be read, and whether they happened is unknown. */
  private async sendTransaction(partitionKey: string, writes: readonly PreparedWrite[]): Promise<ReadonlyMap<string, string>> {
    const deletes = writes.flatMap(({ write }) => (write.op === 'delete' ? [write.etag] : []));
    const { subResponses } = await this.conditions.within(deletes, () => this.client.submitTransaction(writes.map((prepared) => toAction(partitionKey, prepared))));
    if (subResponses.length !== writes.length) throw new RestError(`${subResponses.length} answers to ${writes.length} writes of a transaction`, { code: RestError.PARSE_ERROR });
    return new Map(writes.flatMap(({ write }, index): [string, string][] => {
      const etag = write.op === 'delete' ? undefined : subResponses[index]?.etag;
      return etag === undefined ? [] : [[write.key, etag]];
    }));
  }
}

const toAction = (partitionKey: string, prepared: PreparedWrite): TransactionAction => {
  const { write } = prepared;
  const entity = toEntity(partitionKey, prepared);
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
