import { randomUUID } from 'node:crypto';
import { odata, RestError, TableClient, type TableEntityResult, type TransactionAction } from '@azure/data-tables';
import { type InstanceRecord } from '../instance';
import { isEntityInstanceId, type HistoryEvent, type StatusName } from '../protocol';
import { ENTITY_PARTITION, entitiesFrom, entityOfRow, entityRange, keyOf, keysOf, MESSAGES, messagesPlace, OVERFLOW, overflowPlace, overflowPrefix, placeOf, RECORD, recordKey, tableName, turnPlace, turnPrefix, type Keys } from './keys';
import { LiveList } from './liveList';
import { matches } from './query';
import { asciiJson, INLINE_LIMIT, overflowOf, pack, unpack, type Properties } from './payload';
import { takeOverEntities } from './takeOver';
import { LARGEST_TRANSACTION, LONGEST_TRANSACTION } from './transaction';
import { BrokenRow, rowValue, VersionConflict, type DurableStore, type EntityPost, type InboxRow, type InstanceQuery, type LoadedInstance, type Page, type StoredInstance, type TurnWrite } from './port';

type Row = TableEntityResult<Record<string, unknown>>;

/** Characters of a row in a transaction, besides its text. */
const KEYS_AND_HEADERS = 1_000;
/** Characters of a filter, as sent: Azurite takes 16 kB of request line and headers. */
const LONGEST_FILTER = 8_000;

/** What the shared part of a filter and an entity's part of it look like. */
const entityFilter = (id: string): string => {
  const [from, to] = entityRange(id);
  return odata`(RowKey ge ${from} and RowKey lt ${to})`;
};
const ofEntities = (filters: readonly string[]): string => `${odata`PartitionKey eq ${ENTITY_PARTITION}`} and (${filters.join(' or ')})`;

/** All rows of an instance. */
const allOf = (id: string): string => (isEntityInstanceId(id) ? ofEntities([entityFilter(id)]) : odata`PartitionKey eq ${keyOf(id)}`);

/** The rows of an instance whose places lie between. @param to not in. */
const between = (id: string, from: string, to: string): string => {
  const [first, end] = isEntityInstanceId(id) ? [keysOf(id, from).rowKey, keysOf(id, to).rowKey] : [from, to];
  return odata`PartitionKey eq ${keysOf(id, RECORD).partitionKey} and RowKey ge ${first} and RowKey lt ${end}`;
};

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

const recordAction = (row: Keys & Properties, expected: string | undefined): TransactionAction => (expected === undefined ? ['create', row] : ['update', row, 'Replace', { etag: expected }]);

const deletion = ({ partitionKey, rowKey }: Keys): TransactionAction => ['delete', { partitionKey, rowKey }];

/** What a list looks through, one after another: orchestrations up to where entities would stand by their ids, entities, and the rest of orchestrations. */
const keysListed = ({ kind, idPrefix = '', token }: InstanceQuery): string[] => {
  const isEntity = token !== undefined && isEntityInstanceId(token);
  const from = `${RECORD}:${keyOf(idPrefix)}`;
  const records = idPrefix === '' ? odata`RowKey ge 'i:' and RowKey lt 'i;'` : odata`RowKey ge ${from} and RowKey lt ${`${from}\uffff`}`;
  const begin = token === undefined || isEntity ? '' : keyOf(token);
  const filters: string[] = [];
  if (kind !== 'entity' && !isEntity && begin < '@') filters.push(odata`PartitionKey ge ${begin} and PartitionKey lt '@' and `.concat(records));
  if (kind !== 'orchestration' && (idPrefix === '' || idPrefix.startsWith('@')) && (isEntity || begin < '@')) {
    const first = isEntity ? entitiesFrom(token) : '';
    const prefix = keyOf(idPrefix);
    filters.push(odata`PartitionKey eq ${ENTITY_PARTITION} and RowKey ge ${first > prefix ? first : prefix} and RowKey lt ${`${prefix}\uffff`} and kind eq 'entity'`);
  }
  if (kind !== 'entity') filters.push(odata`PartitionKey ge ${begin > '@' ? begin : '@'} and `.concat(records));
  return filters;
};

const propertiesListed = ({ kind, createdFrom, createdTo, statuses }: InstanceQuery): string[] => [
  ...(kind === undefined ? [] : [odata`kind eq ${kind}`]),
  ...(createdFrom === undefined ? [] : [odata`createdAt ge ${new Date(createdFrom).toISOString()}`]),
  ...(createdTo === undefined ? [] : [odata`createdAt le ${new Date(createdTo).toISOString()}`]),
  // An entity has none, and counts as running.
  ...(statuses === undefined ? [] : [`(${statuses.flatMap((status) => (status === 'Running' ? [odata`status eq ${status}`, `status eq ''`] : [odata`status eq ${status}`])).join(' or ')})`]),
];

/** Instances in one Azure table; a turn is one entity group transaction, and turns of several entities can be one. Keys: see `keys.ts`. */
export class TableStore implements DurableStore {
  private readonly table: TableClient;
  private readonly live: LiveList;
  /** Instances with overflow rows that a later write may leave without use. */
  private readonly overflowing = new Set<string>();

  constructor(connectionString: string, taskHub: string) {
    this.table = TableClient.fromConnectionString(connectionString, tableName(taskHub), { allowInsecureConnection: true });
    this.live = new LiveList(this.table);
  }

  async open(): Promise<readonly string[]> {
    await this.table.createTable();
    return takeOverEntities(this.table);
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
    const { partitionKey, rowKey } = keysOf(id, RECORD);
    try {
      const row = await this.table.getEntity<Record<string, unknown>>(partitionKey, rowKey);
      return { record: rowValue<InstanceRecord>(id, 'record', await this.text(id, row)), version: row.etag };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  async load(id: string): Promise<LoadedInstance> {
    const rows: Row[] = [];
    for await (const row of this.table.listEntities<Record<string, unknown>>({ queryOptions: { filter: allOf(id) } })) rows.push(row);
    return this.loaded(id, rows);
  }

  async loadEntities(ids: readonly string[]): Promise<readonly LoadedInstance[]> {
    const filters: string[] = [];
    let length = 0;
    for (const filter of ids.map(entityFilter)) {
      length += encodeURIComponent(filter).length;
      if (filters.length > 0 && length > LONGEST_FILTER) break;
      filters.push(filter);
    }
    const rows = new Map(ids.slice(0, filters.length).map((id): [string, Row[]] => [id, []]));
    for await (const row of this.table.listEntities<Record<string, unknown>>({ queryOptions: { filter: ofEntities(filters) } })) rows.get(entityOfRow(row.rowKey ?? ''))?.push(row);
    return [...rows].map(([id, found]) => this.loaded(id, found));
  }

  private loaded(id: string, found: readonly Row[]): LoadedInstance {
    const rows = new Map(found.map((row) => [placeOf(id, row.rowKey ?? ''), row]));
    const text = (row: Row): string => {
      const elsewhere = overflowOf(row);
      if (elsewhere === undefined) return unpack(row);
      this.overflowing.add(id);
      return Array.from({ length: elsewhere.parts }, (_, part) => unpack(rows.get(overflowPlace(elsewhere.name, part)) ?? {})).join('');
    };
    const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const stored = rows.get(RECORD);
    const record = stored === undefined ? undefined : rowValue<InstanceRecord>(id, 'record', text(stored));
    const turns = sorted.filter(([place]) => place.startsWith(turnPrefix(record?.generation ?? 0)));
    const messages = sorted.filter(([place]) => place.startsWith(MESSAGES));
    return {
      stored: stored === undefined || record === undefined ? undefined : { record, version: stored.etag },
      history: turns.flatMap(([, row]) => rowValue<HistoryEvent[]>(id, `history row ${row.rowKey}`, text(row))),
      inbox: messages.map(([place, row]) => ({ key: place.slice(MESSAGES.length), messages: rowValue<InboxRow['messages']>(id, `message row ${row.rowKey}`, text(row)) })),
    };
  }

  async commit({ record, expected, events, consumed, replaces }: TurnWrite): Promise<string> {
    const { id } = record;
    const deleted = consumed.map((key) => keysOf(id, messagesPlace(key)));
    const forgotten = Array.from({ length: replaces?.turn ?? 0 }, (_, turn) => keysOf(id, turnPlace(replaces?.generation ?? 0, turn + 1)));
    const room = LONGEST_TRANSACTION - 2 - deleted.length;
    const row = await this.recordRow(record);
    const actions = [recordAction(row, expected)];
    if (events.length > 0) actions.push(['create', await this.turnRow(record, events)]);
    const [version = ''] = await this.submit(id, [...actions, ...deleted.map(deletion)], forgotten.slice(0, room));
    await this.remove(forgotten.slice(room));
    if (this.overflowing.has(id)) await this.removeUnusedOverflow(record, overflowOf(row)?.name, consumed);
    return version;
  }

  async commitEntities(turns: readonly TurnWrite[]): Promise<readonly string[]> {
    const records: TransactionAction[] = [];
    const deleted: Keys[] = [];
    let size = 0;
    for (const { record, expected, consumed } of turns) {
      const text = asciiJson(record);
      size += text.length + KEYS_AND_HEADERS;
      const isFull = records.length + deleted.length + 1 + consumed.length > LONGEST_TRANSACTION || size > LARGEST_TRANSACTION;
      // One with rows of overflow has writes before and after its transaction.
      if (isFull || text.length > INLINE_LIMIT || this.overflowing.has(record.id)) break;
      records.push(recordAction(await this.recordRow(record), expected));
      deleted.push(...consumed.map((key) => keysOf(record.id, messagesPlace(key))));
    }
    const [first] = turns;
    if (records.length > 0) return (await this.submit(first?.record.id ?? '', [...records, ...deleted.map(deletion)], [])).slice(0, records.length);
    return first === undefined ? [] : [await this.commit(first)];
  }

  async post(id: string, { key, messages }: InboxRow): Promise<void> {
    const packed = await this.packed(id, asciiJson(messages), overflowPrefix.messages(key));
    await this.table.upsertEntity({ ...keysOf(id, messagesPlace(key)), ...packed }, 'Replace');
  }

  async postEntities(posts: readonly EntityPost[]): Promise<number> {
    const actions: TransactionAction[] = [];
    let size = 0;
    for (const { id, row } of posts) {
      const text = asciiJson(row.messages);
      size += text.length + KEYS_AND_HEADERS;
      if (actions.length === LONGEST_TRANSACTION || size > LARGEST_TRANSACTION || text.length > INLINE_LIMIT) break;
      actions.push(['upsert', { ...keysOf(id, messagesPlace(row.key)), ...pack(text, '').row }, 'Replace']);
    }
    const [first] = posts;
    if (actions.length > 0) await this.table.submitTransaction(actions);
    else if (first !== undefined) await this.post(first.id, first.row);
    return Math.max(actions.length, 1);
  }

  async discard(id: string, keys: readonly string[]): Promise<void> {
    await this.remove(keys.map((key) => keysOf(id, messagesPlace(key))));
  }

  async purge(id: string): Promise<void> {
    const rows: Keys[] = [];
    for await (const { partitionKey = '', rowKey = '' } of this.table.listEntities({ queryOptions: { filter: allOf(id), select: ['partitionKey', 'rowKey'] } })) rows.push({ partitionKey, rowKey });
    // The record goes last: until then the rest can be found again.
    await this.remove(rows.filter(({ rowKey }) => rowKey !== recordKey(id)));
    await this.remove(rows.filter(({ rowKey }) => rowKey === recordKey(id)));
    this.overflowing.delete(id);
  }

  async list(query: InstanceQuery): Promise<Page> {
    const { top = Infinity } = query;
    const records: InstanceRecord[] = [];
    for (const keys of keysListed(query)) {
      const filter = [keys, ...propertiesListed(query)].join(' and ');
      const pages = this.table.listEntities<Record<string, unknown>>({ queryOptions: { filter } }).byPage({ maxPageSize: Math.min(top + 1, 1_000) });
      for await (const page of pages) {
        // Others are not of records.
        const read = await Promise.all(page.filter((row) => row['instanceId'] !== undefined).map((row) => this.listed(row)));
        records.push(...read.filter((record) => matches(query, record)));
        if (records.length > top) return { records: records.slice(0, top), token: records[top]?.id };
      }
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

  private async recordRow(record: InstanceRecord): Promise<Keys & Properties> {
    const { id, kind, createdAt } = record;
    const packed = await this.packed(id, asciiJson(record), overflowPrefix.record(randomUUID()));
    const status = record.kind === 'orchestration' ? record.status : '';
    return { ...keysOf(id, RECORD), instanceId: id, kind, createdAt, status, ...packed };
  }

  private async turnRow({ id, generation, turn }: InstanceRecord, events: readonly HistoryEvent[]): Promise<Keys & Properties> {
    const packed = await this.packed(id, asciiJson(events), overflowPrefix.turn(generation, randomUUID()));
    return { ...keysOf(id, turnPlace(generation, turn)), ...packed };
  }

  /** Properties for a text. Overflow rows are written here, before the row that names them: a crash leaves at most rows nobody reads. */
  private async packed(id: string, text: string, overflowName: string): Promise<Properties> {
    const { row, overflow } = pack(text, overflowName);
    if (overflow.length > 0) this.overflowing.add(id);
    for (const [part, properties] of overflow.entries()) await this.table.upsertEntity({ ...keysOf(id, overflowPlace(overflowName, part)), ...properties }, 'Replace');
    return row;
  }

  private async text(id: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const elsewhere = overflowOf(row);
    if (elsewhere === undefined) return unpack(row);
    const keys = Array.from({ length: elsewhere.parts }, (_, part) => keysOf(id, overflowPlace(elsewhere.name, part)));
    return (await Promise.all(keys.map(({ partitionKey, rowKey }) => this.table.getEntity<Record<string, unknown>>(partitionKey, rowKey)))).map(unpack).join('');
  }

  /** @param forgotten rows to delete as well, in the same transaction, if they are all there: an interrupted purge may have left gaps. @returns the new versions, action by action. */
  private async submit(id: string, actions: readonly TransactionAction[], forgotten: readonly Keys[]): Promise<readonly string[]> {
    try {
      const response = await this.table.submitTransaction([...actions, ...forgotten.map(deletion)]);
      // In the order of the actions. Azurite answers without the keys, so the client cannot find them by these.
      return response.subResponses.map(({ etag = '' }) => etag);
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 && forgotten.length > 0) return this.submit(id, actions, []);
      if (status === 404 || status === 409 || status === 412) throw new VersionConflict(id);
      throw error;
    }
  }

  /** Deletes rows of one instance. */
  private async remove(rows: readonly Keys[]): Promise<void> {
    for (let at = 0; at < rows.length; at += LONGEST_TRANSACTION) {
      const some = rows.slice(at, at + LONGEST_TRANSACTION);
      try {
        await this.table.submitTransaction(some.map(deletion));
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        // One was gone, so none was deleted.
        for (const { partitionKey, rowKey } of some) await this.table.deleteEntity(partitionKey, rowKey).catch(ignoreMissing);
      }
    }
  }

  private async removeUnusedOverflow({ id, generation }: InstanceRecord, ofRecord: string | undefined, consumed: readonly string[]): Promise<void> {
    const unused: Keys[] = [];
    for await (const { rowKey = '' } of this.table.listEntities({ queryOptions: { filter: between(id, OVERFLOW.from, OVERFLOW.to), select: ['rowKey'] } })) {
      const place = placeOf(id, rowKey);
      const staleRecord = place.startsWith('x:r:') && (ofRecord === undefined || !place.startsWith(ofRecord));
      const staleTurn = place.startsWith('x:h:') && place < overflowPrefix.turn(generation, '');
      const staleMessages = consumed.some((key) => place.startsWith(`${overflowPrefix.messages(key)}:`));
      if (staleRecord || staleTurn || staleMessages) unused.push(keysOf(id, place));
    }
    await this.remove(unused);
  }
}
