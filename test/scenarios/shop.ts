import { bodyOf, type Client, localState, type LocalState, signInAs } from '../support/client';
import { buy, cartOf, catalogItem, createCart, type Line } from '../support/clientShop';
import { type WireSubscription } from '../support/clientWire';
import { Sandbox } from '../support/sandbox';

export const UNKNOWN_ID = '00000000-0000-4000-8000-00000000dead';

/** A server on which the sample's partner Havn has sold to one customer, and shares another one with Nordlys. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly state: LocalState;
  /** An admin agent with a user. */
  readonly havn: Client;
  readonly line: Line;
  /** Havn's alone. */
  readonly own: Sold;
  /** Nordlys is its partner too. */
  readonly shared: Sold;
}

export interface Sold {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly orderId: string;
  /** Not checked out. */
  readonly cartId: string;
}

const sell = async (havn: Client, customerId: string, line: Line): Promise<Sold> => {
  const [subscriptionId = ''] = await buy(havn, customerId, [line]);
  const { orderId } = bodyOf<WireSubscription>(await havn.get(`/v1/customers/${customerId}/subscriptions/${subscriptionId}`), 200);
  return { customerId, subscriptionId, orderId, cartId: await createCart(havn, customerId, [line]) };
};

export const openShop = async (): Promise<Shop> => {
  const sandbox = await Sandbox.start('2021-06-18T10:00:00Z');
  const havn = await signInAs(sandbox.url, 'havn-admin_agent');
  const state = await localState(sandbox.url);
  const customer = (start: string): string => state.customers.find(({ name }) => name.startsWith(start))?.tenantId ?? '';
  const lineIn = async (country: string): Promise<Line> => ({ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', country), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' });
  const line = await lineIn('NL');
  return {
    sandbox,
    state,
    havn,
    line,
    own: await sell(havn, customer('Zonnebloem'), line),
    shared: await sell(havn, customer('Oresund'), await lineIn('SE')),
  };
};

/** One call of a route that succeeds. */
export interface Call {
  /** Of the function. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly query?: string;
  readonly body?: object;
  readonly user?: 'required';
  readonly open?: true;
}

export const customerBody = {
  companyProfile: { domain: 'tulpenhof.onmicrosoft.com' },
  billingProfile: {
    email: 'post@tulpenhof.example',
    culture: 'nl-NL',
    language: 'nl',
    companyName: 'Tulpenhof',
    defaultAddress: { country: 'NL', city: 'Utrecht', addressLine1: 'Havenkade 12', firstName: 'Ilse', lastName: 'Kuiper' },
  },
};

export const attestationBody = {
  primaryContact: { firstName: 'Ilse', lastName: 'Kuiper', email: 'post@tulpenhof.example' },
  templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
  dateAgreed: '2021-06-02T00:00:00Z',
  type: 'MicrosoftCustomerAgreement',
};

/** Every HTTP route of the app once; a test compares the names with those the host has loaded. */
export const callsOf = ({ line }: Shop, { customerId, subscriptionId, orderId, cartId }: Sold): readonly Call[] => {
  const [productId = '', skuId = '', availabilityId = ''] = line.catalogItemId.split(':');
  const customer = `/v1/customers/${customerId}`;
  const sku = `/v1/products/${productId}/skus/${skuId}`;
  const query = 'country=NL';
  return [
    { name: 'health', method: 'GET', path: '/nextterm/v1/health', open: true },
    { name: 'listProducts', method: 'GET', path: '/v1/products', query: `${query}&targetView=OnlineServices` },
    { name: 'getProduct', method: 'GET', path: `/v1/products/${productId}`, query },
    { name: 'listSkus', method: 'GET', path: `/v1/products/${productId}/skus`, query },
    { name: 'getSku', method: 'GET', path: sku, query },
    { name: 'listAvailabilities', method: 'GET', path: `${sku}/availabilities`, query },
    { name: 'getAvailability', method: 'GET', path: `${sku}/availabilities/${availabilityId}`, query },
    { name: 'listAgreementTemplates', method: 'GET', path: '/v1/agreements', query: 'agreementType=*', user: 'required' },
    { name: 'createCustomer', method: 'POST', path: '/v1/customers', body: customerBody },
    { name: 'getCustomer', method: 'GET', path: customer },
    { name: 'attestAgreement', method: 'POST', path: `${customer}/agreements`, body: attestationBody, user: 'required' },
    { name: 'listAgreements', method: 'GET', path: `${customer}/agreements`, query: 'agreementType=*', user: 'required' },
    { name: 'createCart', method: 'POST', path: `${customer}/carts`, body: cartOf([line]) },
    { name: 'getCart', method: 'GET', path: `${customer}/carts/${cartId}` },
    { name: 'replaceCart', method: 'PUT', path: `${customer}/carts/${cartId}`, body: cartOf([{ ...line, quantity: 3 }]) },
    { name: 'checkoutCart', method: 'POST', path: `${customer}/carts/${cartId}/checkout` },
    { name: 'listOrders', method: 'GET', path: `${customer}/orders` },
    { name: 'getOrder', method: 'GET', path: `${customer}/orders/${orderId}` },
    { name: 'listSubscriptions', method: 'GET', path: `${customer}/subscriptions`, query: `order_id=${orderId}` },
    { name: 'getSubscription', method: 'GET', path: `${customer}/subscriptions/${subscriptionId}` },
    { name: 'patchSubscription', method: 'PATCH', path: `${customer}/subscriptions/${subscriptionId}`, body: { quantity: 12 } },
    { name: 'listCharges', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/charges` },
    { name: 'listEvents', method: 'GET', path: `/nextterm${customer}/subscriptions/${subscriptionId}/events` },
  ];
};

export const isWrite = ({ method }: Call): boolean => method !== 'GET';

/** All that the shop holds of a customer, as texts; equal before and after whatever must store nothing. */
export const holdings = async (client: Client, { customerId, subscriptionId, cartId }: Sold): Promise<readonly string[]> => {
  const customer = `/v1/customers/${customerId}`;
  const paths = [
    customer,
    `${customer}/agreements?agreementType=*`,
    `${customer}/subscriptions`,
    `${customer}/orders`,
    `${customer}/carts/${cartId}`,
    `/nextterm${customer}/subscriptions/${subscriptionId}/charges`,
    `/nextterm${customer}/subscriptions/${subscriptionId}/events`,
  ];
  const texts: string[] = [];
  for (const path of paths) {
    const reply = await client.get(path);
    bodyOf(reply, 200);
    texts.push(reply.text);
  }
  return texts;
};
