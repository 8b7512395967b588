import { randomUUID } from 'node:crypto';
import { odata, RestError, TableClient, type TableEntityResult, type TransactionAction } from '@azure/data-tables';
import { type InstanceRecord } from '../instance';
import { type HistoryEvent, type StatusName } from '../protocol';
import { inboxKeyOf, keyOf, messageKey, overflowKey, overflowPrefix, recordKey, tableName, turnKey, turnPrefix } from './keys';
import { LiveList } from './liveList';
import { matches } from './query';
import { asciiJson, overflowOf, pack, unpack, type Properties } from './payload';
import { BrokenRow, rowValue, VersionConflict, type DurableStore, type InboxRow, type InstanceQuery, type LoadedInstance, type Page, type StoredInstance, type TurnWrite } from './port';

type Row = TableEntityResult<Record<string, unknown>>;

const LONGEST_TRANSACTION = 100;

const statusOf = (error: unknown): number | undefined => (error instanceof RestError ? error.statusCode : undefined);

const ignoreMissing = (error: unknown): void => {
  if (statusOf(error) !== 404) throw error;
};

/** What the properties of a record's row say of it, when its text cannot be read. */
const unreadable = (id: string, { createdAt, status }: Readonly<Record<string, unknown>>, warning: string): InstanceRecord => ({
  kind: 'orchestration',
  id,
  name: '',
  version: '',
  executionId: '',
  generation: 0,
  turn: 0,
  status: (status === '' ? 'Running' : status) as StatusName,
  createdAt: String(createdAt),
  updatedAt: String(createdAt),
  input: null,
  output: null,
  customStatus: null,
  parent: null,
  carried: [],
  cancelledTimers: [],
  warning,
  outbox: [],
});

/** Instances in one Azure table, one partition each; a turn is one entity group transaction. Keys: see `keys.ts`. */
export class TableStore implements DurableStore {
  private readonly table: TableClient;
  private readonly live: LiveList;
  /** Instances with overflow rows that a later write may leave without use. */
  private readonly overflowing = new Set<string>();

  constructor(connectionString: string, taskHub: string) {
    this.table = TableClient.fromConnectionString(connectionString, tableName(taskHub), { allowInsecureConnection: true });
    this.live = new LiveList(this.table);
  }

  async open(): Promise<void> {
    await this.table.createTable();
  }

  async create(record: InstanceRecord): Promise<string | undefined> {
    const row = await this.recordRow(record);
    try {
      const { etag = '' } = await this.table.createEntity(row);
      return etag;
    } catch (error) {
      if (statusOf(error) === 409) return undefined;
      throw error;
    }
  }

  async read(id: string): Promise<StoredInstance | undefined> {
    try {
      const row = await this.table.getEntity<Record<string, unknown>>(keyOf(id), recordKey(id));
      return { record: rowValue<InstanceRecord>(id, 'record', await this.text(id, row)), version: row.etag };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async load(id: string): Promise<LoadedInstance> {
    const rows = new Map<string, Row>();
    for await (const row of this.table.listEntities<Record<string, unknown>>({ queryOptions: { filter: odata`PartitionKey eq ${keyOf(id)}` } })) rows.set(row.rowKey ?? '', row);
    const text = (row: Row): string => {
      const elsewhere = overflowOf(row);
      if (elsewhere === undefined) return unpack(row);
      this.overflowing.add(id);
      return Array.from({ length: elsewhere.parts }, (_, part) => unpack(rows.get(overflowKey(elsewhere.name, part, id)) ?? {})).join('');
    };
    const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const stored = rows.get(recordKey(id));
    const record = stored === undefined ? undefined : rowValue<InstanceRecord>(id, 'record', text(stored));
    const turns = sorted.filter(([key]) => key.startsWith(turnPrefix(record?.generation ?? 0)));
    const messages = sorted.filter(([key]) => key.startsWith('m:'));
    return {
      stored: stored === undefined || record === undefined ? undefined : { record, version: stored.etag },
      history: turns.flatMap(([key, row]) => rowValue<HistoryEvent[]>(id, `history row ${key}`, text(row))),
      inbox: messages.map(([key, row]) => ({ key: inboxKeyOf(key), messages: rowValue<InboxRow['messages']>(id, `message row ${key}`, text(row)) })),
    };
  }

  async commit({ record, expected, events, consumed, replaces }: TurnWrite): Promise<string> {
    const { id } = record;
    const partitionKey = keyOf(id);
    const deleted = consumed.map((key) => messageKey(id, key));
    const forgotten = Array.from({ length: replaces?.turn ?? 0 }, (_, turn) => turnKey(id, replaces?.generation ?? 0, turn + 1));
    const room = LONGEST_TRANSACTION - 2 - deleted.length;
    const row = await this.recordRow(record);
    const actions: TransactionAction[] = [expected === undefined ? ['create', row] : ['update', row, 'Replace', { etag: expected }]];
    if (events.length > 0) actions.push(['create', await this.turnRow(record, events)]);
    for (const rowKey of deleted) actions.push(['delete', { partitionKey, rowKey }]);
    const version = await this.submit(id, actions, forgotten.slice(0, room));
    await this.remove(partitionKey, forgotten.slice(room));
    if (this.overflowing.has(id)) await this.removeUnusedOverflow(record, overflowOf(row)?.name, consumed);
    return version;
  }

  async post(id: string, { key, messages }: InboxRow): Promise<void> {
    const packed = await this.packed(id, asciiJson(messages), overflowPrefix.messages(key));
    await this.table.upsertEntity({ partitionKey: keyOf(id), rowKey: messageKey(id, key), ...packed }, 'Replace');
  }

  async discard(id: string, keys: readonly string[]): Promise<void> {
    await this.remove(
      keyOf(id),
      keys.map((key) => messageKey(id, key)),
    );
  }

  async purge(id: string): Promise<void> {
    const rowKeys: string[] = [];
    for await (const row of this.table.listEntities({ queryOptions: { filter: odata`PartitionKey eq ${keyOf(id)}`, select: ['rowKey'] } })) rowKeys.push(row.rowKey ?? '');
    // The record goes last: until then the rest can be found again.
    await this.remove(keyOf(id), rowKeys.filter((rowKey) => rowKey !== recordKey(id)));
    await this.remove(keyOf(id), rowKeys.filter((rowKey) => rowKey === recordKey(id)));
    this.overflowing.delete(id);
  }

  async list(query: InstanceQuery): Promise<Page> {
    const from = recordKey(query.idPrefix ?? '');
    const filters = [
      query.idPrefix === undefined ? odata`RowKey ge 'i:' and RowKey lt 'i;'` : odata`RowKey ge ${from} and RowKey lt ${`${from}\uffff`}`,
      ...(query.token === undefined ? [] : [odata`PartitionKey ge ${keyOf(query.token)}`]),
      ...(query.kind === undefined ? [] : [odata`kind eq ${query.kind}`]),
      ...(query.createdFrom === undefined ? [] : [odata`createdAt ge ${new Date(query.createdFrom).toISOString()}`]),
      ...(query.createdTo === undefined ? [] : [odata`createdAt le ${new Date(query.createdTo).toISOString()}`]),
      // An entity has none, and counts as running.
      ...(query.statuses === undefined ? [] : [`(${query.statuses.flatMap((status) => (status === 'Running' ? [odata`status eq ${status}`, `status eq ''`] : [odata`status eq ${status}`])).join(' or ')})`]),
    ];
    const { top = Infinity } = query;
    const records: InstanceRecord[] = [];
    const pages = this.table.listEntities<Record<string, unknown>>({ queryOptions: { filter: filters.join(' and ') } }).byPage({ maxPageSize: Math.min(top + 1, 1_000) });
    for await (const page of pages) {
      const read = await Promise.all(page.map((row) => this.listed(row)));
      records.push(...read.filter((record) => matches(query, record)));
      if (records.length > top) return { records: records.slice(0, top), token: records[top]?.id };
    }
    return { records, token: undefined };
  }

  private async listed(row: Row): Promise<InstanceRecord> {
    const id = String(row['instanceId']);
    try {
      return rowValue<InstanceRecord>(id, 'record', await this.text(id, row));
    } catch (error) {
      // A missing piece of a long text is damage too.
      const damage = statusOf(error) === 404 ? new BrokenRow(id, 'record', 'a piece of it is missing') : error;
      if (!(damage instanceof BrokenRow)) throw damage;
      return unreadable(id, row, damage.message);
    }
  }

  async markLive(id: string): Promise<void> {
    await this.live.add(id);
  }

  markIdle(id: string): void {
    this.live.remove(id);
  }

  async liveIds(): Promise<string[]> {
    return this.live.read();
  }

  async close(): Promise<void> {
    await this.live.close();
  }

  private async recordRow(record: InstanceRecord): Promise<{ partitionKey: string; rowKey: string } & Properties> {
    const { id, kind, createdAt } = record;
    const packed = await this.packed(id, asciiJson(record), overflowPrefix.record(randomUUID()));
    const status = record.kind === 'orchestration' ? record.status : '';
    return { partitionKey: keyOf(id), rowKey: recordKey(id), instanceId: id, kind, createdAt, status, ...packed };
  }

  private async turnRow({ id, generation, turn }: InstanceRecord, events: readonly HistoryEvent[]): Promise<{ partitionKey: string; rowKey: string } & Properties> {
    const packed = await this.packed(id, asciiJson(events), overflowPrefix.turn(generation, randomUUID()));
    return { partitionKey: keyOf(id), rowKey: turnKey(id, generation, turn), ...packed };
  }

  /** Properties for a text. Overflow rows are written here, before the row that names them: a crash leaves at most rows nobody reads. */
  private async packed(id: string, text: string, overflowName: string): Promise<Properties> {
    const { row, overflow } = pack(text, overflowName);
    if (overflow.length > 0) this.overflowing.add(id);
    for (const [part, properties] of overflow.entries()) {
      await this.table.upsertEntity({ partitionKey: keyOf(id), rowKey: overflowKey(overflowName, part, id), ...properties }, 'Replace');
    }
    return row;
  }

  private async text(id: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const elsewhere = overflowOf(row);
    if (elsewhere === undefined) return unpack(row);
    const parts = Array.from({ length: elsewhere.parts }, (_, part) => this.table.getEntity<Record<string, unknown>>(keyOf(id), overflowKey(elsewhere.name, part, id)));
    return (await Promise.all(parts)).map(unpack).join('');
  }

  /** @param forgotten rows to delete as well, in the same transaction, if they are all there: an interrupted purge may have left gaps. */
  private async submit(id: string, actions: TransactionAction[], forgotten: readonly string[]): Promise<string> {
    const partitionKey = keyOf(id);
    try {
      const response = await this.table.submitTransaction([...actions, ...forgotten.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }])]);
      // The record's action comes first. Azurite answers without the key, so the client cannot find it by that.
      return response.subResponses[0]?.etag ?? '';
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 && forgotten.length > 0) return this.submit(id, actions, []);
      if (status === 404 || status === 409 || status === 412) throw new VersionConflict(id);
      throw error;
    }
  }

  private async remove(partitionKey: string, rowKeys: readonly string[]): Promise<void> {
    for (let at = 0; at < rowKeys.length; at += LONGEST_TRANSACTION) {
      const some = rowKeys.slice(at, at + LONGEST_TRANSACTION);
      try {
        await this.table.submitTransaction(some.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]));
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        // One was gone, so none was deleted.
        for (const rowKey of some) await this.table.deleteEntity(partitionKey, rowKey).catch(ignoreMissing);
      }
    }
  }

  private async removeUnusedOverflow({ id, generation }: InstanceRecord, ofRecord: string | undefined, consumed: readonly string[]): Promise<void> {
    const filter = odata`PartitionKey eq ${keyOf(id)} and RowKey ge 'x:' and RowKey lt 'x;'`;
    const unused: string[] = [];
    for await (const { rowKey = '' } of this.table.listEntities({ queryOptions: { filter, select: ['rowKey'] } })) {
      const staleRecord = rowKey.startsWith('x:r:') && (ofRecord === undefined || !rowKey.startsWith(ofRecord));
      const staleTurn = rowKey.startsWith('x:h:') && rowKey < overflowPrefix.turn(generation, '');
      const staleMessages = consumed.some((key) => rowKey.startsWith(`${overflowPrefix.messages(key)}:`));
      if (staleRecord || staleTurn || staleMessages) unused.push(rowKey);
    }
    await this.remove(keyOf(id), unused);
  }
}
