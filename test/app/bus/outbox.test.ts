import { type PartitionStore } from '../../../src/kernel/partitionStore';
import { rebuild } from '../../../src/app/check/rebuild';
import { outcomeOf } from '../../support/worldDesk';
import { FakeBus, type Fate } from '../../support/fakeBus';
import { FaultPlan, FaultyStore, Killed } from '../../support/faultyStore';
import { World } from '../../support/world';
import { everyPlace, seenByCaller } from '../../support/worldFaults';
import { commandTables } from '../../support/worldStores';

const at = '2021-06-18T10:00:00Z';
const licence = { sku: 'NCM365ENTE03:0001' };

const worldWith = async (bus: FakeBus, from?: World) => World.at(at, from?.stores, undefined, {}, bus);

const outboxOf = async (world: World) => (await world.commerceRows()).filter(({ key }) => key.startsWith('outbox|'));

/** Versions of a subject in the order in which they first came. */
const versionsOf = (bus: FakeBus, subject: string): readonly number[] => bus.once().filter((id) => id.startsWith(`${subject}:`)).map((id) => Number(id.slice(id.lastIndexOf(':') + 1)));

describe('[AUD-2] the outbox and the bus', () => {
  test('an event is sent with its command, in the session of its subject, and nothing is left', async () => {
    const bus = new FakeBus();
    const world = await worldWith(bus);
    const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [licence]);
    expect(bus.arrived).toContainEqual({ session: id, id: `${id}:1` });
    expect(await outboxOf(world)).toEqual([]);
    expect(world.app.dispatcher.health()).toEqual({ state: 'up' });
  });

  test('without a bus nothing waits, and the feed has it', async () => {
    const world = await World.at(at);
    await world.buy('havn', world.customer('Zonnebloem'), [licence]);
    expect(await outboxOf(world)).toEqual([]);
    expect(world.app.dispatcher.health()).toEqual({ state: 'none' });
  });

  test('a bus that is down holds back neither projections nor deadlines; what waits arrives in order once it is up, and health says so', async () => {
    const bus = new FakeBus();
    const world = await worldWith(bus);
    const customer = world.customer('Zonnebloem');
    bus.isDown = true;
    const [id = ''] = await world.buy('havn', customer, [licence]);
    for (const quantity of [11, 12, 13]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    expect(world.app.dispatcher.health()).toEqual({ state: 'down', oldestWaiting: '2021-06-18T10:00:00.000Z' });
    expect((await world.due()).length).toBe(0);
    expect(await world.app.deadlines.earliest()).toBe('2021-06-18T10:01:00.000Z');
    const { findings } = await rebuild(world.app, false);
    expect(findings).toEqual([]);
    bus.isDown = false;
    world.clock.moveTo('2021-06-18T10:02:00Z');
    await world.settle();
    expect(versionsOf(bus, id)).toEqual([1, 2, 3, 4]);
    expect(await outboxOf(world)).toEqual([]);
    expect(world.app.dispatcher.health()).toEqual({ state: 'up' });
  });

  test('what is said to wait for it only after its deadline fell due is tried again, and does not wait for good', async () => {
    const bus = new FakeBus();
    let sweeps: (() => Promise<unknown>) | undefined;
    const wrapped = (store: PartitionStore, table: string): PartitionStore => ({
      read: store.read.bind(store), list: store.list.bind(store), listAcross: store.listAcross.bind(store),
      commit: async (partition, writes) => {
        const run = table === 'Commerce' && writes.some(({ op, key }) => op === 'put' && key.startsWith('outbox|')) ? sweeps : undefined;
        if (run !== undefined) sweeps = undefined;
        await run?.();
        return store.commit(partition, writes);
      },
    });
    const world = await World.at('2021-06-18T10:00:59.990Z', undefined, wrapped, {}, bus);
    bus.fates = ['refused', 'refused'];
    sweeps = async () => {
      world.clock.moveTo('2021-06-18T10:01:00.000Z');
      await world.tick();
    };
    const [id = ''] = await world.buy('havn', world.customer('Zonnebloem'), [licence]);
    expect([sweeps, (await outboxOf(world)).map(({ value }) => value['awaits'])]).toEqual([undefined, ['bus', 'bus']]);
    world.clock.moveTo('2021-06-18T10:20:00Z');
    await world.settle();
    expect([versionsOf(bus, id), await outboxOf(world)]).toEqual([[1], []]);
  });

  test('while it is down it is left alone: fifty commands, one try', async () => {
    const bus = new FakeBus();
    const world = await worldWith(bus);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [licence]);
    bus.isDown = true;
    bus.tries = 0;
    for (let command = 0; command < 50; command += 1) await outcomeOf(world.as('havn').patch(customer, id, { friendlyName: `Name ${command}` }));
    expect(bus.tries).toBe(1);
  });

  test('down for a month: renewals go on, nothing is given up, all of it arrives in order', async () => {
    const bus = new FakeBus();
    const world = await worldWith(bus);
    const customer = world.customer('Zonnebloem');
    bus.isDown = true;
    const [id = ''] = await world.buy('havn', customer, [licence]);
    await world.advanceTo('2021-06-20T10:00:00Z');
    world.clock.moveTo('2021-07-18T00:00:00Z');
    await world.tick();
    expect((await world.subscription(customer, id)).term.number).toBe(2);
    bus.isDown = false;
    world.clock.moveTo('2021-07-18T00:20:00Z');
    await world.settle();
    expect(versionsOf(bus, id)).toEqual([1, 2]);
    expect(await outboxOf(world)).toEqual([]);
  });

  test('one that the bus does not take holds up its own subject only', async () => {
    const bus = new FakeBus();
    const world = await worldWith(bus);
    const customer = world.customer('Zonnebloem');
    const [stuck = ''] = await world.buy('havn', customer, [licence]);
    const [free = ''] = await world.buy('havn', customer, [licence]);
    bus.broken = `${stuck}:2`;
    for (const id of [stuck, free]) for (const quantity of [11, 12]) await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
    expect([versionsOf(bus, stuck), versionsOf(bus, free)]).toEqual([[1], [1, 2, 3]]);
    bus.broken = undefined;
    world.clock.moveTo('2021-06-18T10:02:00Z');
    await world.settle();
    expect(versionsOf(bus, stuck)).toEqual([1, 2, 3]);
  });

  test.each([[['down', 'unheard', 'twice']], [['unheard', 'unheard', 'down', 'twice']], [['refused', 'twice', 'down', 'unheard']], [['twice', 'refused', 'refused', 'unheard']]] as readonly (readonly [Fate[]])[])(
    'sendings that are lost, unheard and doubled (%j): each event arrives, of each subject in order',
    async (fates) => {
      const bus = new FakeBus();
      const world = await worldWith(bus);
      const customer = world.customer('Zonnebloem');
      const [id = ''] = await world.buy('havn', customer, [licence]);
      for (const [index, quantity] of [11, 12, 13, 14].entries()) {
        bus.fates = fates.slice(index, index + 1);
        await outcomeOf(world.as('havn').patch(customer, id, { quantity }));
        world.clock.moveTo(`2021-06-18T10:0${index}:30Z`);
        await world.tick();
      }
      world.clock.moveTo('2021-06-18T11:00:00Z');
      await world.settle();
      expect(versionsOf(bus, id)).toEqual([1, 2, 3, 4, 5]);
      expect(await outboxOf(world)).toEqual([]);
    },
  );

  test.each([
    { does: 'dieBefore', isDown: false },
    { does: 'dieAfter', isDown: false },
    { does: 'dieBefore', isDown: true },
    { does: 'dieAfter', isDown: true },
    { does: 'lostAnswer', isDown: true },
  ] as const)('$does at every operation of a change, the bus down: $isDown; afterwards every stored event has arrived, in order', async ({ does, isDown }) => {
    const before = await World.at(at);
    const customer = before.customer('Zonnebloem');
    const [id = ''] = await before.buy('havn', customer, [licence]);
    const act = (world: World) => outcomeOf(world.as('havn').patch(customer, id, { quantity: 12 }));
    for (const fault of await everyPlace(at, before.stores, act, does)) {
      const bus = new FakeBus();
      const plan = new FaultPlan([fault]);
      const world = await World.at(at, before.stores, (store, table) => (commandTables.includes(table) ? new FaultyStore(store, plan) : store), {}, bus);
      await world.app.catalogueOf('NL').catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
      bus.isDown = isDown;
      await seenByCaller(act(world));
      world.restart();
      bus.isDown = false;
      await outcomeOf(world.as('havn').patch(customer, id, { quantity: 15 }));
      world.clock.moveTo('2021-06-18T11:00:00Z');
      await world.settle();
      const stored = (await world.commerceRows()).filter(({ key }) => key.startsWith(`event|${id}|`)).map(({ value }) => value['version']);
      expect([fault, versionsOf(bus, id)]).toEqual([fault, stored.slice(1)]);
      expect(await outboxOf(world)).toEqual([]);
    }
  });
});
