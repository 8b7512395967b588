import { routes } from '../../src/adapters/http/route';
import { type ServedRoute } from '../../src/adapters/http/routeDefinition';
import { type Call } from '../support/httpWorld';
import { callIds, observed, opens, statusOf } from './alike';
import { bodiesFor, paramsOf, pathOf } from './calls';
import { customerToken, type Ids, twoShops } from './twoShops';

const NOBODYS = '00000000-1111-4222-8333-444444444444';

/** What another has in the place of one parameter, and how a call with it is made. */
interface Example {
  readonly what: string;
  readonly as: Call;
  /** Every parameter of a path, with the one of another in its place. */
  readonly ids: Ids;
  /** What nobody has, in its place. */
  readonly missing: string;
  /** What answers beside 404, and why. */
  readonly also?: readonly string[];
}

type Shops = Awaited<ReturnType<typeof twoShops>>;

const agent: Call = { as: 'nordlys', roles: ['global_admin', 'admin_agent'] };

/** A reseller of the customer's provider, through which the customer does not buy. */
const reseller = (tenantId: string): Call => ({
  caller: {
    tenantId, kind: 'partner', userId: 'u', displayName: 'u', roles: ['global_admin', 'admin_agent'], appOnly: false,
    partner: { slug: 'reseller6120046', name: 'Zuiderlicht Automatisering', tenantId, partnerId: '6120046', kind: 'indirect_reseller', country: 'NL', currency: 'EUR', programmeStatus: 'active', resellers: [], providers: [], version: 1 },
  },
});

const ofCustomers = (name: string, missing = NOBODYS) => ({ havn, nordlys }: Shops): readonly Example[] => [
  { what: 'another partner\'s, of a customer of both', as: agent, ids: { ...nordlys.shared, [name]: havn.shared[name] ?? '' }, missing },
  { what: 'another partner\'s, of a customer of its own', as: agent, ids: { ...nordlys.shared, [name]: havn.own[name] ?? '' }, missing },
  { what: 'one\'s own, of another customer', as: agent, ids: { ...nordlys.shared, [name]: nordlys.own[name] ?? '' }, missing },
];

const ofPartners = (name: string, missing = NOBODYS) => ({ havn, nordlys }: Shops): readonly Example[] => [{ what: 'another partner\'s', as: agent, ids: { ...nordlys.shared, [name]: havn.own[name] ?? '' }, missing }];

/** By the name of a parameter. A new one belongs here, or below. */
const another: Readonly<Record<string, (shops: Shops) => readonly Example[]>> = {
  customerId: ({ havn, nordlys, world }) => [
    { what: 'another partner\'s', as: agent, ids: havn.own, missing: NOBODYS },
    { what: 'one that was asked for a relationship', as: agent, ids: { ...havn.own, customerId: world.customer('Grachtenpand') }, missing: NOBODYS },
    // It is told to go through its provider before anything is looked at.
    { what: 'one of its provider\'s, for a reseller', as: reseller('8f08fa7f-188f-4178-a4eb-237ec68d6f5b'), ids: { ...havn.own, customerId: world.customer('Tulpveld') }, missing: NOBODYS, also: ['403 900308', '403 800114'] },
    { what: 'another customer, for a customer\'s own people', as: { caller: customerToken(nordlys.own['customerId'] ?? '') }, ids: havn.own, missing: NOBODYS },
  ],
  partnerTenantId: ({ nordlys, world }) => [{ what: 'a partner that asked for nothing', as: { caller: customerToken(nordlys.own['customerId'] ?? '') }, ids: { ...nordlys.own, partnerTenantId: world.as('havn').partner.tenantId }, missing: NOBODYS }],
  subscriptionId: ofCustomers('subscriptionId'),
  planId: ofCustomers('planId'),
  entitlementId: ofCustomers('entitlementId'),
  orderId: ofCustomers('orderId', 'aaaaaaaaaaaa'),
  cartId: ofCustomers('cartId'),
  requestId: ofCustomers('requestId'),
  transferId: ofCustomers('transferId'),
  migrationId: ofCustomers('migrationId'),
  scheduleId: ofCustomers('scheduleId'),
  handoverId: ofCustomers('handoverId'),
  upgradeId: ({ havn, nordlys, fabrikvik, upgradeId }) => [
    // The published code is no 404.
    { what: 'one\'s own, of another customer', as: agent, ids: { ...nordlys.own, upgradeId }, missing: NOBODYS, also: ['400 900111'] },
    { what: 'of another partner\'s customer', as: { ...agent, as: 'havn' }, ids: { ...havn.own, customerId: fabrikvik, upgradeId }, missing: NOBODYS },
  ],
  webhookId: ofPartners('webhookId'),
  correlationId: ofPartners('correlationId'),
  // The published code of lines is no 404.
  invoiceId: (shops) => ofPartners('invoiceId', 'G000000777')(shops).map((example) => ({ ...example, also: ['400 900126'] })),
  operationId: ofPartners('operationId'),
  manifestId: ofPartners('manifestId'),
  notificationId: ofPartners('notificationId', `20260308T100000000Z-${NOBODYS}`),
  // A record that there is not is an empty collection, as published.
  recordId: (shops) => ofPartners('recordId', `2026-03-02T10:00:00.000Z_000000007-${NOBODYS}`)(shops).map((example) => ({ ...example, also: ['200'] })),
};

/** Parameters that name nothing of anybody's, each with why. */
const nobodys: Readonly<Record<string, string>> = {
  availabilityId: 'of the catalogue, which is one for all',
  country: 'a country, of rules that are alike for all',
  domain: 'whether it is taken is what the call is there to tell, and no more',
  invoiceLineItemType: 'a word of the contract',
  lineId: 'counts within the subscription before it',
  lineItemNumber: 'counts within the order before it',
  month: 'of a month one finds one\'s own',
  number: 'counts within the caller\'s own log',
  offerId: 'of the catalogue, which is one for all',
  productId: 'of the catalogue, which is one for all; what only some may buy says so',
  promotionId: 'of the catalogue, which is one for all',
  provider: 'a word of the contract',
  receiptId: 'counts within the invoice before it',
  selector: 'a market or a month of a price sheet',
  service: 'a word of the contract',
  skuId: 'of the catalogue, which is one for all',
  templateId: 'of the installation, which is one for all',
};

/** Calls that another's is not missing to, each with why. */
const addressed: Readonly<Record<string, string>> = {
  'askRelationship, another partner\'s': 'a customer is asked by its tenant id before one sees it',
  'askRelationship, one that was asked for a relationship': 'a customer is asked by its tenant id before one sees it',
  'listRelationshipsOfCustomer, one that was asked for a relationship': 'whoever asked reads its own question',
};

let shops: Shops;
beforeAll(async () => {
  shops = await twoShops();
});

const isOperators = ({ access }: ServedRoute): boolean => access !== 'public' && access.permission === 'operations.manage';
const guarded = (): readonly ServedRoute[] => routes().filter((route) => route.access !== 'public' && !isOperators(route));
const having = (param: string): readonly ServedRoute[] => guarded().filter(({ path }) => paramsOf(path).includes(param));

/** How the same id can be written. */
type Form = readonly [form: string, write: (id: string) => string, more?: string];
const forms: readonly Form[] = [
  ['as it is', (id) => id],
  ['in upper case', (id) => id.toUpperCase()],
  ['in braces', (id) => `{${id}}`],
];

const previewed: Form = ['previewed', (id) => id, '?preview=true'];

/** Routes that want to know which version is replaced. */
const asksForVersion: ReadonlySet<string> = new Set(['replaceBillingProfile']);

/** @param more behind the path. */
const ask = (route: ServedRoute, { as, ids, missing }: Example, param: string, id: string, more = '') => {
  const named = { ...ids, [param]: id };
  const isRead = route.method === 'GET' || route.method === 'HEAD';
  const call: Call = { ...as, method: route.method, headers: { ...callIds, ...(asksForVersion.has(route.name) && { 'If-Match': '"abc="' }) }, ...(!isRead && { body: bodiesFor(named, 'NL')[route.name] ?? {} }) };
  return observed(shops.asked, [encodeURIComponent(id), id, ids[param] ?? '', missing], () => shops.http(pathOf(route, named) + more, call));
};

test('[PAR-3] every parameter of every route is in the tables of this test: with what another has in its place, or with why nobody has anything', () => {
  const names = [...new Set(guarded().flatMap(({ path }) => paramsOf(path)))];
  expect([...Object.keys(another), ...Object.keys(nobodys)].toSorted()).toEqual(names.toSorted());
});

test('[PAR-3] what the tables say another has is there, and its owner reads it', async () => {
  const { havn, http } = shops;
  const customer = `/v1/customers/${havn.shared['customerId']}`;
  const ofHavn = havn.shared;
  const paths = [
    customer, `${customer}/subscriptions/${ofHavn['subscriptionId']}`, `${customer}/subscriptions/${ofHavn['planId']}/azureEntitlements/${ofHavn['entitlementId']}`, `${customer}/orders/${ofHavn['orderId']}`, `${customer}/carts/${ofHavn['cartId']}`,
    `/nextterm${customer}/subscriptions/${ofHavn['subscriptionId']}/supportrequests/${ofHavn['requestId']}`, `${customer}/transfers/${ofHavn['transferId']}`, `${customer}/migrations/newcommerce/${ofHavn['migrationId']}`,
    `${customer}/migrations/newcommerce/schedules/${ofHavn['scheduleId']}`, `/nextterm${customer}/overage/PhoneServices/handover/${ofHavn['handoverId']}`, `/nextterm/v1/webhooks/${ofHavn['webhookId']}`,
    `/webhooks/v1/registration/validationEvents/${ofHavn['correlationId']}`, `/v1/invoices/${ofHavn['invoiceId']}`, `/v1.0/reports/partners/billing/operations/${ofHavn['operationId']}`,
    `/v1.0/reports/partners/billing/manifests/${ofHavn['manifestId']}`, `/nextterm/v1/notifications/${ofHavn['notificationId']}`,
  ];
  const read = [];
  for (const path of paths) read.push([path, (await http(path)).status]);
  expect(read).toEqual(paths.map((path) => [path, 200]));
  const { body: record } = await http(`/v1/auditrecords/${ofHavn['recordId']}`);
  expect(record).toMatchObject({ id: ofHavn['recordId'] });
  const upgrade = await http(`/v1/productUpgrades/${shops.upgradeId}/status`, { as: 'nordlys', method: 'POST', body: { customerId: shops.fabrikvik, productFamily: 'Azure' } });
  expect(upgrade.status).toBe(200);
});

test.each(Object.keys(another))('[PAR-3] {%s} of another is answered as what does not exist, by the same steps, on every route that has it, and changes nothing', async (param) => {
  const failures: unknown[] = [];
  const before = await shops.world.dump();
  let asked = 0;
  for (const route of having(param)) {
    for (const example of another[param]?.(shops) ?? []) {
      const of = `${route.name}, ${example.what}`;
      if (!opens(route, example.as) || Object.hasOwn(addressed, of)) continue;
      const foreign = example.ids[param] ?? '';
      // Once without looking, so that a catalogue or a partner that is read once a minute was read.
      await ask(route, example, param, example.missing);
      const isPreviewed = !['GET', 'HEAD'].includes(route.method) && route.preview !== 'unsupported';
      for (const [form, write, more] of isPreviewed ? [...forms, previewed] : forms) {
        const there = await ask(route, example, param, write(foreign), more);
        const missing = await ask(route, example, param, write(example.missing), more);
        if (there.answer !== missing.answer) failures.push([of, form, there.answer, missing.answer]);
        if (there.steps !== missing.steps) failures.push([of, form, there.steps, missing.steps]);
        if (form === 'as it is' && there.reply.status !== 404 && !example.also?.includes(statusOf(there.reply))) failures.push([of, statusOf(there.reply), there.reply.text]);
        asked += 1;
      }
    }
  }
  expect(failures.slice(0, 5)).toEqual([]);
  expect(await shops.world.dump()).toEqual(before);
  expect(asked).toBeGreaterThan(0);
});

test('[PAR-3] calls that are addressed to somebody else on purpose are few, and are there', async () => {
  const names = new Set(Object.keys(addressed).map((of) => of.split(',')[0] ?? ''));
  expect([...names].filter((name) => !guarded().some((route) => route.name === name))).toEqual([]);
  const grachten = shops.world.customer('Grachtenpand');
  const asked = await shops.http(`/nextterm/v1/customers/${grachten}/relationships`, agent);
  expect(asked).toMatchObject({ status: 200, body: { totalCount: 1, items: [{ partnerTenantId: shops.world.as('nordlys').partner.tenantId, status: 'pending' }] } });
});
