import { carryOn, moveCustomers, type CustomerTables, type MovePorts } from '../../../src/app/shards/moveCustomers';
import { CustomerMoving } from '../../../src/app/shards/customerMoving';
import { homeOf, type CustomerMove } from '../../../src/app/shards/shardMap';
import { instant } from '../../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore, type Row, type Write } from '../../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore, Killed, type Fault, type Operation } from '../../support/faultyStore';
import { allAt, memoryAccounts, shardProcess, type MemoryAccounts } from '../../support/shardAccounts';
import { copyOf, rowsOf } from '../../support/worldStores';

const CUSTOMER = 'c3f1a2d4-0000-4000-8000-000000000001';
const NEIGHBOUR = 'c3f1a2d4-0000-4000-8000-000000000002';
const USAGE = `${CUSTOMER}|azure|2026-03`;
const OPERATIONS: readonly Operation[] = ['read', 'list', 'listAcross', 'commit'];

const create = (key: string, value: object = {}): Write => ({ op: 'create', key, value });

/** Real time of all processes, which waiting moves. */
const passing = () => {
  let millis = 0;
  return { elapsed: () => millis, pause: async (more: number) => void (millis += more) };
};
type Time = ReturnType<typeof passing>;

const portsOf = (accounts: MemoryAccounts, time: Time, wrap: (store: PartitionStore) => PartitionStore = (store) => store): MovePorts => {
  const wrapped: MemoryAccounts = {
    partners: wrap(accounts.partners),
    tables: new Map([...accounts.tables].map(([name, { Commerce, Usage }]): [string, CustomerTables] => [name, { Commerce: wrap(Commerce), Usage: wrap(Usage) }])),
  };
  return { maps: shardProcess(wrapped, time.elapsed).maps, accounts: wrapped.tables, clock: { now: () => instant('2026-03-02T10:00:00.000Z') }, patience: time };
};

const made = async () => {
  const accounts = await memoryAccounts(['main', 'east'], allAt(['main', 'east'], 0));
  const app = shardProcess(accounts);
  for (const customerId of [CUSTOMER, NEIGHBOUR]) await app.commerce.commit(customerId, [create(`customer|${customerId}`, { type: 'customer', n: 0 }), create('subscription|s', { seats: 1 })]);
  // More than one transaction can take along.
  await app.commerce.commit(CUSTOMER, Array.from({ length: 96 }, (_, nth) => create(`event|s|${String(nth).padStart(4, '0')}`, { nth })));
  await app.usage.commit(USAGE, [create('month', { sum: 1 })]);
  return accounts;
};
let first: Promise<MemoryAccounts> | undefined;

/** A customer with rows of both tables and a neighbour, all in the main account. */
const peopled = async () => {
  const { partners, tables } = await (first ??= made());
  const accounts: MemoryAccounts = { partners: copyOf(partners), tables: new Map([...tables].map(([name, { Commerce, Usage }]) => [name, { Commerce: copyOf(Commerce), Usage: copyOf(Usage) }])) };
  const time = passing();
  return { accounts, time, app: shardProcess(accounts, time.elapsed) };
};

const contents = (rows: readonly Row[]) => rows.filter(({ key }) => !key.startsWith('place|')).map(({ partition, key, value }) => ({ partition, key, value }));
const stored = async (accounts: MemoryAccounts, account: string) => {
  const tables = accounts.tables.get(account);
  if (tables === undefined) throw new Error(account);
  return { Commerce: contents(await rowsOf(tables.Commerce)), Usage: contents(await rowsOf(tables.Usage)) };
};
const ofCustomer = ({ Commerce, Usage }: Awaited<ReturnType<typeof stored>>) => [...Commerce, ...Usage].filter(({ partition }) => partition.startsWith(CUSTOMER));
const placesOf = async (accounts: MemoryAccounts, account: string) => (await rowsOf(accounts.tables.get(account)?.Commerce as PartitionStore)).filter(({ partition, key }) => partition === CUSTOMER && key.startsWith('place|') && !key.startsWith('place|begun|')).map(({ key }) => key);

test('all rows of a customer, of both tables, go; what others have stays; it is read and written there', async () => {
  const { accounts, time, app } = await peopled();
  const before = await stored(accounts, 'main');
  expect(await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'east')).toEqual({ ok: true, rows: 99 });
  const [main, east] = [await stored(accounts, 'main'), await stored(accounts, 'east')];
  expect(ofCustomer(main)).toEqual([]);
  expect(ofCustomer(east)).toEqual(ofCustomer(before));
  expect(main.Commerce).toEqual(before.Commerce.filter(({ partition }) => partition === NEIGHBOUR));
  expect([await placesOf(accounts, 'main'), await placesOf(accounts, 'east')]).toEqual([[], ['place|open']]);
  expect((await app.maps.fresh()).moves.size).toBe(0);

  const row = await app.commerce.read(CUSTOMER, 'subscription|s');
  expect(await app.commerce.commit(CUSTOMER, [{ op: 'update', key: 'subscription|s', value: { seats: 2 }, etag: row?.etag ?? '' }])).toMatchObject({ ok: true });
  expect(ofCustomer(await stored(accounts, 'east')).find(({ key }) => key === 'subscription|s')?.value).toEqual({ seats: 2 });
  expect((await rowsOf(app.commerce)).map(({ partition, key }) => `${partition}/${key}`)).toEqual(before.Commerce.map(({ partition, key }) => `${partition}/${key}`));
});

test('a process that knows only the old map writes nothing to the old account: not by an etag, not a new row, not blindly', async () => {
  const { accounts, time, app } = await peopled();
  const stale = shardProcess(accounts, () => 0);
  const row = await stale.commerce.read(CUSTOMER, 'subscription|s');
  await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'east');
  // Its own clock stands still: without the guard it would go by the old map for ever.
  const writes: readonly Write[][] = [[create('windownews|s|1')], [{ op: 'put', key: 'line', value: { n: 1 } }], [{ op: 'update', key: 'subscription|s', value: { seats: 9 }, etag: row?.etag ?? '' }]];
  for (const each of writes) await stale.commerce.commit(CUSTOMER, each);
  await stale.usage.commit(USAGE, [create('report|1')]);
  await stale.usage.commit(`${CUSTOMER}|azure|2026-04`, [create('month', { sum: 2 })]);
  expect(ofCustomer(await stored(accounts, 'main'))).toEqual([]);
  const keys = ofCustomer(await stored(accounts, 'east')).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['windownews|s|1', 'line', 'report|1']));
  expect(await app.usage.read(`${CUSTOMER}|azure|2026-04`, 'month')).toBeDefined();
});

/** Stops where an operation of that kind is made for the nth time, and lets others act. */
const meanwhile = (at: Operation, nth: number, act: () => Promise<void>) => {
  let seen = 0;
  return (store: PartitionStore): PartitionStore => {
    const before = async <T>(operation: Operation, work: () => Promise<T>): Promise<T> => {
      if (operation === at && (seen += 1) === nth) await act();
      return work();
    };
    return { read: (...asked) => before('read', () => store.read(...asked)), list: (...asked) => before('list', () => store.list(...asked)), listAcross: (...asked) => before('listAcross', () => store.listAcross(...asked)), commit: (...asked) => before('commit', () => store.commit(...asked)) };
  };
};

/** Operations that a move makes: every commit, and of reads every third. */
const placesToStop = async (): Promise<readonly (readonly [Operation, number])[]> => {
  const { accounts, time } = await peopled();
  const plan = new FaultPlan([]);
  await moveCustomers(portsOf(accounts, time, (store) => new FaultyStore(store, plan)), [CUSTOMER], 'east');
  return OPERATIONS.flatMap((operation) => Array.from({ length: plan.seen(operation) }, (_, index) => [operation, index + 1] as const)).filter(([operation, nth]) => operation === 'commit' || nth % 3 === 1);
};

test('whatever is written at any moment of a move by a process that knew the old map is there afterwards, once, or was refused; reads see the customer throughout', async () => {
  const refused: string[] = [];
  const places = await placesToStop();
  expect(places.length).toBeGreaterThan(20);
  for (const [operation, nth] of places) {
    const { accounts, time, app } = await peopled();
    const other = shardProcess(accounts, time.elapsed);
    await other.maps.current();
    const written: string[] = [];
    const wrap = meanwhile(operation, nth, async () => {
      expect((await other.commerce.read(CUSTOMER, 'subscription|s'))?.value).toEqual({ seats: 1 });
      for (const [store, partition] of [[other.commerce, CUSTOMER], [other.usage, USAGE], [other.usage, `${CUSTOMER}|azure|2026-04`]] as const) {
        try {
          if ((await store.commit(partition, [create('new', { by: 'other' })])).ok) written.push(partition);
        } catch (error) {
          if (!(error instanceof CustomerMoving)) throw error;
          refused.push(partition);
        }
      }
    });
    expect(await moveCustomers(portsOf(accounts, time, wrap), [CUSTOMER], 'east')).toMatchObject({ ok: true });
    const found = ofCustomer(await stored(accounts, 'east')).filter(({ key }) => key === 'new').map(({ partition }) => partition);
    expect([operation, nth, found]).toEqual([operation, nth, [...written].sort()]);
    expect([operation, nth, ofCustomer(await stored(accounts, 'main'))]).toEqual([operation, nth, []]);
    expect((await app.maps.fresh()).moves.size).toBe(0);
  }
  expect(refused.length).toBeGreaterThan(0);
});

test.each([
  { does: 'dieBefore', at: OPERATIONS },
  { does: 'dieAfter', at: ['commit'] },
  { does: 'lostAnswer', at: ['commit'] },
] as const)('stopped at every operation ($does) it is gone on with, and ends as if nothing had been', async ({ does, at: operations }) => {
  const { accounts: whole, time: wholeTime } = await peopled();
  const before = ofCustomer(await stored(whole, 'main'));
  await moveCustomers(portsOf(whole, wholeTime), [CUSTOMER], 'east');
  const expected = [await stored(whole, 'main'), await stored(whole, 'east')];
  for (const [at, nth] of (await placesToStop()).filter(([operation]) => operations.some((each) => each === operation))) {
    const { accounts, time, app } = await peopled();
    const plan = new FaultPlan([{ at, nth, does } satisfies Fault]);
    const faulty = portsOf(accounts, time, (store) => new FaultyStore(store, plan));
    await moveCustomers(faulty, [CUSTOMER], 'east').catch((error: unknown) => {
      if (!(error instanceof Killed) && !(error instanceof Error && error.name === 'StoreUnavailable')) throw error;
    });
    plan.revive();
    // In between the customer is whole, and in one place.
    const map = await app.maps.fresh();
    expect(ofCustomer(await stored(accounts, homeOf(map, CUSTOMER)))).toEqual(before);
    expect(await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'east')).toMatchObject({ ok: true });
    expect([at, nth, await stored(accounts, 'main'), await stored(accounts, 'east')]).toEqual([at, nth, ...expected]);
    expect([await placesOf(accounts, 'main'), await placesOf(accounts, 'east'), (await app.maps.fresh()).moves.size]).toEqual([[], ['place|open'], 0]);
  }
});

test('a second mover at the same time, and one that was held up until all was over, do no harm', async () => {
  for (const [operation, nth] of await placesToStop()) {
    const { accounts, time, app } = await peopled();
    const wrap = meanwhile(operation, nth, async () => {
      await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'east');
      await app.commerce.commit(CUSTOMER, [{ op: 'put', key: 'subscription|s', value: { seats: 7 } }, { op: 'delete', key: 'event|s|0000', etag: ANY_ETAG }]);
    });
    expect(await moveCustomers(portsOf(accounts, time, wrap), [CUSTOMER], 'east')).toMatchObject({ ok: true });
    const rows = ofCustomer(await stored(accounts, 'east'));
    expect([operation, nth, rows.length, rows.find(({ key }) => key === 'subscription|s')?.value]).toEqual([operation, nth, 98, { seats: 7 }]);
    expect([operation, nth, ofCustomer(await stored(accounts, 'main'))]).toEqual([operation, nth, []]);
    expect((await app.maps.fresh()).moves.size).toBe(0);
  }
});

test('of two who move a customer to two places at once, one is told that it is where the other moved it', async () => {
  const names = ['main', 'east', 'west'];
  const { accounts } = await peopled();
  const three = await memoryAccounts(names, allAt(names, 0));
  const all: MemoryAccounts = { partners: three.partners, tables: new Map([...three.tables, ...accounts.tables]) };
  const time = passing();
  const begun: CustomerMove = { customerId: CUSTOMER, from: 'main', to: 'west', phase: 'copying', version: 77, startedAt: instant('2026-03-02T09:00:00.000Z') };
  let other: Promise<unknown> | undefined;
  const forestalled = (store: PartitionStore): PartitionStore => ({
    read: (...given) => store.read(...given),
    list: (...given) => store.list(...given),
    listAcross: (...given) => store.listAcross(...given),
    commit: async (partition, writes) => {
      if (partition === 'shards') await (other ??= shardProcess(all, time.elapsed).maps.change(() => ({ moves: [[CUSTOMER, begun]] })));
      return store.commit(partition, writes);
    },
  });
  expect(await moveCustomers(portsOf({ ...all, partners: forestalled(all.partners) }, time), [CUSTOMER], 'east')).toEqual({ ok: false, refusal: { kind: 'MovedElsewhere', customerId: CUSTOMER, account: 'west' } });
  expect(ofCustomer(await stored(all, 'west'))).toHaveLength(99);
  expect(await moveCustomers(portsOf(all, time), [CUSTOMER], 'east')).toEqual({ ok: true, rows: 99 });
});

test('one that cannot be copied holds up no other that is moved with it', async () => {
  const { accounts, time, app } = await peopled();
  const failing = (store: PartitionStore): PartitionStore => ({
    read: (...given) => store.read(...given),
    list: (...given) => store.list(...given),
    listAcross: (...given) => store.listAcross(...given),
    commit: (partition, writes) => (partition === CUSTOMER && writes.some(({ key }) => key === 'event|s|0050') ? Promise.reject(new Error('cannot be written')) : store.commit(partition, writes)),
  });
  await expect(moveCustomers(portsOf(accounts, time, failing), [CUSTOMER, NEIGHBOUR], 'east')).rejects.toThrow('cannot be written');
  const map = await app.maps.fresh();
  expect([homeOf(map, CUSTOMER), homeOf(map, NEIGHBOUR), [...map.moves.keys()]]).toEqual(['main', 'east', [CUSTOMER]]);
  expect(await app.commerce.commit(NEIGHBOUR, [create('subscription|t')])).toMatchObject({ ok: true });
  expect(await moveCustomers(portsOf(accounts, time), [CUSTOMER, NEIGHBOUR], 'east')).toMatchObject({ ok: true });
  expect(await placesOf(accounts, 'east')).toEqual(['place|open']);
});

test('more moves that were broken off than one change of the map can name are carried on', async () => {
  const { accounts, time, app } = await peopled();
  const ids = Array.from({ length: 60 }, (_, nth) => `d3f1a2d4-0000-4000-8000-${String(nth).padStart(12, '0')}`);
  for (const id of ids) await app.commerce.commit(id, [create(`customer|${id}`, { type: 'customer' })]);
  const begun = (customerId: string): CustomerMove => ({ customerId, from: 'main', to: 'east', phase: 'copying', version: 1, startedAt: instant('2026-03-02T09:00:00.000Z') });
  for (const half of [ids.slice(0, 30), ids.slice(30)]) await app.maps.change(() => ({ moves: half.map((id) => [id, begun(id)]) }));
  await carryOn(portsOf(accounts, time));
  const map = await app.maps.fresh();
  expect([map.moves.size, ids.every((id) => homeOf(map, id) === 'east')]).toEqual([0, true]);
});

test('there and back again leaves what was there', async () => {
  const { accounts, time } = await peopled();
  const before = await stored(accounts, 'main');
  const ports = portsOf(accounts, time);
  for (const to of ['east', 'main', 'east', 'main']) expect(await moveCustomers(ports, [CUSTOMER], to)).toMatchObject({ ok: true });
  expect([await stored(accounts, 'main'), await stored(accounts, 'east')]).toEqual([before, { Commerce: [], Usage: [] }]);
});

test('called off before the map was changed, it stays, is written to again, and nothing is left of the copy', async () => {
  const { accounts, time, app } = await peopled();
  const before = await stored(accounts, 'main');
  const commits = (await placesToStop()).filter(([operation]) => operation === 'commit').length;
  for (let nth = 2; nth <= commits; nth += 1) {
    const plan = new FaultPlan([{ at: 'commit', nth, does: 'dieBefore' }]);
    await expect(moveCustomers(portsOf(accounts, time, (store) => new FaultyStore(store, plan)), [CUSTOMER], 'east')).rejects.toThrow(Killed);
    if ((await app.maps.fresh()).moves.get(CUSTOMER)?.phase !== 'copying') break;
    expect(await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'main')).toMatchObject({ ok: true });
    expect([await stored(accounts, 'main'), await stored(accounts, 'east')]).toEqual([before, { Commerce: [], Usage: [] }]);
    expect((await app.commerce.commit(CUSTOMER, [{ op: 'put', key: 'subscription|s', value: { seats: 1 } }])).ok).toBe(true);
  }
  expect((await app.maps.fresh()).moves.get(CUSTOMER)?.phase).toBe('leaving');
  expect(await moveCustomers(portsOf(accounts, time), [CUSTOMER], 'main')).toMatchObject({ ok: false, refusal: { kind: 'OnItsWay' } });
});

test('is refused, and changes nothing, where there is no such account or customer, or a row cannot be read', async () => {
  const { accounts, time } = await peopled();
  const ports = portsOf(accounts, time);
  expect(await moveCustomers(ports, [CUSTOMER], 'west')).toEqual({ ok: false, refusal: { kind: 'AccountUnknown', account: 'west', accounts: ['main', 'east'] } });
  expect(await moveCustomers(ports, ['nobody'], 'east')).toEqual({ ok: false, refusal: { kind: 'CustomerUnknown', customerId: 'nobody' } });
  await accounts.tables.get('main')?.Usage.commit(USAGE, [create('damaged', { unreadable: 'no JSON' })]);
  expect(await moveCustomers(ports, [CUSTOMER], 'east')).toEqual({ ok: false, refusal: { kind: 'RowDamaged', customerId: CUSTOMER, partition: USAGE, key: 'damaged' } });
  expect((await ports.maps.fresh()).version).toBe(1);
  expect(await moveCustomers(ports, [CUSTOMER], 'main')).toEqual({ ok: true, rows: 0 });
});

test('what was begun elsewhere is carried on', async () => {
  const { accounts, time } = await peopled();
  const ports = portsOf(accounts, time);
  const move: CustomerMove = { customerId: CUSTOMER, from: 'main', to: 'east', phase: 'copying', version: 1, startedAt: instant('2026-03-02T09:00:00.000Z') };
  await ports.maps.change(() => ({ moves: [[CUSTOMER, move]] }));
  expect(await carryOn(ports)).toEqual({ rows: 99 });
  expect(await carryOn(ports)).toEqual({ rows: 0 });
});
