import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { textSize, type EventPublisher, type EventRecord } from '../command/eventRecord';
import { withBound } from '../due/withBound';
import { audienceOf } from '../event/audience';
import { HEAD_KEY, headRows, idKey, numberOf, toldKey, toldPrefix, toldValue } from './feedRows';

/** Of one transaction: the head, and two rows for each event. */
const MOST_EVENTS = 49;
/** Of one transaction, in characters of JSON; a transaction holds 4 MiB. */
const MOST_TEXT = 2_000_000;
/** How often it begins anew when other processes append to the same feed. */
const ATTEMPTS = 50;
const readsAtOnce = 8;
/** How many feeds are remembered. */
const MOST_REMEMBERED = 5000;

/** Where a feed ends. */
interface Head {
  readonly last: number;
  /** Absent: there is none yet. */
  readonly etag: string | undefined;
}

/** What one caller brings, and how it hears what became of it. */
interface Waiting {
  readonly records: readonly EventRecord[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** The first of them, as many as one transaction takes, at least one. */
const firstPart = (records: readonly EventRecord[]): readonly EventRecord[] => {
  let text = 0;
  const end = records.slice(0, MOST_EVENTS).findIndex((record, index) => {
    text += textSize(record);
    return index > 0 && text > MOST_TEXT;
  });
  return records.slice(0, end === -1 ? MOST_EVENTS : end);
};

/**
 * AUD-2: each partner's events in one order, numbered without gaps: whoever has read up to a number finds everything that comes later behind it. One row says which number was the last; whoever appends writes it, by its etag,
 * in the transaction that stores the events, so no two append at once, from whichever host and whatever its clock says. An event that is there already stays where it is. What this process appends to one feed at
 * once goes together.
 */
export class PartnerFeeds implements EventPublisher {
  private readonly heads = new Map<string, Head>();
  private readonly waiting = new Map<string, Waiting[]>();

  /** @param events the `Events` table. */
  constructor(private readonly events: PartitionStore) {}

  /** The number of the last event that a partner was told; 0: none. One read. @throws when the store fails. */
  async lastOf(partnerId: string): Promise<number> {
    return (await this.readHead(partnerId)).last;
  }

  /** Appends them to the feeds of all whom they concern, in their order; one transaction for what is of one partner. @throws when the store fails; what was appended until then stays. */
  async publish(records: readonly EventRecord[]): Promise<void> {
    const byPartner = new Map<string, EventRecord[]>();
    for (const record of records) for (const partnerId of audienceOf(record)) byPartner.set(partnerId, [...(byPartner.get(partnerId) ?? []), record]);
    for (const [partnerId, own] of byPartner) await this.append(partnerId, own);
  }

  /** The same for one partner. */
  append(partnerId: string, records: readonly EventRecord[]): Promise<void> {
    return new Promise((done, failed) => {
      const queue = this.waiting.get(partnerId);
      const own: Waiting = { records, done, failed };
      if (queue !== undefined) {
        queue.push(own);
        return;
      }
      this.waiting.set(partnerId, [own]);
      this.workOff(partnerId).catch(failed);
    });
  }

  /** What comes while a transaction is under way waits, and goes together in the next. */
  private async workOff(partnerId: string): Promise<void> {
    for (let batch = this.waiting.get(partnerId) ?? []; batch.length > 0; batch = this.waiting.get(partnerId) ?? []) {
      this.waiting.set(partnerId, []);
      try {
        await this.appendAll(partnerId, batch.flatMap(({ records }) => records));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.waiting.delete(partnerId);
  }

  private async appendAll(partnerId: string, records: readonly EventRecord[]): Promise<void> {
    let open: readonly EventRecord[] = [...new Map(records.map((record) => [record.id, record])).values()];
    for (let attempt = 0; open.length > 0; ) {
      const part = firstPart(open);
      const head = this.heads.get(partnerId) ?? (await this.readHead(partnerId));
      this.heads.delete(partnerId);
      const outcome = await this.events.commit(partnerId, this.writes(head, part));
      if (outcome.ok) {
        this.remember(partnerId, { last: head.last + part.length, etag: outcome.etags.get(HEAD_KEY) });
        open = open.slice(part.length);
        attempt = 0;
        continue;
      }
      attempt += 1;
      if (attempt === ATTEMPTS) throw new Error(`The feed of ${partnerId} was appended to by others in each of ${ATTEMPTS} attempts`);
      const { key } = outcome.conflict;
      if (key.startsWith(toldPrefix)) this.remember(partnerId, { last: await this.lastNumber(partnerId), etag: head.etag });
      else if (key !== HEAD_KEY) open = await this.untold(partnerId, open);
    }
  }

  private writes({ last, etag }: Head, part: readonly EventRecord[]): Write[] {
    const head = { key: HEAD_KEY, value: { type: 'feed', last: last + part.length } };
    return [
      etag === undefined ? { op: 'create', ...head } : { op: 'update', ...head, etag },
      ...part.flatMap((record, index): Write[] => [
        { op: 'create', key: toldKey(last + index + 1), value: toldValue(record) },
        { op: 'create', key: idKey(record.id), value: { type: 'told', number: last + index + 1 } },
      ]),
    ];
  }

  private async untold(partnerId: string, records: readonly EventRecord[]): Promise<readonly EventRecord[]> {
    const told = new Set<string>();
    await withBound(readsAtOnce, records, async ({ id }) => {
      if ((await this.events.read(partnerId, idKey(id))) !== undefined) told.add(id);
    });
    return records.filter(({ id }) => !told.has(id));
  }

  private async readHead(partnerId: string): Promise<Head> {
    const row = await this.events.read(partnerId, HEAD_KEY);
    if (row === undefined) return { last: 0, etag: undefined };
    const [stored] = headRows.readable([row]).items;
    return { last: stored?.last ?? (await this.lastNumber(partnerId)), etag: row.etag };
  }

  /** Found without the head, in as many operations as its number has binary digits, twice. */
  private async lastNumber(partnerId: string): Promise<number> {
    const nextAfter = async (number: number): Promise<number | undefined> => {
      const [row] = (await this.events.list(partnerId, { prefix: toldPrefix, after: toldKey(number), limit: 1 })).rows;
      return row && numberOf(row.key);
    };
    let [last, step] = [0, 1];
    for (let found = await nextAfter(0); found !== undefined; found = await nextAfter(last + step)) [last, step] = [found, step * 2];
    for (; step >= 1; step = Math.floor(step / 2)) last = (await nextAfter(last + step - 1)) ?? last;
    return last;
  }

  private remember(partnerId: string, head: Head): void {
    this.heads.set(partnerId, head);
    const [oldest] = this.heads.keys();
    if (this.heads.size > MOST_REMEMBERED && oldest !== undefined) this.heads.delete(oldest);
  }
}
