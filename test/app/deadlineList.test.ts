import { rebuild } from '../../src/app/check/rebuild';
import { goOnChecking } from '../../src/app/check/checkRound';
import { derivedGuid } from '../../src/app/command/ids';
import { deadlinesOfSubject } from '../../src/app/deadlineList/listRows';
import { deadlinesIn } from '../../src/app/deadlineList/sheet';
import { subjectsOfCustomer } from '../../src/app/deadlineList/subjectsOfCustomer';
import { instant } from '../../src/kernel/instant';
import { subscriptionSchema } from '../../src/domain/subscription/state';
import { transferSchema } from '../../src/domain/transfer/state';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const now = '2026-06-10T10:00:00Z';
const all = '/nextterm/v1/deadlines?until=2029-01-01T00:00:00Z';

interface Listed {
  readonly totalCount: number;
  readonly items: readonly { readonly at: string; readonly kind: string; readonly customerId: string; readonly subjectId: string; readonly name: string; readonly quantity?: number }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

const begin = async () => {
  const world = await World.at(now);
  const http = httpOver(world);
  const list = async (path = all, call: Call = {}) => (await http(path, call)).body as Listed;
  const after = async ({ links: { next } }: Listed) => (next === undefined ? undefined : list(next.uri, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } }));
  return { world, http, list, after };
};

const tenant = (world: World, slug: string) => world.as(slug).partner.tenantId;

/** What each partner's list should have, from Commerce alone. */
const expectedLists = async (world: World): Promise<readonly string[]> => {
  const rows = await world.commerceRows();
  const of = (prefix: string) => rows.filter(({ key }) => key.startsWith(prefix)).map(({ value }) => value);
  const subjects = subjectsOfCustomer(of('subscription|').map((value) => subscriptionSchema.parse(value)), of('transfer|').map((value) => transferSchema.parse(value)), world.now());
  return [...subjects].flatMap(([partnerId, own]) => own.flatMap((subject) => [...deadlinesOfSubject(subject)].map(([key, value]) => `${partnerId} ${key} ${JSON.stringify(value)}`))).toSorted();
};

/** What the lists have of what is ahead. */
const storedLists = async (world: World): Promise<readonly string[]> =>
  (await rowsOf(world.stores.Directory))
    .filter(({ partition, key }) => partition.startsWith('deadlines|') && key > `deadline|${world.now()}}` && key.startsWith('deadline|'))
    .flatMap((row) => deadlinesIn(row).map(([place, deadline]) => `${row.partition.slice('deadlines|'.length)} ${place} ${JSON.stringify(deadline)}`))
    .toSorted();

describe('[PRE-3] the list of deadlines of a partner with 1,000 customers', () => {
  const counts = new OperationCounts();
  let world: World;
  let http: ReturnType<typeof httpOver>;

  beforeAll(async () => {
    world = await World.at(now, undefined, (store, table) => new CountingStore(store, table, counts));
    const first = world.customer('Zonnebloem');
    await world.buy('havn', first, [standard]);
    const rows = (await world.commerceRows()).filter(({ partition, key }) => partition === first && (key.startsWith('customer|') || key.startsWith('subscription|')));
    for (let index = 1; index < 1000; index += 1) {
      const customer = derivedGuid('customer', String(index));
      const subscription = derivedGuid('subscription', String(index));
      for (const { key, value } of rows) {
        const own = key.startsWith('customer|') ? { key: `customer|${customer}`, value: { ...value, id: customer, domain: `c${index}.example` } } : { key: `subscription|${subscription}`, value: { ...value, id: subscription, customerId: customer } };
        await world.stores.Commerce.commit(customer, [{ op: 'create', ...own }]);
      }
    }
    await rebuild(world.app, true);
    http = httpOver(world);
  });

  const counted = async (path: string, call: Call = {}) => {
    counts.reset();
    const { body } = await http(path, call);
    const { read, list, listAcross, commit, rows } = { ...counts.total() };
    const audit = counts.of('Audit').commit;
    return { listed: body as Listed, operations: read + list + listAcross + commit - audit, rows };
  };

  test.each([1, 10, 500])('a page of %i holds so many, of whomever, and costs one query', async (size) => {
    const { listed, operations, rows } = await counted(`${all}&size=${size}`);
    expect([listed.items.length, operations, rows]).toEqual([size, 1, size + 1]);
    expect(listed.links.next).toBeDefined();
  });

  test('the pages reach each of 4,000 once, in order of time over all of them', async () => {
    const seen: Listed['items'][number][] = [];
    let { listed, operations } = await counted(`${all}&size=499`);
    let pages = 0;
    for (;;) {
      pages += 1;
      expect(operations).toBe(1);
      seen.push(...listed.items);
      const { next } = listed.links;
      if (next === undefined) break;
      expect(listed.items).toHaveLength(499);
      ({ listed, operations } = await counted(next.uri, { headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } }));
    }
    expect(pages).toBe(9);
    expect(new Set(seen.map(({ subjectId, kind }) => `${subjectId} ${kind}`)).size).toBe(4000);
    expect(seen).toHaveLength(4000);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted());
  });

  test('of one customer a page costs three reads, as many as it may hold', async () => {
    const { listed, operations } = await counted(`${all}&customerId=${derivedGuid('customer', '7')}&size=2`);
    expect([listed.items.map(({ kind }) => kind), operations]).toEqual([['windowCloses', 'cancellationEnds'], 3]);
  });

  test('as a calendar it has all of them, in a query for each thousand, and one more', async () => {
    counts.reset();
    const { text } = await http(all, { headers: { Accept: 'text/calendar' } });
    expect(counts.of('Directory').list).toBe(6);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(4000);
    expect(text).not.toContain('X-WR-CALDESC');
  });

  test('a calendar of more than 9,990 has the next of them, and says so', async () => {
    const subject = { customerId: world.customer('Zonnebloem'), subjectId: derivedGuid('subscription', 'many'), version: 1, name: 'Many', mayBeHidden: false };
    const coming = Array.from({ length: 6000 }, (_, index) => ({ at: instant(index % 2 === 0 ? '2027-06-10T10:00:00Z' : '2028-06-10T10:00:00Z'), kind: 'windowCloses' as const, quantity: index + 1 }));
    await world.app.deadlineLists.bring(tenant(world, 'havn'), [{ ...subject, coming }]);
    const { text } = await http(all, { headers: { Accept: 'text/calendar' } });
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(9990);
    expect(text).toContain('X-WR-CALDESC:The next 9990\\, until 2028-06-10T10:00:00.000Z.');
  });
});

describe('[PRE-3] what is listed', () => {
  test('begins behind this instant and ends before `until`', async () => {
    const { world, list } = await begin();
    await world.buy('havn', world.customer('Zonnebloem'), [standard]);
    const kinds = async (path?: string) => (await list(path)).items.map(({ kind }) => kind);
    const [before, at] = ['/nextterm/v1/deadlines?until=2026-07-10T00:00:00.000Z', '/nextterm/v1/deadlines?until=2026-07-10T00:00:00.001Z'];
    expect([await kinds(before), await kinds(at)]).toEqual([['windowCloses', 'cancellationEnds'], ['windowCloses', 'cancellationEnds', 'cycleCharge']]);
    world.sleepUntil('2026-06-17T09:59:59.999Z');
    expect(await kinds(at)).toHaveLength(3);
    world.sleepUntil('2026-06-17T10:00:00.000Z');
    expect(await kinds(at)).toEqual(['cycleCharge']);
  });

  test.each(['', '&customerId='])('is the same over all customers as of one (%s), and the last page says that it is', async (filter) => {
    const { world, list, after } = await begin();
    const customer = world.customer('Zonnebloem');
    await world.buy('havn', customer, [standard, { ...standard, termDuration: 'P1M' }]);
    const path = `${all}&size=3${filter === '' ? '' : filter + customer}`;
    const first = await list(path);
    const second = await after(first);
    const third = second && (await after(second));
    expect([first.items.length, second?.items.length, third?.items.length]).toEqual([3, 3, 1]);
    expect(third?.links.next).toBeUndefined();
    expect([first, second, third].flatMap((page) => page?.items)).toEqual((await list()).items);
  });

  test('a page goes on behind the last of the one before, whatever has come and gone', async () => {
    const { world, list, after } = await begin();
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    const first = await list(`${all}&size=2`);
    expect(first.items.map(({ kind }) => kind)).toEqual(['windowCloses', 'cancellationEnds']);
    const again = await after(first);
    expect(await after(first)).toEqual(again);
    world.sleepUntil('2026-06-11T10:00:00Z');
    await world.buy('havn', world.customer('Grachtenpand'), [{ ...standard, termDuration: 'P1M' }]);
    await world.as('havn').patch(customer, id, { status: 'deleted' });
    expect((await after(first))?.items.map(({ kind, at }) => [kind, at.slice(0, 10)])).toEqual([['windowCloses', '2026-06-18'], ['cancellationEnds', '2026-06-18']]);
  });

  test('follows every change: seats, name, auto-renew, the cycle, a renewal, a suspension, the stages after it', async () => {
    const { world, list } = await begin();
    const customer = world.customer('Zonnebloem');
    const [id = '', other = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1M' }, standard]);
    const steps: (() => Promise<unknown>)[] = [
      () => world.as('havn').patch(customer, id, { quantity: 12 }),
      () => world.as('havn').patch(customer, id, { quantity: 3 }),
      () => world.as('havn').patch(customer, id, { friendlyName: 'Renamed' }),
      () => world.as('havn').patch(customer, other, { autoRenewEnabled: false }),
      () => world.advanceTo('2026-07-10T00:00:00Z'),
      () => world.as('havn').patch(customer, id, { quantity: 7 }),
      () => world.as('havn').patch(customer, id, { status: 'suspended' }),
      () => world.advanceTo('2026-08-11T00:00:00Z'),
      () => world.advanceTo('2027-12-30T00:00:00Z'),
    ];
    for (const step of steps) {
      await step();
      expect(await storedLists(world)).toEqual(await expectedLists(world));
      expect((await list()).totalCount).toBe((await expectedLists(world)).length);
    }
    expect(await rebuild(world.app, false)).toMatchObject({ found: 0 });
    expect(world.errors).toEqual([]);
  });
});

describe('[PAR-3] whose list it is in', () => {
  const asking = (world: World) => ({ sourcePartnerTenantId: tenant(world, 'havn'), sourcePartnerName: 'Havn', customerEmailId: 'it@oresundfoods.example', transferType: 5 });

  test('[TRF-1] [TRF-2] a request is in the lists of both sides until it is answered; what is moved leaves the one and comes to the other', async () => {
    const { world, http, list } = await begin();
    const customer = world.customer('Oresund');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    const base = `/v1/customers/${customer}/transfers`;
    const transfer = ((await http(base, { method: 'POST', as: 'nordlys', body: asking(world) })).body as { id: string }).id;
    const of = async (as: string) => (await list(all, { as })).items.map(({ kind, subjectId }) => `${kind} ${subjectId === id ? 'source' : subjectId === transfer ? 'transfer' : 'target'}`);
    expect(await of('nordlys')).toEqual(['transferExpiry transfer']);
    expect(await of('havn')).toEqual(['windowCloses source', 'cancellationEnds source', 'cycleCharge source', 'transferExpiry transfer', 'renewal source']);
    await http(`${base}/${transfer}`, { method: 'PATCH', body: { id: transfer, status: 'InProgress', lineItems: [{ subscriptionId: id, productType: 'OnlineServicesNCE' }] } });
    await world.settle();
    expect(await of('havn')).toEqual([]);
    expect([...new Set((await of('nordlys')).map((each) => each.split(' ')[1]))]).toEqual(['target']);
    expect(await storedLists(world)).toEqual(await expectedLists(world));
  });

  test('[CUS-1] a partner that gave a customer up sees nothing of it, also of what happens there afterwards, and all of it once it is accepted anew', async () => {
    const { world, http, list } = await begin();
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ ...standard, termDuration: 'P1M' }]);
    await world.as('havn').patch(customer, id, { status: 'suspended' });
    const kinds = async () => (await list()).items.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['windowCloses', 'cancellationEnds', 'expiry']);
    expect(await http(`/v1/customers/${customer}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).toMatchObject({ status: 200 });
    expect(await kinds()).toEqual([]);
    await world.advanceTo('2026-07-11T00:00:00Z');
    expect([(await world.subscription(customer, id)).status, await kinds()]).toEqual(['disabled', []]);
    expect(await rebuild(world.app, false)).toMatchObject({ found: 0 });
    await http(`/nextterm/v1/customers/${customer}/relationships`, { method: 'POST', body: {} });
    const asCustomer = { tenantId: customer, kind: 'customer', userId: 'c', displayName: 'c', roles: ['customer'], appOnly: false } as const;
    expect((await http(`/nextterm/v1/customers/${customer}/relationships/${tenant(world, 'havn')}/accept`, { method: 'POST', caller: asCustomer, body: {} })).status).toBe(200);
    expect(await kinds()).toEqual(['stageEnds']);
    expect(await rebuild(world.app, false)).toMatchObject({ found: 0 });
  });
});

describe('[DUE-1] a list that lost rows, or has damaged ones', () => {
  const subjectsOf = (key: string) => key.startsWith('subject|');
  const soon = (key: string) => key.startsWith('deadline|2026-06-17');
  const late = (key: string) => key.startsWith('deadline|2027');

  test.each<{ name: string; fits: (key: string) => boolean; daily: number }>([
    { name: 'the row that says what a subscription has', fits: subjectsOf, daily: 1 },
    { name: 'a deadline of the next two days', fits: soon, daily: 1 },
    { name: 'a later one, which the rebuild finds', fits: late, daily: 0 },
    { name: 'all of it', fits: () => true, daily: 1 },
  ])('$name', async ({ fits, daily }) => {
    for (const damaged of [false, true]) {
      const { world } = await begin();
      const [id] = await world.buy('havn', world.customer('Zonnebloem'), [standard]);
      const before = await storedLists(world);
      world.sleepUntil('2026-06-15T10:00:00Z');
      await goOnChecking(world.app);
      const rows = (await rowsOf(world.stores.Directory)).filter(({ partition, key }) => partition.startsWith('deadlines|') && fits(key));
      expect(rows.length).toBeGreaterThan(0);
      for (const { partition, key } of rows) await world.stores.Directory.commit(partition, [damaged ? { op: 'put', key, value: { garbage: 1 } } : { op: 'delete', key, etag: ANY_ETAG }]);
      world.sleepUntil('2026-06-16T10:00:00Z');
      const finding = { what: 'deadlineList', customerId: world.customer('Zonnebloem'), partnerId: tenant(world, 'havn'), subject: id };
      expect(await goOnChecking(world.app)).toEqual(daily === 0 ? [] : [finding]);
      expect(await rebuild(world.app, true)).toMatchObject({ found: 1 - daily });
      expect(await storedLists(world)).toEqual(before);
      expect(await rebuild(world.app, true)).toMatchObject({ found: 0 });
    }
  });

  test('a row of what its subject no longer has goes when the damaged row of the subject is made anew', async () => {
    const { world, list } = await begin();
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [standard]);
    const partition = `deadlines|${tenant(world, 'havn')}`;
    const value = { partnerId: tenant(world, 'havn'), customerId: customer, subjectId: id, name: 'x', at: '2026-06-12T00:00:00.000Z', kind: 'expiry' };
    await world.stores.Directory.commit(partition, [
      { op: 'put', key: `deadline|2026-06-12T00:00:00.000Z|${customer}|${id}|06|expiry|1`, value },
      { op: 'put', key: `subject|${customer}|${id}`, value: {} },
    ]);
    expect((await list()).items[0]?.kind).toBe('expiry');
    await rebuild(world.app, true);
    expect(await storedLists(world)).toEqual(await expectedLists(world));
  });
});

test('more deadlines of one subscription than a transaction takes are brought in several, and go in several', async () => {
  const { world } = await begin();
  const customer = world.customer('Zonnebloem');
  const partner = tenant(world, 'havn');
  const coming = (from: number, count: number) => Array.from({ length: count }, (_, index) => ({ at: world.now(), kind: 'windowCloses' as const, quantity: from + index }));
  const subject = (version: number, from: number, count: number) => ({ customerId: customer, subjectId: 's', version, name: 'S', mayBeHidden: false, coming: coming(from, count) });
  const quantities = async () => (await rowsOf(world.stores.Directory)).filter(({ key }) => key.startsWith('deadline|')).flatMap(deadlinesIn).map(([, { quantity }]) => Number(quantity)).toSorted((a, b) => a - b);
  await world.app.deadlineLists.bring(partner, [subject(1, 1, 250)]);
  expect(await quantities()).toEqual(coming(1, 250).map(({ quantity }) => quantity));
  await world.app.deadlineLists.bring(partner, [subject(2, 100, 300)]);
  expect(await quantities()).toEqual(coming(100, 300).map(({ quantity }) => quantity));
  await world.app.deadlineLists.bring(partner, [subject(3, 1, 0)]);
  expect(await quantities()).toEqual([]);
  await world.app.deadlineLists.bring(partner, [subject(2, 100, 300)]);
  expect(await quantities()).toEqual([]);
});
