import { faultsAmong, mendFeeds } from '../../../src/app/check/feedCheck';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { audienceOf } from '../../../src/app/event/audience';
import { PartnerFeeds } from '../../../src/app/feed/partnerFeeds';
import { toldPrefix } from '../../../src/app/feed/feedRows';
import { placeOf } from '../../../src/app/feed/places';
import { readFeed, type FeedPage } from '../../../src/app/feed/readFeed';
import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { groupBy } from '../../../src/kernel/groupBy';
import { instant } from '../../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore, type Row, type Write } from '../../../src/kernel/partitionStore';
import { type UnreadableRow } from '../../../src/app/unreadable';
import { Random } from '../../fuzz/random';
import { FaultPlan, FaultyStore, type Fault } from '../../support/faultyStore';
import { Jitter, JitterStore } from '../../support/worldJitter';

/** `NEXTTERM_FEEDS=500` draws that many. */
const DRAWN = Number(process.env['NEXTTERM_FEEDS'] ?? '6');
/** Whose feeds there are. */
const PARTNERS = ['p', 'q'] as const;
const PROCESSES = 3;
const ROUNDS = 7;
/** Ended by now, whatever went wrong: with that many attempts something goes wrong for good. */
const MOST_ATTEMPTS = 400;

/** A process that appends: it dies with its operations, and another takes its place. */
class Appender {
  private feeds: PartnerFeeds;

  constructor(
    private readonly store: PartitionStore,
    private readonly random: Random,
    seed: number,
  ) {
    this.feeds = this.start(seed);
  }

  private start(seed: number): PartnerFeeds {
    const faults = Array.from({ length: this.random.below(6) }, (): Fault => ({
      at: this.random.weighted([[6, 'commit'], [2, 'read'], [1, 'list']] as const),
      nth: 1 + this.random.below(12),
      does: this.random.pick(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'] as const),
    }));
    return new PartnerFeeds(new FaultyStore(new JitterStore(this.store, new Jitter(seed)), new FaultPlan(faults)));
  }

  /** @returns whether it came through. */
  async publish(records: readonly EventRecord[]): Promise<boolean> {
    try {
      await this.feeds.publish(records);
      return true;
    } catch {
      this.feeds = this.start(this.random.below(1_000_000));
      return false;
    }
  }
}

/** One customer: what happens to its subjects, in order, and what of it is not known to be told. */
class Customer {
  private readonly versions = new Map<string, number>();
  readonly all: EventRecord[] = [];
  private outbox: EventRecord[] = [];

  constructor(
    private readonly id: string,
    private readonly random: Random,
  ) {}

  private record(subject: string, at: number, together: string | undefined): EventRecord {
    const { random } = this;
    const version = (this.versions.get(subject) ?? 0) + 1;
    this.versions.set(subject, version);
    const filler = random.weighted([[150, 0], [4, 20_000], [1, 60_500], [1, 130_000]] as const);
    return {
      id: `${subject}:${version}`,
      customerId: this.id,
      partnerId: random.chance(80) ? 'p' : 'q',
      ...(random.chance(10) && { partnerIds: random.pick([['p', 'q'], ['q', 'p'], []]) }),
      subject: { kind: 'subscription', id: subject },
      version,
      at: instant(`2021-06-18T${String(at).padStart(2, '0')}:00:00Z`),
      facts: [{ type: 'SubscriptionRenewed', text: 'x'.repeat(filler) }],
      deadlines: [],
      ...(together !== undefined && { cause: { command: together }, together: true as const }),
    };
  }

  /** Due work of many subjects at one instant, or a call that changes one or two. */
  happens(round: number): void {
    const { random } = this;
    const isDue = random.chance(60);
    const count = isDue ? random.weighted([[60, 1 + random.below(8)], [6, 20 + random.below(40)], [1, 320]] as const) : 1 + random.below(2);
    const first = random.below(3) * 5;
    // What falls due at one instant may be stored by several transactions, now and later.
    const [at, cause] = [Math.floor(round / 3), random.pick(['renewal', 'cancellationWindow'])];
    for (let each = 0; each < count; each += 1) {
      const record = this.record(`${this.id}-s${first + each}`, isDue ? at : round, isDue ? cause : undefined);
      this.all.push(record);
      this.outbox.push(record);
    }
  }

  /** Told by one process, or by a second one besides, which brings what the first may just have brought. */
  async tell(appenders: readonly Appender[]): Promise<void> {
    const open = this.outbox;
    if (open.length === 0) return;
    const beside = this.random.chance(30) ? [this.random.pick(appenders).publish(open.slice(0, 1 + this.random.below(open.length)))] : [];
    const [isTold] = await Promise.all([this.random.pick(appenders).publish(open), ...beside]);
    // Whoever dies before it says so leaves it there, to be told again.
    if (isTold && this.random.chance(70)) this.outbox = [];
  }

  get waits(): boolean {
    return this.outbox.length > 0;
  }
}

const pageOf = async (store: PartitionStore, partnerId: string, after: number, limit: number): Promise<FeedPage> => {
  const page = await readFeed(store, partnerId, after, limit, {});
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  expect(page.value.unreadable).toEqual([]);
  expect(page.value.events.length).toBeLessThanOrEqual(limit);
  return page.value;
};

interface Read {
  readonly number: number;
  readonly id: string;
}

/** Goes on from its token, whatever stands there by then. */
class Reader {
  readonly read: Read[] = [];
  private upTo = 0;

  constructor(
    private readonly store: PartitionStore,
    private readonly partnerId: string,
  ) {}

  /** @returns whether there is more. */
  async page(limit: number): Promise<boolean> {
    const { events, upTo, more } = await pageOf(this.store, this.partnerId, this.upTo, limit);
    this.read.push(...events.map(({ number, record: { id } }) => ({ number, id })));
    this.upTo = upTo;
    return more;
  }
}

const allRead = async (store: PartitionStore, partnerId: string, limit: number): Promise<readonly Read[]> => {
  const reader = new Reader(store, partnerId);
  while (await reader.page(limit));
  return reader.read;
};

/** @param most customers, at least four. */
const drawn = async (seed: number, most: number) => {
  const random = new Random('feeds', seed);
  const store = new MemoryPartitionStore();
  const appenders = Array.from({ length: PROCESSES }, (_, index) => new Appender(store, new Random('process', seed, index), seed * PROCESSES + index));
  const customers = Array.from({ length: 4 + random.below(most - 3) }, (_, index) => new Customer(`c${index}`, new Random('customer', seed, index)));
  const readers = PARTNERS.map((partnerId) => new Reader(new JitterStore(store, new Jitter(seed)), partnerId));
  for (let round = 0; round < ROUNDS; round += 1) {
    const active = customers.filter((_, index) => index < 2 || random.chance(15));
    for (const customer of active) customer.happens(round);
    await Promise.all([...active.map((customer) => customer.tell(appenders)), ...readers.map((reader) => reader.page(1 + random.below(200)))]);
  }
  // The sweep, until all is told; at last all of it once more, at once.
  for (let attempt = 0; customers.some(({ waits }) => waits); attempt += 1) {
    if (attempt === MOST_ATTEMPTS) throw new Error(`Seed ${seed}: it does not end`);
    await Promise.all(customers.map((customer) => customer.tell(appenders)));
  }
  const all = customers.flatMap((customer) => customer.all);
  await new PartnerFeeds(store).publish(all);
  return { store, all, readers };
};

describe('[AUD-2] feeds that several processes append to while they die, with answers lost and refusals', () => {
  test.each(Array.from({ length: DRAWN }, (_, index) => index + 1))('seed %i: each event once, without gaps, of each subject in order, found by its id, read page by page of any size', async (seed) => {
    const random = new Random('page', seed);
    const { store, all, readers } = await drawn(seed, 90);
    for (const [index, partnerId] of PARTNERS.entries()) {
      const expected = all.filter((record) => audienceOf(record).includes(partnerId));
      const read = await allRead(store, partnerId, 1000);
      expect(read.map(({ number }) => number)).toEqual(expected.map((_, place) => place + 1));
      expect(read.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
      const last = new Map<string, number>();
      for (const { id } of read) {
        const [subject = '', version] = id.split(':');
        expect(Number(version)).toBeGreaterThan(last.get(subject) ?? 0);
        last.set(subject, Number(version));
      }
      const numbers = new Map(read.map(({ id, number }) => [id, number]));
      for (const record of expected) expect([record.id, await placeOf(store, partnerId, record)]).toEqual([record.id, { number: numbers.get(record.id) }]);
      // Whoever read while it came to be has the beginning of the same.
      const before = readers[index]?.read ?? [];
      expect(before).toEqual(read.slice(0, before.length));
      for (const limit of [1 + random.below(60), 1 + random.below(300)]) expect([limit, await allRead(store, partnerId, limit)]).toEqual([limit, read]);
    }
    const unreadable: UnreadableRow[] = [];
    expect([await faultsAmong({ eventRows: store, feeds: new PartnerFeeds(store) }, all, unreadable), unreadable]).toEqual([[], []]);
  });

  test('each page size from 1 to 60 reads the same', async () => {
    const { store, all } = await drawn(8, 12);
    const read = await allRead(store, 'p', 1000);
    expect(read.length).toBe(all.filter((record) => audienceOf(record).includes('p')).length);
    for (let limit = 1; limit <= 60; limit += 1) expect([limit, await allRead(store, 'p', limit)]).toEqual([limit, read]);
  });
});

/** What may become of a row of a feed. */
const damage = ({ key, value }: Row, random: Random): Write => {
  const events = Array.isArray(value['events']) ? (value['events'] as object[]) : undefined;
  const put = (damaged: object): Write => ({ op: 'put', key, value: damaged });
  const within = random.below(events?.length ?? 1);
  const ofSheets = events === undefined ? [] : [events.with(within, { id: 'what' }), events.toSpliced(within, 1), events.toSpliced(within, 0, { id: 'more' }), 'many'].map((damaged) => put({ ...value, events: damaged }));
  return random.pick<Write>([{ op: 'delete', key, etag: ANY_ETAG }, put({}), put({ ...value, id: 'what', facts: [] }), ...ofSheets]);
};

describe('[DUE-1] feeds of which rows are damaged or lost', () => {
  test.each(Array.from({ length: DRAWN * 2 }, (_, index) => index + 1))('seed %i: customer by customer each event is mended in its place, and no other changes', async (seed) => {
    const { store, all } = await drawn(seed, 20);
    const random = new Random('damage', seed);
    const before = await allRead(store, 'p', 1000);
    const { rows } = await store.list('p', { prefix: toldPrefix });
    // The last one stays: by it is known how far the feed came.
    for (const row of rows.slice(0, -1)) if (random.chance(25)) await store.commit('p', [damage(row, random)]);
    const ports = { eventRows: store, feeds: new PartnerFeeds(store) };
    for (const [, own] of groupBy(all, ({ customerId }) => customerId)) await mendFeeds(ports, await faultsAmong(ports, own, []));
    expect(await faultsAmong(ports, all, [])).toEqual([]);
    for (const limit of [1000, 1 + random.below(60)]) expect(await allRead(store, 'p', limit)).toEqual(before);
  });
});
