import { randomUUID } from 'node:crypto';
import { Problem } from '../problem';
import { type Client } from './client';

/** The template of the Microsoft Customer Agreement, a published id. */
const AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';
const PERSON = { firstName: 'Ida', lastName: 'Kok' };
const EMAIL = 'ida@lindehof.example';

/** What is asked for of an offer. */
export interface Plan {
  /** The subscription's friendly name. */
  readonly name: string;
  readonly termDuration: string;
  readonly billingCycle: string;
  readonly quantity: number;
}

/** A subscription, and where it is read and changed. */
export interface Bought {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

export interface ChargeLine {
  readonly chargeType: string;
  readonly chargeStartDate: string;
  readonly chargeEndDate: string;
  readonly arithmetic: { readonly billableDays: number; readonly cycleDays: number };
  readonly effectiveUnitPrice: string;
  readonly quantity: number;
  readonly subtotal: string;
  readonly currency: string;
}

interface Cart {
  readonly id: string;
  readonly lineItems: readonly { readonly id: number; readonly error?: { readonly errorDescription: string } }[];
}

interface Checkout {
  readonly orders: readonly { readonly lineItems: readonly { readonly subscriptionId: string; readonly friendlyName: string }[] }[];
}

/**
 * A customer in the partner's own country that has accepted the agreement.
 * @returns its id
 */
export async function newCustomer(client: Client): Promise<string> {
  const { id } = await client.call<{ readonly id: string }>('POST', '/v1/customers', {
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
  await attest(client, id);
  return id;
}

/** Confirms that a customer has accepted the agreement today. */
export async function attest(client: Client, customer: string): Promise<void> {
  await client.call('POST', `/v1/customers/${customer}/agreements`, {
    type: 'MicrosoftCustomerAgreement',
    templateId: AGREEMENT,
    dateAgreed: await client.now(),
    primaryContact: { ...PERSON, email: EMAIL },
  });
}

/**
 * Buys one offer under several plans with one cart.
 * @param plans of one billing cycle, so that they make one order
 * @returns the subscriptions, in the order of the plans
 */
export async function buy(client: Client, customer: string, { productId, skuId }: { readonly productId: string; readonly skuId: string }, plans: readonly Plan[]): Promise<Bought[]> {
  const { items } = await client.call<{ readonly items: readonly { readonly catalogItemId: string }[] }>('GET', `/v1/products/${productId}/skus/${skuId}/availabilities?country=${client.country}`);
  const lineItems = plans.map(({ name, ...plan }, id) => ({ id, catalogItemId: items[0]?.catalogItemId, friendlyName: name, ...plan }));
  const cart = await client.call<Cart>('POST', `/v1/customers/${customer}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems });
  const wrong = cart.lineItems.find(({ error }) => error !== undefined);
  if (wrong !== undefined) throw new Problem(`The cart's line ${wrong.id} is in error: ${wrong.error?.errorDescription}`);
  const { orders } = await client.call<Checkout>('POST', `/v1/customers/${customer}/carts/${cart.id}/checkout`);
  return orders
    .flatMap((order) => order.lineItems)
    .map(({ subscriptionId, friendlyName }) => ({ id: subscriptionId, name: friendlyName, path: `/v1/customers/${customer}/subscriptions/${subscriptionId}` }));
}

/** Every charge line of a subscription, oldest first. */
export async function readCharges(client: Client, { path }: Bought): Promise<readonly ChargeLine[]> {
  const { items } = await client.call<{ readonly items: readonly ChargeLine[] }>('GET', `/nextterm${path}/charges?size=0`);
  return items;
}
