import { faultsAmong, mendFeeds } from '../../../src/app/check/feedCheck';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { togetherKey, toldKey, toldValue } from '../../../src/app/feed/feedRows';
import { PartnerFeeds } from '../../../src/app/feed/partnerFeeds';
import { readFeed, type FeedPage } from '../../../src/app/feed/readFeed';
import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { instant } from '../../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../../src/kernel/partitionStore';
import { type UnreadableRow } from '../../../src/app/unreadable';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';

const event = (subject: string, version: number): EventRecord => ({
  id: `${subject}:${version}`,
  customerId: 'c',
  partnerId: 'p',
  subject: { kind: 'subscription', id: subject },
  version,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [{ type: 'SubscriptionRenewed' }],
  deadlines: [],
});

/** As due work tells of it. */
const renewal = (subject: string, version = 1): EventRecord => ({ ...event(subject, version), cause: { command: 'renewal' }, together: true });

const renewals = (count: number): readonly EventRecord[] => Array.from({ length: count }, (_, index) => renewal(`s${index + 1}`));

const pageOf = async (store: PartitionStore, after = 0, limit = 1000): Promise<FeedPage> => {
  const page = await readFeed(store, 'p', after, limit, {});
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  return page.value;
};

const idsOf = ({ events }: FeedPage): readonly string[] => events.map(({ record }) => record.id);
const numbersOf = ({ events }: FeedPage): readonly number[] => events.map(({ number }) => number);

const keysOf = async (store: PartitionStore): Promise<readonly string[]> => (await store.list('p', {})).rows.map(({ key }) => key);

const check = async (events: PartitionStore, records: readonly EventRecord[], unreadable: UnreadableRow[] = []) => faultsAmong({ eventRows: events, feeds: new PartnerFeeds(events) }, records, unreadable);
const mend = async (events: PartitionStore, records: readonly EventRecord[]): Promise<void> => mendFeeds({ eventRows: events, feeds: new PartnerFeeds(events) }, await check(events, records));

describe('[AUD-2] what is appended at once lies in one row', () => {
  test('twenty renewals of a customer: the head, one row of events, one of where they stand', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(20));
    expect(await keysOf(store)).toEqual([toldKey(20), 'head', togetherKey(renewal('s1'))]);
    const page = await pageOf(store);
    expect([numbersOf(page), idsOf(page)]).toEqual([renewals(20).map((_, index) => index + 1), renewals(20).map(({ id }) => id)]);
  });

  test('one alone is a row as it always was', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish([event('s', 1)]);
    expect((await store.read('p', toldKey(1)))?.value).toEqual(JSON.parse(JSON.stringify(toldValue(event('s', 1)))));
    expect(await keysOf(store)).toEqual([toldKey(1), 'head', 'id|s:1']);
  });

  test('what a feed held before stays where it is, and is read with it', async () => {
    const store = new MemoryPartitionStore();
    for (const version of [1, 2]) await new PartnerFeeds(store).publish([event('s', version)]);
    await new PartnerFeeds(store).publish(renewals(3));
    await new PartnerFeeds(store).publish([event('s', 3)]);
    expect(idsOf(await pageOf(store))).toEqual(['s:1', 's:2', 's1:1', 's2:1', 's3:1', 's:3']);
  });

  test.each([0, 1, 2, 3, 4, 5])('whoever goes on behind number %i finds what comes after it, page by page of any size', async (after) => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(4));
    await new PartnerFeeds(store).publish([event('s', 1)]);
    const rest = ['s1:1', 's2:1', 's3:1', 's4:1', 's:1'].slice(after);
    for (const limit of [1, 2, 3, 10]) {
      const read: string[] = [];
      let upTo = after;
      for (let more = true; more; ) {
        const page = await pageOf(store, upTo, limit);
        expect(page.events.length).toBeLessThanOrEqual(limit);
        read.push(...idsOf(page));
        [upTo, more] = [page.upTo, page.more];
      }
      expect([limit, read, upTo]).toEqual([limit, rest, 5]);
    }
  });

  test('a thousand events in rows of many: few operations, and no more are given than were asked for', async () => {
    const store = new MemoryPartitionStore();
    const plan = new FaultPlan([]);
    await new PartnerFeeds(store).publish(renewals(1000));
    const page = await pageOf(new FaultyStore(store, plan), 0, 700);
    expect(numbersOf(page)).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
    expect([page.more, plan.seen('list')]).toEqual([true, 1]);
  });

  test('a large event has a row of its own', async () => {
    const store = new MemoryPartitionStore();
    const large: EventRecord = { ...event('large', 1), facts: [{ type: 'SubscriptionRenewed', text: 'x'.repeat(70_000) }] };
    await new PartnerFeeds(store).publish([event('a', 1), large, event('b', 1)]);
    expect((await keysOf(store)).slice(0, 3)).toEqual([toldKey(1), toldKey(2), toldKey(3)]);
  });
});

describe('[AUD-2] what fell due of a customer at one instant is noted together, and told once', () => {
  test('told again: all of it, a part, and a part with what was not told yet', async () => {
    const store = new MemoryPartitionStore();
    const [one, two, three, four] = renewals(4) as [EventRecord, EventRecord, EventRecord, EventRecord];
    for (const records of [[two], [one, two, three], [three, one], [one, two, three, four], [one, two, three, four]]) await new PartnerFeeds(store).publish(records);
    expect(idsOf(await pageOf(store))).toEqual(['s2:1', 's1:1', 's3:1', 's4:1']);
    expect(await check(store, [one, two, three, four])).toEqual([]);
  });

  test('two processes that tell of the same at once', async () => {
    const store = new MemoryPartitionStore();
    await Promise.all([new PartnerFeeds(store).publish(renewals(60)), new PartnerFeeds(store).publish([...renewals(60)].reverse()), new PartnerFeeds(store).publish(renewals(90))]);
    const ids = idsOf(await pageOf(store));
    expect([ids.length, new Set(ids).size]).toEqual([90, 90]);
  });

  test('sixty customers whose renewals were told, by one that did not hear of it: told again in two commits, and once all the same', async () => {
    const store = new MemoryPartitionStore();
    const all = Array.from({ length: 60 }, (_, index): EventRecord => ({ ...renewal(`s${index}`), customerId: `c${index}` }));
    await new PartnerFeeds(store).publish(all);
    const plan = new FaultPlan([]);
    await new PartnerFeeds(new FaultyStore(store, plan)).publish([...all, event('other', 1)]);
    expect(idsOf(await pageOf(store))).toEqual([...all.map(({ id }) => id), 'other:1']);
    // Refused, then told what is left; of the head, of what each customer's row says.
    expect([plan.seen('commit'), plan.seen('read')]).toEqual([2, 61]);
  });

  test.each([299, 300, 301, 700])('%i at one instant: once they are too many for a row, each is noted by itself, and once all the same', async (count) => {
    const store = new MemoryPartitionStore();
    const all = renewals(count);
    for (let start = 0; start < count; start += 100) await new PartnerFeeds(store).publish(all.slice(start, start + 100));
    await new PartnerFeeds(store).publish(all);
    await new PartnerFeeds(store).publish([...all].reverse());
    const ids = idsOf(await pageOf(store));
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(await check(store, all)).toEqual([]);
    expect((await keysOf(store)).filter((key) => key.startsWith('id|')).length).toBe(Math.max(count - 300, 0));
  });

  test('[DUE-2] where it cannot be read who was told, nobody is told twice, and it is said', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(2));
    await store.commit('p', [{ op: 'put', key: togetherKey(renewal('s1')), value: { type: 'toldTogether', numbers: 'many' } }]);
    await expect(new PartnerFeeds(store).publish(renewals(3))).rejects.toThrow('cannot be read');
    await new PartnerFeeds(store).publish([event('other', 1)]);
    expect(idsOf(await pageOf(store))).toEqual(['s1:1', 's2:1', 'other:1']);
    const unreadable: UnreadableRow[] = [];
    expect(await check(store, renewals(1), unreadable)).toEqual([]);
    expect(unreadable).toMatchObject([{ table: 'Events', key: togetherKey(renewal('s1')), kind: 'toldTogether' }]);
  });
});

test('[DUE-2] who appends at once with others, and meets a row that cannot be read, fails alone', async () => {
  const store = new MemoryPartitionStore();
  await new PartnerFeeds(store).publish(renewals(2));
  await store.commit('p', [{ op: 'put', key: togetherKey(renewal('s1')), value: { type: 'toldTogether', numbers: 'many' } }]);
  const feeds = new PartnerFeeds(store);
  const told = await Promise.allSettled([[event('first', 1)], [event('a', 1)], renewals(3), [event('b', 1)]].map((records) => feeds.publish(records)));
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(idsOf(await pageOf(store))).toEqual(['s1:1', 's2:1', 'first:1', 'a:1', 'b:1']);
});

describe('[DUE-1] of a row that holds several', () => {
  test('a hundred of a customer are compared with a read of what notes them, and one for each row in which they stand', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish([event('s', 1), ...renewals(100)]);
    const plan = new FaultPlan([]);
    expect(await check(new FaultyStore(store, plan), renewals(100))).toEqual([]);
    // Runs of fifty begin behind the first of a row.
    expect([plan.seen('read'), plan.seen('list')]).toEqual([1, 4]);
  });

  test('one that notes where several stand is lost: what it noted is told once more, behind all that was told', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish([...renewals(2), event('s', 1)]);
    await store.commit('p', [{ op: 'delete', key: togetherKey(renewal('s1')), etag: ANY_ETAG }]);
    await mend(store, [...renewals(2), event('s', 1)]);
    expect(idsOf(await pageOf(store))).toEqual(['s1:1', 's2:1', 's:1', 's1:1', 's2:1']);
    expect(await check(store, [...renewals(2), event('s', 1)])).toEqual([]);
  });

  const damaged = async (store: PartitionStore, change: (events: Record<string, unknown>[]) => unknown): Promise<void> => {
    const row = await store.read('p', toldKey(5));
    await store.commit('p', [{ op: 'put', key: toldKey(5), value: { ...row?.value, events: change([...(row?.value['events'] as Record<string, unknown>[])]) } }]);
  };

  test('[DUE-2] an event that cannot be read takes no other with it, and is mended in its place', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(5));
    await damaged(store, (events) => events.with(2, { id: 's3:1' }));
    const page = await pageOf(store);
    expect([idsOf(page), page.unreadable.map(({ key }) => key), page.upTo]).toEqual([['s1:1', 's2:1', 's4:1', 's5:1'], [toldKey(5)], 5]);
    expect((await check(store, renewals(5))).map(({ record, number }) => [record.id, number])).toEqual([['s3:1', 3]]);
    await mend(store, renewals(5));
    expect([numbersOf(await pageOf(store)), idsOf(await pageOf(store))]).toEqual([[1, 2, 3, 4, 5], renewals(5).map(({ id }) => id)]);
    expect(await check(store, renewals(5))).toEqual([]);
  });

  test.each([
    ['cannot be read', (store: PartitionStore) => damaged(store, () => 'all of them')],
    ['says nothing', (store: PartitionStore) => store.commit('p', [{ op: 'put', key: toldKey(5), value: {} }])],
    ['is lost', (store: PartitionStore) => store.commit('p', [{ op: 'delete', key: toldKey(5), etag: ANY_ETAG }])],
  ])('one that %s: the rest is given, it is told of, and each is mended in its place', async (_, break_) => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(5));
    await new PartnerFeeds(store).publish([event('s', 1)]);
    await break_(store);
    const page = await pageOf(store);
    expect([idsOf(page), page.upTo]).toEqual([['s:1'], 6]);
    expect(page.unreadable.length).toBeGreaterThan(0);
    await mend(store, [...renewals(5), event('s', 1)]);
    const whole = await pageOf(store);
    expect([numbersOf(whole), idsOf(whole), whole.unreadable]).toEqual([[1, 2, 3, 4, 5, 6], [...renewals(5).map(({ id }) => id), 's:1'], []]);
    expect(await check(store, [...renewals(5), event('s', 1)])).toEqual([]);
  });

  test('behind one that is lost at the end of a feed, whose head is lost too, numbers go on', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(5));
    await new PartnerFeeds(store).publish([event('s', 1), event('s', 2)]);
    await store.commit('p', [{ op: 'delete', key: 'head', etag: ANY_ETAG }, { op: 'delete', key: toldKey(5), etag: ANY_ETAG }]);
    await new PartnerFeeds(store).publish([event('s', 3)]);
    expect(numbersOf(await pageOf(store))).toEqual([6, 7, 8]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7])('a head that says %i of seven: what is appended comes behind all of them', async (last) => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish(renewals(3));
    await new PartnerFeeds(store).publish([event('s', 1), event('s', 2), event('s', 3), event('s', 4)]);
    await store.commit('p', [{ op: 'put', key: 'head', value: { type: 'feed', last } }]);
    await new PartnerFeeds(store).publish([event('s', 5), event('s', 6)]);
    expect(idsOf(await pageOf(store))).toEqual(['s1:1', 's2:1', 's3:1', 's:1', 's:2', 's:3', 's:4', 's:5', 's:6']);
  });
});
