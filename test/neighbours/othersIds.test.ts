import { z } from 'zod';
import { routes } from '../../src/adapters/http/route';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { availabilityIdOf } from '../../src/domain/catalogue/availabilityId';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { World } from '../support/world';
import { rowsOf } from '../support/worldStores';

const listed = (skuId: string): string => `${skuId}:${availabilityIdOf(...(skuId.split(':') as [string, string]), 'commercial', 'SE')}`;

/** What each of the two partners has for their one customer; `single` is allowed once for a customer, and Nordlys' is suspended. */
const bought = [
  { sku: 'NCBUSBASIC01:0001', quantity: 10, termDuration: 'P1Y' },
  { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y' },
  { sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' },
] as const;
const single = { sku: 'NCD365CINS01:0001', quantity: 1, termDuration: 'P1Y' } as const;

let world: World;
let http: (path: string, call?: Call) => Promise<Reply>;
let customerId: string;
let nordlys: string;
/** Havn's own, by the names of path parameters. */
let params: Readonly<Record<string, string>>;
/** By the same names, Nordlys'. */
let others: Readonly<Record<string, string>>;
/** Every id that is Nordlys' alone, with what it is. */
let secrets: ReadonlyMap<string, string>;

/** Ids of what one partner has, by the names of path parameters. */
const holdingsOf = async (slug: string): Promise<Record<string, string>> => {
  const sold = [...(await world.buy(slug, customerId, [...bought])), ...(slug === 'nordlys' ? await world.buy(slug, customerId, [single]) : [])];
  const [subscriptionId = '', , phone = ''] = sold;
  for (const [index, id] of sold.entries()) await world.as(slug).patch(customerId, id, { friendlyName: `${slug} calls it ${index}` });
  const as = { as: slug };
  const plans = (await http(`/nextterm/v1/customers/${customerId}/azureplans`, as)).body as { items: { id: string }[] };
  const planId = plans.items[0]?.id ?? '';
  const entitlements = (await http(`/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements`, as)).body as { items: { id: string }[] };
  const { orderId } = (await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`, as)).body as { orderId: string };
  const call = { reportId: `call of ${slug}`.replaceAll(' ', '-'), service: 'PhoneServices', subscriptionId: phone, userId: `${slug}@oresundfoods.example`, date: '2026-03-02', minutes: 1300 };
  const reading = { reportId: `meter-${slug}`, azureSubscriptionId: entitlements.items[0]?.id, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-03-02', quantity: '40' };
  expect(await http(`/nextterm/v1/customers/${customerId}/usage`, { ...as, method: 'POST', body: { reports: [call, reading] } })).toMatchObject({ body: { accepted: 2 } });
  await http(`/v1/customers/${customerId}/usagebudget`, { ...as, method: 'PATCH', body: { amount: 25 } });
  return { subscriptionId, planId, entitlementId: entitlements.items[0]?.id ?? '', orderId };
};

/** What it has open a month later. */
const pendingOf = async (slug: string, subscriptionId = ''): Promise<Record<string, string>> => {
  const as = { as: slug };
  const cart = { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId: listed('NCBUSSTAND01:0001'), quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' }] };
  const { id: cartId } = (await http(`/v1/customers/${customerId}/carts`, { ...as, method: 'POST', body: cart })).body as { id: string };
  const support = { reason: 'incorrect_purchase', note: `${slug} bought it twice` };
  const { id: requestId } = (await http(`/nextterm/v1/customers/${customerId}/subscriptions/${subscriptionId}/supportrequests`, { ...as, method: 'POST', body: support })).body as { id: string };
  return { cartId, requestId };
};

beforeAll(async () => {
  world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  customerId = world.customer('Oresund');
  nordlys = world.as('nordlys').partner.tenantId;
  const path = { customerId, service: 'PhoneServices', productId: 'NCBUSSTAND01', skuId: '0001', country: 'SE' };
  others = { ...path, ...(await holdingsOf('nordlys')) };
  params = { ...path, ...(await holdingsOf('havn')) };
  const [suspended] = (await rowsOf(world.stores.Commerce)).filter(({ value }) => value['type'] === 'subscription' && (value['offer'] as { productId: string }).productId === 'NCD365CINS01');
  await world.as('nordlys').patch(customerId, String(suspended?.value['id']), { status: 'suspended' });
  await world.advanceTo('2026-04-07T10:00:00.000Z');
  others = { ...others, ...(await pendingOf('nordlys', others['subscriptionId'])) };
  params = { ...params, ...(await pendingOf('havn', params['subscriptionId'])) };
  const rows = (await Promise.all([rowsOf(world.stores.Commerce), rowsOf(world.stores.Usage)])).flat();
  const own = rows.filter(({ value }) => [value['partnerId'], value['holderId'], value['ofPartner']].includes(nordlys));
  const found = own.flatMap(({ value }): [string, string][] => ['id', 'reportId', 'friendlyName', 'orderId', 'userId', 'amount'].flatMap((member) => {
    const id = value[member];
    return typeof id === 'string' && id.length > 3 && id !== 'user of the test' ? [[id, `${String(value['type'])}.${member}`]] : [];
  }));
  const shared = new Set(rows.filter(({ value }) => value['partnerId'] === params['customerId'] || value['partnerId'] === world.as('havn').partner.tenantId).flatMap(({ value }) => [value['id'], value['friendlyName'], value['orderId']]));
  secrets = new Map([...found.filter(([id]) => !shared.has(id)), [nordlys, 'tenant'], ['Nordlys', 'name']]);
});

/** What a text tells of the other partner. @param asked what the call itself named. */
const told = (text: string, asked: string): readonly string[] =>
  [...secrets].filter(([id]) => text.toLowerCase().includes(id.toLowerCase()) && !asked.toLowerCase().includes(id.toLowerCase())).map(([id, what]) => `${what}: ${id}`);

const filled = (path: string, given: Readonly<Record<string, string>>): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? 'x'));

const queries: Readonly<Record<string, string>> = {
  country: 'SE',
  targetView: 'OnlineServices',
  service: 'PhoneServices',
  date: '2026-03-02',
  month: '2026-03',
  provider: 'onetime',
  invoicelineitemtype: 'billinglineitems',
  currencycode: 'EUR',
  period: 'previous',
  termDuration: 'P1Y',
  segment: 'commercial',
};

/** What is open to everybody is the same for everybody: the description's examples are of the sample world. */
const readable = (): readonly ServedRoute[] => routes().filter(({ method, path, access }) => method === 'GET' && access !== 'public' && !path.includes('/operations/'));
const queryOf = ({ query }: ServedRoute): string => (query instanceof z.ZodObject ? Object.keys(query.shape) : []).flatMap((name) => (queries[name] === undefined ? [] : [`${name}=${queries[name]}`])).join('&');

test('[PAR-3] the world of this test has something to hide', () => {
  const { customerId: _, service, productId, skuId, country, ...ids } = others;
  expect(Object.entries(ids).filter(([, id]) => !secrets.has(id))).toEqual([]);
  expect([...secrets.keys()]).toEqual(expect.arrayContaining(['call-of-nordlys', 'nordlys@oresundfoods.example', 'nordlys calls it 0', nordlys, 'Nordlys']));
  expect([service, productId, skuId, country].every((shared) => !secrets.has(shared ?? ''))).toBe(true);
});

test('[PAR-3] nothing that a partner reads of its customer tells anything of another partner', async () => {
  const failures: unknown[] = [];
  let read = 0;
  for (const route of readable()) {
    for (const type of ['', '&eligibilityType=scheduled']) {
      const asked = `${filled(route.path, params)}?${queryOf(route)}${type}`;
      const reply = await http(asked);
      if (reply.status === 200) read += 1;
      const found = told(reply.text + JSON.stringify(reply.headers), asked);
      if (found.length > 0) failures.push([route.name, found]);
    }
  }
  expect(failures).toEqual([]);
  expect(read).toBeGreaterThan(80);
});

/** Calls that another partner's holdings stand against, or change the outcome of. */
const touched = (): readonly (readonly [name: string, path: string, call: Call, says: string])[] => {
  const subscription = `/v1/customers/${customerId}/subscriptions/${params['subscriptionId'] ?? ''}`;
  const upgrade = { toCatalogItemId: listed('NCBUSSTAND01:0001'), quantity: 10, transitionType: 'transition_with_license_transfer', termDuration: 'P1Y', billingCycle: 'monthly' };
  const line = { id: 0, catalogItemId: listed(single.sku), quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' };
  const other = (others['subscriptionId'] ?? '');
  return [
    ['an upgrade to what another sold, previewed', `${subscription}/transitions?preview=true`, { method: 'POST', body: upgrade }, 'at another partner'],
    ['an upgrade to what another sold', `${subscription}/transitions`, { method: 'POST', body: upgrade }, 'at another partner'],
    ['what became of it', `${subscription}/transitions`, {}, 'at another partner'],
    ['an upgrade into what is another\'s', `${subscription}/transitions`, { method: 'POST', body: { ...upgrade, toSubscriptionId: other } }, '"code"'],
    ['the only one allowed, suspended at another, in a cart', `/v1/customers/${customerId}/carts`, { method: 'POST', body: { lineItems: [line] } }, 'at another partner'],
    ['the same in an order', `/v1/customers/${customerId}/orders`, { method: 'POST', body: { billingCycle: 'monthly', partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: line.catalogItemId, quantity: 1, termDuration: 'P1Y' }] } }, 'at another partner'],
    ['whether it can be bought', '/v1/extensions/product/checkInventory?country=SE', { method: 'POST', body: { targetItems: [{ productId: 'NCD365CINS01', skuId: '0001' }], inventoryContext: { customerId } } }, 'productId'],
    ['overage that another has', `/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { overageEnabled: true } }, '800115'],
    ['its hand-over, asked for', `/nextterm/v1/customers/${customerId}/overage/PhoneServices/handover`, { method: 'POST', body: { toPartnerTenantId: world.as('havn').partner.tenantId } }, 'toPartnerTenantId'],
    ['overage to another\'s Azure subscription', `/v1/customers/${customerId}/subscriptions/overage`, { method: 'PUT', body: { overageEnabled: true, azureEntitlementId: others['entitlementId'] } }, '800111'],
    ['calls of another\'s subscription', `/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports: [{ reportId: 'x', service: 'PhoneServices', subscriptionId: other, userId: 'x@oresundfoods.example', date: '2026-04-02', minutes: 1 }] } }, 'subscriptionUnknown'],
    ['a domain of the customer', '/v1/domains/oresundfoods.onmicrosoft.com', { method: 'HEAD' }, ''],
    ['giving the customer up', `/v1/customers/${customerId}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } }, '600006'],
    ['the log of all that', '/v1/auditrecords?startDate=2026-03-01', {}, 'AuditRecord'],
  ];
};

test('[PAR-3] [UPG-6] nothing that another partner\'s holdings stand against, or change, names them', async () => {
  const failures: unknown[] = [];
  let asked = '';
  for (const [name, path, call, says] of touched()) {
    const reply = await http(path, call);
    // The log of its own calls has what these themselves named.
    asked += path + JSON.stringify(call.body ?? {});
    const found = told(reply.text, path.includes('auditrecords') ? asked : path + JSON.stringify(call.body ?? {}));
    if (found.length > 0 || !reply.text.includes(says)) failures.push([name, reply.status, found, reply.text.slice(0, 600)]);
  }
  expect(failures).toEqual([]);
});
