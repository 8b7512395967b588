import { type InstanceRecord } from '../instance';
import { type HistoryEvent } from '../protocol';
import { matches } from './query';
import { rowValue, VersionConflict, type DurableStore, type EntityPost, type InboxRow, type InstanceQuery, type LoadedInstance, type Page, type StoredInstance, type TurnWrite } from './port';

interface Partition {
  record: string | undefined;
  version: number;
  history: string[];
  inbox: Map<string, string>;
}

/** Keeps instances as JSON texts, so that nothing is shared with whoever wrote or reads them. For tests and throw-away runs. */
export class MemoryStore implements DurableStore {
  private readonly partitions = new Map<string, Partition>();
  private readonly live = new Set<string>();

  async open(): Promise<readonly string[]> {
    return [];
  }

  async create(record: InstanceRecord): Promise<string | undefined> {
    const partition = this.partition(record.id);
    if (partition.record !== undefined) return undefined;
    partition.record = JSON.stringify(record);
    return String(partition.version);
  }

  async read(id: string): Promise<StoredInstance | undefined> {
    const partition = this.partitions.get(id);
    if (partition?.record === undefined) return undefined;
    return { record: rowValue<InstanceRecord>(id, 'record', partition.record), version: String(partition.version) };
  }

  async load(id: string): Promise<LoadedInstance> {
    const partition = this.partitions.get(id);
    return {
      stored: await this.read(id),
      history: (partition?.history ?? []).flatMap((turn, at) => rowValue<HistoryEvent[]>(id, `history row ${at + 1}`, turn)),
      inbox: [...(partition?.inbox ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, messages]) => ({ key, messages: rowValue<InboxRow['messages']>(id, `message row ${key}`, messages) })),
    };
  }

  async loadEntities(ids: readonly string[]): Promise<readonly LoadedInstance[]> {
    return Promise.all(ids.map((id) => this.load(id)));
  }

  async commit(turn: TurnWrite): Promise<string> {
    this.check(turn);
    return this.apply(turn);
  }

  async commitEntities(turns: readonly TurnWrite[]): Promise<readonly string[]> {
    for (const turn of turns) this.check(turn);
    return turns.map((turn) => this.apply(turn));
  }

  async post(id: string, { key, messages }: InboxRow): Promise<void> {
    this.partition(id).inbox.set(key, JSON.stringify(messages));
  }

  async postEntities(posts: readonly EntityPost[]): Promise<number> {
    for (const { id, row } of posts) await this.post(id, row);
    return posts.length;
  }

  async discard(id: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) this.partitions.get(id)?.inbox.delete(key);
  }

  async purge(id: string): Promise<void> {
    this.partitions.delete(id);
  }

  async list(query: InstanceQuery): Promise<Page> {
    const from = query.token ?? '';
    const ids = [...this.partitions.keys()].filter((id) => id >= from).sort();
    const records: InstanceRecord[] = [];
    for (const id of ids) {
      const stored = await this.read(id);
      if (stored === undefined || !matches(query, stored.record)) continue;
      if (records.length === (query.top ?? Infinity)) return { records, token: id };
      records.push(stored.record);
    }
    return { records, token: undefined };
  }

  async markLive(id: string): Promise<void> {
    this.live.add(id);
  }

  markIdle(id: string): void {
    this.live.delete(id);
  }

  async liveIds(): Promise<string[]> {
    return [...this.live];
  }

  async close(): Promise<void> {}

  private check({ record: { id }, expected, consumed }: TurnWrite): void {
    const partition = this.partition(id);
    const current = partition.record === undefined ? undefined : String(partition.version);
    if (current !== expected || consumed.some((key) => !partition.inbox.has(key))) throw new VersionConflict(id);
  }

  private apply({ record, events, consumed, replaces }: TurnWrite): string {
    const partition = this.partition(record.id);
    partition.record = JSON.stringify(record);
    partition.version += 1;
    if (replaces !== undefined) partition.history = [];
    if (events.length > 0) partition.history.push(JSON.stringify(events));
    for (const key of consumed) partition.inbox.delete(key);
    return String(partition.version);
  }

  private partition(id: string): Partition {
    const existing = this.partitions.get(id);
    if (existing !== undefined) return existing;
    const fresh: Partition = { record: undefined, version: 0, history: [], inbox: new Map() };
    this.partitions.set(id, fresh);
    return fresh;
  }
}
