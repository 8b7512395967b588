import { type Instant } from '../../kernel/instant';
import { type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { parseDeadline, type Deadline, type DeadlineKind } from './deadline';
import { afterPartition, deadlineKey, deadlinePartition, END_OF_PARTITIONS, endOfHourBucket, FIRST_PARTITION, hourBucket, startOfHour } from './deadlineKeys';

export interface DeadlineIndexOptions {
  /** 1 to 100; 16 if absent. Must not change while rows exist: `remove` would look for them elsewhere. */
  readonly shards?: number;
  /** Told of every row that cannot be read as a deadline. Such a row is skipped and stays. */
  readonly onCorrupt: (row: Row, reason: string) => Promise<void>;
}

export interface DuePage {
  /** In order of time. Over all pages, each customer's deadlines are in order of time too. */
  readonly deadlines: readonly Deadline[];
  /** Present when there may be more, even after an empty page; opaque. */
  readonly continuation?: string;
}

interface Position {
  readonly fromPartition: string;
  readonly continuation?: string;
}

const MOST_WRITES = 100;
/** Of a page that is looked for one kind: what a few rows more cost is nothing beside one more request. */
const FEWEST_READ = 20;
/** Enough to hold an ordinary hour. */
const EARLIEST_PAGE = 100;

/** All that must happen later, by the hour it falls due. Errors of the store pass through. */
export class DeadlineIndex {
  private readonly shards: number;

  constructor(
    private readonly store: PartitionStore,
    private readonly options: DeadlineIndexOptions,
  ) {
    this.shards = options.shards ?? 16;
    if (!Number.isInteger(this.shards) || this.shards < 1 || this.shards > 100) throw new RangeError(`1 to 100 shards, not ${this.shards}`);
  }

  /** Writes each deadline, or overwrites it: repeating is harmless. One commit per hour and shard (per 100 rows of one), several at once. */
  async put(deadlines: readonly Deadline[]): Promise<void> {
    await this.write(deadlines, (key, value) => ({ op: 'put', key, value }));
  }

  /** Removes each deadline; one that is not there is no error. Commits as {@link put}. */
  async remove(deadlines: readonly Deadline[]): Promise<void> {
    await this.write(deadlines, (key) => ({ op: 'delete', key }));
  }

  /**
   * One page of what is due at `until`, inclusive, from the oldest hour on; one operation. Rows later in the hour of `until` are skipped shard
   * by shard, so that reading all pages costs one operation per `limit` due rows and at most two per shard, however much is not due.
   * @param limit 1 to 1000.
   */
  async due(until: Instant, limit = 1000, continuation?: string): Promise<DuePage> {
    const position = continuation === undefined ? { fromPartition: FIRST_PARTITION } : (JSON.parse(continuation) as Position);
    const page = await this.store.listAcross({ ...position, toPartition: endOfHourBucket(until), limit });
    const isDue = (row: Row): boolean => !row.partition.startsWith(hourBucket(until)) || isDueAt(row, until);
    const deadlines = (await this.readable(page.rows.filter(isDue))).map(({ deadline }) => deadline);
    const last = page.rows.at(-1);
    const next = nextPosition(position, page, last !== undefined && !isDue(last));
    return { deadlines: deadlines.toSorted(byTime), ...(next !== undefined && { continuation: JSON.stringify(next) }) };
  }

  /**
   * When the next deadline falls due, past or future; undefined if there is none. One operation; only if the hour it is in holds more than a
   * hundred rows and none falls due as that hour begins, up to one per shard.
   */
  async earliest(): Promise<Instant | undefined> {
    let first: Instant | undefined;
    let position: Position | undefined = { fromPartition: FIRST_PARTITION };
    while (position !== undefined) {
      const page: RowPage = await this.store.listAcross({ ...position, toPartition: END_OF_PARTITIONS, limit: EARLIEST_PAGE });
      const found = await this.readable(page.rows);
      for (const { deadline } of found) if (first === undefined || deadline.at < first) first = deadline.at;
      const last = page.rows.at(-1);
      if (first !== undefined && (first === startOfHour(first) || (last !== undefined && last.partition >= endOfHourBucket(first)))) return first;
      position = nextPosition(position, page, last !== undefined && found.some(({ row }) => row.partition === last.partition));
    }
    return first;
  }

  /** The part of the index, hour and shard, that holds this deadline. */
  partitionOf(deadline: Deadline): string {
    return deadlinePartition(deadline, this.shards);
  }

  /**
   * What one part of the index holds of one kind that is due at `until`, inclusive, in order of time; at most `limit`. Reads pages of about as many rows as are still wanted, and none
   * beyond `until`: one operation where that kind stands first.
   * @param limit 1 to 1000.
   */
  async dueIn(partition: string, kind: DeadlineKind, until: Instant, limit: number): Promise<readonly Deadline[]> {
    const found: Deadline[] = [];
    let continuation: string | undefined;
    do {
      const wanted = Math.max(limit - found.length, FEWEST_READ);
      const page: RowPage = await this.store.list(partition, { limit: wanted, ...(continuation !== undefined && { continuation }) });
      const due = page.rows.filter((row) => isDueAt(row, until));
      const readable = await this.readable(due);
      found.push(...readable.map(({ deadline }) => deadline).filter((deadline) => deadline.kind === kind));
      continuation = due.length < page.rows.length ? undefined : page.continuation;
    } while (continuation !== undefined && found.length < limit);
    return found.slice(0, limit);
  }

  /** Whether this very deadline is there, readable. One operation. */
  async holds(deadline: Deadline): Promise<boolean> {
    const row = await this.store.read(deadlinePartition(deadline, this.shards), deadlineKey(deadline));
    return row !== undefined && (await this.readable([row])).length > 0;
  }

  /** Whether there is one, readable, of the same instant, kind and customer, of a subject that begins so. One operation, which looks at a hundred of them. */
  async holdsLike(deadline: Deadline, subjectBegins: string): Promise<boolean> {
    const page = await this.store.list(deadlinePartition(deadline, this.shards), { prefix: deadlineKey({ ...deadline, subject: subjectBegins }), limit: MOST_WRITES });
    return (await this.readable(page.rows)).length > 0;
  }

  /**
   * Takes away every row that cannot be read as a deadline, each reported first; reads the whole index. @param removes false: only counts them.
   * @returns how many there are.
   */
  async removeCorrupt(removes: boolean): Promise<number> {
    let count = 0;
    let continuation: string | undefined;
    do {
      const page: RowPage = await this.store.listAcross({ fromPartition: FIRST_PARTITION, toPartition: END_OF_PARTITIONS, ...(continuation !== undefined && { continuation }) });
      const good = new Set((await this.readable(page.rows)).map(({ row }) => row));
      for (const row of page.rows.filter((each) => !good.has(each))) {
        count += 1;
        if (removes) await this.store.commit(row.partition, [{ op: 'delete', key: row.key }]);
      }
      continuation = page.continuation;
    } while (continuation !== undefined);
    return count;
  }

  private async write(deadlines: readonly Deadline[], toWrite: (key: string, value: Deadline) => Write): Promise<void> {
    const partitions = new Map<string, Map<string, Write>>();
    for (const deadline of deadlines) {
      const partition = deadlinePartition(deadline, this.shards);
      const writes = partitions.get(partition) ?? new Map<string, Write>();
      const key = deadlineKey(deadline);
      partitions.set(partition, writes.set(key, toWrite(key, deadline)));
    }
    await Promise.all([...partitions].map(([partition, writes]) => this.commitAll(partition, [...writes.values()])));
  }

  private async commitAll(partition: string, writes: readonly Write[]): Promise<void> {
    for (let start = 0; start < writes.length; start += MOST_WRITES) {
      const outcome = await this.store.commit(partition, writes.slice(start, start + MOST_WRITES));
      if (!outcome.ok) throw new Error(`A write without a condition was refused: ${partition} ${outcome.conflict.key}`);
    }
  }

  private async readable(rows: readonly Row[]): Promise<{ readonly row: Row; readonly deadline: Deadline }[]> {
    const found: { readonly row: Row; readonly deadline: Deadline }[] = [];
    for (const row of rows) {
      const parsed = parseDeadline(row.value);
      if (!parsed.ok) await this.options.onCorrupt(row, parsed.error);
      else if (isElsewhere(row, parsed.value)) await this.options.onCorrupt(row, 'the value belongs under other keys');
      else found.push({ row, deadline: parsed.value });
    }
    return found;
  }
}

/** By its key, which begins with its instant. */
const isDueAt = (row: Row, until: Instant): boolean => row.key.slice(0, until.length) <= until;

const isElsewhere = (row: Row, deadline: Deadline): boolean => row.key !== deadlineKey(deadline) || !row.partition.startsWith(hourBucket(deadline.at));

/** Where the page after this one begins. @param skipShard whether the rest of the last row's partition is of no interest. */
const nextPosition = ({ fromPartition }: Position, { rows, continuation }: RowPage, skipShard: boolean): Position | undefined => {
  if (continuation === undefined) return undefined;
  const last = rows.at(-1);
  return skipShard && last !== undefined ? { fromPartition: afterPartition(last.partition) } : { fromPartition, continuation };
};

const byTime = (a: Deadline, b: Deadline): number => (a.at < b.at ? -1 : Number(a.at > b.at));
