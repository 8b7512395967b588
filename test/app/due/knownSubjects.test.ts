import { goOnChecking } from '../../../src/app/check/checkRound';
import { type KnownSubject } from '../../../src/app/due/deadline';
import { type Stores } from '../../../src/wiring/wiring';
import { FakeBus } from '../../support/fakeBus';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { deadlinesIn, eventKeys, expectConverged, storedIn } from '../../support/worldConverged';
import { outcomeOf } from '../../support/worldDesk';
import { everyPlace, faultyWorld, seenByCaller } from '../../support/worldFaults';
import { JournalStore } from '../../support/worldJournal';
import { commandTables, rowsOf } from '../../support/worldStores';
import { eventsTold } from '../../support/eventsTold';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const bought = '2026-06-10T10:00:00.000Z';
const due = '2026-07-10T00:00:00.000Z';
const later = '2026-07-20T00:00:00.000Z';
const monthly = { sku: 'NCM365ENTE03:0001', quantity: 10 } as const;

const zonnebloem = (world: World): string => world.customer('Zonnebloem');

interface Member {
  readonly subject: string;
  readonly known?: KnownSubject;
}

/** Changes what the deadlines of a kind know, wherever they lie; undefined: they know nothing, as those of a version before. */
const whatIsKnown = async (world: World, kind: string, change: (known: KnownSubject) => object | undefined): Promise<void> => {
  const { Deadlines: deadlines } = world.stores;
  const changed = ({ known, ...member }: Member): object => {
    const next = known && change(known);
    return { ...member, ...(next !== undefined && { known: next }) };
  };
  for (const { partition, key, value } of await rowsOf(deadlines)) {
    if (!key.includes(`|${kind}|`)) continue;
    const { members } = value as { members?: Member[] };
    await deadlines.commit(partition, [{ op: 'put', key, value: members === undefined ? changed(value as unknown as Member) : { ...value, members: members.map(changed) } }]);
  }
};

const knownOf = async (world: World, subscriptionId: string): Promise<readonly KnownSubject[]> =>
  (await rowsOf(world.stores.Deadlines)).flatMap(({ key, value }) => {
    const { members = [value as unknown as Member] } = value as { members?: Member[] };
    return key.includes('|renewal|') ? members.flatMap(({ subject, known }) => (subject === subscriptionId && known !== undefined ? [known] : [])) : [];
  });

/** What a process that has just started does at the end of the terms. */
const journalAt = async (from: World, at: string = due): Promise<readonly string[]> => {
  const journal: string[] = [];
  const world = await World.at(at, from.stores, (store, table) => new JournalStore(store, table, journal));
  await world.app.catalogueOf('NL');
  journal.length = 0;
  await world.tick();
  return journal;
};

describe('[REN-7] a deadline knows its subject', () => {
  test('twenty renewals of a customer: its partition is written once, and nothing of it is read, by whichever process', async () => {
    const world = await World.at(bought);
    await world.buy('havn', zonnebloem(world), Array.from({ length: 20 }, () => monthly));
    await world.advanceTo('2026-06-18T00:00:00Z');
    const journal = await journalAt(world);
    expect(journal.filter((line) => line.startsWith('Commerce read subscription') || line.startsWith('Commerce list') || line === 'Commerce read outbox')).toEqual([]);
    expect(journal.filter((line) => line.startsWith('Commerce commit')).map((line) => line.match(/update subscription/g)?.length)).toEqual([20, undefined]);
    expect(journal.filter((line) => line.startsWith('Deadlines commit'))).toEqual(['Deadlines commit put renewal', 'Deadlines commit put cancellationWindow', 'Deadlines commit delete renewal']);
  });

  test('state and etag are those of the row, after a purchase and after a renewal', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    const rowOf = async () => (await world.commerceRows()).find(({ key }) => key === `subscription|${id}`);
    for (const at of [bought, due]) {
      await world.advanceTo(at);
      const row = await rowOf();
      expect(await knownOf(world, id)).toMatchObject([{ state: row?.value, etag: row?.etag, told: true, listed: { state: { subjects: [{ subjectId: id, version: row?.value['version'] }] } } }]);
    }
  });

  const commands: readonly { readonly name: string; readonly send: (world: World, id: string) => Promise<unknown> }[] = [
    { name: 'seats added', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { quantity: 12 })) },
    { name: 'seats taken off', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { quantity: 8 })) },
    { name: 'another name', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { friendlyName: 'Other' })) },
    { name: 'auto-renew off', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { autoRenewEnabled: false })) },
    { name: 'suspended', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { status: 'suspended' })) },
    { name: 'cancelled', send: (world, id) => outcomeOf(world.as('havn').patch(zonnebloem(world), id, { status: 'deleted' })) },
    {
      name: 'seats planned for the next term, over HTTP',
      send: async (world, id) => {
        const [http, path] = [httpOver(world), `/v1/customers/${zonnebloem(world)}/subscriptions/${id}`];
        const availabilityId = ((await http(path)).body as { offerId: string }).offerId.split(':')[2];
        const product = { productId: 'NCM365ENTE03', skuId: '0001', availabilityId, billingCycle: 'monthly', termDuration: 'P1M' };
        expect(await http(path, { method: 'PATCH', body: { scheduledNextTermInstructions: { product, quantity: 7 } } })).toMatchObject({ status: 200 });
      },
    },
    {
      name: 'whatever writes the row',
      send: async (world, id) => {
        const { Commerce: commerce } = world.stores;
        const row = await commerce.read(zonnebloem(world), `subscription|${id}`);
        await commerce.commit(zonnebloem(world), [{ op: 'put', key: `subscription|${id}`, value: { ...row?.value, quantity: 3, friendlyName: 'Mended' } }]);
      },
    },
  ];

  test.each(commands)('changed since ($name): renewed as it is, not as it was, and so are the others', async ({ send }) => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    await send(world, id);
    world.clock.moveTo('2026-07-09T00:00:00.000Z');
    await world.settle();
    const known = await eventKeys(world);
    const reading = await World.at(due, world.stores);
    await whatIsKnown(reading, 'renewal', () => undefined);
    const knowing = await World.at(due, world.stores);
    for (const each of [reading, knowing]) await each.advanceTo(later);
    expect(await storedIn(knowing)).toEqual(await storedIn(reading));
    await expectConverged(knowing, known);
  });

  test('one that is out of date costs two reads and a refusal, and no more for the nineteen others', async () => {
    const world = await World.at(bought);
    const ids = await world.buy('havn', zonnebloem(world), Array.from({ length: 20 }, () => monthly));
    await world.advanceTo('2026-06-18T00:00:00Z');
    await outcomeOf(world.as('havn').patch(zonnebloem(world), ids[7] ?? '', { friendlyName: 'Other' }));
    await world.tick();
    const journal = (await journalAt(world)).filter((line) => line.startsWith('Commerce'));
    expect(journal.filter((line) => line.includes('read subscription'))).toHaveLength(1);
    expect(journal.filter((line) => line.includes('list outbox'))).toHaveLength(1);
    expect(journal.filter((line) => line.includes('update subscription'))).toHaveLength(2);
  });

  test.each([
    { name: 'damaged', change: ({ etag, told }: KnownSubject) => ({ state: { id: 'nonsense' }, etag, told }) },
    { name: 'of another subscription', change: ({ state, etag, told }: KnownSubject) => ({ state: { ...state, id: 'b7a1d8a6-9d2e-4a58-8f3f-0c1f5a4f7d10' }, etag, told }) },
    { name: 'of no form at all', change: () => ({ etag: 1 }) },
    { name: 'of a term that has not begun, so that nothing seems due', change: ({ state, etag, told }: KnownSubject) => ({ state: { ...state, status: 'deleted', endedAt: bought }, etag, told }) },
    { name: 'absent, as a version before wrote it', change: () => undefined },
  ])('what is known is $name: it is read', async ({ change }) => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    await world.advanceTo('2026-06-18T00:00:00Z');
    const known = await eventKeys(world);
    await whatIsKnown(world, 'renewal', change);
    world.clock.moveTo(due);
    await world.settle();
    expect((await world.charges(zonnebloem(world), id)).map(({ chargeType }) => chargeType)).toEqual(['new', 'renew']);
    await expectConverged(world, known);
  });

  test('rows of a version before, one for each subscription, are carried out together', async () => {
    const world = await World.at(bought);
    const ids = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    const { Deadlines: deadlines } = world.stores;
    const before = await deadlinesIn(world);
    for (const { partition, key } of await rowsOf(deadlines)) await deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    for (const { key, value } of before) await deadlines.commit(world.app.deadlines.partitionOf(value as never), [{ op: 'create', key, value }]);
    const known = await eventKeys(world);
    const old = await World.at(bought, world.stores);
    await old.advanceTo(later);
    await expectConverged(old, known);
    for (const id of ids) expect((await old.charges(zonnebloem(old), id)).map(({ chargeType }) => chargeType)).toEqual(['new', 'renew']);
  });

  test('[DUE-1] the daily check finds each in the row that it shares, and puts back what is missing', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    await world.advanceTo('2026-07-08T00:00:00Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    const [gone] = (await world.app.deadlines.due(due as never)).deadlines.filter(({ kind, subject }) => kind === 'renewal' && subject === id);
    await world.app.deadlines.remove(gone === undefined ? [] : [gone]);
    world.clock.moveTo('2026-07-09T00:00:00Z');
    expect(await goOnChecking(world.app)).toMatchObject([{ what: 'deadline', kind: 'renewal', subject: id, at: due }]);
    world.clock.moveTo('2026-07-09T23:59:00Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    await world.advanceTo(due);
    expect((await world.charges(zonnebloem(world), id)).map(({ chargeType }) => chargeType)).toEqual(['new', 'renew']);
  });

  test('one that cannot be carried out is set apart, out of the row that it shares; the others are renewed', async () => {
    const world = await World.at(bought);
    const [spoilt = '', ...others] = await world.buy('havn', zonnebloem(world), [monthly, monthly, monthly]);
    await world.advanceTo('2026-06-18T00:00:00Z');
    await world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: `subscription|${spoilt}`, value: { version: 'spoilt' } }]);
    world.clock.moveTo(due);
    await world.tick();
    for (const id of others) expect((await world.subscription(zonnebloem(world), id)).term.number).toBe(2);
    expect(await world.due()).toEqual([]);
    expect((await world.app.deadlines.due('2026-07-10T00:01:00.000Z' as never)).deadlines).toMatchObject([{ kind: 'renewal', subject: spoilt, at: '2026-07-10T00:01:00.000Z', data: { failure: { attempts: 1 } } }]);
    expect(await knownOf(world, spoilt)).toEqual([]);
  });
});

describe('[AUD-2] what a deadline knows of who was told', () => {
  /** In the order in which each was first told, to the feed and to the bus. */
  const ordered = (ids: readonly string[], subject: string): readonly number[] => [...new Set(ids)].filter((id) => id.startsWith(`${subject}:`)).map((id) => Number(id.slice(id.lastIndexOf(':') + 1)));

  test('an event that a crash left is told before the renewal that finds it, although the deadline knew of none', async () => {
    const world = await World.at(bought);
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    world.clock.moveTo('2026-07-09T23:59:00.000Z');
    await world.settle();
    const dying = await faultyWorld('2026-07-09T23:59:00.000Z', world.stores, new FaultPlan([{ at: 'commit', nth: 2, does: 'dieAfter' }]));
    await seenByCaller(dying.as('havn').patch(zonnebloem(dying), id, { quantity: 11 }));
    expect((await dying.commerceRows()).filter(({ key }) => key.startsWith(`outbox|${id}`))).toHaveLength(1);
    dying.restart();
    dying.clock.moveTo(due);
    await dying.tick();
    expect(ordered(dying.published.map((record) => record.id), id)).toEqual([2, 3]);
  });

  test('what waits for the bus holds back no renewal, and is told first, each of its subject in order', async () => {
    const bus = new FakeBus();
    bus.isDown = true;
    const world = await World.at(bought, undefined, undefined, {}, bus);
    const ids = await world.buy('havn', zonnebloem(world), [monthly, monthly]);
    expect((await knownOf(world, ids[0] ?? '')).map(({ told }) => told)).toEqual([false]);
    world.clock.moveTo(due);
    await world.tick();
    for (const id of ids) expect((await world.subscription(zonnebloem(world), id)).term.number).toBe(2);
    bus.isDown = false;
    world.clock.moveTo('2026-07-10T00:20:00Z');
    await world.settle();
    for (const id of ids) expect(ordered(bus.once(), id)).toEqual([1, 2]);
    expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    await world.advanceTo('2026-08-12T00:00:00Z');
    expect((await knownOf(world, ids[0] ?? '')).map(({ told }) => told)).toEqual([true]);
    for (const id of ids) expect(ordered(bus.once(), id)).toEqual([1, 2, 3]);
  });

  test.each([{ does: 'dieBefore', isDown: false }, { does: 'dieAfter', isDown: false }, { does: 'dieAfter', isDown: true }] as const)('a process $does at every write of a page of renewals (bus down: $isDown): each event arrives, of each subject in order, in the feed too', async ({ does, isDown }) => {
    const before = await World.at(bought);
    const ids = await before.buy('havn', zonnebloem(before), [monthly, monthly]);
    await before.advanceTo('2026-06-18T00:00:00Z');
    await outcomeOf(before.as('havn').patch(zonnebloem(before), ids[0] ?? '', { friendlyName: 'Other' }));
    const writes = (await everyPlace(due, before.stores, (world) => world.tick(), does)).filter(({ at }) => at === 'commit');
    expect(writes.length).toBeGreaterThanOrEqual(8);
    for (const fault of writes) {
      const [bus, plan] = [new FakeBus(), new FaultPlan([fault])];
      const world = await World.at(due, before.stores, (store, table) => (commandTables.includes(table) ? new FaultyStore(store, plan) : store), {}, bus);
      bus.isDown = isDown;
      await seenByCaller(world.tick());
      world.restart();
      bus.isDown = false;
      // Refused as long as the renewal is not there.
      await world.as('havn').patch(zonnebloem(world), ids[1] ?? '', { friendlyName: 'Renamed' });
      world.clock.moveTo('2026-07-10T01:00:00Z');
      await world.settle();
      const told = (await eventsTold(world.stores.Events)).map(({ value }) => String(value['id']));
      for (const [index, id] of ids.entries()) {
        const stored = (await world.commerceRows()).filter(({ key }) => key.startsWith(`event|${id}|`)).map(({ value }) => Number(value['version']));
        const since = stored.slice(index === 0 ? 2 : 1);
        expect(since.length).toBeGreaterThanOrEqual(1);
        expect([fault, ordered(bus.once(), id), ordered(told, id)]).toEqual([fault, since, stored]);
      }
      expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
    }
  });

  test('a feed that cannot be written delays what it tells, and no renewal', async () => {
    let isBroken = false;
    const broken: Stores['Events']['commit'] = () => Promise.reject(new Error('No feed'));
    const world = await World.at(bought, undefined, (store, table) => ({ read: (p, k) => store.read(p, k), list: (p, r) => store.list(p, r), listAcross: (r) => store.listAcross(r), commit: (p, w) => (table === 'Events' && isBroken ? broken(p, w) : store.commit(p, w)) }));
    isBroken = true;
    const [id = ''] = await world.buy('havn', zonnebloem(world), [monthly]);
    expect(await knownOf(world, id)).toEqual([]);
    world.clock.moveTo(due);
    await world.tick();
    expect((await world.subscription(zonnebloem(world), id)).term.number).toBe(2);
    isBroken = false;
    world.clock.moveTo('2026-07-10T00:05:00.000Z');
    await world.settle();
    expect((await eventsTold(world.stores.Events)).flatMap(({ value }) => (String(value['id']).startsWith(`${id}:`) ? [value['version']] : []))).toEqual([1, 2]);
  });
});
