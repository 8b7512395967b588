import { parse } from 'csv-parse/sync';
import { subscriptionCsv } from '../../../src/adapters/http/resources/subscriptionCsv';
import { asKind, type Subscription } from '../../../src/domain/subscription/state';
import { instant } from '../../../src/kernel/instant';
import { httpOver, type Call, type Reply } from '../../support/httpWorld';
import { World } from '../../support/world';

const year = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const standard = { sku: 'NCBUSSTAND01:0001', quantity: 10, ...year } as const;
const columns = ['SubscriptionId', 'SubscriptionName', 'LicensesPurchased', 'Status', 'BillingCycle', 'Promotion', 'Reseller'];
const csv = { headers: { Accept: 'text/csv' } };
const operator = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'o', displayName: 'o', roles: ['operator'], appOnly: true } as const;
const stray = '0f8fad5b-d9cb-469f-a165-70867728950e';

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let list: string;

const inhabit = (name: string): void => {
  http = httpOver(world);
  customer = world.customer(name);
  list = `/v1/customers/${customer}/subscriptions`;
};
beforeEach(async () => {
  world = await World.at('2026-03-10T10:00:00Z');
  inhabit('Zonnebloem');
});

const rowsIn = (text: string): string[][] => parse(text);
const rowsOf = ({ text }: Reply): string[][] => rowsIn(text);
const exported = async (call: Call = {}, query = ''): Promise<string[][]> => rowsOf(await http(`${list}${query}`, { ...csv, ...call }));
const buy = async (line: Parameters<World['buy']>[2][number] = standard, slug = 'havn'): Promise<string> => (await world.buy(slug, customer, [line]))[0] ?? '';
const patch = async (id: string, body: object): Promise<void> => expect((await http(`${list}/${id}`, { method: 'PATCH', body })).status).toBe(200);

describe('[SUB-8] the export of a customer', () => {
  test('is a file with the seven columns, every field in quotes', async () => {
    const id = await buy();
    const reply = await http(list, csv);
    expect(reply).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename=subscriptions.csv' } });
    expect(reply.text).toBe(
      `${columns.map((name) => `"${name}"`).join(',')}\r\n"${id}","Microsoft 365 Business Standard","10","active, auto-renew on, renews 2027-03-10","monthly","none",""\r\n`,
    );
  });

  test('of a customer without subscriptions is its heading', async () => {
    expect(await exported()).toEqual([columns]);
  });

  test('says of each whether it renews by itself, and on which day', async () => {
    const [off, suspended, cancelled, month, trial] = [await buy(), await buy(), await buy(), await buy({ ...standard, termDuration: 'P1M' }), await buy({ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' })];
    await patch(off, { autoRenewEnabled: false });
    await patch(suspended, { status: 'suspended' });
    await patch(cancelled, { status: 'deleted' });
    const statusById = Object.fromEntries((await exported()).map(([id = '', , , status, cycle]) => [id, [status, cycle]]));
    expect(statusById).toMatchObject({
      [off]: ['active, auto-renew off', 'monthly'],
      [suspended]: ['suspended, auto-renew off', 'monthly'],
      [cancelled]: ['deleted', 'monthly'],
      [month]: ['active, auto-renew on, renews 2026-04-10', 'monthly'],
      [trial]: ['active, auto-renew on, renews 2026-04-10', 'none'],
    });
  });

  test.each([
    ['on the last instant of its term', '2027-03-09T23:59:59.999Z', 'active, auto-renew off'],
    ['at the first after it, whether or not that was carried out', '2027-03-10T00:00:00.000Z', 'expired'],
  ])('of one that does not renew, %s', async (_, at, status) => {
    const id = await buy();
    await patch(id, { autoRenewEnabled: false });
    const stored = { kind: 'licences', subscription: await world.subscription(customer, id) } as const;
    expect(rowsIn(subscriptionCsv([stored], instant(at)))[1]?.[3]).toBe(status);
  });

  test('[SUS-3] of a suspended add-on, which renews with its base otherwise, that it does not', async () => {
    const id = await buy();
    const row = (status: 'active' | 'suspended', addOn: Subscription) => rowsIn(subscriptionCsv([{ kind: 'licences', subscription: { ...addOn, status } }], instant('2026-03-10T10:00:00Z')))[1]?.[3];
    const addOn = asKind({ ...(await world.subscription(customer, id)), parentId: stray }, 'traditionalAddOn');
    expect([row('active', addOn), row('suspended', addOn)]).toEqual(['active, auto-renew on, renews 2027-03-10', 'suspended, auto-renew off']);
  });

  test('names the promotion and the reseller', async () => {
    inhabit('Tulpveld');
    const promoted = await buy({ sku: 'NCBUSPREMI01:0001', quantity: 10, ...year, promotionId: 'PRBUSPREMI01:0001:PRSPRING2026', resellerOfRecord: '6120045' }, 'polder');
    expect(await exported({ as: 'polder' })).toEqual([columns, [promoted, 'Microsoft 365 Business Premium', '10', 'active, auto-renew on, renews 2027-03-10', 'monthly', 'PRBUSPREMI01:0001:PRSPRING2026', '6120045']]);
  });

  test('has Azure plans, without licences or a renewal', async () => {
    const plan = await buy({ sku: 'DZH318Z0BPS6:0001', quantity: 1, billingCycle: 'one_time', termDuration: undefined });
    expect(await exported()).toEqual([columns, [plan, 'Microsoft Azure plan', '', 'active', 'one_time', 'none', '']]);
  });

  test('has what is left under the older Azure offer', async () => {
    inhabit('Fabrikvik');
    const rows = await exported({ as: 'nordlys' });
    expect(rows.slice(1)).toEqual(['0d3cc282-a96a-461a-822b-9ed4a73de8bf', '3d5dd20e-7cd5-4c52-b84f-b702f3b13042'].map((id) => [id, 'Microsoft Azure', '', 'active', 'monthly', 'none', '']));
  });

  test('holds the same subscriptions, in the same order, as the list', async () => {
    for (let index = 0; index < 5; index += 1) await buy();
    const { items } = (await http(list)).body as { items: { id: string }[] };
    expect((await exported()).slice(1).map(([id]) => id)).toEqual(items.map(({ id }) => id));
  });

  test('is led to from the list, with its filters', async () => {
    const [first, second] = [await buy(), await buy()];
    const { orderId } = await world.subscription(customer, second);
    const { links } = (await http(`${list}?order_id=${orderId}`)).body as { links: { export: { uri: string; method: string; headers: { key: string; value: string }[] } } };
    const { uri, method, headers } = links.export;
    expect([uri, method, headers]).toEqual([`/customers/${customer}/subscriptions?order_id=${orderId}`, 'GET', [{ key: 'Accept', value: 'text/csv' }]]);
    const followed = rowsOf(await http(`/v1${uri}`, { method, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) }));
    expect(followed.slice(1).map(([id]) => id)).toEqual([second]);
    expect((await exported()).slice(1).map(([id]) => id).sort()).toEqual([first, second].sort());
  });

  test.each(['TEXT/CSV', 'text/csv; charset=utf-8', 'application/json, text/csv;q=0.5'])('is asked for by %j', async (accept) => {
    expect((await http(list, { headers: { Accept: accept } })).headers['Content-Type']).toBe('text/csv; charset=utf-8');
  });

  test.each([undefined, '*/*', 'application/json', 'text/*'])('is not answered to %j', async (accept) => {
    expect((await http(list, { headers: accept === undefined ? {} : { Accept: accept } })).headers['Content-Type']).toBe('application/json; charset=utf-8');
  });

  test('keeps what a spreadsheet would take for a formula a text', async () => {
    const { offer, ...rest } = await world.subscription(customer, await buy());
    const subscription = { ...rest, offer: { ...offer, title: '=HYPERLINK("http://x","y")' } };
    expect(rowsIn(subscriptionCsv([{ kind: 'licences', subscription }], instant('2026-03-10T10:00:00Z')))[1]?.[1]).toBe('\'=HYPERLINK("http://x","y")');
  });
});

test('[SUB-8] [PAR-3] the export has the caller’s own alone', async () => {
  inhabit('Oresund');
  const [havn, nordlys] = [await buy(), await buy(standard, 'nordlys')];
  expect((await exported()).slice(1).map(([id]) => id)).toEqual([havn]);
  expect((await exported({ as: 'nordlys' })).slice(1).map(([id]) => id)).toEqual([nordlys]);
  expect(await http(list, { ...csv, as: 'polder' })).toMatchObject({ status: 404, body: { code: 60003 } });
});

test('[SUB-8] [DUE-2] a row that cannot be read is left out of the file, which says so, and raised', async () => {
  const id = await buy();
  await world.stores.Commerce.commit(customer, [{ op: 'put', key: `subscription|${stray}`, value: { partnerId: world.as('havn').partner.tenantId } }]);
  const reply = await http(list, csv);
  expect(reply).toMatchObject({ status: 200, headers: { 'NextTerm-Unreadable': '1' } });
  expect(rowsOf(reply).slice(1).map(([each]) => each)).toEqual([id]);
  const { items } = (await http('/nextterm/v1/operations/unreadable', { caller: operator })).body as { items: { key: string }[] };
  expect(items.map(({ key }) => key)).toEqual([`subscription|${stray}`]);
});
