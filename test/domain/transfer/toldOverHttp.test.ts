import { goOnChecking } from '../../../src/app/check/checkRound';
import { type Caller } from '../../../src/adapters/http/caller';
import { type EventRecord } from '../../../src/app/command/eventRecord';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const now = '2026-06-10T10:00:00Z';

type Entity = Record<string, unknown> & { readonly id: string; readonly status: string; readonly lineItems: Record<string, unknown>[] };
interface Listed {
  readonly items: readonly Entity[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly value: string }[] } };
}

const customerToken = (tenantId: string): Caller => ({ tenantId, kind: 'customer', userId: 'Ilse', displayName: 'Ilse', roles: ['customer'], appOnly: false });

const begin = async (wrap?: Parameters<typeof World.at>[2]) => {
  const world = await World.at(now, undefined, wrap);
  const http = httpOver(world);
  const [oresund, zonnebloem] = [world.customer('Oresund'), world.customer('Zonnebloem')];
  const tenant = (slug: string) => world.as(slug).partner.tenantId;
  const create = async (customerId: string): Promise<Entity> =>
    (await http(`/v1/customers/${customerId}/transfers`, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: tenant('havn'), customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as Entity;
  const patch = (customerId: string, id: string, as: string, body: object) => http(`/v1/customers/${customerId}/transfers/${id}`, { method: 'PATCH', as, body });
  const submit = (customerId: string, id: string, picked: readonly string[]) => patch(customerId, id, 'havn', { lineItems: picked.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' })) });
  const list = async (query = '', call: Call = {}): Promise<Listed> => (await http(`/nextterm/v1/transfers${query}`, call)).body as Listed;
  const ids = async (query = '', call: Call = {}) => (await list(query, call)).items.map(({ id }) => id);
  const ask = (customerId: string, body: object = {}) => http(`/nextterm/v1/customers/${customerId}/relationships`, { method: 'POST', as: 'nordlys', body });
  const accept = (customerId: string) => http(`/nextterm/v1/customers/${customerId}/relationships/${tenant('nordlys')}/accept`, { method: 'POST', caller: customerToken(customerId), body: { acceptCustomerAgreement: true } });
  return { world, http, oresund, zonnebloem, tenant, create, patch, submit, list, ids, ask, accept };
};

/** One pending transfer at each of two customers, an hour apart. */
const asked = async (wrap?: Parameters<typeof World.at>[2]) => {
  const begun = await begin(wrap);
  const { world, oresund, zonnebloem, create, ask, accept } = begun;
  await ask(zonnebloem);
  await accept(zonnebloem);
  const first = await create(oresund);
  await world.advanceTo('2026-06-10T11:00:00Z');
  const second = await create(zonnebloem);
  return { ...begun, first, second };
};

describe('[TRF-1] the transfers that a partner is asked for, over all its customers', () => {
  test('incoming and outgoing, the oldest first, each for whose it is', async () => {
    const { list, first, second, tenant } = await asked();
    const incoming = await list();
    expect(incoming.items).toMatchObject([{ id: first.id, transferDirection: 1, partnertenantid: tenant('havn'), customerName: 'Oresund Foods' }, { id: second.id, status: 'Pending', targetPartnerTenantId: tenant('nordlys') }]);
    expect((await list('?direction=outgoing', { as: 'nordlys' })).items).toMatchObject([{ id: first.id, transferDirection: 2 }, { id: second.id }]);
    for (const [query, call] of [['?direction=outgoing', {}], ['', { as: 'nordlys' }], ['', { as: 'polder' }], ['?direction=outgoing', { as: 'polder' }]] as const) expect((await list(query, call)).items).toEqual([]);
  });

  test('as they stand: 1 ms before its time is over one waits, then it has expired, whether or not that was carried out', async () => {
    const { world, ids, list, first, second, patch, zonnebloem } = await asked();
    await patch(zonnebloem, second.id, 'havn', { status: 'reject' });
    expect(await ids('?status=reject')).toEqual([second.id]);
    world.sleepUntil('2026-07-10T23:59:59.999Z');
    expect([await ids('?status=Pending'), await ids('?status=Expired')]).toEqual([[first.id], []]);
    world.sleepUntil('2026-07-11T00:00:00.000Z');
    expect([await ids('?status=Pending'), await ids('?status=Expired')]).toEqual([[], [first.id]]);
    expect((await list()).items.map(({ status }) => status)).toEqual(['Expired', 'Reject']);
    await world.settle();
    expect((await list()).items.map(({ status }) => status)).toEqual(['Expired', 'Reject']);
    expect(await ids('?status=Pending')).toEqual([]);
    expect(await goOnChecking(world.app)).toEqual([]);
  });

  test('[PAR-3] its lines are each side’s own, also once it is complete', async () => {
    const { world, list, submit, oresund, first } = await asked();
    const [id = ''] = await world.buy('havn', oresund, [standard]);
    await submit(oresund, first.id, [id]);
    expect((await list('?status=InProgress')).items).toMatchObject([{ id: first.id, lineItems: [{ subscriptionId: id }] }]);
    expect((await list('?direction=outgoing&status=InProgress', { as: 'nordlys' })).items).toMatchObject([{ id: first.id, lineItems: [] }]);
    await world.settle();
    const ofSource = (await list('?status=Complete')).items;
    const ofTarget = (await list('?direction=outgoing&status=Complete', { as: 'nordlys' })).items;
    const target = String(ofTarget[0]?.lineItems[0]?.['subscriptionId']);
    expect(ofSource).toMatchObject([{ lineItems: [{ subscriptionId: id, status: 'Complete' }] }]);
    expect([JSON.stringify(ofSource).includes(target), JSON.stringify(ofTarget).includes(id)]).toEqual([false, false]);
    expect((await list('?status=InProgress')).items).toEqual([]);
  });

  test('a page costs one query, and the pages reach each once', async () => {
    const counts = new OperationCounts();
    const { http, list, first, second } = await asked((store, table) => new CountingStore(store, table, counts));
    for (const query of ['', '?size=1', '?status=Pending']) {
      counts.reset();
      await list(query);
      const { read, list: lists, listAcross } = counts.total();
      expect([query, read, lists, listAcross]).toEqual([query, 0, 1, 0]);
    }
    const page = await list('?size=1');
    const rest = (await http(page.links.next?.uri ?? '', { headers: { 'MS-ContinuationToken': page.links.next?.headers[0]?.value ?? '' } })).body as Listed;
    expect([page, rest].map(({ items }) => items.map(({ id }) => id))).toEqual([[first.id], [second.id]]);
    expect(rest.links.next).toBeUndefined();
  });

  test('[REQ-5] [AUD-2] one request id sent about two customers is two transfers, and both partners are told of both, whatever became of the first', async () => {
    const { http, oresund, zonnebloem, ask, accept, tenant, patch } = await begin();
    await ask(zonnebloem);
    await accept(zonnebloem);
    const headers = { 'MS-RequestId': '5c1a2d9e-0000-4000-8000-00000000c001' };
    const send = async (customerId: string): Promise<Entity> =>
      (await http(`/v1/customers/${customerId}/transfers`, { method: 'POST', as: 'nordlys', headers, body: { sourcePartnerTenantId: tenant('havn'), customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as Entity;
    const first = await send(oresund);
    await patch(oresund, first.id, 'havn', { status: 'reject' });
    const second = await send(zonnebloem);
    await patch(zonnebloem, second.id, 'havn', { status: 'reject' });
    expect(second.id).not.toBe(first.id);
    expect(await send(oresund)).toEqual(first);
    for (const as of ['havn', 'nordlys']) {
      for (const type of ['TransferRequested', 'TransferRejected']) {
        const { items } = (await http(`/nextterm/v1/events?type=${type}`, { as })).body as { items: unknown[] };
        expect([as, type, items.length]).toEqual([as, type, 2]);
      }
    }
  });

  test('what is no filter is refused', async () => {
    const { http } = await begin();
    for (const query of ['status=Active', 'direction=sideways', 'size=-1']) expect((await http(`/nextterm/v1/transfers?${query}`)).status).toBe(400);
  });

  test('[DUE-1] a row that was lost is put right by the daily check, for both sides', async () => {
    const { world, ids, first, oresund } = await asked();
    await goOnChecking(world.app);
    for (const partition of [`transfers|incoming|${world.as('havn').partner.tenantId}`, `transfers|outgoing|${world.as('nordlys').partner.tenantId}`]) {
      const rows = (await rowsOf(world.stores.Directory)).filter((row) => row.partition === partition && row.key.endsWith(first.id));
      expect(rows.map(({ key }) => key.split('|')[0])).toEqual(['open', 'request']);
      for (const { key } of rows) await world.stores.Directory.commit(partition, [{ op: 'delete', key, etag: ANY_ETAG }]);
      world.sleepUntil(partition.includes('incoming') ? '2026-06-12T10:00:00Z' : '2026-06-14T10:00:00Z');
      expect(await goOnChecking(world.app)).toEqual([{ what: 'requestList', customerId: oresund, subject: first.id }]);
    }
    expect([await ids(), await ids('?direction=outgoing', { as: 'nordlys' })].map((found) => found.length)).toEqual([2, 2]);
  });
});

describe('[TRF-1] the customer itself', () => {
  const notices = (published: readonly EventRecord[]) => published.flatMap(({ partnerId, subject, facts }) => (subject.kind === 'notice' ? facts.map(({ to, about }) => [partnerId, to, about]) : []));

  test('is told of each step at the address that the request names, once; a preview and a refusal tell nothing', async () => {
    const { world, oresund, create, submit, patch, http } = await begin();
    const [id = ''] = await world.buy('havn', oresund, [standard]);
    await http(`/v1/customers/${oresund}/transfers?preview=true`, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 } });
    const transfer = await create(oresund);
    await patch(oresund, transfer.id, 'havn', { status: 'cancel' });
    await submit(oresund, transfer.id, [id]);
    await world.settle();
    const told = (about: string) => ['', 'it@oresundfoods.example', about];
    expect(notices(world.published)).toEqual([told('TransferRequested'), told('TransferSubmitted'), told('TransferCompleted')]);
    await world.expectNothingDue();
  });

  test('reads its transfers, which of its subscriptions became which, and what happened, with what it was told', async () => {
    const { world, http, oresund, submit, first, tenant } = await asked();
    const [id = ''] = await world.buy('havn', oresund, [standard]);
    const base = `/v1/customers/${oresund}/transfers`;
    const read = async (path: string) => (await http(path, { caller: customerToken(oresund) })).body;
    const waiting = (await read(`${base}/${first.id}`)) as Entity;
    expect(waiting).toMatchObject({ id: first.id, status: 'Pending', lineItems: [], partnertenantid: tenant('nordlys') });
    expect(waiting).not.toHaveProperty('transferDirection');
    await submit(oresund, first.id, [id]);
    expect(await read(base)).toMatchObject([{ id: first.id, status: 'InProgress', lineItems: [{ subscriptionId: id, sourceSubscriptionId: id }] }]);
    await world.settle();
    const ofTarget = (await http(`${base}/${first.id}`, { as: 'nordlys' })).body as Entity;
    const { subscriptionId, orderId } = ofTarget.lineItems[0] ?? {};
    expect(await read(`${base}/${first.id}`)).toMatchObject({ status: 'Complete', lineItems: [{ subscriptionId, sourceSubscriptionId: id, orderId, status: 'Complete' }] });
    const events = async (call: Call) => ((await http(`/nextterm${base}/${first.id}/events`, call)).body as { items: { type: string }[] }).items.map(({ type }) => type);
    const steps = ['TransferRequested', 'TransferSubmitted', 'TransferLineCompleted', 'TransferCompleted'];
    expect(await events({ as: 'nordlys' })).toEqual(steps);
    const ofCustomer = await events({ caller: customerToken(oresund) });
    expect([ofCustomer.filter((type) => type !== 'CustomerNotified'), ofCustomer.length]).toEqual([steps, 7]);
  });

  test('[PAR-3] reads no other customer’s, neither what one side is shown of it, nor the lists of partners', async () => {
    const { world, http, oresund, first } = await asked();
    const before = await world.dump();
    const other = { caller: customerToken(world.customer('Molenwiek')) };
    const base = `/v1/customers/${oresund}/transfers`;
    expect(await http(base, other)).toMatchObject({ status: 404, body: { code: 60003 } });
    for (const path of [`${base}/${first.id}`, `/nextterm${base}/${first.id}/events`]) expect(await http(path, other)).toMatchObject({ status: 404, body: { code: 900100 } });
    const own = { caller: customerToken(oresund) };
    for (const path of [`/nextterm${base}/${first.id}/preview`, `/v1/customers/${oresund}/transferseligibility?transferType=5`, '/nextterm/v1/transfers']) expect(await http(path, own)).toMatchObject({ status: 403, body: { code: 900150 } });
    expect(await http(`${base}/${first.id}`, { ...own, method: 'PATCH', body: { status: 'reject' } })).toMatchObject({ status: 403 });
    expect(await http(`/v1/customers/${world.customer('Molenwiek')}/transfers`, other)).toMatchObject({ status: 200, body: [] });
    expect(await world.dump()).toEqual(before);
  });
});

describe('[CUS-1] [TRF-1] a relationship is asked for with the subscriptions that are meant to move', () => {
  test('the customer is told where it is billed, sees them with the request, and the source with the transfer; nobody else', async () => {
    const { world, http, zonnebloem, ask, accept, create, list, tenant } = await begin();
    const [own = '', other = ''] = [...(await world.buy('havn', zonnebloem, [standard])), '00000000-1111-4222-8333-444444444444'];
    const asked = await ask(zonnebloem, { subscriptionsToMove: [own.toUpperCase(), other, own] });
    expect(asked).toMatchObject({ status: 201, body: { status: 'pending', subscriptionsToMove: [own, other] } });
    const email = ((await http(`/v1/customers/${zonnebloem}/profiles/billing`)).body as { email: string }).email;
    const [notice] = world.published.filter(({ subject }) => subject.kind === 'notice');
    expect(notice).toMatchObject({
      partnerId: '',
      facts: [
        {
          type: 'CustomerNotified',
          to: email,
          about: 'RelationshipRequested',
          partnerTenantId: tenant('nordlys'),
          url: expect.stringContaining(tenant('nordlys')) as unknown,
          whatToDo: 'Nordlys IT asks to become a reseller of yours and means to take over 2 of your subscriptions, which moves none yet. Accept or decline it; until you do, Nordlys IT sees nothing of you and can sell you nothing.',
        },
      ],
    });
    const seen = (await http(`/nextterm/v1/customers/${zonnebloem}/relationships`, { caller: customerToken(zonnebloem) })).body as { items: { partnerTenantId: string }[] };
    expect(seen.items.find(({ partnerTenantId }) => partnerTenantId === tenant('nordlys'))).toMatchObject({ subscriptionsToMove: [own, other] });
    expect(((await http(`/nextterm/v1/customers/${zonnebloem}/relationships`)).body as { items: object[] }).items).toHaveLength(1);
    expect(JSON.stringify(await http(`/nextterm/v1/customers/${zonnebloem}/relationships`))).not.toContain(other);
    await accept(zonnebloem);
    const transfer = await create(zonnebloem);
    // What it named of others is not shown to the source, and to the target not what is the source's.
    expect((await list()).items).toMatchObject([{ id: transfer.id, subscriptionsToMove: [own] }]);
    expect(JSON.stringify(await list())).not.toContain(other);
    expect(JSON.stringify([transfer, await list('?direction=outgoing', { as: 'nordlys' })])).not.toContain(own);
    expect((await world.subscription(zonnebloem, own)).partnerId).toBe(tenant('havn'));
  });

  test('pending, it can be asked for otherwise, and the customer is told anew; accepted, it is refused', async () => {
    const { world, zonnebloem, ask, accept } = await begin();
    const [a, b] = ['00000000-1111-4222-8333-444444444444', '00000000-1111-4222-8333-555555555555'];
    await ask(zonnebloem);
    expect(await ask(zonnebloem, { subscriptionsToMove: [a] })).toMatchObject({ status: 201, body: { status: 'pending', subscriptionsToMove: [a] } });
    await ask(zonnebloem, { subscriptionsToMove: [a] });
    await ask(zonnebloem);
    expect(world.happened()).toEqual(['RelationshipRequested', 'CustomerNotified', 'RelationshipRequested', 'CustomerNotified']);
    await accept(zonnebloem);
    expect(await ask(zonnebloem, { subscriptionsToMove: [a] })).toMatchObject({ status: 201, body: { status: 'accepted', subscriptionsToMove: [a] } });
    const before = await world.dump();
    expect(await ask(zonnebloem, { subscriptionsToMove: [b] })).toMatchObject({ status: 400, body: { code: 800042 } });
    expect(await world.dump()).toEqual(before);
  });

  test('25 at most, and ids only', async () => {
    const { world, zonnebloem, ask } = await begin();
    const many = (count: number) => Array.from({ length: count }, (_, index) => `00000000-1111-4222-8333-${String(index).padStart(12, '0')}`);
    const before = await world.dump();
    expect((await ask(zonnebloem, { subscriptionsToMove: many(26) })).status).toBe(400);
    expect((await ask(zonnebloem, { subscriptionsToMove: ['mine'] })).status).toBe(400);
    expect(await world.dump()).toEqual(before);
    expect((await ask(zonnebloem, { subscriptionsToMove: many(25) })).status).toBe(201);
  });
});
