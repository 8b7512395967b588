import { LRUCache } from 'lru-cache';
import { type PartitionStore, type Row, type Write } from '../../kernel/partitionStore';
import { textSize, type EventPublisher, type EventRecord } from '../command/eventRecord';
import { audienceOf } from '../event/audience';
import { RowUnreadable } from '../unreadable';
import { HEAD_KEY, headRows, numberOf, toldKey, toldPrefix } from './feedRows';
import { Places } from './places';
import { inSheets, sheetWrite } from './sheets';

/** Of one transaction. */
const MOST_ROWS = 100;
/** The same, in characters of JSON; a transaction holds 4 MiB. */
const MOST_TEXT = 2_000_000;
/** How often it begins anew when other processes append to the same feed. */
const ATTEMPTS = 50;
/** How many feeds are remembered. */
const MOST_REMEMBERED = 5000;
/** Looked at for one transaction: no more fit in any. */
const MOST_EVENTS = 2000;

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

/** The first sheets of them, as many as one transaction takes beside the head, at least one. @param keyOf the row in which a record is noted. */
const firstPart = (records: readonly EventRecord[], keyOf: (record: EventRecord) => string): readonly (readonly EventRecord[])[] => {
  const noted = new Set<string>();
  let text = 0;
  const sheets = inSheets(records.slice(0, MOST_EVENTS));
  const end = sheets.findIndex((sheet, index) => {
    for (const record of sheet) {
      noted.add(keyOf(record));
      text += textSize(record);
    }
    return index > 0 && (text > MOST_TEXT || index + 2 + noted.size > MOST_ROWS);
  });
  return sheets.slice(0, end === -1 ? sheets.length : end);
};

/** @returns undefined for a head that cannot be read; 0 where there is none. */
const endSaid = (head: Row | undefined): number | undefined => (head === undefined ? 0 : headRows.readable([head]).items[0]?.last);

const headWrites = ({ last, etag }: Head, appended: number): Write[] => {
  const head = { key: HEAD_KEY, value: { type: 'feed', last: last + appended } };
  return [etag === undefined ? { op: 'create', ...head } : { op: 'update', ...head, etag }];
};

const sheetWrites = ({ last }: Head, sheets: readonly (readonly EventRecord[])[]): Write[] => {
  let before = last;
  return sheets.map((sheet) => {
    const write = sheetWrite(before + 1, sheet);
    before += sheet.length;
    return write;
  });
};

/**
 * AUD-2: each partner's events in one order, numbered without gaps: whoever has read up to a number finds everything that comes later behind it. One row says which number was the last; whoever appends writes it, by its etag,
 * in the transaction that stores the events, so no two append at once, from whichever host and whatever its clock says. An event that is there already stays where it is. What this process appends to one feed at
 * once goes together.
 */
export class PartnerFeeds implements EventPublisher {
  private readonly heads = new LRUCache<string, Head>({ max: MOST_REMEMBERED });
  private readonly waiting = new Map<string, Waiting[]>();

  /** @param events the `Events` table. */
  constructor(private readonly events: PartitionStore) {}

  /** The number of the last event that a partner was told; 0: none. Two operations; one more where somebody appends between them. @throws when the store fails. */
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
      await this.appendTogether(partnerId, batch);
    }
    this.waiting.delete(partnerId);
  }

  /** What cannot be told as a row cannot be read fails who brought it, and nobody else. */
  private async appendTogether(partnerId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.appendAll(partnerId, batch.flatMap(({ records }) => records));
      for (const { done } of batch) done();
    } catch (error) {
      if (error instanceof RowUnreadable && batch.length > 1) for (const each of batch) await this.appendTogether(partnerId, [each]);
      else for (const { failed } of batch) failed(error);
    }
  }

  private async appendAll(partnerId: string, records: readonly EventRecord[]): Promise<void> {
    let open: readonly EventRecord[] = [...new Map(records.map((record) => [record.id, record])).values()];
    const places = new Places(this.events, partnerId);
    for (let attempt = 0; open.length > 0; ) {
      const sheets = firstPart(open, (record) => places.keyOf(record));
      const part = sheets.flat();
      const head = this.heads.get(partnerId) ?? (await this.readHead(partnerId));
      this.heads.delete(partnerId);
      const noted = places.writes(part, head.last);
      const outcome = await this.events.commit(partnerId, [...headWrites(head, part.length), ...sheetWrites(head, sheets), ...noted]);
      if (outcome.ok) {
        places.stored(noted, outcome.etags);
        this.heads.set(partnerId, { last: head.last + part.length, etag: outcome.etags.get(HEAD_KEY) });
        open = open.slice(part.length);
        attempt = 0;
        continue;
      }
      attempt += 1;
      if (attempt === ATTEMPTS) throw new Error(`The feed of ${partnerId} was appended to by others in each of ${ATTEMPTS} attempts`);
      const { key } = outcome.conflict;
      if (key.startsWith(toldPrefix)) this.heads.set(partnerId, { last: await this.lastNumber(partnerId), etag: head.etag });
      else if (key !== HEAD_KEY) {
        this.heads.set(partnerId, head);
        open = await places.untold(open, part, key);
      }
    }
  }

  private async readHead(partnerId: string): Promise<Head> {
    const row = await this.events.read(partnerId, HEAD_KEY);
    const last = endSaid(row);
    // Nothing is appended among what stands there, whatever the head says: not every sheet's key would be refused.
    if (last !== undefined && (await this.nextAfter(partnerId, last)) === undefined) return { last, etag: row?.etag };
    // Others may have appended between the two looks: they have seen where it ends.
    const since = await this.events.read(partnerId, HEAD_KEY);
    const lastSince = since?.etag === row?.etag ? undefined : endSaid(since);
    return { last: lastSince ?? (await this.lastNumber(partnerId)), etag: since?.etag };
  }

  /** The first number behind another that is a row's. */
  private async nextAfter(partnerId: string, number: number): Promise<number | undefined> {
    const [row] = (await this.events.list(partnerId, { prefix: toldPrefix, after: toldKey(number), limit: 1 })).rows;
    return row && numberOf(row.key);
  }

  /** Found without the head, in as many operations as its number has binary digits, twice. */
  private async lastNumber(partnerId: string): Promise<number> {
    const nextAfter = (number: number): Promise<number | undefined> => this.nextAfter(partnerId, number);
    let [last, step] = [0, 1];
    for (let found = await nextAfter(0); found !== undefined; found = await nextAfter(last + step)) [last, step] = [found, step * 2];
    for (; step >= 1; step = Math.floor(step / 2)) last = (await nextAfter(last + step - 1)) ?? last;
    return last;
  }
}
