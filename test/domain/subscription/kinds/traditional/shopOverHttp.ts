import { lineRows } from '../../../billing/lineRows';
import { httpOver, type Call, type Reply } from '../../../../support/httpWorld';
import { World } from '../../../../support/world';

/** 3.04 a month, 36.48 a year. */
export const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
/** Hangs on it: 2.24 a month, 26.88 a year. */
export const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';
export const basic = 'NCBUSBASIC01:0001';

export type Wire = Readonly<Record<string, unknown>>;
export interface WireOrder extends Wire {
  readonly id: string;
  readonly lineItems: readonly (Wire & { readonly subscriptionId: string })[];
}
export interface WireCart extends Wire {
  readonly id: string;
  readonly lineItems: readonly Wire[];
}
export interface AskedLine {
  readonly sku: string;
  readonly addonItems?: readonly AskedLine[];
  readonly [member: string]: unknown;
}

export const bodyOf = <T>(reply: Reply, status: number): T => {
  expect([reply.status, reply.status === status ? undefined : reply.body]).toEqual([status, undefined]);
  return reply.body as T;
};
export const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];

/** Havn sells to Zonnebloem, in euros, from 13 January 2026 on. @param wrap of its stores */
export const aShop = async (wrap?: Parameters<typeof World.at>[2]) => {
  const world = await World.at('2026-01-13T10:00:00Z', undefined, wrap);
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const call = (path: string, asked?: Call) => http(`/v1/customers/${customer}/${path}`, asked);
  const wireLine = async ({ sku, addonItems, ...members }: AskedLine): Promise<Wire> => ({
    catalogItemId: await world.as('havn').item('NL', sku),
    quantity: 2,
    billingCycle: 'monthly',
    termDuration: 'P1Y',
    ...members,
    ...(addonItems && { addonItems: await Promise.all(addonItems.map(wireLine)) }),
  });
  const createCart = async (...lines: readonly AskedLine[]) =>
    bodyOf<WireCart>(await call('carts', { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: await Promise.all(lines.map(wireLine)) } }), 201);
  const checkout = async (cart: WireCart) => bodyOf<{ readonly orders: readonly WireOrder[] }>(await call(`carts/${cart.id}/checkout`, { method: 'POST' }), 201).orders;
  const buy = async (...lines: readonly AskedLine[]) => (await checkout(await createCart(...lines))).flatMap(({ lineItems }) => lineItems.map(({ subscriptionId }) => subscriptionId));
  const order = async (members: object, sku = archive) =>
    call('orders', {
      method: 'POST',
      body: { billingCycle: 'monthly', partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: await world.as('havn').item('NL', sku), quantity: 2, termDuration: 'P1Y', ...members }] },
    });
  const linesOf = async (id: string) => lineRows(await world.charges(customer, id));
  return { world, customer, http, call, createCart, checkout, buy, order, linesOf };
};
