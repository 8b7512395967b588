import { CONSUMERS } from '../../../src/app/consume/consumedRows';
import { goOnChecking, lastRounds } from '../../../src/app/check/checkRound';
import { goOnWithLedger } from '../../../src/app/check/ledgerSteps';
import { goOnWithProjection } from '../../../src/app/check/projectionSteps';
import { rebuild } from '../../../src/app/check/rebuild';
import { projectionNames } from '../../../src/app/check/projections';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG, type PartitionStore } from '../../../src/kernel/partitionStore';

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

/** What a call says was not compared. */
interface Gaps {
  readonly waiting: number;
  readonly failed?: readonly { readonly customerId: string; readonly reason: string }[];
}

describe('[DUE-1] what could not be compared', () => {
  test('a customer whose comparison breaks off is told of, and keeps none of the others from it, today or any day', async () => {
    const { world, oresund, zonnebloem } = await lost();
    // Oresund is in another market.
    const catalogueOf: World['app']['catalogueOf'] = async (market) => {
      if (market !== 'NL') throw new Error(`The catalogue of ${market} is odd`);
      return world.app.catalogueOf(market);
    };
    const app = { ...world.app, catalogueOf };
    const market = (await world.app.commerce.read(oresund, `customer|${oresund}`))?.value['country'];
    const odd = (await goOnWithProjection(app, { projection: 'ledger', repairs: true })) as { readonly value: Gaps & Checked };
    expect(odd.value.failed).toContainEqual({ customerId: oresund, reason: `The catalogue of ${String(market)} is odd` });
    expect(odd.value.findings.map(({ customerId }) => customerId)).toContain(zonnebloem);
    expect((await goOnWithLedger(app, undefined, false)).failed).toContainEqual(expect.objectContaining({ customerId: oresund }));
    expect((await rebuild(app, false)).failed).toContainEqual(expect.objectContaining({ customerId: oresund }));
    await goOnChecking(app);
    const [round] = await lastRounds(world.app.directory);
    expect([round?.endedAt, round?.customers, round?.failed?.map(({ customerId }) => customerId)]).toEqual([world.now(), 8, expect.arrayContaining([oresund]) as unknown]);
    world.errors.splice(0);
  });

  test('charge lines that cannot be read are counted in the header, named in the body, and raised to the operator', async () => {
    const { world, ask, zonnebloem, http } = await lost();
    const [charge] = (await rowsOf(world.stores.Commerce)).filter(({ partition, key }) => partition === zonnebloem && key.startsWith('charge|'));
    const key = charge?.key ?? '';
    await world.stores.Commerce.commit(zonnebloem, [{ op: 'put', key, value: { type: 'charge', id: 'x' } }]);
    const marked = { status: 200, headers: { 'NextTerm-Unreadable': '1' }, body: { unreadable: [{ id: key.slice('charge|'.length) }] } };
    expect(await ask('/ledger/rebuild', { method: 'POST' })).toMatchObject(marked);
    expect(await ask(`/ledger/check?customerId=${zonnebloem}`)).toMatchObject(marked);
    expect(await http('/nextterm/v1/operations/ledger/check', { caller: operator })).toMatchObject(marked);
    expect((await http('/nextterm/v1/operations/unreadable', { caller: operator })).body).toMatchObject({ items: [{ table: 'Commerce', key }] });
  });

  test('who only just waited to be told is looked at again at the end of the call', async () => {
    const { world, zonnebloem } = await lost();
    const event = (await rowsOf(world.stores.Commerce)).find(({ partition, key }) => partition === zonnebloem && key.startsWith('event|'));
    const wait = () => world.stores.Commerce.commit(zonnebloem, [{ op: 'put', key: `outbox|${event?.key.slice('event|'.length) ?? ''}`, value: { ...event?.value, type: 'outbox' } }]);
    const compared = async (app: World['app']) => {
      const { value } = (await goOnWithProjection(app, { projection: 'ledger', repairs: false })) as { readonly value: Gaps & Checked };
      const ledger = await goOnWithLedger(app, undefined, false);
      return [value.waiting, value.found, ledger.waiting, ledger.found];
    };
    await wait();
    expect(await compared(world.app)).toEqual([1, 1, 1, 1]);
    // It is told of between the look at all and the second look at those.
    const { commerce: inner } = world.app;
    const commerce: PartitionStore = {
      read: (partition, key) => inner.read(partition, key),
      list: (partition, range) => inner.list(partition, range),
      commit: (partition, writes) => inner.commit(partition, writes),
      listAcross: async (range) => {
        await wait();
        const page = await inner.listAcross(range);
        await world.app.publishing.publishLeftovers(zonnebloem);
        return page;
      },
    };
    const [waiting, , ofLedger] = await compared({ ...world.app, commerce });
    expect([waiting, ofLedger]).toEqual([0, 0]);
  });
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
