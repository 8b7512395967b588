import { type Cart } from '../../src/domain/order/state';
import { type Answer } from '../../src/app/command/answer';
import { type Refusal } from '../../src/app/refusals';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { type Result } from '../../src/kernel/result';
import { type Stores } from '../../src/wiring/wiring';
import { FaultPlan, type Fault } from '../support/faultyStore';
import { eventKeys, expectConverged, storedIn } from '../support/worldConverged';
import { newRequestId, outcomeOf, repeated, unmarked } from '../support/worldDesk';
import { afterEachFault, everyPlace, faultyWorld, seenByCaller, underFault } from '../support/worldFaults';
import { World } from '../support/world';
import { type TableName } from '../support/worldStores';

const standard = { sku: 'NCBUSSTAND01:0001' };
const yearly = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const archive = { sku: '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001', parentLineId: 0, ...yearly };
const traditionalFamily = [{ sku: 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001', id: 0, ...yearly }, { ...archive, id: 1 }, { ...archive, id: 2 }];
const purchase = '2021-06-18T10:00:00.000Z';
const soonAfter = '2021-06-18T11:00:00.000Z';
const faults: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'];

interface Scenario {
  readonly name: string;
  /** The world before the command. */
  readonly prepare: () => Promise<Stores>;
  /** The command, under one request id however often it is sent. */
  readonly send: (world: World) => Promise<Result<Answer, Refusal>>;
}

const requestId = newRequestId();
const newCustomer = { domain: 'tuinbouw.example', billingProfile: { email: 'a@tuinbouw.example', culture: 'nl-NL', language: 'nl', companyName: 'Tuinbouw', defaultAddress: { country: 'NL' } } };

/** @param prepare answers with the id that `send` needs, and with what is then stored if that is not the world's. */
const scenario = (
  name: string,
  prepare: (world: World) => Promise<{ readonly id: string; readonly stores?: Stores }>,
  send: (world: World, id: string) => Promise<Result<Answer, Refusal>>,
): Scenario => {
  let id = '';
  return {
    name,
    prepare: async () => {
      const world = await World.at(purchase);
      const prepared = await prepare(world);
      id = prepared.id;
      return prepared.stores ?? world.stores;
    },
    send: (world) => send(world, id),
  };
};

const zonnebloem = (world: World): string => world.customer('Zonnebloem');

const commands: readonly Scenario[] = [
  scenario(
    'a quantity change',
    async (world) => ({ id: (await world.buy('havn', zonnebloem(world), [standard]))[0] ?? '' }),
    (world, id) => world.as('havn').patch(zonnebloem(world), id, { quantity: 12 }, { requestId }),
  ),
  scenario(
    'a traditional base suspended with its add-ons (MIG-2)',
    async (world) => ({ id: (await world.buy('havn', zonnebloem(world), traditionalFamily))[0] ?? '' }),
    (world, id) => world.as('havn').patch(zonnebloem(world), id, { status: 'suspended' }, { requestId }),
  ),
  scenario(
    'a checkout of two orders',
    async (world) => outcomeOf<Cart>(world.as('havn').createCart(zonnebloem(world), [standard, { ...standard, termDuration: 'P1Y', billingCycle: 'annual' }])),
    (world, id) => world.as('havn').checkout(zonnebloem(world), id, { requestId }),
  ),
  scenario(
    'a cancellation',
    async (world) => ({ id: (await world.buy('havn', zonnebloem(world), [standard]))[0] ?? '' }),
    (world, id) => world.as('havn').patch(zonnebloem(world), id, { status: 'deleted' }, { requestId }),
  ),
  scenario(
    '[ORD-9] an order of software cancelled',
    async (world) => {
      const [id = ''] = await world.buy('havn', zonnebloem(world), [{ sku: 'NCSQLSTAND01:0001', termDuration: 'NoTerm', billingCycle: 'one_time' }, { sku: 'NCWINSRVSUB1:0001', termDuration: 'P1Y', billingCycle: 'one_time' }]);
      return { id: (await world.subscription(zonnebloem(world), id)).orderId };
    },
    (world, id) => world.as('havn').cancelOrder(zonnebloem(world), id, { requestId }),
  ),
  scenario(
    'a suspension',
    async (world) => ({ id: (await world.buy('havn', zonnebloem(world), [standard]))[0] ?? '' }),
    (world, id) => world.as('havn').patch(zonnebloem(world), id, { status: 'suspended' }, { requestId }),
  ),
  scenario(
    'an attestation',
    async (world) => ({ id: world.customer('Molenwiek') }),
    (world, id) => world.as('havn').attest(id, {}, { requestId }),
  ),
  scenario(
    'a new customer',
    async () => ({ id: 'none yet' }),
    (world) => world.as('havn').createCustomer(newCustomer, { requestId }),
  ),
  scenario(
    'a quantity change of a subscription whose last event still waits',
    async (world) => {
      const id = (await world.buy('havn', zonnebloem(world), [standard]))[0] ?? '';
      const plan = new FaultPlan([{ at: 'commit', nth: 3, does: 'dieBefore' }]);
      const dying = await faultyWorld(purchase, world.stores, plan);
      await dying.as('havn').patch(zonnebloem(world), id, { quantity: 11 });
      const left = (await storedIn(dying)).filter((row) => row.startsWith('outbox|'));
      if (left.length !== 1) throw new Error('The crash that this case begins with did not happen');
      return { id, stores: dying.stores };
    },
    (world, id) => world.as('havn').patch(zonnebloem(world), id, { quantity: 12 }, { requestId }),
  ),
];

describe.each(commands)('[AUD-2] $name, disturbed at every operation', ({ prepare, send }) => {
  let before: Stores;
  let undisturbed: { readonly answer: Result<Answer, Refusal>; readonly stored: readonly string[]; readonly atOnce: readonly string[] };
  let known: string[];

  const withoutOutbox = (rows: readonly string[]): string[] => rows.filter((row) => !row.startsWith('outbox|') && !/^\S+\|(publish|renewal|cycle|cancellationWindow)\|/.test(row));

  beforeAll(async () => {
    before = await prepare();
    const world = await World.at(purchase, before);
    known = await eventKeys(world);
    const answer = await send(world);
    const atOnce = withoutOutbox(await storedIn(world));
    await world.advanceTo(soonAfter);
    await expectConverged(world, known);
    undisturbed = { answer, stored: await storedIn(world), atOnce };
    expect(answer.ok).toBe(true);
  });

  test.each(faults)('%s: repeated with its request id it is there once, as if nothing had happened', async (does) => {
    const places = await everyPlace(purchase, before, send, does);
    expect(places.length).toBeGreaterThanOrEqual(4);
    for (const fault of places) {
      await underFault(fault, async () => {
        const world = await faultyWorld(purchase, before, new FaultPlan([fault]));
        const first = await seenByCaller(send(world));
        if (first !== undefined) expect(unmarked(first)).toEqual(undisturbed.answer);
        world.restart();
        expect(unmarked(await send(world))).toEqual(undisturbed.answer);
        await world.advanceTo(soonAfter);
        await expectConverged(world, known);
        expect(await storedIn(world)).toEqual(undisturbed.stored);
      });
    }
  });

  test.each(['dieBefore', 'dieAfter'] as const)('%s: never repeated, it is there wholly or not at all', async (does) => {
    const nothing = withoutOutbox(await storedIn(await World.at(purchase, before)));
    for (const fault of await everyPlace(purchase, before, send, does)) {
      await underFault(fault, async () => {
        const world = await faultyWorld(purchase, before, new FaultPlan([fault]));
        await seenByCaller(send(world));
        const stored = withoutOutbox(await storedIn(world));
        expect([nothing, undisturbed.atOnce]).toContainEqual(stored);
        world.restart();
        await world.advanceTo(soonAfter);
        await expectConverged(world, known);
      });
    }
  });
});

describe('[REN-7] a page of renewals, disturbed at every operation', () => {
  const due = '2021-07-18T00:00:00.000Z';
  const later = '2021-07-18T09:00:00.000Z';
  let before: Stores;
  let known: string[];

  const tick = (world: World): Promise<void> => world.tick();

  const undisturbed = async (whenever: boolean): Promise<readonly string[]> => {
    const world = await World.at(due, before);
    await world.settle();
    await world.advanceTo(later);
    await expectConverged(world, known);
    return storedIn(world, whenever);
  };

  beforeAll(async () => {
    const world = await World.at(purchase);
    await world.buy('havn', zonnebloem(world), [standard, standard, { ...standard, termDuration: 'P1Y' }]);
    await world.buy('havn', world.customer('Grachtenpand'), [standard]);
    await world.advanceTo('2021-06-26T00:00:00Z');
    before = world.stores;
    known = await eventKeys(world);
  });

  test.each(faults)('%s: every term is billed once, with the dates it should have', async (does) => {
    const aside = does === 'unavailable' || does === 'lostAnswer';
    const expected = await undisturbed(aside);
    const places = await everyPlace(due, before, tick, does);
    expect(places.length).toBeGreaterThanOrEqual(20);
    await afterEachFault(places, due, before, tick, async (world) => {
      await world.settle();
      await world.advanceTo(later);
      await expectConverged(world, known);
      expect(await storedIn(world, aside)).toEqual(expected);
    });
  });
});

describe('a commit that happened and is reported as a conflict, as when the SDK repeats a request whose answer was lost', () => {
  const phantom = (table: TableName, store: PartitionStore): PartitionStore => {
    let reported = false;
    const commit: PartitionStore['commit'] = async (partition, writes) => {
      const outcome = await store.commit(partition, writes);
      const [first] = writes;
      if (table !== 'Commerce' || reported || first === undefined || first.op === 'delete') return outcome;
      reported = true;
      return { ok: false, conflict: { key: first.key, reason: 'exists' } };
    };
    return { read: (p, k) => store.read(p, k), list: (p, r) => store.list(p, r), listAcross: (r) => store.listAcross(r), commit };
  };

  test.each(commands)('$name is answered as done, and published by the sweep', async ({ prepare, send }) => {
    const before = await prepare();
    const undisturbed = await World.at(purchase, before);
    const answer = await send(undisturbed);
    await undisturbed.advanceTo(soonAfter);
    const world = await World.at(purchase, before, (store, table) => phantom(table, store));
    const known = await eventKeys(world);
    expect(await send(world)).toEqual(repeated(answer));
    await world.advanceTo(soonAfter);
    await expectConverged(world, known);
    expect(await storedIn(world)).toEqual(await storedIn(undisturbed));
  });

  test('[REN-7] a renewal is billed once', async () => {
    const bought = await World.at(purchase);
    const [id = ''] = await bought.buy('havn', zonnebloem(bought), [standard]);
    const world = await World.at('2021-07-18T00:00:00.000Z', bought.stores, (store, table) => phantom(table, store));
    const known = await eventKeys(world);
    await world.settle();
    await expectConverged(world, known);
    expect((await world.charges(zonnebloem(world), id)).map(({ chargeType }) => chargeType)).toEqual(['new', 'renew']);
  });
});
