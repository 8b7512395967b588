import { randomUUID } from 'node:crypto';
import { DemoProblem } from './demoProblem.mjs';

/** The template of the Microsoft Customer Agreement, a published id. */
const AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';
const PERSON = { firstName: 'Ida', lastName: 'Kok' };
const EMAIL = 'ida@lindehof.example';

/**
 * A customer in the partner's own country that has accepted the agreement.
 * @param {import('./client.mjs').Client} client
 * @returns {Promise<string>} its id
 */
export async function newCustomer(client) {
  const { id } = await client.call('POST', '/v1/customers', {
    // A domain belongs to one customer: the demo may be played again on the same server.
    companyProfile: { domain: `lindehof-${randomUUID().slice(0, 8)}.example` },
    billingProfile: {
      email: EMAIL,
      culture: 'nl-NL',
      language: 'nl',
      companyName: 'Lindehof',
      defaultAddress: { ...PERSON, country: client.country, city: 'Utrecht', addressLine1: 'Dorpsstraat 1', postalCode: '3511 AA' },
    },
  });
  await client.call('POST', `/v1/customers/${id}/agreements`, {
    type: 'MicrosoftCustomerAgreement',
    templateId: AGREEMENT,
    dateAgreed: await client.now(),
    primaryContact: { ...PERSON, email: EMAIL },
  });
  return id;
}

/**
 * Buys one offer under several plans with one cart.
 * @param {import('./client.mjs').Client} client
 * @param {readonly { name: string, termDuration: string, billingCycle: string, quantity: number }[]} plans of one billing cycle, so that they make one order
 * @returns {Promise<{ id: string, name: string, path: string }[]>} the subscriptions, in the order of the plans
 */
export async function buy(client, customer, { productId, skuId }, plans) {
  const { items } = await client.call('GET', `/v1/products/${productId}/skus/${skuId}/availabilities?country=${client.country}`);
  const lineItems = plans.map(({ name, ...plan }, id) => ({ id, catalogItemId: items[0].catalogItemId, friendlyName: name, ...plan }));
  const cart = await client.call('POST', `/v1/customers/${customer}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems });
  const wrong = cart.lineItems.find(({ error }) => error !== undefined);
  if (wrong !== undefined) throw new DemoProblem(`The cart's line ${wrong.id} is in error: ${wrong.error.errorDescription}`);
  const { orders } = await client.call('POST', `/v1/customers/${customer}/carts/${cart.id}/checkout`);
  return orders
    .flatMap((order) => order.lineItems)
    .map(({ subscriptionId, friendlyName }) => ({ id: subscriptionId, name: friendlyName, path: `/v1/customers/${customer}/subscriptions/${subscriptionId}` }));
}

/**
 * Every charge line of a subscription, oldest first.
 * @param {import('./client.mjs').Client} client
 */
export async function readCharges(client, { path }) {
  const { items } = await client.call('GET', `/nextterm${path}/charges?size=0`);
  return items;
}
