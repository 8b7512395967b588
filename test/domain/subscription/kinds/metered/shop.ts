import { httpOver, type Call, type Reply } from '../../../../support/httpWorld';
import { World } from '../../../../support/world';

/** EUR 40 a month or 400 a year in NL; 1000 messages a month included, then 0.02 dollars; reports 0.25 dollars each. */
export const signal = 'NCFJORDSIG01:0001';
export const azurePlan = 'DZH318Z0BPS6:0001';

export type Wire = Readonly<Record<string, unknown>>;
export interface WireOrder extends Wire {
  readonly id: string;
  readonly lineItems: readonly (Wire & { readonly subscriptionId: string })[];
}

export const monthly = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
export const yearly = { termDuration: 'P1Y', billingCycle: 'annual' } as const;

export const bodyOf = <T = Wire>(reply: Reply, status = 200): T => {
  expect([reply.status, reply.status === status ? undefined : reply.body]).toEqual([status, undefined]);
  return reply.body as T;
};
export const refused = ({ status, body }: Reply) => [status, (body as { readonly code: number }).code];
export const statuses = (reply: Reply) => (reply.body as { items: { status: string; reason?: string }[] }).items.map(({ status, reason }) => reason ?? status);

/** Havn sells in euros, to Zonnebloem if nobody else is named, from 2 March 2026 on. */
export const aShop = async (given?: World, { name, country } = { name: 'Zonnebloem', country: 'NL' }) => {
  const world = given ?? (await World.at('2026-03-02T10:00:00.000Z'));
  const http = httpOver(world);
  const customer = world.customer(name);
  const call = (path: string, asked?: Call) => http(`/v1/customers/${customer}/${path}`, asked);
  const own = (path: string, asked?: Call) => http(`/nextterm/v1/customers/${customer}/${path}`, asked);
  const order = async (sku: string, members: object, quantity = 1) =>
    call('orders', { method: 'POST', body: { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: await world.as('havn').item(country, sku), quantity, ...members }] } });
  const buy = async (sku: string, members: object) => bodyOf<WireOrder>(await order(sku, members), 201).lineItems[0]?.subscriptionId ?? '';
  const patch = (id: string, body: object) => call(`subscriptions/${id}`, { method: 'PATCH', body });
  const subscription = async (id: string) => bodyOf(await call(`subscriptions/${id}`));
  const activate = async (id: string) => bodyOf(await call(`subscriptions/${id}/activate`, { method: 'POST' }));
  const used = (subscriptionId: string, reportId: string, meterId: string, quantity: unknown, date = '2026-03-02', more: object = {}) => ({ reportId, subscriptionId, meterId, date, quantity, ...more });
  const report = (reports: readonly unknown[], members: Call = {}, query = '') => own(`usage${query}`, { method: 'POST', body: { reports }, ...members });
  const charges = async (id: string) =>
    bodyOf<{ readonly items: readonly Wire[] }>(await own(`subscriptions/${id}/charges`)).items.map(({ chargeType, meterId, quantity, subtotal, currency, pricingCurrency }) => [chargeType, ...(meterId === undefined ? [] : [meterId]), quantity, subtotal, currency ?? pricingCurrency].join(' '));
  return { world, http, customer, call, own, order, buy, patch, subscription, activate, used, report, charges };
};

/** The same with an Azure plan, and a subscription that is set up. */
export const withSignal = async (plan: object = monthly, given?: World, to?: { readonly name: string; readonly country: string }) => {
  const shop = await aShop(given, to);
  await shop.buy(azurePlan, { billingCycle: 'one_time' });
  const id = await shop.buy(signal, plan);
  await shop.activate(id);
  return { ...shop, id };
};
