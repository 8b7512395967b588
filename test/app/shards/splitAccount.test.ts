import { moveCustomers, type MovePorts } from '../../../src/app/shards/moveCustomers';
import { homeOf, slotOf, slotsAt } from '../../../src/app/shards/shardMap';
import { splitAccount } from '../../../src/app/shards/splitAccount';
import { instant } from '../../../src/kernel/instant';
import { type PartitionStore, type Write } from '../../../src/kernel/partitionStore';
import { FaultPlan, FaultyStore, Killed } from '../../support/faultyStore';
import { allAt, memoryAccounts, type MemoryAccounts, shardProcess } from '../../support/shardAccounts';
import { rowsOf } from '../../support/worldStores';

const ids = Array.from({ length: 24 }, (_, nth) => `c3f1a2d4-0000-4000-8000-${String(nth).padStart(12, '0')}`);
/** The first slots of the main account, so many that some of the customers are in them and some are not. */
const SLOTS = 512;
const inSlots = ids.filter((id) => slotOf(id) < SLOTS);

const passing = (): { readonly elapsed: () => number; readonly pause: (more: number) => Promise<void> } => {
  let millis = 0;
  return { elapsed: () => millis, pause: async (more: number) => void (millis += more) };
};

const peopled = async () => {
  const accounts = await memoryAccounts(['main', 'east'], allAt(['main', 'east'], 0));
  const time = passing();
  const app = shardProcess(accounts, time.elapsed);
  for (const id of ids) await app.commerce.commit(id, [{ op: 'create', key: `customer|${id}`, value: { type: 'customer', id } }, { op: 'create', key: 'subscription|s', value: { seats: 1 } }]);
  return { accounts, time, app };
};

const portsOf = ({ partners, tables }: MemoryAccounts, time: ReturnType<typeof passing>, wrap: (store: PartitionStore) => PartitionStore = (store) => store): MovePorts => {
  const wrapped = { partners: wrap(partners), tables: new Map([...tables].map(([name, { Commerce, Usage }]) => [name, { Commerce: wrap(Commerce), Usage }])) };
  return { maps: shardProcess(wrapped, time.elapsed).maps, accounts: wrapped.tables, clock: { now: () => instant('2026-03-02T10:00:00.000Z') }, patience: time };
};

const customersIn = async ({ tables }: MemoryAccounts, account: string): Promise<string[]> => (await rowsOf(tables.get(account)?.Commerce as PartitionStore)).filter(({ key }) => key.startsWith('customer|')).map(({ partition }) => partition);
const asked = { from: 'main', to: 'east', slots: SLOTS };

test('half of an account’s slots go with all of their customers, the others stay, and nothing is said of single ones any more', async () => {
  const { accounts, time, app } = await peopled();
  const told: number[] = [];
  expect([inSlots.length > 3, inSlots.length < ids.length]).toEqual([true, true]);
  expect(await splitAccount(portsOf(accounts, time), asked, (moved) => told.push(moved))).toEqual({ ok: true, slots: SLOTS, customers: inSlots.length });
  expect([await customersIn(accounts, 'east'), await customersIn(accounts, 'main')]).toEqual([inSlots, ids.filter((id) => !inSlots.includes(id))]);
  const map = await app.maps.fresh();
  expect([slotsAt(map, 'main').length, slotsAt(map, 'east').length, map.overrides.size, map.moves.size, map.split]).toEqual([512, 512, 0, 0, undefined]);
  expect(told.at(-1)).toBe(inSlots.length);
  expect((await rowsOf(app.commerce)).filter(({ key }) => key === 'subscription|s').map(({ partition }) => partition)).toEqual(ids);
});

test('a customer that is made while it goes on begins in the new account, and is found afterwards', async () => {
  const { accounts, time, app } = await peopled();
  const born = Array.from({ length: 99 }, (_, nth) => `d3f1a2d4-0000-4000-8000-${String(nth).padStart(12, '0')}`).find((id) => slotOf(id) < SLOTS) ?? '';
  let isMade = false;
  const pausing = {
    elapsed: time.elapsed,
    pause: async (millis: number) => {
      await time.pause(millis);
      if (isMade) return;
      isMade = true;
      await app.commerce.commit(born, [{ op: 'create', key: `customer|${born}`, value: { type: 'customer', id: born } }]);
      expect(await customersIn(accounts, 'east')).toEqual([born]);
    },
  };
  expect(await splitAccount(portsOf(accounts, pausing), asked, () => undefined)).toMatchObject({ ok: true });
  expect(await customersIn(accounts, 'east')).toEqual([...inSlots, born]);
  expect(await app.commerce.commit(born, [{ op: 'create', key: 'subscription|s', value: {} }])).toMatchObject({ ok: true });
});

test('stopped at any change it is gone on with by the same call, and comes to the same', async () => {
  for (let nth = 1; nth < 200; nth += 9) {
    const { accounts, time, app } = await peopled();
    const plan = new FaultPlan([{ at: 'commit', nth, does: 'dieAfter' }]);
    const ended = await splitAccount(portsOf(accounts, time, (store) => new FaultyStore(store, plan)), asked, () => undefined).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      return undefined;
    });
    if (ended !== undefined) return expect(nth).toBeGreaterThan(60);
    const before = await app.maps.fresh();
    for (const id of ids) expect([nth, (await app.commerce.read(id, 'subscription|s'))?.value]).toEqual([nth, { seats: 1 }]);
    // Stopped while it tidied up: it is over, and there is nothing to go on with.
    const again = before.split === undefined && before.version > 1 ? undefined : await splitAccount(portsOf(accounts, time), asked, () => undefined);
    if (again !== undefined) expect(again).toMatchObject({ ok: true });
    const map = await app.maps.fresh();
    expect([nth, await customersIn(accounts, 'east'), ids.every((id) => homeOf(map, id) === (inSlots.includes(id) ? 'east' : 'main'))]).toEqual([nth, inSlots, true]);
  }
});

test('is refused where an account is unknown, slots are too many, or another split is under way', async () => {
  const { accounts, time } = await peopled();
  const ports = portsOf(accounts, time);
  const tell = () => undefined;
  expect(await splitAccount(ports, { ...asked, to: 'west' }, tell)).toMatchObject({ ok: false, refusal: { kind: 'AccountUnknown', account: 'west' } });
  expect(await splitAccount(ports, { from: 'east', to: 'main', slots: 1 }, tell)).toEqual({ ok: false, refusal: { kind: 'SlotsTooMany', asked: 1, there: 0 } });
  await ports.maps.change((map) => ({ slots: { ...map, split: { from: 'main', to: 'east', slots: [1], moved: 0, startedAt: instant('2026-03-02T10:00:00.000Z') } } }));
  expect(await splitAccount(ports, { from: 'east', to: 'main', slots: 1 }, tell)).toMatchObject({ ok: false, refusal: { kind: 'SplitUnderWay' } });
});

/** Before the first transaction of that kind something else happens. */
const before = (isIt: (writes: readonly Write[]) => boolean, act: () => Promise<unknown>) => (store: PartitionStore): PartitionStore => {
  let done: Promise<unknown> | undefined;
  return {
    read: (...given) => store.read(...given),
    list: (...given) => store.list(...given),
    listAcross: (...given) => store.listAcross(...given),
    commit: async (partition, writes) => {
      if (isIt(writes)) await (done ??= act());
      return store.commit(partition, writes);
    },
  };
};
const overPartners = (accounts: MemoryAccounts, wrap: (store: PartitionStore) => PartitionStore): MemoryAccounts => ({ ...accounts, partners: wrap(accounts.partners) });

test('a customer that is moved to a third account while a split tidies up is found there', async () => {
  const names = ['main', 'east', 'west'];
  const accounts = await memoryAccounts(names, allAt(names, 0));
  const time = passing();
  const app = shardProcess(accounts, time.elapsed);
  for (const id of ids) await app.commerce.commit(id, [{ op: 'create', key: `customer|${id}`, value: { type: 'customer', id } }, { op: 'create', key: 'subscription|s', value: { seats: 1 } }]);
  const [moved = ''] = inSlots;
  const tidies = before((writes) => writes.some(({ op, key }) => op === 'delete' && key === `override|${moved}`), () => moveCustomers(portsOf(accounts, time), [moved], 'west'));
  expect(await splitAccount(portsOf(overPartners(accounts, tidies), time), asked, () => undefined)).toMatchObject({ ok: true });
  expect(await customersIn(accounts, 'west')).toEqual([moved]);
  expect(homeOf(await app.maps.fresh(), moved)).toBe('west');
  expect((await app.commerce.read(moved, 'subscription|s'))?.value).toEqual({ seats: 1 });
});

test('a process that was held up at the end of a split does not end the next one', async () => {
  const { accounts, time, app } = await peopled();
  const others = Array.from({ length: 1024 - SLOTS }, (_, index) => index + SLOTS);
  const next = async () => {
    await splitAccount(portsOf(accounts, time), asked, () => undefined);
    await app.maps.change((map) => ({ slots: { ...map, split: { from: 'main', to: 'east', slots: others, moved: 0, startedAt: instant('2026-03-02T11:00:00.000Z') } } }));
  };
  const turns = before((writes) => writes.some((write) => write.key === 'map' && 'value' in write && (write.value as { readonly slots: readonly number[] }).slots.includes(1)), next);
  expect(await splitAccount(portsOf(overPartners(accounts, turns), time), asked, () => undefined)).toMatchObject({ ok: true });
  expect((await app.maps.fresh()).split?.slots).toEqual(others);
  expect(await splitAccount(portsOf(accounts, time), asked, () => undefined)).toMatchObject({ ok: true });
  const map = await app.maps.fresh();
  expect([slotsAt(map, 'main'), map.overrides.size, await customersIn(accounts, 'east')]).toEqual([[], 0, ids]);
  for (const id of ids) expect((await app.commerce.read(id, 'subscription|s'))?.value).toEqual({ seats: 1 });
});
