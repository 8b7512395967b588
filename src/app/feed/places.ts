import { groupBy } from '../../kernel/groupBy';
import { type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { type EventRecord } from '../command/eventRecord';
import { withBound } from '../due/withBound';
import { type UnreadableRow } from '../unreadable';
import { idKey, idRows, togetherKey, togetherPrefix, togetherRows } from './feedRows';

/** Once so many stand in a row, what comes is noted by itself. */
const MOST_TOGETHER = 300;
const readsAtOnce = 8;

/** Where an event stands in a feed: its number, or that the row which says it cannot be read. */
export type Place = { readonly number: number; readonly unreadable?: never } | { readonly unreadable: UnreadableRow; readonly number?: never };

/** @returns undefined where it stands nowhere. One operation; two for what is noted with others and is not there, or came when they were too many. */
export const placeOf = async (events: Pick<PartitionStore, 'read'>, partnerId: string, record: EventRecord): Promise<Place | undefined> => {
  const shared = record.together === true ? await events.read(partnerId, togetherKey(record)) : undefined;
  const noted = togetherRows.readable(shared === undefined ? [] : [shared]);
  const number = noted.items[0]?.numbers[record.id];
  if (number !== undefined) return { number };
  const own = await events.read(partnerId, idKey(record.id));
  const told = idRows.readable(own === undefined ? [] : [own]);
  const [unreadable] = [...told.unreadable, ...noted.unreadable];
  return told.items[0] ?? (unreadable && { unreadable });
};

/** For many that are looked for at once: each row is read once, and what several are noted in is checked once. */
export const readOnce = (events: PartitionStore): Pick<PartitionStore, 'read'> => {
  const rows = new Map<string, Promise<Row | undefined>>();
  const readKept = async (partition: string, key: string): Promise<Row | undefined> => {
    const row = await events.read(partition, key);
    return row && { ...row, isKept: true };
  };
  return {
    read: (partition, key) => {
      const place = `${partition}|${key}`;
      const row = rows.get(place) ?? readKept(partition, key);
      rows.set(place, row);
      return row;
    },
  };
};

/** What one row notes. */
interface Noted {
  /** Absent: there is none yet. */
  readonly etag?: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Notes where events stand, so that each is told once: what fell due of a customer at one instant in one row, as far as they are not too many; all else by itself. For one feed, while it is appended to. */
export class Places {
  private readonly noted = new Map<string, Noted>();

  constructor(
    private readonly events: PartitionStore,
    private readonly partnerId: string,
  ) {}

  /** The row in which it will be noted. */
  keyOf(record: EventRecord): string {
    const key = togetherKey(record);
    const isShared = record.together === true && Object.keys(this.noted.get(key)?.numbers ?? {}).length < MOST_TOGETHER;
    return isShared ? key : idKey(record.id);
  }

  /** @param last number of the event before the first of them. */
  writes(records: readonly EventRecord[], last: number): readonly Write[] {
    const numbered = records.map((record, index) => ({ record, number: last + index + 1 }));
    return [...groupBy(numbered, ({ record }) => this.keyOf(record))].flatMap(([key, own]): Write[] => {
      if (!key.startsWith(togetherPrefix)) return own.map(({ number }) => ({ op: 'create', key, value: { type: 'told', number } }));
      const { etag, numbers } = this.noted.get(key) ?? { numbers: {} };
      const value = { type: 'toldTogether', numbers: { ...numbers, ...Object.fromEntries(own.map(({ record, number }) => [record.id, number])) } };
      return [etag === undefined ? { op: 'create', key, value } : { op: 'update', key, value, etag }];
    });
  }

  /**
   * After a row of {@link writes} was refused, all of its kind that were written with it are looked at: where one of them was there already, mostly all are, as they were written by whoever did not hear of it.
   * @param records not stored yet. @param part the first of them, which were written. @returns those of the records that are told nowhere yet. @throws RowUnreadable where a row that would say it cannot be read: what stands there is not told twice.
   */
  async untold(records: readonly EventRecord[], part: readonly EventRecord[], refused: string): Promise<readonly EventRecord[]> {
    const isShared = refused.startsWith(togetherPrefix);
    const keys = new Set(part.map((record) => this.keyOf(record)));
    const told = new Set<string>();
    await withBound(readsAtOnce, [...keys].filter((key) => key.startsWith(togetherPrefix) === isShared && (key === refused || !this.noted.has(key))), async (key) => {
      const row = await this.events.read(this.partnerId, key);
      if (isShared) this.noted.set(key, row === undefined ? { numbers: {} } : { numbers: togetherRows.read(row).numbers, etag: row.etag });
      else if (row !== undefined) told.add(key);
    });
    return records.filter((record) => !told.has(idKey(record.id)) && (record.together !== true || this.noted.get(togetherKey(record))?.numbers[record.id] === undefined));
  }

  /** What was written is stored. */
  stored(writes: readonly Write[], etags: ReadonlyMap<string, string>): void {
    for (const write of writes) {
      const etag = etags.get(write.key);
      if (write.key.startsWith(togetherPrefix) && write.op !== 'delete' && etag !== undefined) this.noted.set(write.key, { etag, numbers: (write.value as Noted).numbers });
    }
  }
}
