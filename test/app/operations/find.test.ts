import { eventKey, outboxKey } from '../../../src/app/command/commerceKeys';
import { park } from '../../../src/app/operations/parked';
import { searchedBy } from '../../../src/app/operations/find/searched';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { instant } from '../../../src/kernel/instant';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { runInvoices } from '../../support/worldOrchestrations';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const at = '2021-06-18T10:00:00.000Z';
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const monthly = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;

const aWorld = async () => {
  const world = await World.at(at);
  const http = httpOver(world);
  const ask = (path: string, call: Call = {}) => http(`/nextterm/v1/operations/${path}`, { caller: operator, ...call });
  const found = async (text: string) => ((await ask(`find?text=${encodeURIComponent(text)}`)).body as { items: { what: string; id: string; customerId?: string; partnerIds: string[] }[] }).items;
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [monthly]);
  return { world, http, ask, found, customer, id, havn: world.as('havn').partner.tenantId };
};

describe('what a text is looked for under', () => {
  test.each([
    ['C3F1A2D4-0000-4000-8000-000000000001', { by: 'id', id: 'c3f1a2d4-0000-4000-8000-000000000001' }],
    ['9d41f0a7b6c2', { by: 'subject', id: '9d41f0a7b6c2' }],
    ['c3f1a2d4-0000-4000-8000-000000000001|00000003|001', { by: 'subject', id: 'c3f1a2d4-0000-4000-8000-000000000001' }],
    ['9d41f0a7b6c2:1', { by: 'subject', id: '9d41f0a7b6c2' }],
    ['g000000012', { by: 'invoice', id: 'G000000012' }],
    [' Zonnebloem.onmicrosoft.com ', { by: 'domain', domain: 'zonnebloem.onmicrosoft.com' }],
    ['Zonne', { by: 'name', startsWith: 'zonne' }],
  ])('%s', (text, value) => {
    expect(searchedBy(text)).toEqual({ ok: true, value });
  });

  test.each(['ab', 'ilse@zonnebloem.example', 'Zonne*', '%'])('%s is refused: no index answers it', (text) => {
    expect(searchedBy(text).ok).toBe(false);
  });
});

describe('[PAR-3] the operator finds over all partners', () => {
  test('a customer by its id, its domain and how its name begins; a subscription, its order, its charge and an event of it by their ids', async () => {
    const { found, customer, id, havn, http } = await aWorld();
    const { orderId } = (await http(`/v1/customers/${customer}/subscriptions/${id}`)).body as { orderId: string };
    const zonnebloem = { what: 'customer', id: customer, customerId: customer, partnerIds: [havn] };
    expect(await found(customer)).toMatchObject([zonnebloem]);
    expect(await found('zonnebloeminstallaties.onmicrosoft.com')).toMatchObject([zonnebloem]);
    expect(await found('ZONNEBL')).toMatchObject([zonnebloem]);
    const subscription = { what: 'subscription', id, customerId: customer, partnerIds: [havn], since: at, seenAt: `/nextterm/v1/operations/customers/${customer}` };
    for (const text of [id, id.toUpperCase(), `${id}|00000001|001`, `${id}:1`]) expect(await found(text)).toMatchObject([subscription]);
    expect(await found(orderId)).toMatchObject([{ what: 'order', id: orderId, customerId: customer, partnerIds: [havn] }]);
    expect(await found(havn)).toMatchObject([{ what: 'partner', id: havn }]);
    for (const text of ['nobody', 'nobody.example', 'G000000099', '00000000-1111-4222-8333-444444444444']) expect(await found(text)).toEqual([]);
  });

  test('what two partners are told of is one match with both; an invoice is of each partner that has one of that number', async () => {
    const { world, found, http } = await aWorld();
    const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@zonnebloem.example', transferType: 3 };
    const oresund = world.customer('Oresund');
    const { status, body } = await http(`/v1/customers/${oresund}/transfers`, { method: 'POST', as: 'nordlys', body: asked });
    expect(status).toBe(201);
    expect(await found((body as { id: string }).id)).toMatchObject([{ what: 'transfer', customerId: oresund, partnerIds: [world.as('havn').partner.tenantId, world.as('nordlys').partner.tenantId] }]);
    await world.advanceTo('2021-07-09T00:00:00Z');
    await runInvoices(world.app, { partnerId: world.as('havn').partner.tenantId, month: calendarDate('2021-06-01') });
    expect(await found('G000000001')).toMatchObject([{ what: 'invoice', id: 'G000000001', partnerIds: [world.as('havn').partner.tenantId] }]);
  });

  test('in pages that go on where the one before ended, each match once', async () => {
    const { world, ask } = await aWorld();
    const names: string[] = [];
    const all = (await ask('find?text=zonnebloeminstallaties.onmicrosoft.com')).body as { items: unknown[] };
    expect(all.items).toHaveLength(1);
    for (const prefix of ['tul', 'zon', 'ore']) {
      let uri = `find?text=${prefix}&size=1`;
      let headers: Record<string, string> = {};
      for (let page = 0; page < 10 && uri !== ''; page += 1) {
        const { items, links } = (await ask(uri, { headers })).body as { items: { name: string }[]; links: { next?: { uri: string; headers: { value: string }[] } } };
        names.push(...items.map(({ name }) => name));
        uri = links.next === undefined ? '' : links.next.uri.slice('/nextterm/v1/operations/'.length);
        headers = { 'MS-ContinuationToken': links.next?.headers[0]?.value ?? '' };
      }
      expect(uri).toBe('');
    }
    expect(names.filter((name) => name.startsWith('Zonnebloem'))).toHaveLength(1);
    expect(world.errors).toEqual([]);
  });

  test('what no index answers is refused, and nobody but the operator may ask', async () => {
    const { ask } = await aWorld();
    expect(await ask('find?text=ilse%40zonnebloem.example')).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('mail addresses are in no index') as string } });
    expect(await ask('find?text=zo')).toMatchObject({ status: 400, body: { code: 800002 } });
    expect((await ask('find')).status).toBe(400);
    expect((await ask('find?text=zonne', { caller: { ...operator, kind: 'partner', roles: ['admin_agent'] } as never })).status).toBe(403);
  });

  test('[AUD-1] who looked for what, and what was shown, is in the log of who looked', async () => {
    const { ask, found, http, customer, id } = await aWorld();
    await found(id);
    await ask(`customers/${customer}`);
    await ask(`customers/${customer}/history?subject=${id}`);
    await ask('find?text=zo');
    const { items } = (await http('/v1/auditrecords', { caller: operator })).body as { items: { operationType: string; operationStatus: string; customerId?: string; resourceNewValue?: string }[] };
    expect(items.map(({ operationType, operationStatus, customerId }) => [operationType, operationStatus, customerId])).toEqual([
      ['find_over_all_partners', 'succeeded', undefined],
      ['view_customer_over_all_partners', 'succeeded', customer],
      ['view_customer_history_over_all_partners', 'succeeded', customer],
      ['find_over_all_partners', 'failed', undefined],
    ]);
    expect(JSON.stringify(items[0])).toContain(id);
    expect(items[0]?.resourceNewValue).toBe(JSON.stringify({ found: [{ what: 'subscription', id }] }));
  });
});

describe('[DUE-2] the operator sees one customer, whoever sells to it', () => {
  test('with what must happen later and how that stands, what was given up, what waits to be told, and rows that cannot be read', async () => {
    const { world, ask, customer, id, havn } = await aWorld();
    const [second = ''] = await world.buy('havn', customer, [monthly]);
    const seen = async () => (await ask(`customers/${customer}`)).body as { subscriptions: { id: string }[]; work: { kind: string; subject: string; standing: string; parkedId?: string }[]; parked: unknown[]; unreadableRows: { key: string }[]; leftovers: { id: string }[] };
    const before = await seen();
    expect(before).toMatchObject({ id: customer, companyName: expect.stringContaining('Zonnebloem') as string, relationships: [{ partnerId: havn, status: 'accepted' }], parked: [], leftovers: [], unreadableRows: [], more: [] });
    expect(before.subscriptions.map((each) => each.id).toSorted()).toEqual([id, second].toSorted());
    const renewals = (work: typeof before.work) => work.filter(({ kind }) => kind === 'renewal').map(({ subject, standing }) => [subject, standing]).toSorted();
    expect(renewals(before.work)).toEqual([[id, 'ahead'], [second, 'ahead']].toSorted());

    for (const { partition, key } of (await world.app.stores.Deadlines.listAcross({ fromPartition: '0', toPartition: '9' })).rows.filter((row) => row.key.includes('renewal'))) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    expect(renewals((await seen()).work)).toEqual([[id, 'missing'], [second, 'missing']].toSorted());

    world.sleepUntil('2021-07-20T00:00:00.000Z');
    await park(world.app, { at: instant('2021-07-18T00:00:00Z'), kind: 'renewal', customerId: customer, subject: id }, { since: instant('2021-07-18T00:00:00Z'), reason: 'it is dark', attempts: 28 }, world.now());
    const later = await seen();
    expect(later.work.find(({ kind, subject }) => kind === 'renewal' && subject === id)).toMatchObject({ standing: 'parked', parkedId: expect.any(String) as string });
    expect(later.parked).toMatchObject([{ kind: 'renewal', subject: id, reason: 'it is dark' }]);

    await world.stores.Commerce.commit(customer, [{ op: 'put', key: `subscription|${second}`, value: { type: 'subscription', id: second } }]);
    const damaged = await seen();
    expect(damaged.subscriptions.map((each) => each.id)).toEqual([id]);
    expect(damaged.unreadableRows).toMatchObject([{ table: 'Commerce', key: `subscription|${second}`, kind: 'subscription' }]);
  });

  test('whose own row cannot be read too; one that nobody has is not found', async () => {
    const { world, ask, customer, id } = await aWorld();
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: `customer|${customer}`, value: { type: 'customer' } }]);
    expect((await ask(`customers/${customer}`)).body).toMatchObject({ id: customer, subscriptions: [{ id }], unreadableRows: [{ key: `customer|${customer}` }] });
    expect((await ask('customers/00000000-1111-4222-8333-444444444444')).status).toBe(404);
  });

  test('in pages of a hundred subscriptions', async () => {
    const { world, ask, customer } = await aWorld();
    for (let order = 0; order < 6; order += 1) await world.buy('havn', customer, Array.from({ length: 20 }, () => ({ sku: 'NCM365ENTE03:0001' })));
    const first = (await ask(`customers/${customer}`)).body as { subscriptions: { id: string }[]; next: string };
    const second = (await ask(`customers/${customer}?from=${first.next}`)).body as { subscriptions: { id: string }[]; next?: string };
    expect([first.subscriptions.length, second.subscriptions.length, second.next]).toEqual([100, 21, undefined]);
    expect(new Set([...first.subscriptions, ...second.subscriptions].map(({ id }) => id)).size).toBe(121);
    // The windows are in no index; the change that opened one of them waits to be told, and brings it.
    await world.app.covers.clear();
    for (const { partition, key } of (await rowsOf(world.stores.Deadlines)).filter((row) => row.key.includes('|cancellationWindow|'))) await world.stores.Deadlines.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
    const [waits = { id: '' }] = second.subscriptions;
    const event = await world.stores.Commerce.read(customer, eventKey(waits.id, 1));
    await world.stores.Commerce.commit(customer, [{ op: 'put', key: outboxKey(waits.id, 1), value: { ...event?.value, type: 'outbox' } }]);
    world.sleepUntil('2021-06-18T10:30:00.000Z');
    const seen = (await ask(`customers/${customer}?from=${first.next}`)).body as { work: { kind: string; subject: string; standing: string }[]; leftovers: unknown[] };
    const missing = seen.work.filter(({ standing }) => standing === 'missing').map(({ kind, subject }) => `${kind} ${subject.slice(0, 36)}`);
    expect(missing.toSorted()).toEqual(second.subscriptions.slice(1).map(({ id }) => `cancellationWindow ${id}`).toSorted());
    expect(seen.leftovers).toEqual([]);
  });

  test('[AUD-2] and what happened to one of its things, with who did it', async () => {
    const { http, ask, customer, id } = await aWorld();
    await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } });
    expect((await ask(`customers/${customer}/history?subject=${id}`)).body).toMatchObject({
      items: [
        { id: `${id}:1`, facts: ['SubscriptionPurchased'] },
        { id: `${id}:2`, facts: ['SeatsAdded'], changedFields: expect.arrayContaining(['quantity']) as string[], cause: { command: 'patchSubscription', by: { userId: expect.any(String) as string } } },
      ],
    });
    expect(((await ask(`customers/${customer}/history`)).body as { items: unknown[] }).items.length).toBeGreaterThan(2);
  });
});
