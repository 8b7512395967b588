import { type Caller } from '../../../src/adapters/http/caller';
import { type PartitionStore } from '../../../src/kernel/partitionStore';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { oresund } from '../usage/overage/oresund';

const year = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

interface Line {
  readonly subscriptionId?: string;
  readonly possible: boolean;
  readonly charges: readonly { readonly subtotal: string; readonly currency: string; readonly chargeStartDate: string }[];
  readonly gains: readonly Record<string, unknown>[];
  readonly loses: readonly Record<string, unknown>[];
}
interface Preview extends Pick<Line, 'gains' | 'loses'> {
  readonly side: string;
  readonly offered: boolean;
  readonly items: readonly Line[];
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
const tenant = (slug: string) => world.as(slug).partner.tenantId;
const path = (id: string, rest = '') => `/nextterm/v1/customers/${customer}/transfers/${id}${rest}`;
const contract = (id = '') => `/v1/customers/${customer}/transfers${id === '' ? '' : `/${id}`}`;
const ask = async (target = 'nordlys', source = 'havn'): Promise<string> =>
  ((await http(contract(), { method: 'POST', as: target, body: { sourcePartnerTenantId: tenant(source), customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as { id: string }).id;
const lines = (ids: readonly string[], productType = 'OnlineServicesNCE') => ({ lineItems: ids.map((subscriptionId) => ({ subscriptionId, productType })) });
const offer = (id: string, ids: readonly string[], query = '', as = 'havn') => http(path(id, `/offer${query}`), { method: 'PUT', as, body: lines(ids) });
const preview = async (id: string, as: string): Promise<Preview> => (await http(path(id, '/preview'), { as })).body as Preview;
const submit = (id: string, ids: readonly string[], query = '') => http(`${contract(id)}${query}`, { method: 'PATCH', as: 'havn', body: lines(ids) });
const charges = async (as: string, subscriptionId: string) => ((await http(`/nextterm/v1/customers/${customer}/subscriptions/${subscriptionId}/charges`, { as })).body as { items: Line['charges'] }).items;
const what = (effects: readonly Record<string, unknown>[]) => effects.map((effect) => effect['what']);

const begin = (started: World, customerId: string): void => {
  world = started;
  customer = customerId;
  http = httpOver(world);
};

describe('[PRE-1] [TRF-1] what a transfer would do, before it is submitted', () => {
  let ids: string[];
  beforeEach(async () => {
    const started = await World.at('2026-06-10T10:00:00Z');
    begin(started, started.customer('Oresund'));
    ids = await world.buy('havn', customer, [year, { ...year, quantity: 3 }]);
  });

  test('[PAR-3] the target is shown nothing until the source offers it something, and nothing again once the offer is taken back', async () => {
    const id = await ask();
    expect(await preview(id, 'nordlys')).toMatchObject({ side: 'target', offered: false, items: [], gains: [], loses: [] });
    expect(await offer(id, ids)).toMatchObject({ status: 200, body: { side: 'source', offered: true, items: [{ subscriptionId: ids[0] }, { subscriptionId: ids[1] }] } });
    expect((await preview(id, 'nordlys')).items).toHaveLength(2);
    expect(await offer(id, [])).toMatchObject({ status: 200, body: { offered: false, items: [] } });
    expect((await preview(id, 'nordlys')).items).toEqual([]);
    expect((await http(contract(id), { as: 'nordlys' })).body).toMatchObject({ status: 'Pending', lineItems: [] });
  });

  test('[PRE-2] to the cent and for both sides what is charged and given back once it is carried out, in the currency of each', async () => {
    const id = await ask();
    await offer(id, ids);
    const [ofSource, ofTarget] = [await preview(id, 'havn'), await preview(id, 'nordlys')];
    expect(ofSource.items.flatMap((line) => line.charges.map(({ currency, chargeStartDate }) => [currency, chargeStartDate]))).toEqual([['EUR', '2026-06-11T00:00:00Z'], ['EUR', '2026-06-11T00:00:00Z']]);
    expect(ofTarget.items.flatMap((line) => line.charges.map(({ currency }) => currency))).toEqual(['SEK', 'SEK']);
    await submit(id, ids);
    await world.settle();
    const moved = ((await http(contract(id), { as: 'nordlys' })).body as { lineItems: { subscriptionId: string }[] }).lineItems.map(({ subscriptionId }) => subscriptionId);
    for (const [index, subscriptionId] of ids.entries()) {
      expect(ofSource.items[index]?.charges).toEqual((await charges('havn', subscriptionId)).slice(1));
      expect(ofTarget.items[index]?.charges).toEqual(await charges('nordlys', moved[index] ?? ''));
    }
  });

  test('[PAR-3] neither side is shown anything of the other\'s', async () => {
    const id = await ask();
    await offer(id, ids);
    const [ofSource, ofTarget] = [JSON.stringify(await preview(id, 'havn')), JSON.stringify(await preview(id, 'nordlys'))];
    for (const subscriptionId of ids) expect(ofTarget).not.toContain(subscriptionId);
    expect(ofTarget).not.toContain('EUR');
    expect(ofSource).not.toContain('SEK');
    expect(await http(path(id, '/preview'), { as: 'polder' })).toMatchObject({ status: 404, body: { code: 900100 } });
  });

  test('[TRF-4] what the source loses: the open window, what it had planned, the common term end with what it keeps; what the target gains', async () => {
    const [other = ''] = await world.buy('havn', customer, [{ ...year, quantity: 2 }]);
    const subscription = (await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`)).body as { links: { availability: { uri: string } } };
    const availabilityId = /availabilities\/([^?]+)/.exec(subscription.links.availability.uri)?.[1];
    await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`, { method: 'PATCH', body: { scheduledNextTermInstructions: { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 } } });
    const id = await ask();
    await offer(id, [ids[0] ?? '']);
    const [ofSource] = (await preview(id, 'havn')).items;
    expect(ofSource?.gains).toEqual([]);
    expect(ofSource?.loses).toEqual([
      { what: 'subscription', quantity: 10, termEnd: '2027-06-09T00:00:00Z' },
      { what: 'scheduledNextTermInstructions' },
      { what: 'cancellationWindow', quantity: 10, closesAt: '2026-06-17T10:00:00.000Z' },
      { what: 'commonTermEnd', termEnd: '2027-06-09T00:00:00Z', subscriptionIds: expect.arrayContaining([ids[1], other]) as unknown },
    ]);
    const [ofTarget] = (await preview(id, 'nordlys')).items;
    expect([what(ofTarget?.gains ?? []), ofTarget?.loses]).toEqual([['subscription', 'cancellationWindow'], []]);
  });

  test('[TRF-4] one that cannot go says why to both, and the others are shown all the same', async () => {
    const id = await ask();
    await offer(id, ids);
    await http(`/v1/customers/${customer}/subscriptions/${ids[1]}`, { method: 'PATCH', body: { status: 'suspended' } });
    for (const side of ['havn', 'nordlys']) {
      const { items } = await preview(id, side);
      expect(items).toMatchObject([{ possible: true }, { possible: false, reason: 'it is suspended', charges: [], gains: [], loses: [] }]);
    }
    expect(await offer(id, ids)).toMatchObject({ status: 400, body: { code: 800078 } });
  });

  test('an offer binds nobody and stores nothing but itself; a preview of it stores nothing', async () => {
    const id = await ask();
    const before = await world.dump();
    expect(await offer(id, ids, '?preview=true')).toMatchObject({ status: 200, body: { preview: true, items: [{ possible: true }, { possible: true }] } });
    expect(await world.dump()).toEqual(before);
    await offer(id, [ids[1] ?? '']);
    expect(await submit(id, [ids[0] ?? ''])).toMatchObject({ status: 200 });
    await world.settle();
    expect((await http(contract(id), { as: 'havn' })).body).toMatchObject({ status: 'Complete', lineItems: [{ subscriptionId: ids[0] }] });
  });

  test('the preview of the submission shows the same effects', async () => {
    const id = await ask();
    await offer(id, ids);
    const shown = await preview(id, 'havn');
    const previewed = (await submit(id, ids, '?preview=true')).body as Preview;
    expect([previewed.items, previewed.gains, previewed.loses]).toEqual([shown.items, shown.gains, shown.loses]);
  });

  test.each<[string, (id: string) => Promise<unknown>, number, number]>([
    ['submitted', (id) => submit(id, ids), 409, 900101],
    ['rejected', (id) => http(contract(id), { method: 'PATCH', as: 'havn', body: { status: 'reject' } }), 400, 900102],
    ['expired', () => world.advanceTo('2026-07-11T00:00:00Z'), 400, 900102],
  ])('[TRF-1] neither offered nor previewed once it is %s', async (_name, end, status, code) => {
    const id = await ask();
    await end(id);
    expect(await http(path(id, '/preview'), { as: 'nordlys' })).toMatchObject({ status, body: { code } });
    expect(await offer(id, ids)).toMatchObject({ status, body: { code } });
  });

  test('[TRF-1] offering is the source\'s, with what can go', async () => {
    const id = await ask();
    expect(await offer(id, ids, '', 'nordlys')).toMatchObject({ status: 403, body: { code: 900150 } });
    expect(await offer(id, ids, '', 'polder')).toMatchObject({ status: 404, body: { code: 900100 } });
    expect(await offer(id, [ids[0] ?? '', ids[0] ?? ''])).toMatchObject({ status: 400, body: { code: 800078 } });
    expect(await http(path(id, '/offer'), { method: 'PUT', as: 'havn', body: lines(ids, 'AzureSubscription') })).toMatchObject({ status: 403, body: { code: 900139 } });
    expect(await http(path(id, '/offer'), { method: 'PUT', as: 'havn', body: lines(Array.from({ length: 26 }, () => ids[0] ?? '')) })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect((await preview(id, 'havn')).offered).toBe(false);
  });
});

test('[PAR-1] [TRF-4] a target whose programme status is restricted asks for nothing, and gets nothing when the source submits, nor when it is moved', async () => {
  let isRestricted = false;
  const started = await World.at('2026-06-10T10:00:00Z', undefined, (store, table) => {
    if (table !== 'Partners') return store;
    const read: PartitionStore['read'] = async (partition, key) => {
      const row = await store.read(partition, key);
      return isRestricted && row !== undefined ? { ...row, value: { ...row.value, programmeStatus: 'restricted' } } : row;
    };
    return Object.assign(Object.create(store) as PartitionStore, { read });
  });
  begin(started, started.customer('Oresund'));
  const ids = await world.buy('havn', customer, [year, year]);
  const [submitted, asked] = [await ask(), await ask()];
  await submit(submitted, [ids[0] ?? '']);
  isRestricted = true;
  // Partners are kept in memory for a minute.
  world.sleepUntil('2026-06-10T10:02:00.000Z');
  const { partner } = world.as('nordlys');
  const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner: { ...partner, programmeStatus: 'restricted' }, userId: 'u', displayName: 'U', roles: ['admin_agent'], appOnly: false };
  expect(await http(contract(), { method: 'POST', caller, body: { sourcePartnerTenantId: tenant('havn'), customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).toMatchObject({ status: 403, body: { code: 900149 } });
  expect(await submit(asked, [ids[1] ?? ''])).toMatchObject({ status: 400, body: { code: 800078 } });
  await world.settle();
  expect((await http(contract(submitted), { as: 'havn' })).body).toMatchObject({ status: 'Failed', lineItems: [{ transferError: 'the target may not sell to the customer any more' }] });
});

describe('[OVG-3] [PRE-1] the calling charges in a preview of a transfer', () => {
  test('the source\'s last licences with minutes take the assignment along', async () => {
    const { world: started, customerId, ofHavn } = await oresund();
    begin(started, customerId);
    const id = await ask();
    await offer(id, [ofHavn]);
    expect(await preview(id, 'havn')).toMatchObject({ gains: [], loses: [{ what: 'overageAssignment', service: 'PhoneServices' }] });
    expect((await preview(id, 'nordlys')).gains).toContainEqual({ what: 'overageAssignment', service: 'PhoneServices' });
  });

  test('not those of a partner who keeps others, or who has no assignment', async () => {
    const { world: started, customerId, ofNordlys } = await oresund();
    begin(started, customerId);
    const id = ((await http(contract(), { method: 'POST', as: 'havn', body: { sourcePartnerTenantId: tenant('nordlys'), customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as { id: string }).id;
    await offer(id, [ofNordlys], '', 'nordlys');
    expect([await preview(id, 'nordlys'), await preview(id, 'havn')]).toMatchObject([{ gains: [], loses: [] }, { gains: [], loses: [] }]);
  });

  test('[OVG-2] a target that has nothing yet gets an Azure plan', async () => {
    const started = await World.at('2026-03-02T10:00:00.000Z');
    begin(started, started.customer('Oresund'));
    const ids = await world.buy('havn', customer, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
    const id = await ask();
    await offer(id, ids);
    expect(what((await preview(id, 'nordlys')).gains)).toEqual(['azurePlan', 'overageAssignment']);
  });
});

test('[TRF-1] the list page by page, each transfer once', async () => {
  const started = await World.at('2026-06-10T10:00:00Z');
  begin(started, started.customer('Oresund'));
  const made = [await ask(), await ask(), await ask()];
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const page = await http(token === undefined ? `${contract()}?size=2` : `${contract()}?size=2&seekOperation=Next`, { as: 'nordlys', ...(token !== undefined && { headers: { 'MS-ContinuationToken': token } }) });
    const items = page.body as { id: string }[];
    expect(items.length).toBeLessThanOrEqual(2);
    seen.push(...items.map(({ id }) => id));
    token = page.headers['MS-ContinuationToken'];
  } while (token !== undefined);
  expect(seen.toSorted()).toEqual(made.toSorted());
});

test('[TRF-1] the eleventh request that waits is refused, until one of them is answered', async () => {
  const started = await World.at('2026-06-10T10:00:00Z');
  begin(started, started.customer('Oresund'));
  const body = { sourcePartnerTenantId: tenant('havn'), customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const [first] = await Promise.all(Array.from({ length: 10 }, () => ask()));
  expect(await http(contract(), { method: 'POST', as: 'nordlys', body })).toMatchObject({ status: 409, body: { code: 900104 } });
  await http(contract(first ?? ''), { method: 'PATCH', as: 'havn', body: { status: 'reject' } });
  expect(await http(contract(), { method: 'POST', as: 'nordlys', body })).toMatchObject({ status: 201 });
});
