import { httpOver, type Call, type Reply } from '../../../../support/httpWorld';
import { World } from '../../../../support/world';

/** A year EUR 316.20, three EUR 948.60. */
export const server = 'NCWINSRVSUB1:0001';
/** For good, EUR 3060.00. */
export const sql = 'NCSQLSTAND01:0001';
/** A year EUR 714.00; never cancelled. */
export const suse = 'NCSUSELINUX1:0001';
export const basic = 'NCBUSBASIC01:0001';

export type Wire = Readonly<Record<string, unknown>>;
export interface WireOrder extends Wire {
  readonly id: string;
  readonly lineItems: readonly (Wire & { readonly subscriptionId: string })[];
}

export interface Asked {
  readonly sku: string;
  readonly quantity?: number;
  readonly termDuration?: string;
  readonly billingCycle?: string;
  readonly customTermEndDate?: string;
}

export const year = { termDuration: 'P1Y', billingCycle: 'one_time' };
export const once = { billingCycle: 'one_time' };

export const bodyOf = <T = Wire>(reply: Reply, status = 200): T => {
  expect([reply.status, reply.status === status ? undefined : reply.body]).toEqual([status, undefined]);
  return reply.body as T;
};
export const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];

/** Havn sells to Zonnebloem, in euros. */
export const aShop = async (at = '2026-06-10T09:00:00.000Z') => {
  const world = await World.at(at);
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const call = (path: string, asked?: Call) => http(`/v1/customers/${customer}/${path}`, asked);
  const own = (path: string) => http(`/nextterm/v1/customers/${customer}/${path}`);
  const lines = (asked: readonly Asked[], name: string) =>
    Promise.all(asked.map(async ({ sku, quantity = 10, ...plan }, index) => ({ [name]: await world.as('havn').item('NL', sku), quantity, ...plan, ...(name === 'offerId' ? { lineItemNumber: index } : { id: index }) })));
  const createCart = async (...asked: readonly Asked[]) => bodyOf<WireOrder>(await call('carts', { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: await lines(asked, 'catalogItemId') } }), 201);
  const order = async (...asked: readonly Asked[]) => bodyOf<WireOrder>(await call('orders', { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: await lines(asked, 'offerId') } }), 201);
  const patchOrder = (id: string, body: object = { status: 'cancelled' }, members: Call = {}) => call(`orders/${id}`, { method: 'PATCH', body, ...members });
  const patch = (id: string, body: object) => call(`subscriptions/${id}`, { method: 'PATCH', body });
  const subscription = async (id: string) => bodyOf(await call(`subscriptions/${id}`));
  const charges = async (id: string) =>
    bodyOf<{ readonly items: readonly Wire[] }>(await own(`subscriptions/${id}/charges`)).items.map(
      ({ chargeType, chargeStartDate, chargeEndDate, quantity, subtotal }) => `${String(chargeType)} ${String(chargeStartDate).slice(0, 10)}…${typeof chargeEndDate === 'string' ? chargeEndDate.slice(0, 10) : ''} × ${String(quantity)} = ${String(subtotal)}`,
    );
  return { world, http, customer, call, own, createCart, order, patchOrder, patch, subscription, charges };
};
