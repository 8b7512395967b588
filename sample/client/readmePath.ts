// A client in TypeScript whose calls and answers are typed by the description of the API. How to generate ./api: docs/generate-a-client.md.
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './api.js';

const base = process.argv[2] ?? 'http://127.0.0.1:7071';

/** A local server hands a token to whoever asks; against Azure it is MSAL that asks Entra ID. */
const tokenOf = async (slug: string): Promise<string> => {
  const { partners } = (await (await fetch(`${base}/local/state`)).json()) as { partners: { slug: string; tenantId: string }[] };
  const tenant = partners.find((partner) => partner.slug === slug)?.tenantId;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: `${slug}-admin_agent`, client_secret: 'any', scope: 'any' });
  const grant = (await (await fetch(`${base}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  return grant.access_token;
};

const token = await tokenOf('havn');
const signed: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
};
// Some answers are files too, where one asks for them; this client reads JSON.
const api = createClient<paths, 'application/json'>({ baseUrl: base });
api.use(signed);

/** The answer of a call that must not be refused. */
const answered = async <T>(call: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await call;
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
};

const clock = async (advance: string): Promise<void> => {
  await fetch(`${base}/local/clock`, { method: 'POST', body: JSON.stringify({ advance }) });
};

const customers = await answered(api.GET('/v1/customers', {}));
const customerId = customers.items.find(({ companyProfile }) => companyProfile.companyName.startsWith('Zonnebloem'))?.id ?? '';

const availabilities = await answered(api.GET('/v1/products/{productId}/skus/{skuId}/availabilities', { params: { path: { productId: 'NCBUSSTAND01', skuId: '0001' }, query: { country: 'NL' } } }));
const offerId = availabilities.items[0]?.catalogItemId ?? '';

const order = await answered(
  api.POST('/v1/customers/{customerId}/orders', {
    params: { path: { customerId } },
    body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ offerId, quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }] },
  }),
);
if ('preview' in order) throw new Error('It was not asked to preview.');
const subscriptionId = order.lineItems[0]?.subscriptionId ?? '';
const path = { customerId, subscriptionId };

await clock('P2D');
const previewed = await answered(api.PATCH('/v1/customers/{customerId}/subscriptions/{subscriptionId}', { params: { path, query: { preview: true } }, body: { quantity: 12 } }));
if ('preview' in previewed) for (const line of previewed.charges) console.log(`${line.effectiveUnitPrice} x ${line.quantity} = ${line.subtotal} ${line.currency}`);

const changed = await answered(api.PATCH('/v1/customers/{customerId}/subscriptions/{subscriptionId}', { params: { path }, body: { quantity: 12 } }));
if (!('preview' in changed)) console.log(`${changed.quantity} seats until ${changed.commitmentEndDateTime}`);

await clock('P28D');
const charges = await answered(api.GET('/nextterm/v1/customers/{customerId}/subscriptions/{subscriptionId}/charges', { params: { path } }));
for (const line of charges.items) console.log([line.chargeType, line.chargeStartDate.slice(0, 10), line.quantity, line.subtotal].join('  '));

await clock('P7D');
const { error, response } = await api.PATCH('/v1/customers/{customerId}/subscriptions/{subscriptionId}', { params: { path }, body: { quantity: 9 } });
console.log(`${response.status} ${error !== undefined && 'code' in error ? error.code : ''}`);
