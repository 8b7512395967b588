import { type Answer } from '../../src/app/command/answer';
import { goOnChecking } from '../../src/app/check/checkRound';
import { createTransfer } from '../../src/app/transfer/createTransfer';
import { deadlinesIn } from '../../src/app/deadlineList/sheet';
import { endRelationship } from '../../src/app/customer/customerRelationships';
import { type Refusal } from '../../src/app/refusals';
import { type Stores } from '../../src/wiring/wiring';
import { type Result } from '../../src/kernel/result';
import { type Cart } from '../../src/domain/order/state';
import { type Fault } from '../support/faultyStore';
import { listsBeforeSheets } from '../support/listsBeforeSheets';
import { World } from '../support/world';
import { eventKeys, expectConverged } from '../support/worldConverged';
import { newRequestId, outcomeOf } from '../support/worldDesk';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { Jitter, JitterStore } from '../support/worldJitter';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const at = '2021-06-18T10:00:00.000Z';
const later = '2021-06-18T11:00:00.000Z';
const faults: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'];
const standard = { sku: 'NCM365ENTE03:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const whole = { before: () => undefined, answer: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }), preview: (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) }) };
const requestId = newRequestId();

const listsOf = async ({ Directory }: Stores) => (await rowsOf(Directory)).filter(({ partition }) => partition.startsWith('deadlines|')).map(({ partition, key, value }) => ({ partition, key, value }));

interface Before {
  readonly stores: Stores;
  readonly customer: string;
  readonly known: string[];
  /** Of a subscription. */
  readonly id: string;
  readonly cartId: string;
}

type Command = (world: World, before: Before) => Promise<Result<Answer, Refusal>>;
const call = (world: World, slug: string) => ({ partner: world.as(slug).partner, userId: 'user', preview: false, request: { callerTenantId: world.as(slug).partner.tenantId, requestId, fingerprint: slug } });

const prepared = async (manner: { readonly suspended?: boolean; readonly beforeSheets?: boolean } = {}): Promise<Before> => {
  const world = await World.at(at);
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  if (manner.suspended === true) await outcomeOf(world.as('havn').patch(customer, id, { status: 'suspended' }));
  const cart = manner.suspended === true ? { id: '' } : await outcomeOf<Cart>(world.as('havn').createCart(customer, [standard, { ...standard, termDuration: 'P1Y' }]));
  if (manner.beforeSheets === true) await listsBeforeSheets(world.stores);
  return { stores: world.stores, customer, id, cartId: cart.id, known: await eventKeys(world) };
};

const commands: readonly { readonly name: string; readonly suspended?: boolean; readonly beforeSheets?: boolean; readonly send: Command }[] = [
  { name: 'a purchase of two', send: (world, { customer, cartId }) => world.as('havn').checkout(customer, cartId, { requestId }) },
  { name: 'added seats', send: (world, { customer, id }) => world.as('havn').patch(customer, id, { quantity: 12 }, { requestId }) },
  { name: 'added seats, of rows from before there were sheets', beforeSheets: true, send: (world, { customer, id }) => world.as('havn').patch(customer, id, { quantity: 12 }, { requestId }) },
  { name: 'a cancellation', send: (world, { customer, id }) => world.as('havn').patch(customer, id, { status: 'deleted' }, { requestId }) },
  {
    name: 'a request for a transfer, in two lists',
    send: (world, { customer }) => createTransfer(world.app, call(world, 'nordlys'), customer, { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 }, whole),
  },
  { name: 'the end of the relationship', suspended: true, send: (world, { customer }) => endRelationship(world.app, call(world, 'havn'), customer, whole) },
];

describe.each(commands)('[PRE-3] [DUE-1] the lists of deadlines after $name, disturbed at every operation', ({ send, suspended = false, beforeSheets = false }) => {
  let before: Before;
  let undisturbed: readonly unknown[];

  beforeAll(async () => {
    before = await prepared({ suspended, beforeSheets });
    const calm = await World.at(at, before.stores);
    expect((await send(calm, before)).ok).toBe(true);
    await calm.advanceTo(later);
    undisturbed = await listsOf(calm.stores);
    expect(undisturbed).not.toEqual(await listsOf(before.stores));
  });

  test.each(faults)('%s: repeated with its request id they show what they should', async (does) => {
    const places = await everyPlace(at, before.stores, (world) => send(world, before), does);
    expect(places.length).toBeGreaterThanOrEqual(8);
    await afterEachFault(places, at, before.stores, (world) => send(world, before), async (world) => {
      expect((await send(world, before)).ok).toBe(true);
      await world.advanceTo(later);
      await expectConverged(world, before.known);
      expect(await listsOf(world.stores)).toEqual(undisturbed);
    });
  });
});

describe('[DUE-1] the check of lists that were lost, disturbed at every operation', () => {
  test.each(faults)('%s: the next one leaves them right', async (does) => {
    const { stores } = await prepared();
    const whole = await listsOf(stores);
    for (const { partition, key } of whole) await stores.Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    const act = (world: World) => goOnChecking(world.app);
    await afterEachFault(await everyPlace(at, stores, act, does), at, stores, act, async (world) => {
      world.sleepUntil('2021-06-19T10:00:00.000Z');
      await act(world);
      expect(await listsOf(world.stores)).toEqual(whole);
    });
  });
});

describe('two processes at once', () => {
  test.each(Array.from({ length: 16 }, (_, index) => index * 7919 + 1))('[PRE-3] bring changes of one subscription in whatever order: the list is of the last (order %d)', async (seed) => {
    const jitter = new Jitter(seed);
    const wrap = <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
    const world = await World.at(at, undefined, wrap);
    const [partner, customerId] = [world.as('havn').partner.tenantId, world.customer('Zonnebloem')];
    const other = world.newProcess(wrap);
    const subject = (version: number) => ({ customerId, subjectId: 's', version, name: `version ${version}`, mayBeHidden: false, coming: Array.from({ length: version }, (_, index) => ({ at: world.now(), kind: 'windowCloses' as const, quantity: index + version })) });
    await Promise.all([
      (async () => {
        for (const version of [1, 2, 4]) await world.app.deadlineLists.bring(partner, [subject(version)]);
      })(),
      (async () => {
        for (const version of [1, 3, 2]) await other.deadlineLists.bring(partner, [subject(version)]);
      })(),
    ]);
    const ahead = (await rowsOf(world.stores.Directory)).filter(({ key }) => key.startsWith('deadline|')).flatMap(deadlinesIn);
    expect(ahead.map(([, { name, quantity }]) => [name, quantity])).toEqual([4, 5, 6, 7].map((quantity) => ['version 4', quantity]));
  });

  test.each(Array.from({ length: 16 }, (_, index) => index * 7919 + 1))('[PAR-3] one ends the relationship while another brings a change of what is suspended: nothing is left in the list (order %d)', async (seed) => {
    const { stores, customer, id } = await prepared({ suspended: true });
    const jitter = new Jitter(seed);
    const wrap = <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
    const world = await World.at(at, stores, wrap);
    const other = world.newProcess(wrap);
    const first = world.app;
    const rename = world.as('havn').patch(customer, id, { friendlyName: 'Renamed' });
    world.use(other);
    const end = endRelationship(other, call(world, 'havn'), customer, whole);
    const [, ended] = await Promise.all([rename, end]);
    world.use(first);
    expect(ended.ok).toBe(true);
    await world.advanceTo(later);
    expect((await listsOf(world.stores)).filter(({ key }) => key.startsWith('deadline|'))).toEqual([]);
  });
});
