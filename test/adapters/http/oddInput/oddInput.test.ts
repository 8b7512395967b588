import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Caller } from '../../../../src/adapters/http/caller';
import { routes } from '../../../../src/adapters/http/route';
import { type ServedRoute } from '../../../../src/adapters/http/routeDefinition';
import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { callsOf } from '../../../scenarios/calls';
import { httpOver, type Call, type Reply } from '../../../support/httpWorld';
import { World } from '../../../support/world';
import { oddBodies, oddlyChanged, oddTexts } from './odd';

/** `zUnmatched` serves what no route does. */
const names = readdirSync(join(__dirname, '../../../../functions/http')).flatMap((file) => (file === 'zUnmatched.ts' ? [] : [file.replace(/\.ts$/, '')]));
const operator: Caller = { tenantId: 'operator', kind: 'operator', userId: 'user', displayName: 'Operator', roles: ['operator'], appOnly: false };
const listed = (skuId: string, market: string): string => `${skuId}:${availabilityIdOf(...(skuId.split(':') as [string, string]), 'commercial', market)}`;

let http: (path: string, call?: Call) => Promise<Reply>;
/** Bodies that make sense, by the function's name. */
let bodies: ReadonlyMap<string, object>;
/** What there is, by the names of path parameters. */
let params: Readonly<Record<string, string>>;

/** A customer of two partners with a licence, calling minutes, an Azure plan and a request for a transfer. */
beforeAll(async () => {
  const world = await World.at('2026-03-02T10:00:00.000Z');
  http = httpOver(world);
  const customerId = world.customer('Oresund');
  const [subscriptionId = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSSTAND01:0001', quantity: 10 }]);
  await world.buy('havn', customerId, [{ sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' }]);
  const { items: plans } = (await http(`/nextterm/v1/customers/${customerId}/azureplans`)).body as { items: { id: string }[] };
  const planId = plans[0]?.id ?? '';
  const { items: entitlements } = (await http(`/v1/customers/${customerId}/subscriptions/${planId}/azureEntitlements`)).body as { items: { id: string }[] };
  const azureSubscriptionId = entitlements[0]?.id ?? '';
  const { orderId } = (await http(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`)).body as { orderId: string };
  const line = { catalogItemId: listed('NCBUSSTAND01:0001', 'SE'), quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' };
  const { id: cartId } = (await http(`/v1/customers/${customerId}/carts`, { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line }] } })).body as { id: string };
  const havn = world.as('havn').partner.tenantId;
  const transfer = { sourcePartnerTenantId: havn, customerEmailId: 'it@oresundfoods.example', transferType: 5 };
  const { id: transferId } = (await http(`/v1/customers/${customerId}/transfers`, { method: 'POST', as: 'nordlys', body: transfer })).body as { id: string };
  const picked = { subscriptionId, productType: 'OnlineServicesNCE' };
  const upgrade = { customerId, productFamily: 'Azure' };
  const next = { product: { productId: 'NCBUSSTAND01', skuId: '0001', availabilityId: 'x', billingCycle: 'monthly', termDuration: 'P1Y' }, quantity: 3 };

  params = { customerId, subscriptionId, planId, entitlementId: azureSubscriptionId, orderId, cartId, transferId, service: 'PhoneServices', productId: 'NCBUSSTAND01', skuId: '0001', country: 'SE' };
  bodies = new Map<string, object>([
    ...callsOf({ line }, { customerId, subscriptionId, orderId, cartId }).flatMap(({ name, body }) => (body === undefined ? [] : [[name, body] as const])),
    ['createCart', { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line, participants: [{ key: 'transaction_reseller', value: '6120045' }] }, { id: 1, catalogItemId: listed('DZH318Z0BPS6:0001', 'SE'), quantity: 1, billingCycle: 'one_time' }] }],
    ['patchSubscription', { quantity: 12, friendlyName: 'x', autoRenewEnabled: true, status: 'active', scheduledNextTermInstructions: next }],
    ['createTransfer', { ...transfer, sourcePartnerTenantId: world.as('nordlys').partner.tenantId, targetPartnerEmailId: 'post@havn.example', targetProductTypes: ['OnlineServicesNCE'] }],
    ['offerTransfer', { lineItems: [picked] }],
    ['patchTransfer', { status: 'Complete', lineItems: [picked] }],
    ['setOverage', { azureEntitlementId: azureSubscriptionId, partnerId: '6120045', overageEnabled: true, type: 'PhoneServices' }],
    ['askOverageHandover', { targetPartnerTenantId: world.as('nordlys').partner.tenantId }],
    ['reportUsage', { reports: [{ reportId: 'c1', service: 'PhoneServices', userId: 'ida@oresundfoods.example', date: '2026-03-01', minutes: 10 }, { reportId: 'm1', azureSubscriptionId, meterId: 'x', date: '2026-03-01', quantity: '1.5', resourceUri: '/a' }] }],
    ['addEntitlement', { friendlyName: 'Test' }],
    ['cancelEntitlement', { cancellationReason: 'compromise' }],
    ...['upgradeProduct', 'checkProductUpgrade', 'getProductUpgrade'].map((name) => [name, upgrade] as const),
    ['setSweep', { state: 'paused', reason: 'a release', kinds: ['renewal'] }],
    ['setExchangeRates', { rates: [{ from: 'USD', to: 'EUR', month: '2026-03', rate: '0.9' }] }],
    ['putImport', { files: [{ name: 'sheet.csv', kind: 'price_sheet', content: 'bm8gc2hlZXQ=' }] }],
    ['putPartner', { kind: 'indirect_provider', name: 'Kade', partnerId: '5400001', country: 'NL', currency: 'EUR', address: ['Kade 1'], programmeStatus: 'active', domains: ['kade.example'], slug: 'kade', providers: [], resellers: [] }],
    ['convertSubscription', { offerId: line.catalogItemId, quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' }],
    ['patchOrder', { id: orderId, lineItems: [{ lineItemNumber: 1, offerId: 'x', quantity: 1, parentSubscriptionId: subscriptionId }] }],
  ]);
});

const paramsOf = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
const filled = (path: string, given: Readonly<Record<string, string>> = {}): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? params[name] ?? 'x'));
const queryNames = ({ query }: ServedRoute): readonly string[] => (query instanceof z.ZodObject ? Object.keys(query.shape) : []);

/** Every call of a route with one thing in it that makes no sense. */
const oddCalls = (route: ServedRoute): readonly (readonly [path: string, body: unknown])[] => {
  const { name, method, path, preview } = route;
  const bodied = method === 'POST' || method === 'PUT' || method === 'PATCH';
  const body = bodied ? (bodies.get(name) ?? {}) : undefined;
  return [
    ...paramsOf(path).flatMap((param) => oddTexts.map((text) => [filled(path, { [param]: text }), body] as const)),
    ...queryNames(route).flatMap((param) => oddTexts.map((text) => [`${filled(path)}?country=SE&${param}=${encodeURIComponent(text)}`, body] as const)),
    ...(bodied ? [...oddBodies, ...oddlyChanged(body)].map((odd) => [filled(path), odd] as const) : []),
    ...(bodied && preview !== 'unsupported' ? [...oddBodies, ...oddlyChanged(body)].map((odd) => [`${filled(path)}?preview=true`, odd] as const) : []),
    // Refused before a body is looked at.
    ...(bodied && preview === 'unsupported' ? [[`${filled(path)}?preview=true`, body] as const] : []),
  ];
};

test.each(names)('%s answers whatever it is sent, and an error has a code and says what is wrong', async (name) => {
  const route = routes().find((each) => each.name === name);
  if (route === undefined) throw new Error(`No route is named ${name}`);
  const failures: unknown[] = [];
  for (const [path, body] of oddCalls(route)) {
    const reply = await http(path, { method: route.method, ...(body !== undefined && { body }), ...(route.path.includes('/operations/') && { caller: operator }) });
    const said = reply.body as { code?: unknown; description?: unknown } | undefined;
    const isClear = reply.status < 400 || route.method === 'HEAD' || (typeof said?.code === 'number' && typeof said.description === 'string' && said.description !== '');
    // `/docs/..` is the root, which says nothing while there are no settings, as in this test.
    if (new URL(path, 'http://localhost').pathname === '/') continue;
    // A path with `..` in it can be that of a published operation that is not here, which is an answer.
    const isAbsent = reply.status === 501 && said?.code === 800042;
    if ((reply.status >= 500 && !isAbsent) || !isClear) failures.push([reply.status, path.slice(0, 300), JSON.stringify(body)?.slice(0, 300), reply.text.slice(0, 300)]);
  }
  expect(failures.slice(0, 5)).toEqual([]);
});
