import { checkCustomer } from '../../src/app/check/checkCustomer';
import { readCustomerRows } from '../../src/app/check/customerRows';
import { readPending } from '../../src/app/check/missingDeadlines';
import { sheetKey, sheetPrefix, subscriptionKey } from '../../src/app/command/commerceKeys';
import { readCustomer } from '../../src/app/customer/customerBook';
import { KeptSheets, MOST_WITHOUT_SHEETS, putOnSheets, readableSubscriptionsOf, sheetFaults, subscriptionsOf } from '../../src/app/subscription/sheets';
import { listSubscriptions } from '../../src/app/subscription/subscriptionBook';
import { ANY_ETAG, type PartitionStore, type Row } from '../../src/kernel/partitionStore';
import { httpOver } from '../support/httpWorld';
import { World } from '../support/world';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { type Stores } from '../../src/wiring/wiring';

const at = '2021-06-18T10:00:00Z';
const plain = { sku: 'NCM365ENTE03:0001', quantity: 2 };
const yearly = { ...plain, termDuration: 'P1Y' } as const;
const addOn = { sku: 'NCM365COPIL1:0001', quantity: 150, termDuration: 'P1Y' } as const;
const zonnebloem = (world: World): string => world.customer('Zonnebloem');

const sheetsOf = async (world: World): Promise<readonly Row[]> => (await world.stores.Commerce.list(zonnebloem(world), { prefix: sheetPrefix })).rows;
const whole = { wrong: [], isOpen: false, isSaid: true };
const faultsOf = (world: World): Promise<unknown> => sheetFaults(world.stores.Commerce, zonnebloem(world));
const customerOf = async (world: World) => {
  const stored = await readCustomer(world.stores.Commerce, zonnebloem(world));
  if (stored === undefined) throw new Error('The customer is gone');
  return stored.value;
};
/** What rules are told of the customer, in one list of rows or in sheets. */
const held = async (world: World) => subscriptionsOf(world.stores.Commerce, await customerOf(world));
const rowsOf = (world: World) => listSubscriptions(world.stores.Commerce, zonnebloem(world));

/** 100 subscriptions on no sheet, as they were stored before there were any. */
let before: Stores;
let ids: readonly string[];
/** The same on two sheets. */
let kept: Stores;

beforeAll(async () => {
  const world = await World.at(at);
  ids = (await Promise.all(Array.from({ length: 5 }, (_, cart) => cart).map(async (cart) => world.buy('havn', zonnebloem(world), Array.from({ length: 20 }, () => (cart < 2 ? yearly : plain)))))).flat();
  before = world.stores;
  const filled = await World.at(at, before);
  await putOnSheets(filled.stores.Commerce, zonnebloem(filled));
  kept = filled.stores;
});

describe('what a customer holds, on sheets', () => {
  test('is put there when it is asked for first, and what is asked then is answered from rows; with few there are none', async () => {
    const world = await World.at(at, before);
    expect(await sheetsOf(world)).toEqual([]);
    const call = httpOver(world);
    const asked = `/nextterm/v1/customers/${zonnebloem(world)}/subscriptions/${ids[0]}/options`;
    const first = await call(asked);
    expect((await sheetsOf(world)).map(({ key }) => key)).toEqual([sheetKey(0), sheetKey(1)]);
    expect(await faultsOf(world)).toEqual(whole);
    expect((await call(asked)).body).toEqual(first.body);
    expect(first.status).toBe(200);

    const small = await World.at(at);
    const few: string[] = [];
    for (let bought = 0; bought < MOST_WITHOUT_SHEETS; bought += 20) few.push(...(await small.buy('havn', zonnebloem(small), Array.from({ length: 20 }, () => plain))));
    const of = (id = ''): string => `/nextterm/v1/customers/${zonnebloem(small)}/subscriptions/${id}/options`;
    await httpOver(small)(of(few[0]));
    expect(await sheetsOf(small)).toEqual([]);
    await small.buy('havn', zonnebloem(small), [plain]);
    await httpOver(small)(of(few[0]));
    expect(await sheetsOf(small)).toHaveLength(1);
    expect(await faultsOf(small)).toEqual(whole);
  });

  test('says what the rows say after purchases, changes, ends, upgrades and renewals', async () => {
    const world = await World.at(at, kept);
    const customer = zonnebloem(world);
    const havn = world.as('havn');
    for (let cart = 0; cart < 4; cart += 1) await world.buy('havn', customer, Array.from({ length: 20 }, () => plain));
    // 90 and 90.
    expect(await sheetsOf(world)).toHaveLength(2);
    await world.buy('havn', customer, [addOn]);
    expect(await sheetsOf(world)).toHaveLength(3);
    await havn.patch(customer, ids[0] ?? '', { quantity: 9 });
    await havn.patch(customer, ids[1] ?? '', { status: 'deleted' });
    await havn.patch(customer, ids[50] ?? '', { autoRenewEnabled: false });
    await havn.transition(customer, ids[2] ?? '', { sku: 'NCM365ENTE05:0001', quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' });
    expect(await faultsOf(world)).toEqual(whole);
    await world.advanceTo('2021-08-20T00:00:00Z');
    expect(await faultsOf(world)).toEqual(whole);
    const told = await held(world);
    expect(told).toEqual(await rowsOf(world));
    expect(told.find(({ id }) => id === ids[0])?.quantity).toBe(9);
    expect(told.find(({ id }) => id === ids[50])?.status).toBe('disabled');
    expect(told.find(({ id }) => id === ids[60])?.term.number).toBe(3);
    expect(await checkCustomer(world.app, await readCustomerRows(world.app.commerce, customer), await readPending(world.app.deadlines, world.now()), { monthsBack: 0, repairs: false })).not.toContainEqual(expect.objectContaining({ what: 'sheet' }));
  });

  test('[ORD-4] holds seats to what is on them, to the very last one', async () => {
    const world = await World.at(at, kept);
    const customer = zonnebloem(world);
    const [id = ''] = await world.buy('havn', customer, [addOn]);
    const patched = async (quantity: number) => world.as('havn').patch(customer, id, { quantity });
    expect(await patched(201)).toMatchObject({ ok: false, error: { kind: 'SeatsExceedWhatIsLeft', limit: 'base', available: 50 } });
    expect(await patched(200)).toMatchObject({ ok: true });
    await world.as('havn').patch(customer, ids[0] ?? '', { quantity: 3 });
    expect(await patched(202)).toMatchObject({ ok: false });
    expect(await patched(201)).toMatchObject({ ok: true });
    expect(await faultsOf(world)).toEqual(whole);
  });
});

describe('a sheet that others write', () => {
  /** Another process writes once, just before the first commit of this one. */
  const forestalled = (store: PartitionStore, other: () => Promise<unknown>): PartitionStore => {
    let isOver = false;
    return {
      read: (...asked) => store.read(...asked),
      list: (...asked) => store.list(...asked),
      listAcross: (...asked) => store.listAcross(...asked),
      commit: async (partition, writes) => {
        if (!isOver) {
          isOver = true;
          await other();
        }
        return store.commit(partition, writes);
      },
    };
  };

  test('is read again: both changes stand on it, and neither command is told', async () => {
    const world = await World.at(at, kept);
    const { Commerce } = world.stores;
    const customer = zonnebloem(world);
    const renamed = async (id: string, friendlyName: string) => {
      const row = await Commerce.read(customer, subscriptionKey(id));
      return [{ op: 'update', key: subscriptionKey(id), value: { ...row?.value, friendlyName }, etag: row?.etag ?? '' }] as const;
    };
    const [mine, others] = [await renamed(ids[0] ?? '', 'Mine'), await renamed(ids[3] ?? '', 'Other')];
    const sheet = (await world.subscription(customer, ids[0] ?? '')).sheet;
    const same = ids.slice(1).map((id) => world.subscription(customer, id));
    const neighbour = (await Promise.all(same)).find((each) => each.sheet === sheet)?.id ?? '';
    const process = new KeptSheets(Commerce);
    const outcome = await new KeptSheets(forestalled(Commerce, async () => process.commit(customer, await renamed(neighbour, 'Neighbour')))).commit(customer, mine);
    expect(outcome.ok).toBe(true);
    expect((await held(world)).filter(({ friendlyName }) => ['Mine', 'Neighbour'].includes(friendlyName))).toHaveLength(2);
    expect(await faultsOf(world)).toEqual(whole);
    expect((await process.commit(customer, others)).ok).toBe(true);
    // A row that was changed in between is its writer's matter, as before.
    expect(await process.commit(customer, others)).toMatchObject({ ok: false, conflict: { key: subscriptionKey(ids[3] ?? '') } });
    expect(await faultsOf(world)).toEqual(whole);
  });

  test('what is brought without the customer’s row being written is on one too', async () => {
    const world = await World.at(at, kept);
    const customer = zonnebloem(world);
    const { sheet: _sheet, ...row } = (await world.stores.Commerce.read(customer, subscriptionKey(ids[0] ?? '')))?.value as Record<string, unknown> & { readonly sheet?: number };
    const brought = ['b1', 'b2'].map((id) => ({ op: 'create' as const, key: subscriptionKey(id), value: { ...row, id } }));
    const outcome = await new KeptSheets(forestalled(world.stores.Commerce, () => world.buy('havn', customer, [plain]))).commit(customer, brought);
    expect(outcome).toEqual({ ok: true, etags: new Map() });
    expect(await faultsOf(world)).toEqual(whole);
    expect((await held(world)).filter(({ id }) => ['b1', 'b2'].includes(id))).toHaveLength(2);
  });

  test('a purchase while sheets are made is on one, or leaves it to the next time that they are', async () => {
    const world = await World.at(at, before);
    const customer = zonnebloem(world);
    const { Commerce } = world.stores;
    let commits = 0;
    const store = forestalled(Commerce, () => Promise.resolve());
    await putOnSheets({ ...store, commit: async (partition, writes) => {
      commits += 1;
      if (commits === 2) await world.buy('havn', customer, [plain]);
      return Commerce.commit(partition, writes);
    } }, customer);
    expect((await customerOf(world)).sheets).toBeUndefined();
    expect(await held(world)).toHaveLength(101);
    await putOnSheets(Commerce, customer);
    expect(await faultsOf(world)).toEqual(whole);
    expect(await held(world)).toHaveLength(101);
  });
});

describe('a process that dies, or a store that fails', () => {
  const faults = ['dieBefore', 'dieAfter', 'lostAnswer', 'conflict', 'sentAgain'] as const;

  test.each(faults)('%s at each operation of making sheets: all rows are read until they are whole, and the next time makes them so', async (does) => {
    const make = (world: World) => putOnSheets(world.app.commerce, zonnebloem(world));
    const places = await everyPlace(at, before, make, does);
    expect(places.length).toBeGreaterThanOrEqual(5);
    await afterEachFault(places, at, before, make, async (world) => {
      expect(await held(world)).toEqual(await rowsOf(world));
      await make(world);
      await make(world);
      expect(await faultsOf(world)).toEqual(whole);
    });
  });

  test.each(faults)('%s at each operation of a change of seats: sheet and row say the same', async (does) => {
    const act = (world: World) => world.as('havn').patch(zonnebloem(world), ids[0] ?? '', { quantity: 7 });
    const places = (await everyPlace(at, kept, act, does)).filter((fault) => fault.at === 'commit');
    expect(places.length).toBeGreaterThanOrEqual(3);
    await afterEachFault(places, at, kept, act, async (world) => {
      expect(await faultsOf(world)).toEqual(whole);
    });
  });
});

describe('[DUE-1] a sheet that is damaged, stale or gone', () => {
  const checked = async (world: World, repairs: boolean) => (await checkCustomer(world.app, await readCustomerRows(world.app.commerce, zonnebloem(world)), await readPending(world.app.deadlines, world.now()), { monthsBack: 0, repairs })).filter(({ what }) => what === 'sheet');

  test.each([
    ['damaged', async (world: World) => world.stores.Commerce.commit(zonnebloem(world), [{ op: 'put', key: sheetKey(0), value: { type: 'subscriptionSheet', subscriptions: 'none', schemaVersion: 2 } }])],
    ['gone', async (world: World) => world.stores.Commerce.commit(zonnebloem(world), [{ op: 'delete', key: sheetKey(0), etag: ANY_ETAG }])],
  ])('%s: all rows are read, changes go on, and the check makes it anew', async (_, spoil) => {
    const world = await World.at(at, kept);
    await spoil(world);
    expect(await held(world)).toEqual(await rowsOf(world));
    expect((await readableSubscriptionsOf(world.stores.Commerce, await customerOf(world))).items).toHaveLength(100);
    for (const id of ids.slice(0, 3)) expect(await world.as('havn').patch(zonnebloem(world), id, { quantity: 4 })).toMatchObject({ ok: true });
    const finding = { what: 'sheet', customerId: zonnebloem(world), sheet: 0 };
    expect(await checked(world, false)).toEqual([finding]);
    expect(await checked(world, true)).toEqual([finding]);
    expect(await checked(world, false)).toEqual([]);
    expect(await faultsOf(world)).toEqual(whole);
  });

  test('stale, or without one that is there: the check finds which, and puts it right', async () => {
    const world = await World.at(at, kept);
    const { Commerce } = world.stores;
    const customer = zonnebloem(world);
    const [stale, other] = await Promise.all(ids.slice(0, 2).map((id) => Commerce.read(customer, subscriptionKey(id))));
    // As a version of the app writes that knows of no sheets.
    await Commerce.commit(customer, [{ op: 'put', key: stale?.key ?? '', value: { ...stale?.value, quantity: 8 } }, { op: 'put', key: other?.key ?? '', value: { ...other?.value, sheet: undefined } }]);
    const found = await checked(world, true);
    expect(found.length).toBeGreaterThanOrEqual(1);
    await checked(world, true);
    expect(await checked(world, true)).toEqual([]);
    expect(await faultsOf(world)).toEqual(whole);
    expect(await held(world)).toEqual(await rowsOf(world));
  });
});
