import { type Instant } from '../../kernel/instant';
import { ANY_ETAG, deleteAsRead, type PartitionStore, type Row, type RowPage, type Write } from '../../kernel/partitionStore';
import { groupBy } from '../../kernel/groupBy';
import { deleteRowsAsRead } from '../deleteRowsAsRead';
import { parseRow, type Deadline, type DeadlineKind, type SharedRow } from './deadline';
import { afterPartition, alikePrefix, deadlineKey, deadlinePartition, END_OF_PARTITIONS, endOfHourBucket, FIRST_PARTITION, hourBucket, sharedPrefix, startOfHour } from './deadlineKeys';
import { deadlineRows, MOST_SHARING } from './deadlineRows';
import { isProcessKind } from './dueWork';

export interface DeadlineIndexOptions {
  /** 1 to 100; 16 if absent. Must not change while rows exist: `remove` would look for them elsewhere. */
  readonly shards?: number;
  /** Told of every row that cannot be read as a deadline. Such a row is skipped and stays. */
  readonly onCorrupt: (row: Row, reason: string) => Promise<void>;
}

export interface DuePage {
  /** In order of time. Over all pages, each customer's deadlines are in order of time too. More than the limit where several share a row. */
  readonly deadlines: readonly Deadline[];
  /** Present when there may be more, even after an empty page; opaque. */
  readonly continuation?: string;
}

interface Position {
  readonly fromPartition: string;
  readonly continuation?: string;
}

const MOST_WRITES = 100;
/** Characters of JSON in one commit: the service takes 4 MiB, quotation marks escaped once more. */
const MOST_TEXT = 800_000;
/** Of a page that is looked for one kind: what a few rows more cost is nothing beside one more request. */
const FEWEST_READ = 5;
/** How often a row that others change too is read anew. */
const SPLIT_ATTEMPTS = 8;
/** Enough to hold an ordinary hour. */
const EARLIEST_PAGE = 100;

/** All that must happen later, by the hour it falls due. Errors of the store pass through. */
export class DeadlineIndex {
  private readonly shards: number;
  /** Etags of the rows that deadlines were found in, by the very objects that were handed out. */
  private readonly foundAs = new WeakMap<Deadline, string>();

  constructor(
    private readonly store: PartitionStore,
    private readonly options: DeadlineIndexOptions,
  ) {
    this.shards = options.shards ?? 16;
    if (!Number.isInteger(this.shards) || this.shards < 1 || this.shards > 100) throw new RangeError(`1 to 100 shards, not ${this.shards}`);
  }

  /** Writes each deadline, or overwrites it: repeating is harmless. Those that come by the hundred share rows, twenty of a customer to one. One commit per hour and shard (per 100 rows of one), several at once. */
  async put(deadlines: readonly Deadline[]): Promise<void> {
    await this.inParts(deadlines, async (partition, own) => {
      let [writes, size]: [Write[], number] = [[], 0];
      for (const row of deadlineRows(own)) {
        if (writes.length === MOST_WRITES || (writes.length > 0 && size + row.size > MOST_TEXT)) {
          await this.commit(partition, writes);
          [writes, size] = [[], 0];
        }
        writes.push({ op: 'put', key: row.key, value: row.value });
        size += row.size;
      }
      await this.commit(partition, writes);
    });
  }

  /**
   * Removes each deadline; one that is not there is no error. Commits as {@link put}. A row that several share goes with the last of them: where only some of those that were read together are removed, it is read again and
   * written without them, but for those that somebody has put anew since they were found. One that was handed out by this index, or is {@link asFound}, goes as it was found: where somebody has written it anew since, it stays, and is looked at again. Any other, of which only whoever wrote it knows, goes whatever it is.
   */
  async remove(deadlines: readonly Deadline[]): Promise<void> {
    await this.inParts(deadlines, async (partition, own) => {
      const found: Pick<Row, 'key' | 'etag'>[] = [];
      const writes: Write[] = [];
      for (const [key, of] of groupBy(own, (deadline) => deadline.shared?.key ?? deadlineKey(deadline))) {
        const subjects = new Set(of.map(({ subject }) => subject));
        if (of[0]?.shared?.subjects.every((subject) => subjects.has(subject)) === false) await this.split(partition, key, of);
        else {
          const etag = of[0] && (this.foundAs.get(of[0]) ?? of[0].foundAs);
          if (etag === undefined) writes.push({ op: 'delete', key, etag: ANY_ETAG });
          else found.push({ key, etag });
        }
      }
      await deleteRowsAsRead(this.store, partition, found, MOST_WRITES);
      for (let start = 0; start < writes.length; start += MOST_WRITES) await this.commit(partition, writes.slice(start, start + MOST_WRITES));
    });
  }

  /** A deadline that this index handed out, for whoever is handed it as text, which is another object by then: it says how it was found. */
  asFound(deadline: Deadline): Deadline {
    const foundAs = this.foundAs.get(deadline);
    return foundAs === undefined ? deadline : { ...deadline, foundAs };
  }

  /**
   * One page of what is due at `until`, inclusive, from the oldest hour on; one operation. Rows later in the hour of `until` are skipped shard
   * by shard, so that reading all pages costs one operation per `limit` due rows and at most two per shard, however much is not due.
   * @param limit of rows, 1 to 1000.
   */
  async due(until: Instant, limit = 1000, continuation?: string): Promise<DuePage> {
    const position = continuation === undefined ? { fromPartition: FIRST_PARTITION } : (JSON.parse(continuation) as Position);
    const page = await this.store.listAcross({ ...position, toPartition: endOfHourBucket(until), limit });
    const isDue = (row: Row): boolean => !row.partition.startsWith(hourBucket(until)) || isDueAt(row, until);
    const deadlines = (await this.readable(page.rows.filter(isDue))).flatMap(({ deadlines: held }) => held);
    const last = page.rows.at(-1);
    const next = nextPosition(position, page, last !== undefined && !isDue(last));
    return { deadlines: deadlines.toSorted(byTime), ...(next !== undefined && { continuation: JSON.stringify(next) }) };
  }

  /**
   * When the next deadline falls due, past or future; undefined if there is none. One operation; only if the hour it is in holds more than a
   * hundred rows and none falls due as that hour begins, up to one per shard.
   * @param isAsked which kinds are asked for, all if absent: one more operation for each hundred rows of others that lie before.
   */
  async earliest(isAsked: (kind: DeadlineKind) => boolean = () => true): Promise<Instant | undefined> {
    let first: Instant | undefined;
    let position: Position | undefined = { fromPartition: FIRST_PARTITION };
    while (position !== undefined) {
      const page: RowPage = await this.store.listAcross({ ...position, toPartition: END_OF_PARTITIONS, limit: EARLIEST_PAGE });
      for (const row of page.rows) {
        // What one row holds lies at the instant that its key begins with.
        if (first !== undefined && !isBefore(row, first)) continue;
        for (const { deadlines } of await this.readable([row])) for (const { at, kind } of deadlines) if (isAsked(kind) && (first === undefined || at < first)) first = at;
      }
      const last = page.rows.at(-1);
      if (first !== undefined && (first === startOfHour(first) || (last !== undefined && last.partition >= endOfHourBucket(first)))) return first;
      position = nextPosition(position, page, last !== undefined && first !== undefined && !isBefore(last, first));
    }
    return first;
  }

  /** The part of the index, hour and shard, that holds this deadline. */
  partitionOf(deadline: Deadline): string {
    return deadlinePartition(deadline, this.shards);
  }

  /**
   * What one part of the index holds of one kind that is due at `until`, inclusive, in order of time; about `limit`: a row that several share is never cut. Reads about as many rows as are still wanted, a few first, since each
   * may hold many, and none beyond `until`.
   * @param limit 1 to 1000.
   */
  async dueIn(partition: string, kind: DeadlineKind, until: Instant, limit: number): Promise<readonly Deadline[]> {
    const found: Deadline[] = [];
    let continuation: string | undefined;
    let [rows, held] = [0, 0];
    do {
      const wanted = rows === 0 ? Math.ceil(limit / MOST_SHARING) : Math.ceil((limit - found.length) / Math.max(1, held / rows));
      const page: RowPage = await this.store.list(partition, { limit: Math.max(wanted, FEWEST_READ), ...(continuation !== undefined && { continuation }) });
      const due = page.rows.filter((row) => isDueAt(row, until));
      for (const { deadlines } of await this.readable(due)) {
        [rows, held] = [rows + 1, held + deadlines.length];
        if (found.length < limit) found.push(...deadlines.filter((deadline) => deadline.kind === kind));
      }
      continuation = due.length < page.rows.length ? undefined : page.continuation;
    } while (continuation !== undefined && found.length < limit);
    return found;
  }

  /** Whether this very deadline is there, readable, in a row of its own or one that it shares. One operation, two where it shares one. */
  async holds(deadline: Deadline): Promise<boolean> {
    const partition = deadlinePartition(deadline, this.shards);
    const row = await this.store.read(partition, deadlineKey(deadline));
    if (row !== undefined && (await this.readable([row])).length > 0) return true;
    return isProcessKind(deadline.kind) && this.holdsIn(partition, sharedPrefix(deadline), ({ subject }) => subject === deadline.subject);
  }

  /** Whether there is one, readable, of the same instant, kind and customer, of a subject that begins so. One operation for each hundred rows of that instant, kind and customer. */
  holdsLike(deadline: Deadline, subjectBegins: string): Promise<boolean> {
    return this.holdsIn(deadlinePartition(deadline, this.shards), alikePrefix(deadline), ({ subject }) => subject.startsWith(subjectBegins));
  }

  private async holdsIn(partition: string, prefix: string, isIt: (deadline: Deadline) => boolean): Promise<boolean> {
    let continuation: string | undefined;
    do {
      const page: RowPage = await this.store.list(partition, { prefix, limit: MOST_WRITES, ...(continuation !== undefined && { continuation }) });
      if ((await this.readable(page.rows)).some(({ deadlines }) => deadlines.some(isIt))) return true;
      continuation = page.continuation;
    } while (continuation !== undefined);
    return false;
  }

  /**
   * Takes away every row that cannot be read as a deadline, each reported first, but what a newer release wrote; reads the whole index. @param removes false: only counts them.
   * @returns how many there are.
   */
  async removeCorrupt(removes: boolean): Promise<number> {
    let count = 0;
    let from: string | undefined;
    do {
      const part = await this.corruptOfPage(removes, from);
      count += part.count;
      from = part.next;
    } while (from !== undefined);
    return count;
  }

  /** The same for one page of a thousand rows. @param from what a page before gave as `next`. */
  async corruptOfPage(removes: boolean, from: string | undefined): Promise<{ readonly count: number; readonly next?: string }> {
    const page: RowPage = await this.store.listAcross({ fromPartition: FIRST_PARTITION, toPartition: END_OF_PARTITIONS, ...(from !== undefined && { continuation: from }) });
    const good = new Set((await this.readable(page.rows)).map(({ row }) => row));
    const bad = page.rows.filter((each) => !good.has(each) && parseRow(each.key, each.value).isNewer === undefined);
    // One that was written anew meanwhile is a deadline again.
    if (removes) for (const row of bad) await this.store.commit(row.partition, [deleteAsRead(row)]);
    return { count: bad.length, ...(page.continuation !== undefined && { next: page.continuation }) };
  }

  /** Each part of the index that some of the deadlines lie in. */
  private async inParts(deadlines: readonly Deadline[], work: (partition: string, own: readonly Deadline[]) => Promise<void>): Promise<void> {
    await Promise.all([...groupBy(deadlines, (deadline) => deadlinePartition(deadline, this.shards))].map(([partition, own]) => work(partition, own)));
  }

  private async commit(partition: string, writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    const outcome = await this.store.commit(partition, writes);
    if (!outcome.ok) throw new Error(`A write without a condition was refused: ${partition} ${outcome.conflict.key}`);
  }

  /** Takes some deadlines out of a row that they share with others, which stay; so does what was put anew since it was found. */
  private async split(partition: string, key: string, of: readonly Deadline[]): Promise<void> {
    const found = new Map<unknown, string | undefined>(of.map(({ subject, shared }) => [subject, shared?.putAs]));
    for (let attempt = 0; attempt < SPLIT_ATTEMPTS; attempt += 1) {
      const row = await this.store.read(partition, key);
      if (row === undefined) return;
      const members = Array.isArray(row.value['members']) ? (row.value['members'] as readonly { readonly subject?: unknown }[]) : [];
      const putAs = putOf(row);
      const rest = members.filter(({ subject }) => !found.has(subject) || (found.get(subject) ?? putAs) !== putAs);
      if (rest.length === members.length) return;
      const { ok } = await this.store.commit(partition, [rest.length === 0 ? deleteAsRead(row) : { op: 'update', key, value: { ...row.value, putAs, members: rest }, etag: row.etag }]);
      if (ok) return;
    }
    throw new Error(`The deadlines in ${partition} ${key} were changed by others in each of ${SPLIT_ATTEMPTS} attempts`);
  }

  private async readable(rows: readonly Row[]): Promise<{ readonly row: Row; readonly deadlines: readonly Deadline[] }[]> {
    const found: { readonly row: Row; readonly deadlines: readonly Deadline[] }[] = [];
    for (const row of rows) {
      const { deadlines: parsed, problem } = parseRow(row.key, row.value);
      const deadlines = foundIn(row, parsed);
      const isMisplaced = deadlines.some((deadline) => isElsewhere(row, deadline));
      if (problem !== undefined) await this.options.onCorrupt(row, problem);
      else if (isMisplaced) await this.options.onCorrupt(row, 'the value belongs under other keys');
      if (deadlines.length === 0 || isMisplaced) continue;
      found.push({ row, deadlines });
      for (const deadline of deadlines) this.foundAs.set(deadline, row.etag);
    }
    return found;
  }
}

/** Which put a row that several share is of: a put writes it whole, and who takes one out keeps the etag that it had by then. */
const putOf = ({ value, etag }: Row): string => (typeof value['putAs'] === 'string' ? value['putAs'] : etag);

/** With the put that they were found with, where they share the row. */
const foundIn = (row: Row, deadlines: readonly Deadline[]): readonly Deadline[] => {
  const [first] = deadlines;
  if (first?.shared === undefined) return deadlines;
  const shared: SharedRow = { ...first.shared, putAs: putOf(row) };
  return deadlines.map((deadline) => ({ ...deadline, shared }));
};

/** By its key, which begins with its instant. */
const isDueAt = (row: Row, until: Instant): boolean => row.key.slice(0, until.length) <= until;

const isBefore = (row: Row, first: Instant): boolean => row.key.slice(0, first.length) < first;

const isElsewhere = (row: Row, deadline: Deadline): boolean =>
  (deadline.shared === undefined ? row.key !== deadlineKey(deadline) : !row.key.startsWith(sharedPrefix(deadline))) || !row.partition.startsWith(hourBucket(deadline.at));

/** Where the page after this one begins. @param skipShard whether the rest of the last row's partition is of no interest. */
const nextPosition = ({ fromPartition }: Position, { rows, continuation }: RowPage, skipShard: boolean): Position | undefined => {
  if (continuation === undefined) return undefined;
  const last = rows.at(-1);
  return skipShard && last !== undefined ? { fromPartition: afterPartition(last.partition) } : { fromPartition, continuation };
};

const byTime = (a: Deadline, b: Deadline): number => (a.at < b.at ? -1 : Number(a.at > b.at));
