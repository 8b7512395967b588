import { goOnChecking } from '../../src/app/check/checkRound';
import { rebuild } from '../../src/app/check/rebuild';
import { type Caller } from '../../src/adapters/http/caller';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { type Fault } from '../support/faultyStore';
import { httpOver, type Call } from '../support/httpWorld';
import { World } from '../support/world';
import { afterEachFault, everyPlace } from '../support/worldFaults';
import { rowsOf } from '../support/worldStores';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const bought = '2026-06-10T10:00:00.000Z';
/** The window is over. */
const filing = '2026-06-20T10:00:00.000Z';
const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'Op', displayName: 'Op', roles: ['operator'], appOnly: false };
const all = '/nextterm/v1/supportrequests';

interface Filed {
  readonly id: string;
  readonly customerId: string;
  readonly partnerTenantId: string;
  readonly subscriptionId: string;
  readonly reason: string;
  readonly status: string;
  readonly filedAt: string;
}
interface Listed {
  readonly items: readonly Filed[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

/** What can be asked of a world and its requests. */
const deskOf = (world: World) => {
  const http = httpOver(world);
  const pathOf = (customerId: string, subscriptionId: string) => `/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/supportrequests`;
  const file = async (as: string, customerId: string, subscriptionId: string, reason = 'duplicate_order', call: Call = {}): Promise<Filed> =>
    (await http(pathOf(customerId, subscriptionId), { method: 'POST', as, body: { reason, note: 'Ordered twice' }, ...call })).body as Filed;
  const decide = ({ customerId, subscriptionId, id }: Pick<Filed, 'id' | 'customerId' | 'subscriptionId'>, word: 'grant' | 'refuse', call: Call = {}) =>
    http(`${pathOf(customerId, subscriptionId)}/${id}/${word}`, { method: 'POST', caller: operator, body: word === 'refuse' ? { why: 'It was used' } : {}, ...call });
  const list = async (query = '', call: Call = {}): Promise<Listed> => (await http(`${all}${query}`, call)).body as Listed;
  const ids = async (query = '', call: Call = {}) => (await list(query, call)).items.map(({ id }) => id);
  return { http, pathOf, file, decide, list, ids };
};

/** Four subscriptions of two partners at two customers; four requests, an hour apart. */
const prepared = async (wrap?: Parameters<typeof World.at>[2]) => {
  const world = await World.at(bought, undefined, wrap);
  const desk = deskOf(world);
  const [oresund, zonnebloem] = [world.customer('Oresund'), world.customer('Zonnebloem')];
  const [a = '', b = ''] = await world.buy('havn', oresund, [standard, standard]);
  const [c = ''] = await world.buy('nordlys', oresund, [standard]);
  const [d = ''] = await world.buy('havn', zonnebloem, [standard]);
  await world.advanceTo(filing);
  const first = await desk.file('havn', oresund, a);
  await world.advanceTo('2026-06-20T11:00:00.000Z');
  const second = await desk.file('havn', oresund, b, 'technical_issue');
  await world.advanceTo('2026-06-20T12:00:00.000Z');
  const third = await desk.file('nordlys', oresund, c);
  await world.advanceTo('2026-06-20T13:00:00.000Z');
  const fourth = await desk.file('havn', zonnebloem, d);
  return { world, ...desk, oresund, zonnebloem, requests: [first, second, third, fourth] as const };
};

describe('[CAN-6] support requests are found', () => {
  test('[REQ-5] [AUD-2] one request id sent about subscriptions of two customers is two requests, each told of and listed', async () => {
    const world = await World.at(bought);
    const { http, file, ids } = deskOf(world);
    const [oresund, zonnebloem] = [world.customer('Oresund'), world.customer('Zonnebloem')];
    const [[a = ''], [b = '']] = [await world.buy('havn', oresund, [standard]), await world.buy('havn', zonnebloem, [standard])];
    await world.advanceTo(filing);
    const headers = { 'MS-RequestId': '5c1a2d9e-0000-4000-8000-00000000c002' };
    const filed = [await file('havn', oresund, a, 'duplicate_order', { headers }), await file('havn', zonnebloem, b, 'duplicate_order', { headers })].map(({ id }) => id);
    expect(new Set(filed).size).toBe(2);
    expect(await ids()).toEqual(expect.arrayContaining(filed));
    expect(((await http('/nextterm/v1/events?type=SupportRequestFiled')).body as { items: unknown[] }).items).toHaveLength(2);
  });

  test('a partner lists its own over all its customers, the oldest first; the operator everybody’s', async () => {
    const { world, list, requests: [first, second, third, fourth] } = await prepared();
    expect((await list()).items).toEqual([first, second, fourth]);
    expect((await list('', { as: 'nordlys' })).items).toEqual([third]);
    expect((await list('', { caller: operator })).items).toEqual([first, second, third, fourth]);
    expect(third).toMatchObject({ partnerTenantId: world.as('nordlys').partner.tenantId, status: 'filed', reason: 'duplicate_order', note: 'Ordered twice', filedAt: '2026-06-20T12:00:00.000Z' });
    await world.expectNothingDue();
  });

  test('by state, reason, partner, customer and age, both sides of each boundary', async () => {
    const { world, ids, decide, oresund, requests } = await prepared();
    const [first, second, third, fourth] = requests.map(({ id }) => id);
    await decide(requests[0], 'refuse');
    await decide(requests[2], 'grant');
    const asOperator = { caller: operator };
    expect(await ids('?status=filed', asOperator)).toEqual([second, fourth]);
    expect(await ids('?status=refused', asOperator)).toEqual([first]);
    expect(await ids('?status=granted', asOperator)).toEqual([third]);
    expect(await ids('?status=filed&reason=technical_issue', asOperator)).toEqual([second]);
    expect(await ids('?reason=duplicate_order', asOperator)).toEqual([first, third, fourth]);
    expect(await ids(`?partnerTenantId=${world.as('nordlys').partner.tenantId}`, asOperator)).toEqual([third]);
    expect(await ids(`?customerId=${oresund}`, asOperator)).toEqual([first, second, third]);
    expect(await ids(`?customerId=${oresund}`)).toEqual([first, second]);
    expect(await ids(`?customerId=${oresund}&status=filed&filedBefore=2026-06-20T11:00:00.001Z`)).toEqual([second]);
    expect(await ids('?filedFrom=2026-06-20T11:00:00.000Z&filedBefore=2026-06-20T13:00:00.000Z', asOperator)).toEqual([second, third]);
    expect(await ids('?filedFrom=2026-06-20T11:00:00.001Z&filedBefore=2026-06-20T13:00:00.001Z', asOperator)).toEqual([third, fourth]);
    await world.advanceTo('2026-06-23T10:00:00.000Z');
    expect(await ids('?olderThanDays=3', asOperator)).toEqual([]);
    await world.advanceTo('2026-06-23T10:00:00.001Z');
    expect(await ids('?olderThanDays=3', asOperator)).toEqual([first]);
    expect(await ids('?olderThanDays=3&status=filed', asOperator)).toEqual([]);
  });

  test('[PAR-3] a partner that asks for another’s is refused; what is no filter is refused', async () => {
    const { world, http, ids, requests: [first] } = await prepared();
    const before = await world.dump();
    expect(await http(`${all}?partnerTenantId=${world.as('nordlys').partner.tenantId}`)).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await ids(`?partnerTenantId=${world.as('havn').partner.tenantId}`)).toHaveLength(3);
    for (const query of ['status=open', 'reason=because', 'olderThanDays=-1', 'olderThanDays=3651', 'filedFrom=yesterday', 'customerId=x']) expect((await http(`${all}?${query}`)).status).toBe(400);
    expect(await http(all, { caller: { ...operator, kind: 'customer', roles: ['customer'], tenantId: first.customerId } })).toMatchObject({ status: 403 });
    expect(await world.dump()).toEqual(before);
  });

  test('of one subscription, for its partner and the operator', async () => {
    const { http, pathOf, file, decide, oresund, requests: [first, second, third] } = await prepared();
    const of = async ({ subscriptionId }: Filed, call: Call = {}) => http(pathOf(oresund, subscriptionId), call);
    await decide(first, 'refuse');
    const again = await file('havn', oresund, first.subscriptionId, 'partner_change');
    expect(((await of(first)).body as Listed).items.map(({ id, status }) => [id, status]).toSorted()).toEqual([[first.id, 'refused'], [again.id, 'filed']].toSorted());
    expect((await of(second, { caller: operator })).body).toMatchObject({ items: [second] });
    expect(await of(third)).toMatchObject({ status: 404, body: { code: 20003 } });
  });

  test('page by page each once, whatever is decided in between', async () => {
    const { http, list, decide, requests } = await prepared();
    const seen: string[] = [];
    let page = await list('?size=1&status=filed', { caller: operator });
    for (;;) {
      for (const found of page.items) {
        seen.push(found.id);
        await decide(found, 'refuse');
      }
      const { next } = page.links;
      if (next === undefined) break;
      page = (await http(next.uri, { caller: operator, headers: { 'MS-ContinuationToken': next.headers[0]?.value ?? '' } })).body as Listed;
    }
    expect(seen).toEqual(requests.map(({ id }) => id));
    expect((await list('?status=filed', { caller: operator })).items).toEqual([]);
    const ofOne = await list(`?size=1&customerId=${requests[0].customerId}`);
    const { next } = ofOne.links;
    const rest = (await http(next?.uri ?? '', { headers: { 'MS-ContinuationToken': next?.headers[0]?.value ?? '' } })).body as Listed;
    expect([ofOne, rest].map(({ items }) => items.map(({ id }) => id))).toEqual([[requests[0].id], [requests[1].id]]);
    expect(rest.links.next).toBeUndefined();
  });

  test('a page costs one query, of the waiting ones nothing of those that were decided', async () => {
    const counts = new OperationCounts();
    const { list, decide, requests } = await prepared((store, table) => new CountingStore(store, table, counts));
    await decide(requests[0], 'refuse');
    await decide(requests[1], 'refuse');
    for (const [query, call, rows] of [['?status=filed', { caller: operator }, 2], ['?size=2', { caller: operator }, 3], ['', {}, 3], ['?size=500', { as: 'nordlys' }, 1]] as const) {
      counts.reset();
      await list(query, call);
      const { read, list: lists, listAcross, rows: found } = counts.total();
      expect([query, read, lists, listAcross, found]).toEqual([query, 0, 1, 0, rows]);
    }
  });
});

describe('[CAN-6] [AUD-1] what is done about one is known on both sides', () => {
  interface Told {
    readonly items: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  }
  const logOf = async (http: ReturnType<typeof httpOver>, call: Call) =>
    ((await http('/v1/auditrecords', call)).body as { items: { operationType: string; resourceType: string; userPrincipalName?: string; customerId: string }[] }).items.filter(({ resourceType }) => resourceType === 'support_request').map(({ operationType, customerId }) => [operationType, customerId]);

  test('its events, for its partner and the operator; and audit records in the logs of both', async () => {
    const { world, http, pathOf, decide, oresund, requests: [first, second, third] } = await prepared();
    await world.advanceTo('2026-06-20T14:00:00.000Z');
    await decide(first, 'refuse');
    await world.advanceTo('2026-06-20T15:00:00.000Z');
    await decide(second, 'grant');
    const events = ({ subscriptionId, id }: Filed, call: Call = {}) => http(`${pathOf(oresund, subscriptionId)}/${id}/events`, call);
    const told = ((await events(first)).body as Told).items.map(({ type, data }) => [type, data]);
    const about = { subscriptionId: first.subscriptionId, reason: 'duplicate_order' };
    expect(told).toEqual([['SupportRequestFiled', { ...about, by: 'user of the test' }], ['SupportRequestRefused', { ...about, by: 'Op', why: 'It was used' }]]);
    expect((await events(first, { caller: operator })).body).toEqual((await events(first)).body);
    expect(((await events(second)).body as Told).items.map(({ type }) => type)).toEqual(['SupportRequestFiled', 'SupportRequestGranted']);
    expect(await events(third)).toMatchObject({ status: 404, body: { code: 1000 } });

    const zonnebloem = world.customer('Zonnebloem');
    const filed = ['create_support_request', oresund];
    expect(await logOf(http, {})).toEqual([filed, filed, ['create_support_request', zonnebloem], ['refuse_support_request', oresund], ['grant_support_request', oresund]]);
    expect(await logOf(http, { as: 'nordlys' })).toEqual([filed]);
    expect(await logOf(http, { caller: operator })).toEqual([filed, filed, filed, ['create_support_request', zonnebloem], ['refuse_support_request', oresund], ['grant_support_request', oresund]]);
  });

  test('a refusal by the rule, and a preview, are told to nobody else', async () => {
    const { world, http, pathOf, decide, oresund, requests: [first] } = await prepared();
    await decide(first, 'refuse');
    await decide(first, 'refuse');
    await http(`${pathOf(oresund, first.subscriptionId)}?preview=true`, { method: 'POST', body: { reason: 'partner_change', note: '' } });
    expect(await logOf(http, {})).toHaveLength(4);
    expect(world.published.filter(({ subject }) => subject.id === first.id)).toHaveLength(2);
  });
});

describe('[DUE-1] the lists of support requests', () => {
  const listRows = async (world: World) => (await rowsOf(world.stores.Directory)).filter(({ partition }) => partition.startsWith('supportrequests')).map(({ partition, key, value }) => ({ partition, key, value }));
  const rowsOfRequest = async (world: World, { id }: Filed) => (await listRows(world)).filter(({ key }) => key.endsWith(id));

  test.each<{ name: string; fits: (partition: string, key: string) => boolean }>([
    { name: 'a row of the operator’s queue', fits: (partition, key) => partition === 'supportrequests' && key.startsWith('request|') },
    { name: 'what says there that it waits', fits: (partition, key) => partition === 'supportrequests' && key.startsWith('open|') },
    { name: 'a row of the partner’s list', fits: (partition, key) => partition !== 'supportrequests' && key.startsWith('request|') },
    { name: 'all of it', fits: () => true },
  ])('$name, lost or damaged, is put right by the daily check, and by the rebuild', async ({ fits }) => {
    const { world, requests: [first] } = await prepared();
    const before = await listRows(world);
    await goOnChecking(world.app);
    const finding = { what: 'requestList', customerId: first.customerId, subject: first.id };
    for (const [day, damaged] of [['2026-06-22', false], ['2026-06-24', true]] as const) {
      const rows = (await rowsOfRequest(world, first)).filter(({ partition, key }) => fits(partition, key));
      expect(rows.length).toBeGreaterThan(0);
      const harm = async () => {
        for (const { partition, key } of rows) await world.stores.Directory.commit(partition, [damaged ? { op: 'put', key, value: { garbage: 1 } } : { op: 'delete', key, etag: ANY_ETAG }]);
      };
      await harm();
      world.sleepUntil(`${day}T13:00:00.000Z`);
      expect(await goOnChecking(world.app)).toEqual([finding]);
      expect(await listRows(world)).toEqual(before);
      await harm();
      expect(await rebuild(world.app, false)).toMatchObject({ found: 1, findings: [finding] });
      expect(await rebuild(world.app, true)).toMatchObject({ found: 1 });
      expect(await listRows(world)).toEqual(before);
      expect(await rebuild(world.app, true)).toMatchObject({ found: 0 });
    }
  });

  test('a decided one that a list still shows as waiting is put right', async () => {
    const { world, ids, decide, requests: [first] } = await prepared();
    const stale = (await rowsOfRequest(world, first)).filter(({ key }) => key.startsWith('open|'));
    await decide(first, 'refuse');
    for (const { partition, key, value } of stale) await world.stores.Directory.commit(partition, [{ op: 'put', key, value }]);
    expect(await ids('?status=filed')).toContain(first.id);
    expect(await goOnChecking(world.app)).toEqual([{ what: 'requestList', customerId: first.customerId, subject: first.id }]);
    expect(await ids('?status=filed')).not.toContain(first.id);
  });

  test('one that was filed before there were lists, and events of it, is read and brought into them', async () => {
    const { world, list, decide, http, pathOf, requests: [first] } = await prepared();
    for (const { partition, key } of await listRows(world)) await world.stores.Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    expect((await list('', { caller: operator })).items).toEqual([]);
    expect(await http(`${pathOf(first.customerId, first.subscriptionId)}/${first.id}`)).toMatchObject({ status: 200 });
    expect((await decide(first, 'refuse')).status).toBe(200);
    expect((await list('', { caller: operator })).items).toMatchObject([{ id: first.id, status: 'refused' }]);
    expect(await goOnChecking(world.app)).toHaveLength(3);
    expect((await list('', { caller: operator })).items).toHaveLength(4);
  });

  test('[DUE-2] a damaged row is left out, marked and raised; a damaged request does not stop the check of the others', async () => {
    const { world, http, requests: [first, second] } = await prepared();
    const [row] = (await rowsOfRequest(world, first)).filter(({ partition, key }) => partition === 'supportrequests' && key.startsWith('request|'));
    await world.stores.Directory.commit('supportrequests', [{ op: 'put', key: row?.key ?? '', value: { garbage: 1 } }]);
    const reply = await http(all, { caller: operator });
    expect([reply.headers['NextTerm-Unreadable'], (reply.body as Listed).items.length]).toEqual(['1', 3]);
    await world.stores.Commerce.commit(second.customerId, [{ op: 'put', key: `support|${second.subscriptionId}|${second.id}`, value: { garbage: 1 } }]);
    expect(await goOnChecking(world.app)).toEqual([{ what: 'requestList', customerId: first.customerId, subject: first.id }]);
    const raised = (await http('/nextterm/v1/operations/unreadable', { caller: operator })).body as { items: { key: string }[] };
    expect(raised.items).toMatchObject([{ key: `support|${second.subscriptionId}|${second.id}` }]);
  });

  const faults: readonly Fault['does'][] = ['dieBefore', 'dieAfter', 'unavailable', 'lostAnswer', 'conflict', 'sentAgain'];

  test.each(faults)('[AUD-1] %s at any operation of filing and refusing: repeated, lists and logs are what they are undisturbed', async (does) => {
    const base = await World.at(bought);
    const customerId = base.customer('Oresund');
    const [subscriptionId = ''] = await base.buy('havn', customerId, [standard]);
    await base.advanceTo(filing);
    const ids = { file: '0f8fad5b-d9cb-469f-a165-70867728950e', refuse: '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
    const act = async (world: World): Promise<number> => {
      const { file, decide } = deskOf(world);
      const { id } = await file('havn', customerId, subscriptionId, 'duplicate_order', { headers: { 'MS-RequestId': ids.file } });
      return id === undefined ? 500 : (await decide({ id, customerId, subscriptionId }, 'refuse', { headers: { 'MS-RequestId': ids.refuse } })).status;
    };
    const toldIn = async (world: World) => {
      const log = (await rowsOf(world.stores.Audit)).filter(({ value }) => value['resourceType'] === 'support_request' && value['httpStatus'] === undefined && value['status'] === 'succeeded');
      return [await listRows(world), log.map(({ partition, key }) => `${partition} ${key}`).toSorted()];
    };
    const calm = await World.at(filing, base.stores);
    expect(await act(calm)).toBe(200);
    const undisturbed = await toldIn(calm);
    const places = await everyPlace(filing, base.stores, act, does);
    expect(places.length).toBeGreaterThanOrEqual(10);
    await afterEachFault(places, filing, base.stores, act, async (world) => {
      expect(await act(world)).toBe(200);
      await world.advanceTo('2026-06-20T11:00:00.000Z');
      expect(await toldIn(world)).toEqual(undisturbed);
    });
  });
});

test('[CAN-6] [BIL-5] a refund that the currency cannot give to the last decimal is refused: nothing is granted, and nothing else than was stated is given back', async () => {
  const world = await World.at(bought);
  const { file, decide } = deskOf(world);
  const customer = world.customer('Oresund');
  const [id = ''] = await world.buy('havn', customer, [standard]);
  await world.advanceTo(filing);
  const filed = await file('havn', customer, id);
  const row = (await world.commerceRows()).find(({ value }) => value['type'] === 'subscription' && value['id'] === id);
  if (row === undefined) throw new Error('There is no subscription');
  await world.stores.Commerce.commit(customer, [{ op: 'update', ...row, value: { ...row.value, currency: 'JPY' } }]);
  world.restart();
  const before = await world.commerceRows();
  expect(await decide({ ...filed, customerId: customer, subscriptionId: id }, 'grant', { body: { refund: '10.5' } })).toMatchObject({ status: 400, body: { description: expect.stringContaining('refund: an amount of JPY has no decimals') as string } });
  expect(await world.commerceRows()).toEqual(before);
  expect(await decide({ ...filed, customerId: customer, subscriptionId: id }, 'grant', { body: { refund: '10.00' } })).toMatchObject({ status: 200, body: { refund: '10' } });
});
