import { rebuild } from '../../src/app/check/rebuild';
import { SWEEP } from '../../src/app/operations/sweepControl';
import { type PartitionStore } from '../../src/kernel/partitionStore';
import { goOnChecking } from '../../src/app/check/checkRound';
import { deadlinesIn, sheetRows } from '../../src/app/deadlineList/sheet';
import { parseRow } from '../../src/app/due/deadline';
import { instant } from '../../src/kernel/instant';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { httpOver } from '../support/httpWorld';
import { listsBeforeSheets, subjectsBeforeSheets } from '../support/listsBeforeSheets';
import { World } from '../support/world';
import { Jitter, JitterStore } from '../support/worldJitter';
import { rowsOf } from '../support/worldStores';

/** Counts what is done to the lists; what the sweep is told to do lies in the same table. */
const countedLists = (store: PartitionStore, table: string, counts: OperationCounts): PartitionStore => {
  const counting = new CountingStore(store, table, counts);
  const read: PartitionStore['read'] = (partition, key) => (partition === SWEEP ? store : counting).read(partition, key);
  return Object.assign(Object.create(counting) as CountingStore, { read });
};

const at = '2021-06-18T10:00:00Z';
const monthly = { sku: 'NCM365ENTE03:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const until = '/nextterm/v1/deadlines?until=2031-01-01T00:00:00Z';

interface Listed {
  readonly items: readonly { readonly subjectId: string; readonly kind: string; readonly at: string; readonly name: string }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

/** All pages of so many, one after the other. */
const pagesOf = async (world: World, size: number): Promise<Listed['items']> => {
  const http = httpOver(world);
  const items: Listed['items'][number][] = [];
  let page = (await http(`${until}&size=${size}`)).body as Listed;
  for (;;) {
    items.push(...page.items);
    const { next } = page.links;
    if (next === undefined) return items;
    expect(page.items).toHaveLength(size);
    page = (await http(next.uri, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } })).body as Listed;
  }
};

const listRows = async ({ stores }: World) => (await rowsOf(stores.Directory)).filter(({ partition }) => partition.startsWith('deadlines|'));
const sheetsOf = async (world: World) => (await listRows(world)).filter(({ key }) => key.startsWith('subject|')).map((row) => sheetRows.read(row));
const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const subject = (customerId: string, subjectId: string, coming: number, version = 1) => ({
  customerId,
  subjectId,
  version,
  name: subjectId,
  mayBeHidden: false,
  coming: Array.from({ length: coming }, (_, index) => ({ at: instant('2027-01-01T00:00:00Z'), kind: 'windowCloses' as const, quantity: index + 1 })),
});

describe('[PRE-3] what renews together shares rows', () => {
  test.each([
    { each: 20, written: 5 },
    { each: 1, written: 5 },
    { each: 25, written: 10 },
  ])('the renewals of a customer with $each at one midnight write $written rows of the list, and a process that met none of them reads none of it', async ({ each, written }) => {
    const world = await World.at(at);
    const customer = world.customer('Oresund');
    for (let rest = each; rest > 0; rest -= 10) await world.buy('havn', customer, Array.from({ length: Math.min(10, rest) }, () => monthly));
    await world.advanceTo('2021-07-18T00:00:00Z');
    const counts = new OperationCounts();
    world.restart((store, table) => (table === 'Directory' ? countedLists(store, table, counts) : store));
    await world.advanceTo('2021-08-18T00:00:00Z');
    expect(counts.of('Directory')).toMatchObject({ read: 0, list: 0, writes: written });
    expect((await rebuild(world.app, false)).found).toBe(0);
    const all = await pagesOf(world, 999);
    expect(all).toHaveLength(each * 3);
    for (const size of [1, 7, 20]) expect(await pagesOf(world, size)).toEqual(all);
  });

  test('of the twenty deadlines of one row one knows their sheet, in no more than a row may hold', async () => {
    const world = await World.at(at);
    for (const _ of [1, 2]) await world.buy('havn', world.customer('Oresund'), Array.from({ length: 10 }, () => monthly));
    await world.advanceTo('2021-07-18T00:00:00Z');
    const [row, ...others] = (await rowsOf(world.stores.Deadlines)).filter(({ key }) => key.includes('|renewal|'));
    const { deadlines } = parseRow(row?.key ?? '', row?.value ?? {});
    expect([others.length, deadlines.length, deadlines.filter(({ known }) => known?.listed !== undefined).length]).toEqual([0, 20, 1]);
    expect(JSON.stringify(row?.value).length).toBeLessThan(100_000);
  });
});

describe('[PRE-3] sheets', () => {
  test('take up to twenty subjects, or two hundred deadlines, and one that has become more leaves the others', async () => {
    const world = await World.at(at);
    const [partner, customer] = [world.as('havn').partner.tenantId, world.customer('Zonnebloem')];
    const sizes = async () => (await sheetsOf(world)).map(({ subjects }) => [subjects.length, subjects.reduce((sum, { coming }) => sum + coming.length, 0)]);
    const { deadlineLists } = world.app;
    await deadlineLists.bring(partner, Array.from({ length: 21 }, (_, index) => subject(customer, idOf(index), 1)));
    expect(await sizes()).toEqual([[20, 20], [1, 1]]);
    await deadlineLists.bring(partner, [subject(customer, idOf(0), 181, 2)]);
    expect(await sizes()).toEqual([[20, 200], [1, 1]]);
    await deadlineLists.bring(partner, [subject(customer, idOf(0), 182, 3)]);
    expect(await sizes()).toEqual([[19, 19], [2, 183]]);
    await deadlineLists.bring(partner, [subject(customer, idOf(20), 19, 2)]);
    expect(await sizes()).toEqual([[19, 19], [1, 182], [1, 19]]);
    await deadlineLists.bring(partner, [subject(customer, idOf(99), 1)]);
    expect(await sizes()).toEqual([[19, 19], [1, 182], [2, 20]]);
    const rows = await listRows(world);
    expect(Math.max(...rows.map(({ value }) => JSON.stringify(value).length))).toBeLessThan(32_000);
    expect((await pagesOf(world, 50)).map(({ subjectId }) => subjectId).filter((id) => id === idOf(0))).toHaveLength(182);
    expect(await pagesOf(world, 50)).toHaveLength(182 + 18 + 19 + 1 + 1);
  });

  test.each(Array.from({ length: 16 }, (_, index) => index * 7919 + 1))('no subject is on two of them when processes that know more or less of the customer bring new and old ones at once (order %d)', async (seed) => {
    const jitter = new Jitter(seed);
    const wrap = <T extends ConstructorParameters<typeof JitterStore>[0]>(store: T) => new JitterStore(store, jitter);
    const world = await World.at(at, undefined, wrap);
    const [partner, customer] = [world.as('havn').partner.tenantId, world.customer('Zonnebloem')];
    const processes = [world.app, world.newProcess(wrap), world.newProcess(wrap)];
    const brought = (from: number, count: number, version: number) => Array.from({ length: count }, (_, index) => subject(customer, `s${String(from + index).padStart(2, '0')}`, version, version));
    await world.app.deadlineLists.bring(partner, brought(0, 18, 1));
    const plans = [
      [brought(18, 4, 1), brought(0, 5, 2), brought(20, 12, 1)],
      [brought(20, 12, 1), brought(18, 4, 1), brought(0, 5, 3)],
      [brought(0, 5, 2), brought(22, 20, 2), brought(30, 12, 1)],
    ];
    await Promise.all(plans.map(async (plan, index) => {
      for (const subjects of plan) await processes[index]?.deadlineLists.bring(partner, subjects);
    }));
    const on = (await sheetsOf(world)).flatMap(({ subjects }) => subjects.map(({ subjectId, version, coming }) => `${subjectId} ${version} ${coming.length}`));
    const version = (index: number): number => (index < 5 ? 3 : index >= 22 ? 2 : 1);
    expect(on.toSorted()).toEqual(Array.from({ length: 42 }, (_, index) => `s${String(index).padStart(2, '0')} ${version(index)} ${version(index)}`));
    const ahead = (await listRows(world)).filter(({ key }) => key.startsWith('deadline|')).flatMap(deadlinesIn);
    expect(new Set(ahead.map(([place]) => place)).size).toBe(ahead.length);
    expect(ahead).toHaveLength(42 + 2 * 5 + 20);
  });

  test('many changes of one customer at once are brought in turn, each with one operation', async () => {
    const counts = new OperationCounts();
    const world = await World.at(at, undefined, (store, table) => (table === 'Directory' ? countedLists(store, table, counts) : store));
    const [partner, customer] = [world.as('havn').partner.tenantId, world.customer('Zonnebloem')];
    const ids = Array.from({ length: 30 }, (_, index) => idOf(index));
    await world.app.deadlineLists.bring(partner, ids.map((id) => subject(customer, id, 1)));
    counts.reset();
    await Promise.all(ids.map((id) => world.app.deadlineLists.bring(partner, [subject(customer, id, 2, 2)])));
    expect(counts.of('Directory')).toMatchObject({ commit: 30, read: 0, list: 0 });
    expect(await pagesOf(world, 999)).toHaveLength(60);
  });
});

describe('[PRE-3] [DUE-1] rows from before there were sheets', () => {
  const before = async () => {
    const world = await World.at(at);
    const customer = world.customer('Oresund');
    const ids = await world.buy('havn', customer, [monthly, { ...monthly, termDuration: 'P1Y', billingCycle: 'annual' }, monthly]);
    const listed = await pagesOf(world, 999);
    await listsBeforeSheets(world.stores);
    world.restart();
    return { world, customer, ids, listed };
  };

  test('are shown, page by page, also where some are on sheets, and nothing is wrong with them', async () => {
    const { world, customer, ids: [id = ''], listed } = await before();
    expect(await subjectsBeforeSheets(world.stores, customer)).toBe(3);
    expect(await pagesOf(world, 2)).toEqual(listed);
    expect((await rebuild(world.app, true)).found).toBe(0);
    await world.as('havn').patch(customer, id, { friendlyName: 'Renamed' });
    expect(await subjectsBeforeSheets(world.stores, customer)).toBe(2);
    const mixed = listed.map((each) => (each.subjectId === id ? { ...each, name: 'Renamed' } : each));
    for (const size of [1, 2, 999]) expect(await pagesOf(world, size)).toEqual(mixed);
    expect((await rebuild(world.app, true)).found).toBe(0);
  });

  test('go when their subjects are brought, by a command, a renewal or the check, and old news bring none of them back', async () => {
    const { world, customer, ids: [id = ''] } = await before();
    const partner = world.as('havn').partner.tenantId;
    await world.as('havn').patch(customer, id, { quantity: 12 });
    await world.app.deadlineLists.bring(partner, [subject(customer, id, 3)]);
    expect((await rebuild(world.app, true)).found).toBe(0);
    await world.advanceTo('2021-07-18T00:00:00Z');
    expect(await subjectsBeforeSheets(world.stores, customer)).toBe(1);
    expect((await rebuild(world.app, true)).found).toBe(0);
    const old = (await listRows(world)).find(({ key }) => key.startsWith('subject|') && !key.includes('|all|'));
    await world.stores.Directory.commit(old?.partition ?? '', [{ op: 'put', key: old?.key ?? '', value: { garbage: 1 } }]);
    expect(await goOnChecking(world.app)).toMatchObject([{ what: 'deadlineList' }]);
    expect(await subjectsBeforeSheets(world.stores, customer)).toBe(0);
    expect((await rebuild(world.app, true)).found).toBe(0);
    const ahead = (await listRows(world)).filter(({ key }) => key > `deadline|${world.now()}}` && key.startsWith('deadline|')).flatMap(deadlinesIn);
    expect(ahead).toHaveLength((await pagesOf(world, 999)).length);
  });
});

test('[DUE-2] a damaged sheet hides nothing of the other subjects on it: it is found again from its rows, and the check puts right what they cannot tell', async () => {
  const world = await World.at(at);
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [monthly, monthly, { ...monthly, termDuration: 'P1Y' }]);
  const listed = await pagesOf(world, 999);
  const [sheet] = (await listRows(world)).filter(({ key }) => key.startsWith('subject|'));
  await world.stores.Directory.commit(sheet?.partition ?? '', [{ op: 'put', key: sheet?.key ?? '', value: { garbage: 1 } }]);
  world.restart();
  await world.as('havn').patch(customer, id, { friendlyName: 'Renamed' });
  const renamed = listed.map((each) => (each.subjectId === id ? { ...each, name: 'Renamed' } : each));
  expect(await pagesOf(world, 999)).toEqual(renamed);
  expect((await sheetsOf(world)).flatMap(({ subjects }) => subjects.map(({ version }) => version)).toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
  expect(await goOnChecking(world.app)).toHaveLength(2);
  expect((await rebuild(world.app, true)).found).toBe(0);
  expect(await pagesOf(world, 999)).toEqual(renamed);
});
