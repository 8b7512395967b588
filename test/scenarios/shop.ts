import { bodyOf, type Client, localState, type LocalState, signInAs } from '../support/client';
import { buy, catalogItem, createCart, type Line } from '../support/clientShop';
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
