import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { Covers } from '../../src/app/command/covers';
import { DeadlineIndex } from '../../src/app/due/deadlineIndex';
import { expireCart } from '../../src/app/order/cartExpiry';
import { type Cart } from '../../src/domain/order/state';
import { instant } from '../../src/kernel/instant';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { type Stores } from '../../src/wiring/wiring';
import { FaultPlan, FaultyStore, type Fault } from '../support/faultyStore';
import { FixedClock } from '../support/fixedClock';
import { httpOver } from '../support/httpWorld';
import { World } from '../support/world';
import { deadlinesIn, eventKeys, expectConverged } from '../support/worldConverged';
import { newRequestId } from '../support/worldDesk';
import { faultyWorld, seenByCaller, underFault } from '../support/worldFaults';
import { rowsOf } from '../support/worldStores';

const at = '2021-06-18T10:00:00Z';

/** @param store of the deadlines. */
const aProcess = (store: PartitionStore = new MemoryPartitionStore()) => {
  const clock = new FixedClock(at);
  const alarms: (() => void)[] = [];
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => void warnings.push(message), error: () => undefined };
  const deadlines = new DeadlineIndex(store, { onCorrupt: async () => undefined });
  const covers = new Covers({ deadlines, clock, patience: { alarm: (_millis, ring) => (alarms.push(ring), () => undefined) }, log });
  const left = async () => (await deadlines.due(instant('2021-06-18T11:00:00.000Z'))).deadlines.map(({ subject }) => subject);
  return { clock, alarms, warnings, covers, left, write: (subject: string) => covers.write('c', subject, clock.now()) };
};

describe('a deadline of publishing', () => {
  test('serves whatever is stored for its customer while two minutes are left of it', async () => {
    const { clock, covers, write } = aProcess();
    const first = await write('a');
    expect(covers.standing('other')).toBeUndefined();
    clock.moveTo('2021-06-18T10:01:00.000Z');
    expect(covers.standing('c')).toBe(first);
    clock.moveTo('2021-06-18T10:01:00.001Z');
    expect(covers.standing('c')).toBeUndefined();
    const second = await write('b');
    expect(covers.standing('c')).toBe(second);
  });

  test('is cleared away by an alarm, with the others that nobody needs; one that somebody needs stays', async () => {
    const { covers, alarms, left, write } = aProcess();
    const [first, second] = [await write('a'), await write('b')];
    covers.letGo([first], true);
    expect([await left(), alarms.length]).toEqual([['a', 'b'], 1]);
    alarms[0]?.();
    await new Promise(setImmediate);
    expect(await left()).toEqual(['b']);
    const again = covers.standing('c');
    covers.letGo([second], true);
    await covers.clear();
    expect(await left()).toEqual(['b']);
    covers.letGo(again === undefined ? [] : [again], true);
    await covers.clear();
    expect([await left(), alarms.length]).toEqual([[], 2]);
  });

  test('[AUD-2] that two attempts of one instant have written is one: it stays while somebody needs it, and where something of what it covered is not done', async () => {
    const { covers, left, write } = aProcess();
    const attempts = [await write('a'), await write('a')];
    covers.letGo(attempts, true);
    const later = covers.standing('c');
    await covers.clear();
    expect(await left()).toEqual(['a']);
    covers.letGo(later === undefined ? [] : [later], false);
    await covers.clear();
    expect([later === undefined, await left()]).toEqual([false, ['a']]);
  });

  test('stays for the sweep where something of what it covered is not done, and nothing else is put under it', async () => {
    const { covers, left, write } = aProcess();
    const first = await write('a');
    const shared = covers.standing('c');
    covers.letGo([first], false);
    expect(covers.standing('c')).toBeUndefined();
    covers.letGo(shared === undefined ? [] : [shared], true);
    await covers.clear();
    expect(await left()).toEqual(['a']);
  });

  test('that cannot be cleared away is left to the sweep, and said so', async () => {
    const { covers, left, warnings, write } = aProcess(new FaultyStore(new MemoryPartitionStore(), new FaultPlan([{ at: 'commit', nth: 2, does: 'unavailable' }])));
    covers.letGo([await write('a')], true);
    await covers.clear();
    expect([await left(), warnings]).toEqual([['a'], ['Deadlines of publishing that are done with are left to the sweep']]);
    expect(covers.standing('c')).toBeUndefined();
  });
});

describe('[ORD-1] a cart, its checkout and a change of what it bought, one after the other, in a process that is cut off', () => {
  const kinds: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable'];
  const plan = { quantity: 5, termDuration: 'P1M', billingCycle: 'monthly' };

  /** @returns once somebody does not answer, or refuses. */
  const buyAndChange = async (world: World): Promise<void> => {
    const http = httpOver(world);
    const home = `/v1/customers/${world.customer('Zonnebloem')}`;
    const headers = () => ({ 'MS-RequestId': newRequestId() });
    const item = await world.as('havn').item('NL', 'NCM365ENTE03:0001');
    const made = await http(`${home}/carts`, { method: 'POST', headers: headers(), body: { lineItems: [{ id: 0, catalogItemId: item, ...plan }] } });
    if (made.status !== 201) return;
    const bought = await http(`${home}/carts/${(made.body as Cart).id}/checkout`, { method: 'POST', headers: headers() });
    if (bought.status !== 201) return;
    const [line] = (bought.body as { orders: { lineItems: { subscriptionId: string }[] }[] }).orders[0]?.lineItems ?? [];
    await http(`${home}/subscriptions/${line?.subscriptionId}`, { method: 'PATCH', headers: headers(), body: { quantity: 7 } });
  };

  /** What came of it: how many carts, subscriptions, and subscriptions changed. */
  const storedBy = async (world: World, stores: Stores): Promise<readonly number[]> => {
    const before = new Set((await rowsOf(stores.Commerce)).map(({ key }) => key));
    const made = (await rowsOf(world.stores.Commerce)).filter(({ key }) => !before.has(key));
    const under = (prefix: string) => made.filter(({ key }) => key.startsWith(prefix));
    return [under('cart|').length, under('subscription|').length, under('subscription|').filter(({ value }) => value['quantity'] === 7).length];
  };

  test.each(kinds)('%s at each write: what is stored is told, falls due and is in the audit log', async (does) => {
    const { stores } = await World.at(at);
    const counted = new FaultPlan([]);
    await buyAndChange(await faultyWorld(at, stores, counted));
    // Cart: three; checkout: seven; change: six; the audit log is no table of commands.
    expect(counted.seen('commit')).toBeGreaterThanOrEqual(14);
    const came: string[] = [];
    for (let nth = 1; nth <= counted.seen('commit'); nth += 1) {
      await underFault({ at: 'commit', nth, does }, async () => {
        const world = await faultyWorld(at, stores, new FaultPlan([{ at: 'commit', nth, does }]));
        const since = await eventKeys(world);
        await seenByCaller(buyAndChange(world));
        world.restart();
        await world.advanceTo('2021-06-18T11:00:00Z');
        await expectConverged(world, since);
        const [carts = 0, subscriptions = 0, changes = 0] = await storedBy(world, stores);
        came.push([carts, subscriptions, changes].join());
        const { body } = await httpOver(world)('/v1/auditrecords?startDate=2021-06-18');
        const succeeded = (body as { items: { operationType: string; operationStatus: string }[] }).items.filter(({ operationStatus }) => operationStatus === 'succeeded').map(({ operationType }) => operationType);
        expect(succeeded).toEqual([...Array.from({ length: carts }, () => 'create_cart'), ...Array.from({ length: subscriptions }, () => 'create_order'), ...Array.from({ length: changes }, () => 'update_subscription')]);
      });
    }
    expect(new Set(came)).toEqual(new Set(['0,0,0', '1,0,0', '1,1,0', '1,1,1']));
  });

  test('[ORD-1] a cart that was noted and never stored leaves an expiry that finds nothing to do', async () => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    const expiry = { at: instant('2021-06-25T11:00:00.000Z'), kind: 'cartExpiry', customerId: customer, subject: 'never' } as const;
    await world.app.deadlines.put([{ at: instant('2021-06-18T10:03:00.000Z'), kind: 'publish', customerId: customer, subject: 'cut off', data: { deadlines: [expiry, { at: 'soon' }] } }]);
    await world.advanceTo('2021-06-18T10:03:00Z');
    expect((await deadlinesIn(world)).map(({ key }) => key)).toContain(`${expiry.at}|cartExpiry|${customer}|never`);
    expect(world.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('A deadline that cut off of customer') as unknown })]);
    await expect(expireCart(world.stores.Commerce, expiry)).resolves.toBeUndefined();
  });
});
