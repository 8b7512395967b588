import fc from 'fast-check';
import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { eventKey } from '../../../src/app/command/commerceKeys';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { Consumers } from '../../../src/app/consume/consumers';
import { goOnChecking, lastRounds } from '../../../src/app/check/checkRound';
import { rebuild } from '../../../src/app/check/rebuild';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { invoiced, standard } from '../../domain/invoice/invoicedWorld';
import { listParked } from '../../../src/app/operations/parked';
import { releaseParked } from '../../../src/app/operations/releaseParked';
import { FakeBus } from '../../support/fakeBus';
import { FaultPlan, FaultyStore } from '../../support/faultyStore';
import { interrupted } from '../../support/interrupted';
import { RecordingConsumer } from '../../support/recordingConsumer';
import { World } from '../../support/world';
import { outcomeOf } from '../../support/worldDesk';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const at = '2021-06-18T10:00:00Z';
const licence = { sku: 'NCM365ENTE03:0001' };

/** A subscription that was changed four times, told to nobody who consumes; and its five events. */
const changed = async () => {
  const consumer = new RecordingConsumer();
  const world = await World.at(at, undefined, undefined, {}, new FakeBus(), () => [consumer]);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [licence]);
  for (const quantity of [11, 12, 13, 14]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
  const events = world.published.filter(({ subject }) => subject.id === id);
  const one = (version: number): EventRecord => {
    const found = events.find((record) => record.version === version);
    if (found === undefined) throw new Error(`There is no version ${version}`);
    return found;
  };
  return { world, customer, id, consumer, one, all: [1, 2, 3, 4, 5].map((version) => `${id}:${version}`), consumers: world.app.consumers };
};

describe('[AUD-2] a consumer', () => {
  test('takes what comes in order, each once, however often it comes', async () => {
    const { consumers, consumer, one, all } = await changed();
    for (const version of [1, 1, 2, 1, 3, 4, 5, 5, 2]) await consumers.take('recorder', one(version));
    expect(await consumer.took()).toEqual(all);
  });

  test('fills a gap from what is stored, and passes over what comes late', async () => {
    const { consumers, consumer, one, all } = await changed();
    await consumers.take('recorder', one(4));
    expect(await consumer.took()).toEqual(all.slice(0, 4));
    for (const version of [1, 2, 3, 5]) await consumers.take('recorder', one(version));
    expect([await consumer.took(), (await consumers.parked(10)).items]).toEqual([all, []]);
  });

  test('in whatever order, however often, and by two processes at once: each once, in order', async () => {
    const { world, one, all } = await changed();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), { maxLength: 12 }), async (deliveries) => {
        const consumer = new RecordingConsumer();
        const { commerce, eventRows, deadlines, unreadable, log } = world.app;
        const ports = { commerce, eventRows, deadlines, unreadable, log, clock: world.clock, directory: new MemoryPartitionStore() };
        const [here, there] = [new Consumers(ports, [consumer]), new Consumers(ports, [consumer])];
        await Promise.all([...deliveries, [5, true] as const].map(([version, first]) => (first ? here : there).take('recorder', one(version))));
        expect(await consumer.took()).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  test('hears nothing of what was before it, and all that is stored since', async () => {
    const { world, consumers, customer, id, one } = await changed();
    const late = new RecordingConsumer({ name: 'late' });
    world.clock.moveTo('2021-06-19T10:00:00Z');
    const { commerce, eventRows, deadlines, unreadable, log, directory } = world.app;
    const later = new Consumers({ commerce, eventRows, deadlines, unreadable, log, directory, clock: world.clock }, [late]);
    await later.begin();
    for (const quantity of [15, 16, 17]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    const record = world.published.find(({ subject, version }) => subject.id === id && version === 8);
    await later.take('late', one(3));
    await later.take('late', record ?? one(1));
    expect(await late.took()).toEqual([`${id}:6`, `${id}:7`, `${id}:8`]);
    await consumers.take('nobody', one(1));
  });

  test('costs nothing for what it does not hear, and takes up later what it heard in between', async () => {
    const { world, id, one } = await changed();
    const picky = new RecordingConsumer({ hears: ({ version }) => version === 2 || version === 5 });
    const { eventRows, deadlines, unreadable, log, directory } = world.app;
    const plan = new FaultPlan([]);
    const consumers = new Consumers({ commerce: new FaultyStore(world.stores.Commerce, plan), eventRows, deadlines, unreadable, log, directory, clock: world.clock }, [picky]);
    for (const version of [1, 3, 4]) await consumers.take('recorder', one(version));
    expect([await rowsOf(picky.rows), plan.seen('list')]).toEqual([[], 0]);
    await consumers.take('recorder', one(5));
    expect(await picky.took()).toEqual([`${id}:2`, `${id}:5`]);
  });
});

describe('[AUD-2] a subject that a consumer cannot go on with', () => {
  test('is parked and listed with why; its later events wait, others do not; it goes on by its deadline once it can', async () => {
    const { world, customer, consumers, consumer, id, one, all } = await changed();
    const [other = ''] = await world.buy('havn', customer, [licence]);
    consumer.poison.add(`${id}:2`);
    for (const version of [1, 2, 3, 4]) await consumers.take('recorder', one(version));
    const bought = world.published.find(({ id: event }) => event === `${other}:1`);
    if (bought !== undefined) await consumers.take('recorder', bought);
    expect(await consumer.took()).toEqual([`${id}:1`, `${other}:1`]);
    expect((await consumers.parked(10)).items).toMatchObject([{ consumer: 'recorder', since: '2021-06-18T10:00:00.000Z', reason: `Nothing can be made of ${id}:2`, told: { id: `${id}:4`, customerId: customer } }]);
    expect(await world.app.deadlines.earliest()).toBe('2021-06-18T10:01:00.000Z');
    world.clock.moveTo('2021-06-18T10:01:00Z');
    await world.tick();
    expect(await world.due()).toEqual([]);
    consumer.poison.clear();
    await world.advanceTo('2021-06-18T10:02:00Z');
    expect(await consumer.took()).toEqual([`${id}:1`, `${other}:1`, ...all.slice(1, 4)]);
    expect((await consumers.parked(10)).items).toEqual([]);
  });

  test('[REN-7] after a day it is the operator’s, and goes on when it is released, or with the next event', async () => {
    const { world, consumers, consumer, id, one, all } = await changed();
    consumer.poison.add(`${id}:1`);
    await consumers.take('recorder', one(1));
    await world.advanceTo('2021-06-19T12:00:00Z');
    expect((await listParked(world.app.directory, 10)).items).toMatchObject([{ kind: 'consume', subject: `recorder|${id}` }]);
    consumer.poison.clear();
    await consumers.take('recorder', one(5));
    expect(await consumer.took()).toEqual(all);
  });

  test('[DUE-1] whose deadline is lost gets another by the daily check, and none where the operator has it', async () => {
    const { world, consumers, consumer, id, one, all } = await changed();
    consumer.poison.add(`${id}:1`);
    await consumers.take('recorder', one(1));
    const ofConsumers = async () => (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|consume|'));
    for (const { partition, key } of await ofConsumers()) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    await goOnChecking(world.app);
    expect((await ofConsumers()).map(({ key }) => key.slice(0, 24))).toEqual(['2021-06-18T10:01:00.000Z']);
    await world.advanceTo('2021-06-19T12:00:00Z');
    expect(await ofConsumers()).toEqual([]);
    await goOnChecking(world.app);
    expect(await ofConsumers()).toEqual([]);
    consumer.poison.clear();
    const [given] = (await listParked(world.app.directory, 10)).items;
    await releaseParked(world.app, given?.id ?? '', world.now());
    await world.settle();
    expect([await consumer.took(), (await consumers.parked(10)).items]).toEqual([all.slice(0, 1), []]);
  });

  test('told of more just before it is said to go on, it takes that too', async () => {
    const { world, consumer, id, one, all, consumers } = await changed();
    consumer.poison.add(`${id}:1`);
    await consumers.take('recorder', one(1));
    consumer.poison.clear();
    const { store, hasActed } = interrupted(world.stores.Directory, { deletes: 'parked' }, async () => {
      consumer.poison.add(`${id}:2`);
      await consumers.take('recorder', one(3));
      consumer.poison.clear();
    });
    await new Consumers({ ...world.app, directory: store }, [consumer]).retry({ subject: `recorder|${id}` });
    expect([hasActed(), await consumer.took(), (await consumers.parked(10)).items]).toEqual([true, all.slice(0, 3), []]);
  });

  test('a gap that cannot be filled is waited for a day, then passed over and told of', async () => {
    const { world, customer, consumers, consumer, id, one } = await changed();
    await world.stores.Commerce.commit(customer, [{ op: 'delete', key: eventKey(id, 3), etag: ANY_ETAG }]);
    await consumers.take('recorder', one(4));
    expect([await consumer.took(), (await consumers.parked(10)).items.map(({ reason }) => reason)]).toEqual([[], [`${id}:3 is not stored`]]);
    await world.advanceTo('2021-06-19T12:00:00Z');
    expect([await consumer.took(), (await consumers.parked(10)).items]).toEqual([[`${id}:1`, `${id}:2`, `${id}:4`], []]);
    expect(world.errors.map(({ message }) => message)).toContainEqual(expect.stringContaining(`${id}:3`));
  });

  test('[DUE-2] one that cannot be read is raised, waited for, then passed over', async () => {
    const { world, customer, consumers, consumer, id, one } = await changed();
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: eventKey(id, 4), value: { garbage: true } }]);
    await consumers.take('recorder', one(4));
    await consumers.take('recorder', one(5));
    expect((await rowsOf(world.stores.Directory)).filter(({ partition }) => partition === 'unreadable').map(({ value }) => value['key'])).toEqual([eventKey(id, 4)]);
    await world.advanceTo('2021-06-19T12:00:00Z');
    expect([await consumer.took(), (await consumers.parked(10)).items]).toEqual([[`${id}:1`, `${id}:2`, `${id}:3`, `${id}:5`], []]);
  });
});

describe('[AUD-2] [DUE-1] a consumer that dies', () => {
  test.each(['dieBefore', 'dieAfter', 'lostAnswer', 'conflict', 'sentAgain'] as const)('%s at every operation: given the event again it has made each once, in order', async (does) => {
    const { world, one, all, id } = await changed();
    const run = async (plan: FaultPlan, poisoned: boolean) => {
      const rows = new MemoryPartitionStore();
      const directory = new MemoryPartitionStore();
      const consumer = new RecordingConsumer({ rows: new FaultyStore(rows, plan) });
      if (poisoned) consumer.poison.add(`${id}:3`);
      const { eventRows, deadlines, unreadable, log, commerce } = world.app;
      const ports = { commerce: new FaultyStore(commerce, plan), eventRows, deadlines, unreadable, log, directory: new FaultyStore(directory, plan), clock: world.clock };
      for (const version of [2, 5]) await new Consumers(ports, [consumer]).take('recorder', one(version)).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
      const again = new RecordingConsumer({ rows });
      const consumers = new Consumers({ ...ports, commerce, directory }, [again]);
      await consumers.take('recorder', one(5));
      return (await rowsOf(rows)).filter(({ key }) => key.startsWith('made|')).map(({ value }) => value['id']).sort();
    };
    for (const poisoned of [false, true]) {
      const counted = new FaultPlan([]);
      await run(counted, poisoned);
      for (const operation of ['read', 'list', 'commit'] as const) {
        expect(counted.seen(operation)).toBeGreaterThan(0);
        for (let nth = 1; nth <= counted.seen(operation); nth += 1) expect([operation, nth, await run(new FaultPlan([{ at: operation, nth, does }]), poisoned)]).toEqual([operation, nth, all]);
      }
    }
  });
});

describe('[DUE-1] the daily check of what consumers came to', () => {
  const finding = (customerId: string, event: string) => ({ what: 'consumer', customerId, consumer: 'recorder', event });

  test('an hour after an event it is given to whoever lost its message, with all before it; it is told of once, and a rebuild finds nothing more', async () => {
    const { world, customer, consumers, consumer, id, one, all } = await changed();
    for (const version of [1, 2]) await consumers.take('recorder', one(version));
    world.sleepUntil('2021-06-18T10:59:59Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    world.sleepUntil('2021-06-19T11:00:00Z');
    expect((await rebuild(world.app, false)).findings).toEqual([finding(customer, `${id}:5`)]);
    expect(await consumer.took()).toEqual(all.slice(0, 2));
    expect(await goOnChecking(world.app)).toEqual([finding(customer, `${id}:5`)]);
    expect([await consumer.took(), (await rebuild(world.app, true)).findings]).toEqual([all, []]);
    expect(await lastRounds(world.app.directory)).toMatchObject([{ findings: [finding(customer, `${id}:5`)] }, { findings: [] }]);
  });

  test('the round looks two days back, the rebuild at all of them', async () => {
    const { world, customer, consumers, consumer, id, one, all } = await changed();
    await consumers.take('recorder', one(1));
    world.sleepUntil('2021-06-20T10:00:00.001Z');
    expect(await goOnChecking(world.app)).toEqual([]);
    expect((await rebuild(world.app, true)).findings).toEqual([finding(customer, `${id}:5`)]);
    expect(await consumer.took()).toEqual(all);
  });

  test('what is parked, what waits for the bus, and what nobody hears is not overlooked', async () => {
    const bus = new FakeBus();
    const consumer = new RecordingConsumer();
    const world = await World.at(at, undefined, undefined, {}, bus, () => [consumer]);
    await world.app.consumers.begin();
    const customer = world.customer('Zonnebloem');
    const [parked = ''] = await world.buy('havn', customer, [licence]);
    consumer.poison.add(`${parked}:1`);
    const record = world.published.find(({ id }) => id === `${parked}:1`);
    if (record !== undefined) await world.app.consumers.take('recorder', record);
    bus.isDown = true;
    await world.buy('havn', customer, [licence]);
    world.sleepUntil('2021-06-18T12:00:00Z');
    expect((await world.app.consumers.parked(10)).items).toHaveLength(1);
    expect(await world.app.consumers.recover(world.published.filter(({ subject }) => subject.kind === 'order'), true)).toEqual([]);
    expect((await rebuild(world.app, true)).findings).toEqual([]);
    expect(await consumer.took()).toEqual([]);
  });

  test('of an invoice, too', async () => {
    const consumer = new RecordingConsumer({ hears: ({ subject }) => subject.kind === 'invoice' });
    const world = await World.at(at, undefined, undefined, {}, new FakeBus(), () => [consumer]);
    await world.app.consumers.begin();
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    await world.advanceTo('2021-07-07T00:00:00Z');
    const [invoice = ''] = await invoiced(world, calendarDate('2021-06-01'));
    const event = `${world.as('havn').partner.tenantId}|${invoice}:1`;
    world.sleepUntil('2021-07-07T01:00:00Z');
    expect((await goOnChecking(world.app)).filter(({ what }) => what === 'consumer')).toEqual([finding('', event)]);
    expect(await consumer.took()).toEqual([event]);
  });
});

describe('[AUD-2] without a bus', () => {
  test('consumers are told in the process, and health says that there is none', async () => {
    const consumer = new RecordingConsumer();
    const world = await World.at(at, undefined, undefined, {}, undefined, () => [consumer]);
    const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [licence]);
    expect(await consumer.took()).toEqual([`${id}:1`]);
    expect(world.app.dispatcher.health()).toEqual({ state: 'none' });
    await world.settle();
    await world.expectNothingDue();
  });

  test('what they cannot store waits in the outbox, and comes again in order', async () => {
    const rows = new MemoryPartitionStore();
    const consumer = new RecordingConsumer({ rows: new FaultyStore(rows, new FaultPlan([{ at: 'commit', nth: 2, does: 'unavailable' }])) });
    const world = await World.at(at, undefined, undefined, {}, undefined, () => [consumer]);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [licence]);
    for (const quantity of [11, 12]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    const waiting = (await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|')).length;
    await world.advanceTo('2021-06-18T10:30:00Z');
    expect([await consumer.took(), waiting]).toEqual([[1, 2, 3].map((version) => `${id}:${version}`), 2]);
    expect((await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'))).toEqual([]);
  });

  test('an app that had a bus and has none, or the other way round, with events under way: each once, in order', async () => {
    const consumer = new RecordingConsumer();
    const bus = new FakeBus();
    bus.isDown = true;
    const world = await World.at(at, undefined, undefined, {}, bus, () => [consumer]);
    await world.app.consumers.begin();
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [licence]);
    await outcomeOf(world.as('havn').patch(customer, id, { quantity: 11 }));
    const without = await World.at(at, world.stores, undefined, {}, undefined, () => [consumer]);
    await outcomeOf(without.as('havn').patch(customer, id, { quantity: 12 }));
    await without.advanceTo('2021-06-18T10:30:00Z');
    expect(await consumer.took()).toEqual([1, 2, 3].map((version) => `${id}:${version}`));
    const again = await World.at('2021-06-18T10:30:00Z', without.stores, undefined, {}, new FakeBus(), () => [consumer]);
    await outcomeOf(again.as('havn').patch(customer, id, { quantity: 13 }));
    for (const record of [...world.published, ...without.published, ...again.published]) await again.app.consumers.take('recorder', record);
    expect(await consumer.took()).toEqual([1, 2, 3, 4].map((version) => `${id}:${version}`));
  });
});
