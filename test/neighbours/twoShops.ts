import { type Caller } from '../../src/adapters/http/caller';
import { availabilityIdOf } from '../../src/domain/catalogue/availabilityId';
import { calendarDate } from '../../src/kernel/calendarDate';
import { invoiced } from '../domain/invoice/invoicedWorld';
import { httpOver, type Call, type Reply } from '../support/httpWorld';
import { StepStore, StoreSteps } from '../support/storeSteps';
import { World } from '../support/world';
import { outcomeOf } from '../support/worldDesk';
import { rowsOf } from '../support/worldStores';

/** Ids of what one partner has for one customer, by the names of path parameters. */
export type Ids = Readonly<Record<string, string>>;

type Http = (path: string, call?: Call) => Promise<Reply>;

const mailed = { NEXTTERM_MAIL: 'file:///mail', NEXTTERM_MAIL_FROM: 'no-reply@nextterm.example' };
/** Traditional, with an add-on that hangs on it. */
export const base = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001';
export const addOn = '16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001';
const bought = ['NCBUSSTAND01:0001', 'NCTEAMSPHON1:0001', base, base];

/** What is asked for, or the reason why there is none. */
const done = async <T>(asked: Promise<Reply>): Promise<{ readonly body: T; readonly headers: Reply['headers'] }> => {
  const reply = await asked;
  if (reply.status >= 400) throw new Error(`${reply.status} ${reply.text}`);
  return { body: reply.body as T, headers: reply.headers };
};

export const customerToken = (tenantId: string): Caller => ({ tenantId, kind: 'customer', userId: 'Ilse', displayName: 'Ilse', roles: ['customer'], appOnly: false });

export const itemOf = (sku: string, country: string): string => `${sku}:${availabilityIdOf(...(sku.split(':') as [string, string]), 'commercial', country)}`;

/** One partner's calls about one customer. */
const counter = (http: Http, as: string, customerId: string) => {
  const get = <T>(path: string) => done<T>(http(path, { as }));
  const send = <T>(path: string, body: object = {}, method = 'POST') => done<T>(http(path, { as, method, body }));
  return { get, send, customer: `/v1/customers/${customerId}` };
};

interface Id {
  readonly id: string;
}

/** What is bought on the first day. */
const buy = async (world: World, http: Http, slug: string, customerId: string): Promise<Ids> => {
  const { get, send, customer } = counter(http, slug, customerId);
  const sold = await world.buy(slug, customerId, bought.map((sku) => ({ sku, termDuration: 'P1Y' })));
  const [subscriptionId = '', phoneId = '', migrated = '', planned = ''] = sold;
  const planId = (await get<{ items: readonly Id[] }>(`/nextterm${customer}/azureplans`)).body.items[0]?.id ?? '';
  const entitlementId = (await get<{ items: readonly Id[] }>(`${customer}/subscriptions/${planId}/azureEntitlements`)).body.items[0]?.id ?? '';
  const { orderId } = (await get<{ orderId: string }>(`${customer}/subscriptions/${subscriptionId}`)).body;
  await send(`/nextterm${customer}/usage`, { reports: [{ reportId: `call-of-${slug}`, service: 'PhoneServices', subscriptionId: phoneId, userId: `${slug}@people.example`, date: '2026-03-02', minutes: 1300 }] });
  const { body: migration } = await send<Id>(`${customer}/migrations/newcommerce`, { currentSubscriptionId: migrated });
  const { body: schedule } = await send<Id>(`${customer}/migrations/newcommerce/schedules`, { currentSubscriptionId: planned, targetDate: '2026-07-01' });
  return { customerId, subscriptionId, phoneId, plannedId: planned, planId, entitlementId, orderId, migrationId: migration.id, scheduleId: schedule.id };
};

/** What is open a month later. @param third a partner that asks for a transfer. */
const open = async (world: World, http: Http, slug: string, ids: Ids, third: string): Promise<Ids> => {
  const { customerId = '', subscriptionId = '' } = ids;
  const { get, send, customer } = counter(http, slug, customerId);
  const { body: profile } = await get<{ companyProfile?: unknown; billingProfile: { defaultAddress: { country: string } } }>(customer);
  const line = { catalogItemId: itemOf('NCBUSSTAND01:0001', profile.billingProfile.defaultAddress.country), quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' };
  const { body: cart } = await send<Id>(`${customer}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, ...line }] });
  const { body: request } = await send<Id>(`/nextterm${customer}/subscriptions/${subscriptionId}/supportrequests`, { reason: 'incorrect_purchase', note: `${slug} bought it twice` });
  const asked = { sourcePartnerTenantId: world.as(slug).partner.tenantId, customerEmailId: 'it@people.example', transferType: 5 };
  const { body: transfer } = await counter(http, third, customerId).send<Id>(`${customer}/transfers`, asked);
  return { ...ids, cartId: cart.id, requestId: request.id, transferId: transfer.id, lineId: '1.1', lineItemNumber: '0' };
};

/** What a partner has that is of no customer. */
const ownOf = async (world: World, http: Http, slug: string): Promise<Ids> => {
  const { get, send } = counter(http, slug, '');
  const { body: webhook } = await send<Id>('/nextterm/v1/webhooks', { url: `https://${slug}.example/hook`, events: ['*'] });
  await send('/webhooks/v1/registration', { webhookUrl: `https://${slug}.example/registered`, webhookEvents: ['subscription-updated', 'test-created'] });
  const { body: validation } = await send<{ correlationId: string }>('/webhooks/v1/registration/validationEvents');
  const { body: invoices } = await get<{ items: readonly Id[] }>('/v1/invoices');
  const { headers } = await send('/v1.0/reports/partners/billing/reconciliation/billed/export', { invoiceId: invoices.items[0]?.id ?? '', attributeSet: 'full' });
  await world.settle();
  const operationId = (headers['Location'] ?? '').slice(-36);
  const { body: records } = await get<{ items: readonly Id[] }>('/v1/auditrecords?startDate=2026-03-01');
  const { body: messages } = await get<{ items: readonly Id[] }>('/nextterm/v1/notifications');
  return { webhookId: webhook.id, correlationId: validation.correlationId, invoiceId: invoices.items.at(-1)?.id ?? '', receiptId: '1', operationId, manifestId: operationId, recordId: records.items[0]?.id ?? '', notificationId: messages.items[0]?.id ?? '' };
};

/**
 * Havn and Nordlys, who know nothing of each other: each has something of every kind, for a customer of its own and for Oresund Foods, which is a customer of both and of Polder, who asks each for a transfer. Nordlys has asked Grachtenpand,
 * a customer of Havn's, for a relationship. A month has been invoiced.
 */
export const twoShops = async () => {
  const asked = new StoreSteps();
  const world = await World.at('2026-03-02T10:00:00.000Z', undefined, (store, table) => new StepStore(store, table, asked), mailed);
  await world.app.consumers.begin();
  const http = httpOver(world);
  const shared = world.customer('Oresund');
  const customers = { havn: world.customer('Zonnebloem'), nordlys: world.customer('Björkhagen') };
  const polder = world.as('polder').partner.tenantId;
  for (const customerId of [shared, ...Object.values(customers)]) {
    await done(http(`/nextterm/v1/customers/${customerId}/relationships`, { as: 'polder', method: 'POST', body: {} }));
    await done(http(`/nextterm/v1/customers/${customerId}/relationships/${polder}/accept`, { caller: customerToken(customerId), method: 'POST', body: { acceptCustomerAgreement: true } }));
  }
  for (const slug of ['havn', 'nordlys']) await done(http('/nextterm/v1/notificationsettings', { as: slug, method: 'PUT', body: { senderName: slug, replyTo: `help@${slug}.example`, partnerEmail: `desk@${slug}.example` } }));
  const early = [];
  for (const slug of ['havn', 'nordlys'] as const) early.push({ slug, own: await buy(world, http, slug, customers[slug]), shared: await buy(world, http, slug, shared) });
  const { body: handover } = await done<Id>(http(`/nextterm/v1/customers/${shared}/overage/PhoneServices/handover`, { as: 'havn', method: 'POST', body: { toPartnerTenantId: polder } }));
  const fabrikvik = world.customer('Fabrikvik');
  const { headers } = await done(http('/v1/productUpgrades', { as: 'nordlys', method: 'POST', body: { customerId: fabrikvik, productFamily: 'Azure' } }));
  await world.advanceTo('2026-04-07T10:00:00.000Z');
  for (const { slug } of early) await invoiced(world, calendarDate('2026-03-01'), slug);
  await world.advanceTo('2026-05-07T10:00:00.000Z');
  await invoiced(world, calendarDate('2026-04-01'));
  const shops: Record<string, { readonly own: Ids; readonly shared: Ids }> = {};
  for (const { slug, own, shared: both } of early) {
    const late = { own: await open(world, http, slug, own, 'polder'), shared: await open(world, http, slug, both, 'polder') };
    const ofNobody = await ownOf(world, http, slug);
    // So that the process has it in memory, as it has the cart.
    for (const { customerId, subscriptionId } of [own, both]) await outcomeOf(world.as(slug).patch(customerId ?? '', subscriptionId ?? '', { friendlyName: `Front desk of ${slug}` }));
    shops[slug] = { own: { ...ofNobody, handoverId: handover.id, partnerTenantId: polder, ...late.own }, shared: { ...ofNobody, handoverId: handover.id, partnerTenantId: polder, ...late.shared } };
  }
  const [havn, nordlys] = [shops['havn'], shops['nordlys']];
  if (havn === undefined || nordlys === undefined) throw new Error('There are no shops');
  return { world, http, asked, havn, nordlys, shared, customers, polder, fabrikvik, upgradeId: (headers['Location'] ?? '').split('/').at(-1) ?? '', rows: () => rowsOf(world.stores.Commerce) };
};
