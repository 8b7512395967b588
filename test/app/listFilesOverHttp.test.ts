import { parse } from 'csv-parse/sync';
import { rebuild } from '../../src/app/check/rebuild';
import { claimDomains } from '../support/claimedDomains';
import { httpOver, type Reply } from '../support/httpWorld';
import { World } from '../support/world';

const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const csv = { headers: { Accept: 'text/csv' } };
const EXPORT = ['SubscriptionId', 'SubscriptionName', 'LicensesPurchased', 'Status', 'BillingCycle', 'Promotion', 'Reseller'];

interface Listed {
  readonly totalCount: number;
  readonly items: readonly { readonly id: string; readonly customerId?: string; readonly customerName?: string }[];
  readonly links: { readonly next?: { readonly uri: string; readonly headers: readonly { readonly key: string; readonly value: string }[] } };
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let ids: string[];

beforeAll(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  http = httpOver(world);
  await claimDomains(world);
  await rebuild(world.app, true);
  customer = world.customer('Zonnebloem');
  ids = await world.buy('havn', customer, [standard, { ...standard, termDuration: 'P1Y' }, { ...standard, quantity: 3 }]);
  const renamed = await http(`/v1/customers/${customer}/subscriptions/${ids[0]}`, { method: 'PATCH', body: { friendlyName: '=1+1' } });
  expect(renamed.status).toBe(200);
});

const rowsOf = ({ text }: Reply): string[][] => parse(text);
/** Rows of a file by their headings. */
const recordsOf = ({ text }: Reply): Record<string, string>[] => parse(text, { columns: true });
const nextOf = ({ body }: Reply) => (body as Listed).links.next;

/** All pages, followed as their links say. */
const followed = async (path: string, as = 'havn'): Promise<readonly Listed[]> => {
  const pages: Listed[] = [];
  let next: Listed['links']['next'] = { uri: path.replace(/^\/v1/, ''), headers: [] };
  while (next !== undefined) {
    const at: string = next.uri.startsWith('/nextterm') ? next.uri : `/v1${next.uri}`;
    const page: Reply = await http(at, { as, headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) });
    expect(page.status).toBe(200);
    pages.push(page.body as Listed);
    next = nextOf(page);
  }
  return pages;
};

describe('[SUB-8] subscriptions of one customer', () => {
  const list = () => `/v1/customers/${customer}/subscriptions`;

  test('come all at once to whoever asks for no pages, and in pages whose count is theirs', async () => {
    const all = (await http(list())).body as Listed;
    expect([all.totalCount, all.links.next]).toEqual([3, undefined]);
    const pages = await followed(`${list()}?size=2`);
    expect(pages.map(({ totalCount, items }) => [totalCount, items.length])).toEqual([[2, 2], [1, 1]]);
    expect(pages.flatMap(({ items }) => items)).toEqual(all.items);
    expect(nextOf(await http(`${list()}?size=3`))).toBeUndefined();
    expect(nextOf(await http(`${list()}?size=0`))).toBeUndefined();
  });

  test('keep what they were filtered by from page to page, and take no token of another list', async () => {
    const [order] = ((await http(`/v1/customers/${customer}/orders`)).body as { items: { id: string }[] }).items;
    const pages = await followed(`${list()}?size=1&order_id=${order?.id}`);
    const filtered = ((await http(`${list()}?order_id=${order?.id}`)).body as Listed).items;
    expect([pages.flatMap(({ items }) => items), filtered.length > 0]).toEqual([filtered, true]);
    const token = nextOf(await http(`${list()}?size=1`))?.headers[0]?.value ?? '';
    expect(await http(`/v1/customers?seekOperation=Next`, { headers: { 'MS-ContinuationToken': token } })).toMatchObject({ status: 400, body: { code: 800002 } });
    expect(await http(`${list()}?seekOperation=Next`)).toMatchObject({ status: 400, body: { description: 'The header MS-ContinuationToken is required.' } });
  });

  test('are the same file in pages, with one heading', async () => {
    const whole = await http(`${list()}?format=csv`);
    const first = await http(`${list()}?size=2`, csv);
    const second = await http(`${list()}?seekOperation=Next`, { headers: { ...csv.headers, 'MS-ContinuationToken': first.headers['MS-ContinuationToken'] ?? '' } });
    expect([rowsOf(whole)[0], first.text + second.text, second.headers['MS-ContinuationToken']]).toEqual([EXPORT, whole.text, undefined]);
    const firstAgain = await http(`${list()}?seekOperation=First`, { headers: { ...csv.headers, 'MS-ContinuationToken': first.headers['MS-ContinuationToken'] ?? '' } });
    expect([firstAgain.text, firstAgain.headers['MS-ContinuationToken']]).toEqual([first.text, first.headers['MS-ContinuationToken']]);
  });
});

describe('[SUB-8] subscriptions of all customers', () => {
  const all = '/nextterm/v1/subscriptions';
  let other: string;

  beforeAll(async () => {
    other = world.customer('Duinzicht');
    await world.buy('havn', other, [standard]);
  });

  test('come in pages that go through a customer and on to the next, in order of their names', async () => {
    const pages = await followed(`${all}?size=3`);
    const items = pages.flatMap((page) => page.items);
    expect(pages[0]?.totalCount).toBe(3);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const whole = ((await http(all)).body as Listed).items;
    expect(items).toEqual(whole);
    const names = whole.map(({ customerName = '' }) => customerName);
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    expect(whole.filter(({ customerId }) => customerId === customer).map(({ id }) => id)).toEqual(ids.toSorted());
    expect(whole.filter(({ customerId }) => customerId === other)).toHaveLength(1);
    for (const size of [1, 2, 4]) expect((await followed(`${all}?size=${size}`)).flatMap((page) => page.items)).toEqual(whole);
  });

  test('are a file with the columns of one customer behind whose each is', async () => {
    const file = await http(`${all}?format=csv&byteOrderMark=true`);
    expect(file).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename=subscriptions.csv' } });
    expect(file.text.startsWith('\uFEFF"CustomerId","CustomerName","SubscriptionId"')).toBe(true);
    const [heading, ...rows] = rowsOf({ ...file, text: file.text.slice(1) });
    expect(heading).toEqual(['CustomerId', 'CustomerName', ...EXPORT]);
    const own = rowsOf(await http(`/v1/customers/${customer}/subscriptions`, csv)).slice(1);
    expect(rows.filter(([id]) => id === customer).map((row) => row.slice(2))).toEqual(own);
  });

  test('are narrowed by publisher, billing type, category and status, of all customers or of one, as pages and as a file', async () => {
    const mixed = await World.at('2026-06-10T10:00:00Z');
    const call = httpOver(mixed);
    await claimDomains(mixed);
    await rebuild(mixed.app, true);
    const [mine, plain] = [mixed.customer('Zonnebloem'), mixed.customer('Duinzicht')];
    const [seats = '', gone = '', saas = ''] = await mixed.buy('havn', mine, [standard, standard, { sku: 'NCKANAALPL01:0001', quantity: 2, termDuration: 'P1M', billingCycle: 'monthly' }]);
    const [elsewhere = ''] = await mixed.buy('havn', plain, [standard]);
    await mixed.buy('havn', mine, [{ sku: 'DZH318Z0BPS6:0001', quantity: 1, billingCycle: 'one_time', termDuration: undefined }]);
    expect((await call(`/v1/customers/${mine}/subscriptions/${gone}`, { method: 'PATCH', body: { status: 'deleted' } })).status).toBe(200);
    const everything = ((await call(all)).body as { items: { id: string; publisherName: string; billingType: string; productType: { id: string }; status: string; customerId: string }[] }).items;
    expect(new Set(everything.map(({ productType }) => productType.id))).toEqual(new Set(['OnlineServicesNCE', 'SaaS', 'Azure']));
    const list = async (query: string) => ((await call(`${all}?${query}`)).body as Listed).items.map(({ id }) => id).toSorted();
    const where = (isMeant: (each: (typeof everything)[number]) => boolean) => everything.filter(isMeant).map(({ id }) => id).toSorted();
    expect(await list('status=deleted')).toEqual([gone]);
    expect(await list('status=Active,Deleted')).toEqual(where(() => true));
    expect(await list('billingType=usage')).toEqual(where(({ billingType }) => billingType === 'usage'));
    expect(await list('productType=saas')).toEqual([saas]);
    expect(await list('productType=SaaS,Azure')).toEqual(where(({ productType }) => productType.id !== 'OnlineServicesNCE'));
    expect(await list(`publisherName=${encodeURIComponent(everything.find(({ id }) => id === saas)?.publisherName.toUpperCase() ?? '')}`)).toEqual([saas]);
    expect(await list('publisherName=microsoft&status=active&billingType=license')).toEqual([seats, elsewhere].toSorted());
    expect(await list(`publisherName=microsoft&status=active&billingType=license&customerId=${mine}`)).toEqual([seats]);
    expect(await list('publisherName=')).toEqual([]);
    const one = `${all}?customerId=${mine}&billingType=license`;
    const first = await call(`${one}&size=1`);
    const next = nextOf(first);
    const second = await call(next?.uri ?? '', { headers: { 'MS-ContinuationToken': next?.headers[0]?.value ?? '' } });
    const third = nextOf(second);
    const last = await call(third?.uri ?? '', { headers: { 'MS-ContinuationToken': third?.headers[0]?.value ?? '' } });
    expect([first, second, last].flatMap(({ body }) => (body as Listed).items.map(({ id }) => id))).toEqual([seats, gone, saas].toSorted());
    expect(nextOf(last)).toBeUndefined();
    const file = await call(`${one}&status=active&format=csv`);
    expect(recordsOf(file).map(({ SubscriptionId, CustomerId }) => [SubscriptionId, CustomerId]).toSorted()).toEqual([seats, saas].toSorted().map((id) => [id, mine]));
    for (const [query, code] of [['status=live', 900126], ['productType=', 900126], ['billingType=seats', 900126], ['customerId=x', 800002]] as const) expect(await call(`${all}?${query}`)).toMatchObject({ status: 400, body: { code } });
    expect(await call(`${all}?customerId=${mine}`, { as: 'nordlys' })).toMatchObject({ status: 404 });
    http = httpOver(world);
  });

  test('[PAR-3] are those of the caller, and filtered by reseller', async () => {
    const theirs = ((await http(all, { as: 'nordlys' })).body as Listed).items;
    expect(theirs.length > 0 && theirs.every(({ customerId }) => customerId !== customer && customerId !== other)).toBe(true);
    expect(((await http(`${all}?mpn_id=6120045`)).body as Listed).items).toEqual([]);
    const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
    expect((await http(all, { caller: operator })).status).toBe(403);
  });

  test('[DUE-2] leave out a customer whose row cannot be read, say so, and go on behind customers that are gone', async () => {
    const damaged = await World.at('2026-06-10T10:00:00Z');
    const call = httpOver(damaged);
    await claimDomains(damaged);
    await rebuild(damaged.app, true);
    const [one, two] = [damaged.customer('Zonnebloem'), damaged.customer('Duinzicht')];
    await damaged.buy('havn', one, [standard]);
    await damaged.buy('havn', two, [standard]);
    await damaged.app.commerce.commit(one, [{ op: 'put', key: `customer|${one}`, value: { type: 'customer', partnerId: damaged.as('havn').partner.tenantId } }]);
    const { items, unreadable } = (await call(all)).body as Listed & { unreadable?: unknown[] };
    expect([items.map(({ customerId }) => customerId), unreadable?.length]).toEqual([[two], 1]);
    const file = await call(all, csv);
    expect([rowsOf(file).length, file.headers['NextTerm-Unreadable']]).toEqual([2, expect.anything()]);

    // A hundred that it has given up since, whose names come first: a page looks at no more customers, and says that there are more.
    const shown = { companyName: '0', domain: 'x.example' };
    const gone = Array.from({ length: 100 }, (_, nth) => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`);
    for (const customerId of gone) await damaged.app.directory.commit(damaged.as('havn').partner.tenantId, [{ op: 'put', key: `by|CompanyName|0|${customerId}`, value: { type: 'customer', customerId, version: 1, status: 'accepted', lookups: [], shown } }]);
    const empty = await call(all);
    expect([(empty.body as Listed).totalCount, nextOf(empty) === undefined]).toEqual([0, false]);
    const rest = await call(nextOf(empty)?.uri ?? '', { headers: { 'MS-ContinuationToken': nextOf(empty)?.headers[0]?.value ?? '' } });
    expect((rest.body as Listed).items.map(({ customerId }) => customerId)).toEqual([two]);
    expect(rowsOf(await call(all, csv))).toHaveLength(2);
    http = httpOver(world);
  });
});

describe('[PRE-3] deadlines', () => {
  const until = (query: string): string => `/nextterm/v1/deadlines?until=2026-08-01T00:00:00Z&customerId=${customer}${query}`;

  test('say with details what they are about, and as a file what they will cost', async () => {
    const list = ((await http(until('&details=true&charges=true'))).body as { items: { kind: string; subjectId: string; quantity?: number; brings?: { amount?: string } }[] }).items;
    expect(list.find(({ kind, subjectId }) => kind === 'renewal' && subjectId === ids[0])).toMatchObject({
      customerName: 'Zonnebloem Installaties', product: { productId: 'NCBUSSTAND01', skuId: '0001', title: 'Microsoft 365 Business Standard' }, market: 'NL', orderId: expect.stringMatching(/^\w+$/) as string, quantity: 10, name: '=1+1', brings: { amount: '100.8' },
    });
    const file = await http(until('&details=true&charges=true&format=csv'));
    expect(file).toMatchObject({ status: 200, headers: { 'Content-Disposition': 'attachment; filename=deadlines.csv' } });
    const rows = recordsOf(file);
    expect(Object.keys(rows[0] ?? {})).toEqual(['At', 'Kind', 'CustomerId', 'CustomerName', 'SubjectId', 'Name', 'ProductId', 'SkuId', 'Title', 'Market', 'OrderId', 'Quantity', 'Amount', 'Currency', 'MigratesAt']);
    expect(rows.map(({ Kind, SubjectId, Quantity, Amount }) => [Kind, SubjectId, Quantity, Amount])).toEqual(list.map(({ kind, subjectId, quantity, brings }) => [kind, subjectId, String(quantity), brings?.amount ?? '']));
    expect(rows.map(({ At = '' }) => At)).toEqual(rows.map(({ At = '' }) => At).toSorted());
    expect(rows.find(({ SubjectId }) => SubjectId === ids[0])?.['Name']).toBe("'=1+1");
  });

  test('are without details as cheap as before, also as a file, and a calendar has neither', async () => {
    const rows = recordsOf(await http(until(''), csv));
    expect(Object.keys(rows[0] ?? {})).toEqual(['At', 'Kind', 'CustomerId', 'SubjectId', 'Name', 'Quantity']);
    expect(await http(until('&format=ics&details=true'))).toMatchObject({ status: 400, body: { code: 800002, description: 'The input is not valid. details: a calendar has none.' } });
    const sized = (await http(until('&details=true&size=500'))).body as Listed;
    expect(sized.totalCount).toBeLessThanOrEqual(100);
    expect(await http(until('&charges=true'), { ...csv, roles: ['helpdesk_agent'] })).toMatchObject({ status: 403 });
  });

  test('end where until says, which is excluded', async () => {
    const at = ((await http(until('&size=1'))).body as { items: { at: string }[] }).items[0]?.at ?? '';
    const before = (await http(`/nextterm/v1/deadlines?until=${at}&customerId=${customer}`)).body as Listed;
    const behind = (await http(`/nextterm/v1/deadlines?until=${at.replace('.000Z', '.001Z')}&customerId=${customer}`)).body as Listed;
    expect([before.totalCount, behind.totalCount > 0]).toEqual([0, true]);
  });
});

test('[BIL-4] charges are a file with a column for whatever a line can be of', async () => {
  const path = `/nextterm/v1/customers/${customer}/subscriptions/${ids[0]}/charges`;
  const { items } = (await http(path)).body as { items: { id: string; subtotal: string; effectiveUnitPrice: string; arithmetic: { cycleDays: number } }[] };
  const file = await http(path, csv);
  expect(file).toMatchObject({ status: 200, headers: { 'Content-Disposition': 'attachment; filename=charges.csv' } });
  const rows = recordsOf(file);
  expect(rows.map(({ Id, Subtotal, EffectiveUnitPrice, CycleDays, MeterId }) => [Id, Subtotal, EffectiveUnitPrice, CycleDays, MeterId])).toEqual(items.map(({ id, subtotal, effectiveUnitPrice, arithmetic }) => [id, subtotal, effectiveUnitPrice, String(arithmetic.cycleDays), '']));
  expect(rows).not.toEqual([]);
  const lines = (await http(path, { headers: { Accept: 'application/x-ndjson' } })).text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual(items);
  expect((await http(`/nextterm/v1/customers/${customer}/usage/azure/charges`, csv)).text).toBe(`${file.text.split('\r\n')[0]}\r\n`);
  expect(await http(path, { ...csv, roles: ['helpdesk_agent'] })).toMatchObject({ status: 403 });
});

test('[AUD-1] the audit log is a file by the same filters', async () => {
  const filter = encodeURIComponent(JSON.stringify({ Field: 'ResourceType', Value: 'Subscription', Operator: 'equals' }));
  const path = `/v1/auditrecords?startDate=2026-06-01&filter=${filter}`;
  const { items } = (await http(path)).body as { items: { id: string; operationType: string; resourceNewValue: string }[] };
  const rows = recordsOf(await http(path, csv));
  expect(rows.map(({ Id, OperationType, ResourceNewValue }) => [Id, OperationType, ResourceNewValue])).toEqual(items.map(({ id, operationType, resourceNewValue }) => [id, operationType, resourceNewValue]));
  expect(rows.some(({ OperationType }) => OperationType === 'update_subscription')).toBe(true);
  expect(await http('/v1/auditrecords?filter=subscription', csv)).toMatchObject({ status: 400, body: { code: 800002 } });
  expect(await http('/v1/auditrecords?byteOrderMark=true')).toMatchObject({ status: 400, body: { code: 800002 } });
});

describe('[REQ-1] what published clients send', () => {
  test.each([
    ['/v1/customers?size=2&offset=0', 200],
    ['/v1/customers?size=2&offset=2', 400],
    ['/v1/customers?filter=duin', 400],
    ['/v1/invoices?filter=x', 400],
    ['/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf&filter=x', 400],
    ['/v1/products?country=NL&targetView=OnlineServices&reservationScope=AzurePlan', 200],
    ['/v1/products?country=NL&targetView=OnlineServices&page=2', 400],
  ])('%s: %i', async (path, status) => {
    expect((await http(path)).status).toBe(status);
  });

  test('of orders and offers', async () => {
    expect((await http(`/v1/customers/${customer}/orders?billingType=monthly&include_price=True`)).status).toBe(200);
    const countOf = async (query: string): Promise<number> => ((await http(`/v1/offers?country=NL${query}`)).body as Listed).totalCount;
    const all = await countOf('');
    expect([await countOf('&size=0'), await countOf('&offer_category_id=onlineservices'), await countOf('&offer_category_id=Other'), all > 0]).toEqual([all, all, 0, true]);
  });
});
