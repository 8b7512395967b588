import { PartnerFeeds } from '../../../src/app/feed/partnerFeeds';
import { readFeed, type FeedPage } from '../../../src/app/feed/readFeed';
import { feedNumber, toldKey } from '../../../src/app/feed/feedRows';
import { rebuild } from '../../../src/app/check/rebuild';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { instant } from '../../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore, type RowPage } from '../../../src/kernel/partitionStore';
import { outcomeOf } from '../../support/worldDesk';
import { World } from '../../support/world';
import { afterEachFault, everyPlace, seenByCaller } from '../../support/worldFaults';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { Jitter, JitterStore } from '../../support/worldJitter';

const event = (subject: string, version: number): EventRecord => ({
  id: `${subject}:${version}`,
  customerId: 'c',
  partnerId: 'p',
  subject: { kind: 'subscription', id: subject },
  version,
  at: instant('2021-06-18T10:00:00Z'),
  facts: [{ type: 'SubscriptionResumed' }],
  deadlines: [],
});

const pageOf = async (store: PartitionStore, partnerId: string, after = 0, limit = 1000): Promise<FeedPage> => {
  const page = await readFeed(store, partnerId, after, limit, {});
  if (!page.ok) throw new Error(JSON.stringify(page.error));
  return page.value;
};

const idsOf = ({ events }: FeedPage): readonly string[] => events.map(({ record }) => record.id);

/** Each event once, and of each subject in order of its versions. */
const expectInOrder = (ids: readonly string[]): void => {
  expect(ids).toHaveLength(new Set(ids).size);
  const last = new Map<string, number>();
  for (const id of ids) {
    const at = id.lastIndexOf(':');
    const [subject, version] = [id.slice(0, at), Number(id.slice(at + 1))];
    expect(version).toBeGreaterThan(last.get(subject) ?? 0);
    last.set(subject, version);
  }
};

describe('[AUD-2] a feed', () => {
  test('two processes that append at once: numbers without gaps, each event once', async () => {
    const inner = new MemoryPartitionStore();
    const jitter = new Jitter(7);
    const [one, other] = [new PartnerFeeds(new JitterStore(inner, jitter)), new PartnerFeeds(new JitterStore(inner, jitter))];
    const both = Array.from({ length: 60 }, (_, index) => event('both', index + 1));
    await Promise.all([
      ...Array.from({ length: 60 }, (_, index) => one.publish([event(`a${index}`, 1)])),
      ...Array.from({ length: 60 }, (_, index) => other.publish([event(`b${index}`, 1)])),
      one.publish(both),
      other.publish(both),
    ]);
    const page = await pageOf(inner, 'p');
    expect(page.events.map(({ number }) => number)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1));
    expectInOrder(idsOf(page));
  });

  test('what a process appends at once goes together: the first of a hundred events by itself, the others in two transactions', async () => {
    const plan = new FaultPlan([]);
    const feeds = new PartnerFeeds(new FaultyStore(new MemoryPartitionStore(), plan));
    await Promise.all(Array.from({ length: 100 }, (_, index) => feeds.publish([event(`s${index}`, 1)])));
    expect(plan.seen('commit')).toBe(3);
  });

  test.each([1, 2, 3, 7, 8, 9, 100])('with a head that cannot be read, %i events are counted anew', async (count) => {
    const store = new MemoryPartitionStore();
    for (let number = 1; number <= count; number += 1) await new PartnerFeeds(store).publish([event('s', number)]);
    await store.commit('p', [{ op: 'put', key: 'head', value: { last: 'many' } }]);
    await new PartnerFeeds(store).publish([event('s', count + 1)]);
    expect((await pageOf(store, 'p')).upTo).toBe(count + 1);
  });

  test('a head that is lost, or too low, is found by the events behind it', async () => {
    for (const broken of [{ op: 'delete', key: 'head', etag: ANY_ETAG }, { op: 'put', key: 'head', value: { last: 1 } }] as const) {
      const store = new MemoryPartitionStore();
      await new PartnerFeeds(store).publish([event('s', 1), event('s', 2), event('s', 3)]);
      await store.commit('p', [broken]);
      await new PartnerFeeds(store).publish([event('s', 4)]);
      expect(idsOf(await pageOf(store, 'p'))).toEqual(['s:1', 's:2', 's:3', 's:4']);
    }
  });

  test('[DUE-2] an event that is lost, or cannot be read, is told of, and the rest is given', async () => {
    const store = new MemoryPartitionStore();
    for (const version of [1, 2, 3, 4]) await new PartnerFeeds(store).publish([event('s', version)]);
    await store.commit('p', [{ op: 'delete', key: toldKey(2), etag: ANY_ETAG }, { op: 'put', key: toldKey(3), value: {} }]);
    const page = await pageOf(store, 'p');
    expect([idsOf(page), page.unreadable.map(({ key }) => key), page.upTo]).toEqual([['s:1', 's:4'], [toldKey(2), toldKey(3)], 4]);
  });

  test('an event that a page passed over, because it was stored while the page was read, is given in its place', async () => {
    const inner = new MemoryPartitionStore();
    for (const version of [1, 2, 3]) await new PartnerFeeds(inner).publish([event('s', version)]);
    const passing = new Proxy(inner, {
      get: (target, name) =>
        name === 'list' ? async (...asked: Parameters<PartitionStore['list']>): Promise<RowPage> => ({ rows: (await target.list(...asked)).rows.filter(({ key }) => key !== toldKey(2)) }) : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    expect(idsOf(await pageOf(passing, 'p'))).toEqual(['s:1', 's:2', 's:3']);
  });

  test.each([300, 1999])('%i that a page passed over, in rows of many, are given in their places', async (count) => {
    const inner = new MemoryPartitionStore();
    await new PartnerFeeds(inner).publish(Array.from({ length: count }, (_, index): EventRecord => ({ ...event(`s${index}`, 1), together: true })));
    await new PartnerFeeds(inner).publish([event('last', 1)]);
    const passing = new Proxy(inner, {
      get: (target, name) =>
        name === 'list' ? async (...asked: Parameters<PartitionStore['list']>): Promise<RowPage> => ({ rows: (await target.list(...asked)).rows.slice(-1) }) : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    const page = await pageOf(passing, 'p', 0, 5000);
    expect([page.events.map(({ number }) => number), page.unreadable]).toEqual([Array.from({ length: count + 1 }, (_, index) => index + 1), []]);
  });

  test('what a damaged head made of more than a hundred numbers is one thing missing, found with one read', async () => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish([event('s', 1)]);
    await store.commit('p', [{ op: 'put', key: 'head', value: { type: 'feed', last: 5000 } }]);
    await new PartnerFeeds(store).publish([event('s', 2)]);
    const plan = new FaultPlan([]);
    const page = await pageOf(new FaultyStore(store, plan), 'p');
    expect([idsOf(page), page.unreadable.map(({ key }) => key), plan.seen('read')]).toEqual([['s:1', 's:2'], [toldKey(2)], 1]);
  });

  test('another process that appends while the end is looked for costs one read more, however long the feed is', async () => {
    const store = new MemoryPartitionStore();
    for (let part = 0; part < 10; part += 1) await new PartnerFeeds(store).publish(Array.from({ length: 60 }, (_, index) => event(`s${part}`, index + 1)));
    const plan = new FaultPlan([]);
    let isBetween = true;
    const between = new Proxy(store, {
      get: (target, name) =>
        name === 'list'
          ? async (...asked: Parameters<PartitionStore['list']>): Promise<RowPage> => {
              if (isBetween) await new PartnerFeeds(store).publish([event('other', 1)]);
              isBetween = false;
              return target.list(...asked);
            }
          : (Reflect.get(target, name) as () => unknown).bind(target),
    });
    await new PartnerFeeds(new FaultyStore(between, plan)).publish([event('own', 1)]);
    expect([plan.seen('read'), plan.seen('list'), plan.seen('commit')]).toEqual([2, 1, 1]);
    const { events } = await pageOf(store, 'p', 600);
    expect(events.map(({ number, record }) => `${number} ${record.id}`)).toEqual(['601 other:1', '602 own:1']);
  });

  test.each([
    { since: 3, ok: true },
    { since: 4, ok: false },
  ])('behind number $since of three: $ok', async ({ since, ok }) => {
    const store = new MemoryPartitionStore();
    await new PartnerFeeds(store).publish([1, 2, 3].map((version) => event('s', version)));
    const page = await readFeed(store, 'p', since, 10, {});
    expect(page.ok).toBe(ok);
  });

  test('numbers are shown in twelve digits', () => {
    expect(feedNumber(17)).toBe('000000000017');
  });
});

describe('[AUD-2] a reader who goes on from its token, while processes die', () => {
  const at = '2021-06-18T10:00:00Z';
  const licence = { sku: 'NCM365ENTE03:0001' };

  test.each(['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'sentAgain'] as const)('%s at every operation of a change: every event behind it, once and in order', async (does) => {
    const before = await World.at(at);
    const customer = before.customer('Zonnebloem');
    const [id = ''] = await before.buy('havn', customer, [licence]);
    const partner = before.as('havn').partner.tenantId;
    const act = (world: World) => outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    const places = await everyPlace(at, before.stores, act, does);
    expect(places.length).toBeGreaterThan(8);
    await afterEachFault(places, at, before.stores, act, async (world) => {
      const first = await pageOf(world.stores.Events, partner);
      await seenByCaller(world.buy('havn', customer, [licence]));
      const second = await pageOf(world.stores.Events, partner, first.upTo);
      await outcomeOf(world.as('havn').patch(customer, id, { quantity: 20 }));
      world.clock.moveTo('2021-06-18T11:00:00Z');
      await world.settle();
      const third = await pageOf(world.stores.Events, partner, second.upTo);
      const read = [first, second, third].flatMap(idsOf);
      expectInOrder(read);
      const stored = (await world.commerceRows()).filter(({ key, value }) => key.startsWith('event|') && value['partnerId'] === partner).map(({ value }) => String(value['id']));
      expect(read.filter((each) => stored.includes(each)).toSorted()).toEqual(stored.filter((each) => read.includes(each)).toSorted());
      expect(stored.filter((each) => each.startsWith(`${id}:`)).every((each) => read.includes(each))).toBe(true);
    });
  });
});

describe('[DUE-1] what a feed misses is found and appended', () => {
  test('after all else; what was damaged is written anew in its place; found once', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const partner = world.as('havn').partner.tenantId;
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
    await rebuild(world.app, true);
    const { upTo, events } = await pageOf(world.stores.Events, partner);
    const lost = events.find(({ record }) => record.id === `${id}:1`)?.number ?? 0;
    await world.stores.Events.commit(partner, [{ op: 'delete', key: toldKey(lost), etag: ANY_ETAG }, { op: 'delete', key: `id|${id}:1`, etag: ANY_ETAG }, { op: 'put', key: toldKey(1), value: {} }]);
    const { findings } = await rebuild(world.app, true);
    // What was appended with it was in the same row.
    expect(findings.filter(({ what }) => what === 'feed')).toHaveLength(3);
    const page = await pageOf(world.stores.Events, partner, upTo);
    expect(idsOf(page)).toEqual([`${id}:1`]);
    expect((await pageOf(world.stores.Events, partner, 0, 1)).unreadable).toEqual([]);
    expect((await rebuild(world.app, true)).findings).toEqual([]);
  });

  test('an installation that had no feed gets all of it by the rebuild', async () => {
    const world = await World.at('2021-06-18T10:00:00Z');
    const customer = world.customer('Zonnebloem');
    const partner = world.as('havn').partner.tenantId;
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001' }]);
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    for (const { key } of (await world.stores.Events.list(partner, {})).rows) await world.stores.Events.commit(partner, [{ op: 'delete', key, etag: ANY_ETAG }]);
    world.restart();
    await rebuild(world.app, true);
    const ids = idsOf(await pageOf(world.stores.Events, partner));
    expectInOrder(ids);
    expect(ids).toEqual(expect.arrayContaining([`${id}:1`, `${id}:2`]));
  });
});
