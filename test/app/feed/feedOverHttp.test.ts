import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';

interface Event {
  readonly id: string;
  readonly facts: string;
  readonly sequence: string;
  readonly data: { readonly partnerId: string; readonly customerId: string; readonly subject: { readonly id: string }; readonly changed?: Readonly<Record<string, unknown>>; readonly cause?: { readonly command: string; readonly requestId?: string } };
}

interface Page {
  readonly items: readonly Event[];
  readonly since: string;
  readonly more: boolean;
  readonly next: string;
}

const licence = { sku: 'NCM365ENTE03:0001' };
const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';

const shop = async () => {
  const world = await World.at('2021-06-18T10:00:00Z');
  const http = httpOver(world);
  const read = async (path: string, as = 'havn'): Promise<Page> => (await http(path, { as })).body as Page;
  const [zonnebloem, oresund] = [world.customer('Zonnebloem'), world.customer('Oresund')];
  const [first = ''] = await world.buy('havn', zonnebloem, [licence]);
  const [second = ''] = await world.buy('havn', oresund, [licence]);
  await http(`/v1/customers/${zonnebloem}/subscriptions/${first}`, { method: 'PATCH', body: { quantity: 12, friendlyName: 'New' }, headers: { 'MS-RequestId': requestId } });
  return { world, http, read, zonnebloem, oresund, first, second };
};

const factsOf = ({ items }: Page): readonly string[] => items.map(({ facts }) => facts);

describe('[AUD-2] the feed of a partner', () => {
  test('gives its events in order, with subject, version and cause, and where it goes on', async () => {
    const { read, first } = await shop();
    const page = await read('/nextterm/v1/events');
    expect(factsOf(page)).toEqual([...Array.from({ length: 4 }, () => 'CustomerCreated'), 'OrderPlaced', 'SubscriptionPurchased', 'OrderPlaced', 'SubscriptionPurchased', 'SeatsAdded,SubscriptionRenamed']);
    expect(page.items.at(-1)).toMatchObject({ id: `${first}:2`, sequence: '000000000009', data: { version: 2, cause: { command: 'patchSubscription', requestId } } });
    expect(page).toMatchObject({ since: '000000000009', more: false, next: '/nextterm/v1/events?since=000000000009' });
  });

  test('says of each event what changed, before and after, step by step of one that is long overdue', async () => {
    const { world, read, first } = await shop();
    const page = await read('/nextterm/v1/events');
    expect(page.items.at(-1)?.data.changed).toEqual({ quantity: { before: 10, after: 12 }, friendlyName: { before: 'Microsoft 365 E3', after: 'New' } });
    world.sleepUntil('2021-08-18T00:00:00Z');
    await world.settle();
    const terms = (await read(page.next)).items.filter(({ data, facts }) => facts === 'SubscriptionRenewed' && data.subject.id === first).map(({ data }) => data.changed?.['termEnd']);
    expect(terms).toEqual([
      { before: '2021-07-17', after: '2021-08-17' },
      { before: '2021-08-17', after: '2021-09-17' },
    ]);
  });

  test('an event of a version before is told without what changed', async () => {
    const { world, read } = await shop();
    const { Events } = world.stores;
    const tenant = (await read('/nextterm/v1/events')).items.at(-1)?.data.partnerId ?? '';
    const rows = (await Events.list(tenant, { prefix: 'event|', limit: 100 })).rows;
    const row = rows.at(-1);
    const { changed: _, ...before } = row?.value as { readonly changed?: unknown };
    await Events.commit(tenant, [{ op: 'put', key: row?.key ?? '', value: { type: 'event', ...before } }]);
    const { data } = (await read('/nextterm/v1/events')).items.at(-1) ?? {};
    expect([data?.changed, data?.cause?.command]).toEqual([undefined, 'patchSubscription']);
  });

  test('pages give together what one page does, each once', async () => {
    const { read } = await shop();
    const items: Event[] = [];
    let page = await read('/nextterm/v1/events?size=2');
    for (items.push(...page.items); page.more; items.push(...page.items)) page = await read(page.next);
    expect(items).toEqual((await read('/nextterm/v1/events')).items);
    expect(page.next).toBe('/nextterm/v1/events?size=2&since=000000000009');
  });

  test('the token of the last page is where it goes on tomorrow', async () => {
    const { world, read, zonnebloem, first } = await shop();
    const { next } = await read('/nextterm/v1/events');
    expect((await read(next)).items).toEqual([]);
    await world.advanceTo('2021-07-18T00:00:00Z');
    const page = await read(next);
    expect(factsOf(page)).toContain('SubscriptionRenewed');
    expect(page.items.find(({ data, facts }) => facts === 'SubscriptionRenewed' && data.subject.id === first)?.data).toMatchObject({ customerId: zonnebloem, cause: { command: 'renewal' } });
    expect(page.items[0]?.sequence).toBe('000000000010');
  });

  test.each([
    { name: 'type', query: () => 'type=SubscriptionRenamed', found: ['SeatsAdded,SubscriptionRenamed'] },
    { name: 'customer', query: ({ oresund }: Awaited<ReturnType<typeof shop>>) => `customerId=${oresund}`, found: ['OrderPlaced', 'SubscriptionPurchased'] },
    { name: 'subject', query: ({ first }: Awaited<ReturnType<typeof shop>>) => `subject=${first}`, found: ['SubscriptionPurchased', 'SeatsAdded,SubscriptionRenamed'] },
  ])('is filtered by $name; the token is good for any filter', async ({ query, found }) => {
    const made = await shop();
    const page = await made.read(`/nextterm/v1/events?${query(made)}`);
    expect(factsOf(page)).toEqual(found);
    expect(page.since).toBe('000000000009');
  });

  test('a filtered page that is full goes on behind its last event', async () => {
    const { read, first } = await shop();
    const page = await read(`/nextterm/v1/events?subject=${first}&size=1`);
    expect(page).toMatchObject({ since: '000000000006', more: true });
    expect(factsOf(await read(page.next))).toEqual(['SeatsAdded,SubscriptionRenamed']);
  });

  test('as lines: one event each, the token in headers', async () => {
    const { http, read } = await shop();
    const lines = await http('/nextterm/v1/events?size=2', { headers: { Accept: 'application/x-ndjson' } });
    expect(lines.headers).toMatchObject({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'NextTerm-Since': '000000000002', 'NextTerm-More': 'true' });
    expect(lines.text.trimEnd().split('\n').map((line) => JSON.parse(line) as Event)).toEqual((await read('/nextterm/v1/events?size=2')).items);
  });

  test('[PAR-3] another partner sees none of it', async () => {
    const { world, read } = await shop();
    const nordlys = world.as('nordlys').partner.tenantId;
    const { items } = await read('/nextterm/v1/events', 'nordlys');
    expect(new Set(items.map(({ data }) => data.partnerId))).toEqual(new Set([nordlys]));
  });

  test.each(['since=1', 'since=abc', 'since=000000000010', 'size=0', 'type=SeatsLost', 'customerId=x'])('%s is refused', async (query) => {
    const { http } = await shop();
    expect((await http(`/nextterm/v1/events?${query}`)).status).toBe(400);
  });
});

test('[TRF-1] [AUD-2] both partners of a transfer are told each step, once', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Oresund');
  await world.buy('havn', customer, [{ sku: 'NCBUSSTAND01:0001', termDuration: 'P1Y', billingCycle: 'monthly' }]);
  const asked = { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const created = await http(`/v1/customers/${customer}/transfers`, { method: 'POST', as: 'nordlys', body: asked });
  expect(created.status).toBe(201);
  const told = async (as: string) => factsOf((await http('/nextterm/v1/events?type=TransferRequested', { as })).body as Page);
  expect([await told('havn'), await told('nordlys')]).toEqual([['TransferRequested'], ['TransferRequested']]);
});
