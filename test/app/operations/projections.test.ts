import { CONSUMERS } from '../../../src/app/consume/consumedRows';
import { goOnWithProjection } from '../../../src/app/check/projectionSteps';
import { projectionNames } from '../../../src/app/check/projections';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const yearly = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

interface Checked {
  readonly customers: number;
  readonly found: number;
  readonly findings: readonly { readonly what: string; readonly customerId: string }[];
  readonly corrupt?: number;
  readonly next?: string;
}

const lose = async (world: World, table: 'Directory' | 'Events' | 'Ledger' | 'Deadlines', fits: (partition: string) => boolean = () => true): Promise<void> => {
  for (const { partition, key } of await rowsOf(world.stores[table])) if (fits(partition)) await world.stores[table].commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
};

/** Havn sold Zonnebloem a subscription, and Nordlys Oresund one; of what is derived of both nothing is left. */
const lost = async () => {
  const world = await World.at('2021-06-18T10:00:00.000Z');
  const http = httpOver(world);
  const [zonnebloem, oresund] = [world.customer('Zonnebloem'), world.customer('Oresund')];
  await world.buy('havn', zonnebloem, [yearly]);
  await world.buy('nordlys', oresund, [yearly]);
  for (const table of ['Ledger', 'Events', 'Deadlines'] as const) await lose(world, table);
  await lose(world, 'Directory', (partition) => partition !== CONSUMERS);
  const ask = (path: string, call: Call = {}) => http(`/nextterm/v1/operations/projections${path}`, { caller: operator, ...call });
  /** All parts of a call. */
  const all = async (projection: string, action: 'check' | 'rebuild', query = '') => {
    const parts: Checked[] = [];
    let from = '';
    do {
      const { status, body } = await ask(`/${projection}/${action}?${query}${from}`, { method: action === 'check' ? 'GET' : 'POST' });
      expect(status).toBe(200);
      parts.push(body as Checked);
      from = parts.at(-1)?.next === undefined ? '' : `&from=${encodeURIComponent(parts.at(-1)?.next ?? '')}`;
    } while (from !== '' && parts.length < 10);
    return { findings: parts.flatMap(({ findings }) => findings), customers: parts.reduce((sum, part) => sum + part.customers, 0), corrupt: parts.reduce((sum, part) => sum + (part.corrupt ?? 0), 0) };
  };
  const kinds = async (projection: string, query = '') => [...new Set((await all(projection, 'check', query)).findings.map(({ what }) => what))].toSorted();
  return { world, http, ask, all, kinds, zonnebloem, oresund, nordlys: world.as('nordlys').partner.tenantId };
};

const told: Readonly<Record<string, string>> = { deadlines: 'deadline', directory: 'directory', deadlineLists: 'deadlineList', ledger: 'ledger', feeds: 'feed' };

test('[DUE-1] the projections are named', async () => {
  const { ask } = await lost();
  const { items } = (await ask('')).body as { items: { name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(projectionNames);
});

test('[DUE-1] each is compared by itself, and a check changes nothing', async () => {
  const { world, kinds } = await lost();
  const before = await Promise.all((['Ledger', 'Events', 'Deadlines', 'Directory', 'Commerce'] as const).map((table) => rowsOf(world.stores[table])));
  for (const [projection, what] of Object.entries(told)) expect([projection, await kinds(projection)]).toEqual([projection, [what]]);
  for (const projection of ['subscriptionSheets', 'requestLists', 'consumers', 'messages', 'receiptWeeks']) expect([projection, await kinds(projection)]).toEqual([projection, []]);
  expect(await kinds('all')).toEqual(Object.values(told).toSorted());
  expect(await Promise.all((['Ledger', 'Events', 'Deadlines', 'Directory', 'Commerce'] as const).map((table) => rowsOf(world.stores[table])))).toEqual(before);
});

test.each(Object.entries(told))('[DUE-1] %s alone is made anew, and nothing else; a preview does nothing', async (projection, what) => {
  const { ask, all, kinds } = await lost();
  expect(((await ask(`/${projection}/rebuild?preview=true`, { method: 'POST' })).body as Checked).findings.map((each) => each.what)).toContain(what);
  expect(await kinds(projection)).toEqual([what]);
  await all(projection, 'rebuild');
  expect(await kinds(projection)).toEqual([]);
  expect(await kinds('all')).toEqual(Object.values(told).filter((each) => each !== what).toSorted());
});

test('[DUE-1] all of them together, and nothing is left to find', async () => {
  const { all } = await lost();
  expect((await all('all', 'rebuild')).findings.length).toBeGreaterThan(5);
  expect(await all('all', 'check')).toMatchObject({ findings: [], corrupt: 0 });
});

test('[DUE-1] of one customer, or of those of one partner, alone', async () => {
  const { ask, all, zonnebloem, oresund, nordlys } = await lost();
  const of = (checked: { findings: Checked['findings'] }) => [...new Set(checked.findings.map(({ customerId }) => customerId))];
  expect(of(await all('ledger', 'check', `customerId=${zonnebloem}`))).toEqual([zonnebloem]);
  expect(of(await all('ledger', 'check', `partnerId=${nordlys}`))).toEqual([oresund]);
  await all('all', 'rebuild', `customerId=${oresund}`);
  expect(of(await all('ledger', 'check'))).toEqual([zonnebloem]);
  expect(await all('all', 'check', `customerId=${oresund}`)).toMatchObject({ customers: 1, findings: [] });
  expect(await ask('/ledger/check?customerId=00000000-1111-4222-8333-444444444444')).toMatchObject({ status: 404, body: { code: 60003 } });
  expect(await ask('/nothing/check')).toMatchObject({ status: 400 });
  expect(await ask('/ledger/check?from=x')).toMatchObject({ status: 400 });
});

test('[DUE-1] rows of the index that nobody can read are counted, and go with a rebuild of it', async () => {
  const { world, all } = await lost();
  await world.stores.Deadlines.commit('2021061810-00', [{ op: 'put', key: '2021-06-18T10:00:00.000Z|renewal|x|y', value: { kind: 'nothing' } }]);
  expect(await all('ledger', 'check')).toMatchObject({ corrupt: 0 });
  expect(await all('deadlines', 'check')).toMatchObject({ corrupt: 1 });
  expect(await all('deadlines', 'rebuild')).toMatchObject({ corrupt: 1 });
  expect(await all('deadlines', 'check')).toMatchObject({ corrupt: 0, findings: [] });
});

test('[REQ-5] old receipts that are in no week’s list are found, and noted', async () => {
  const { world, zonnebloem } = await lost();
  world.sleepUntil('2022-06-18T10:00:00.000Z');
  const check = async (repairs: boolean) => {
    const checked = await goOnWithProjection(world.app, { projection: 'receiptWeeks', customerId: zonnebloem, repairs });
    return checked.ok ? checked.value : undefined;
  };
  expect(await check(false)).toMatchObject({ found: 1, findings: [{ what: 'receipts', customerId: zonnebloem, receipts: expect.any(Number) as number }] });
  expect((await rowsOf(world.stores.Directory)).filter(({ partition }) => partition.startsWith('receipts'))).toEqual([]);
  await check(true);
  expect((await rowsOf(world.stores.Directory)).filter(({ partition }) => partition.startsWith('receipts')).length).toBeGreaterThan(0);
});
