import { AuditedCall } from '../../../src/adapters/http/auditedCall';
import { auditId, listAudit, writeAudit } from '../../../src/app/audit/auditBook';
import { auditRecordSchema, type AuditRecord } from '../../../src/domain/audit/state';
import { instant } from '../../../src/kernel/instant';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { success } from '../../../src/kernel/result';
import { attestationBody } from '../../scenarios/calls';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { rowsOf } from '../../support/worldStores';

const licence = { sku: 'NCBUSSTAND01:0001', quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;

interface Wire {
  readonly id: string;
  readonly resourceType: string;
  readonly operationType: string;
  readonly operationStatus: string;
  readonly resourceOldValue?: string;
  readonly resourceNewValue?: string;
  readonly customizedData: readonly { readonly key: string; readonly value: string }[];
}

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let subscription: string;

beforeEach(async () => {
  world = await World.at('2026-06-10T10:00:00Z');
  customer = world.customer('Oresund');
  [subscription = ''] = await world.buy('havn', customer, [licence]);
  http = httpOver(world);
});

const seats = (quantity: number, call: Call = {}) => http(`/v1/customers/${customer}/subscriptions/${subscription}`, { method: 'PATCH', body: { quantity }, ...call });
const log = async (query = '', call: Call = {}): Promise<readonly Wire[]> => ((await http(`/v1/auditrecords${query}`, call)).body as { items: Wire[] }).items;
const told = (records: readonly Wire[]) => records.map(({ operationType, operationStatus }) => `${operationType} ${operationStatus}`);

describe('[AUD-1] the audit log over HTTP', () => {
  test('a command as published records show it, and a refusal with its code', async () => {
    await seats(12);
    await seats(0);
    const records = (await http('/v1/auditrecords')).body as { items: Wire[] };
    expect(records.items).toMatchObject([
      {
        partnerId: world.as('havn').partner.tenantId,
        customerId: customer,
        customerName: 'Oresund Foods',
        userPrincipalName: 'Test',
        resourceType: 'subscription',
        operationType: 'update_subscription',
        operationDate: '2026-06-10T10:00:00.000Z',
        operationStatus: 'succeeded',
        customizedData: expect.arrayContaining([{ key: 'SubscriptionId', value: subscription }, { key: 'HttpStatus', value: '200' }]) as unknown,
        attributes: { objectType: 'AuditRecord' },
      },
      { operationStatus: 'failed', resourceNewValue: '{"quantity":0}', customizedData: expect.arrayContaining([{ key: 'ErrorCode', value: '2002' }]) as unknown },
    ]);
    expect((await http(`/v1/auditrecords/${records.items[0]?.id ?? ''}`)).body).toEqual(records.items[0]);
    await seats(13, { appOnly: true });
    const [ofApp] = (await log()).slice(-1);
    expect([ofApp, 'userPrincipalName' in (ofApp ?? {})]).toMatchObject([{ operationStatus: 'succeeded', applicationId: 'user of the test' }, false]);
    // What resulted, as it was answered; of a refusal what was asked for.
    expect(JSON.parse(records.items[0]?.resourceNewValue ?? '')).toMatchObject({ id: subscription, quantity: 12, attributes: { objectType: 'Subscription' } });
  });

  test('a change with what stood before, in the same form; a refusal, a repeat and what is made have none', async () => {
    const path = `/v1/customers/${customer}/subscriptions/${subscription}`;
    // Whether add-ons could be bought is judged where it is read, not with every write.
    const { hasPurchasableAddons: _judged, ...stood } = (await http(path)).body as Record<string, unknown>;
    const again = { headers: { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' } };
    await seats(12, again);
    await seats(12, again);
    await seats(0);
    await http(`/v1/customers/${customer}/carts`, { method: 'POST', body: { lineItems: [] } });
    const [changed, repeated, refused, made] = await log();
    expect(JSON.parse(changed?.resourceOldValue ?? '')).toEqual(stood);
    expect(JSON.parse(changed?.resourceNewValue ?? '')).toMatchObject({ ...(stood as object), quantity: 12, refundableQuantity: expect.anything() as unknown, attributes: expect.anything() as unknown });
    for (const record of [repeated, refused, made]) expect(record).not.toHaveProperty('resourceOldValue');
  });

  test('the old value of whatever else is changed', async () => {
    const inCustomer = `/v1/customers/${customer}`;
    const catalogItemId = await world.as('havn').item('SE', licence.sku);
    const lines = (quantity: number) => ({ lineItems: [{ id: 0, catalogItemId, quantity, termDuration: 'P1Y', billingCycle: 'monthly' }] });
    const cart = (await http(`${inCustomer}/carts`, { method: 'POST', body: lines(3) })).body as { id: string };
    await http(`${inCustomer}/carts/${cart.id}`, { method: 'PUT', body: { id: cart.id, ...lines(4) } });
    await http(`${inCustomer}/usagebudget`, { method: 'PATCH', body: { amount: 25 } });
    await http(`${inCustomer}/usagebudget`, { method: 'PATCH', body: { amount: 30 } });
    const profile = await http(`${inCustomer}/profiles/billing`);
    await http(`${inCustomer}/profiles/billing`, { method: 'PUT', headers: { 'If-Match': profile.headers['ETag'] ?? '' }, body: { ...(profile.body as object), email: 'new@oresund.example' } });
    const transfer = (await http(`${inCustomer}/transfers`, { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'ilse@oresund.example', transferType: 3 } })).body as { id: string };
    await http(`${inCustomer}/transfers/${transfer.id}`, { method: 'PATCH', as: 'havn', body: { id: transfer.id, status: 'reject' } });
    const olds = (await log()).map(({ operationType, operationStatus, resourceOldValue }) => [operationType, operationStatus, resourceOldValue === undefined ? undefined : (JSON.parse(resourceOldValue) as unknown)]);
    expect(olds).toMatchObject([
      ['create_cart', 'succeeded', undefined],
      ['update_cart', 'succeeded', { id: cart.id, lineItems: [{ quantity: 3 }] }],
      ['update_customer_spending_budget', 'succeeded', undefined],
      ['update_customer_spending_budget', 'succeeded', { amount: 25 }],
      ['update_customer_billing_profile', 'succeeded', profile.body],
      ['update_transfer', 'succeeded', { id: transfer.id, status: 'Pending' }],
      // Told by its event, of the other side.
      ['create_transfer', 'succeeded', undefined],
    ]);
  });

  test('[PAR-3] the old value says nothing of another partner’s', async () => {
    const phone = { sku: 'NCTEAMSPHON1:0001', termDuration: 'P1Y' } as const;
    await world.buy('havn', customer, [phone]);
    await world.buy('nordlys', customer, [phone]);
    const overage = `/v1/customers/${customer}/subscriptions/overage`;
    const off = { type: 'PhoneServices', overageEnabled: false };
    expect((await http(overage, { method: 'PUT', body: off })).status).toBe(200);
    expect((await http(overage, { method: 'PUT', as: 'nordlys', body: { ...off, overageEnabled: true } })).status).toBe(200);
    const [own] = await log();
    expect(JSON.parse(own?.resourceOldValue ?? '')).toMatchObject({ overageEnabled: true, azureEntitlementId: expect.any(String) as string });
    const [others] = await log('', { as: 'nordlys' });
    expect(JSON.parse(others?.resourceOldValue ?? '')).toEqual({ ...(JSON.parse(own?.resourceNewValue ?? '') as object), noneFrom: undefined });
    expect(others?.resourceOldValue).not.toContain((JSON.parse(own?.resourceOldValue ?? '') as { azureEntitlementId: string }).azureEntitlementId);
  });

  test('in the words of the contract', async () => {
    await http(`/v1/customers/${customer}/usagebudget`, { method: 'PATCH', body: { amount: 25 } });
    await http(`/v1/customers/${customer}/agreements`, { method: 'POST', body: attestationBody });
    const records = await log();
    expect(records.map(({ resourceType, operationType }) => [resourceType, operationType])).toEqual([['customer', 'update_customer_spending_budget'], ['agreement', 'create_agreement']]);
    expect(JSON.parse(records[0]?.resourceNewValue ?? '')).toMatchObject({ amount: 25 });
  });

  test('a call sent again is there twice, under one request id', async () => {
    const again = { headers: { 'MS-RequestId': '0f8fad5b-d9cb-469f-a165-70867728950e' } };
    await seats(12, again);
    await seats(12, again);
    const records = await log();
    expect(told(records)).toEqual(['update_subscription succeeded', 'update_subscription succeeded']);
    expect(records.map(({ customizedData }) => customizedData.find(({ key }) => key === 'RequestId')?.value)).toEqual(Array.from({ length: 2 }, () => '0f8fad5b-d9cb-469f-a165-70867728950e'));
  });

  test('[PAR-3] each tenant has its own, of every kind; nobody reads another\'s', async () => {
    await seats(12);
    const [record] = await log();
    expect(await log('', { as: 'nordlys' })).toEqual([]);
    expect(await http(`/v1/auditrecords/${record?.id ?? ''}`, { as: 'nordlys' })).toMatchObject({ status: 200, text: 'null' });
    expect(await http('/v1/auditrecords/nothing')).toMatchObject({ status: 200, text: 'null' });
  });

  test('[PAR-2] for those who administer', async () => {
    for (const [role, status] of [['global_admin', 200], ['admin_agent', 200], ['sales_agent', 403], ['billing_admin', 403], ['helpdesk_agent', 403]] as const) {
      expect((await http('/v1/auditrecords', { roles: [role] })).status).toBe(status);
    }
  });

  test.each([
    ['{"Field":"ResourceType","Value":"Subscription","Operator":"equals"}', 1],
    ['{"Field":"ResourceType","Value":"order","Operator":"equals"}', 0],
    ['{"Field":"CompanyName","Value":"RESUND","Operator":"substring"}', 1],
    ['{"Field":"CompanyName","Value":"zonne","Operator":"substring"}', 0],
    ['{"Field":"customerid","Value":"CUSTOMER","Operator":"Equals"}', 1],
    ['{"Field":"CustomerId","Value":"0f8fad5b-d9cb-469f-a165-70867728950e","Operator":"equals"}', 0],
    ['{"Field":"SubscriptionId","Value":"SUBSCRIPTION","Operator":"equals"}', 1],
    ['{"Field":"SubscriptionId","Value":"0f8fad5b-d9cb-469f-a165-70867728950e","Operator":"equals"}', 0],
  ])('filtered by %s: %i', async (filter, count) => {
    await seats(12);
    expect(await log(`?filter=${encodeURIComponent(filter.replace('CUSTOMER', customer.toUpperCase()).replace('SUBSCRIPTION', subscription.toUpperCase()))}`)).toHaveLength(count);
  });

  test.each(['nonsense', '{"Field":"Colour","Value":"x","Operator":"equals"}', '{"Field":"CompanyName","Value":"x","Operator":"equals"}', '{"Field":"CustomerId","Value":"","Operator":"equals"}'])('a filter that is none is refused: %s', async (filter) => {
    expect(await http(`/v1/auditrecords?filter=${encodeURIComponent(filter)}`)).toMatchObject({ status: 400, body: { code: 800002 } });
  });

  test('by day, both included; 90 days back and no further; 30 where nobody says', async () => {
    await seats(12);
    await world.advanceTo('2026-07-10T23:59:59.999Z');
    expect(await log()).toHaveLength(1);
    await world.advanceTo('2026-07-11T00:00:00.000Z');
    expect(await log()).toHaveLength(0);
    expect(await log('?startDate=2026-06-10&endDate=2026-06-10')).toHaveLength(1);
    expect(await log('?startDate=2026-06-10T12:00:00Z&endDate=2026-06-11')).toHaveLength(1);
    expect(await log('?startDate=2026-06-11')).toHaveLength(0);
    expect(await log('?startDate=2026-06-09&endDate=2026-06-09')).toHaveLength(0);
    expect((await http('/v1/auditrecords?startDate=2026-04-12')).status).toBe(200);
    expect(await http('/v1/auditrecords?startDate=2026-04-11')).toMatchObject({ status: 400, body: { code: 800002, description: expect.stringContaining('2026-04-12') as string } });
    expect(await http('/v1/auditrecords?startDate=2026-06-11&endDate=2026-06-10')).toMatchObject({ status: 400 });
  });

  test('what happened at midnight is of the day that begins, and of no other: invoices are issued then', async () => {
    const { tenantId } = world.as('havn').partner;
    const at = ['2026-06-10T23:59:59.999Z', '2026-06-11T00:00:00.000Z', '2026-06-11T23:59:59.999Z', '2026-06-12T00:00:00.000Z'].map(instant);
    for (const each of at) await writeAudit(world.stores.Audit, { id: auditId(each, 'issued'), tenantId, at: each, resourceType: 'invoice', operationType: 'ready_invoice', subjects: {}, status: 'succeeded' });
    world.sleepUntil('2026-06-20T12:00:00Z');
    const ofDay = async (day: string) => (await log(`?startDate=${day}&endDate=${day}`)).map(({ id }) => id.slice(0, 24));
    expect([await ofDay('2026-06-10'), await ofDay('2026-06-11'), await ofDay('2026-06-12')]).toEqual([at.slice(0, 1), at.slice(1, 3), at.slice(3)]);
  });

  test('page by page over days, each record once, the oldest first', async () => {
    for (const [index, day] of ['10', '10', '11', '12', '12', '12'].entries()) {
      await world.advanceTo(`2026-06-${day}T1${index}:00:00.000Z`);
      await seats(11 + index);
    }
    const seen: string[] = [];
    let next: { uri: string; headers: { key: string; value: string }[] } | undefined = { uri: '/auditrecords?size=2', headers: [] };
    while (next !== undefined) {
      const page = (await http(`/v1${next.uri}`, { headers: Object.fromEntries(next.headers.map(({ key, value }) => [key, value])) })).body as { items: (Wire & { operationDate: string })[]; links: { next?: typeof next } };
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ operationDate }) => operationDate));
      next = page.links.next;
    }
    expect(seen).toHaveLength(6);
    expect(seen).toEqual(seen.toSorted());
  });

  test('one that was cut off: succeeded if its request was stored, begun if not', async () => {
    const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    await seats(12, { headers: { 'MS-RequestId': requestId } });
    const [row] = await rowsOf(world.stores.Audit);
    const record = auditRecordSchema.parse(row?.value);
    const { httpStatus: _, ...cutOff } = record;
    await writeAudit(world.stores.Audit, { ...cutOff, status: 'progress' });
    expect(told(await log())).toEqual(['update_subscription succeeded']);
    await writeAudit(world.stores.Audit, { ...cutOff, status: 'progress', requestId: '00000000-d9cb-469f-a165-70867728950e' });
    expect(told(await log())).toEqual(['update_subscription progress']);
  });
});

test('[AUD-1] a page ends after 5,000 rows that do not fit, and goes on from there', async () => {
  const record: AuditRecord = { id: '', tenantId: 't', at: instant('2026-06-10T10:00:00.000Z'), resourceType: 'cart', operationType: 'create_cart', subjects: {}, status: 'succeeded' };
  for (let index = 0; index < 5100; index += 1) await writeAudit(world.stores.Audit, { ...record, id: `${record.at}_${String(index).padStart(5, '0')}` });
  const span = { from: record.at, to: record.at };
  const isLast = async ({ id }: AuditRecord) => id.endsWith('05099');
  const tables = { audit: world.stores.Audit, commerce: world.stores.Commerce };
  const first = await listAudit(tables, 't', span, isLast, 500);
  expect([first.items, first.continuation === undefined]).toEqual([[], false]);
  expect((await listAudit(tables, 't', span, isLast, 500, first.continuation)).items).toHaveLength(1);
});

describe('[AUD-1] a command that carries its record, while the log cannot be written', () => {
  const entry: AuditRecord = { id: '2026-06-10T10:00:00.000Z_x', tenantId: 't', at: instant('2026-06-10T10:00:00.000Z'), resourceType: 'subscription', operationType: 'update_subscription', subjects: {}, status: 'progress' };
  const answer = { status: 200, headers: {}, body: '{}' };
  const called = async () => {
    const silent = () => undefined;
    const audited = new AuditedCall(entry, { write: () => Promise.reject(new StoreUnavailable('not done')) }, { info: silent, warn: silent, error: silent });
    await audited.ask({ quantity: 12 }, true);
    return audited;
  };

  test('is answered where it has stored what carries it: the sweep writes that down', async () => {
    const audited = await called();
    expect(await audited.end(answer)).toBe(false);
    await expect(audited.finish(success(answer))).resolves.toBeUndefined();
  });

  test('is not where it repeats what was stored before, of which there would be no record', async () => {
    const audited = await called();
    await expect(audited.finish(success(answer))).rejects.toThrow('not done');
  });
});

describe('[TRF-1] [AUD-1] a transfer in the logs of its two partners', () => {
  const base = () => `/v1/customers/${customer}/transfers`;
  const transfers = async (as: string) => told(await log(`?filter=${encodeURIComponent('{"Field":"ResourceType","Value":"transfer","Operator":"equals"}')}`, { as }));
  const ask = async (): Promise<string> =>
    ((await http(base(), { method: 'POST', as: 'nordlys', body: { sourcePartnerTenantId: world.as('havn').partner.tenantId, customerEmailId: 'it@oresundfoods.example', transferType: 5 } })).body as { id: string }).id;

  test('what one does is in the other\'s, what the system does in both, and no subscription of either', async () => {
    const id = await ask();
    expect(await transfers('havn')).toEqual(['create_transfer succeeded']);
    world.sleepUntil('2026-06-10T10:00:01.000Z');
    await http(`${base()}/${id}`, { method: 'PATCH', as: 'havn', body: { lineItems: [{ subscriptionId: subscription, productType: 'OnlineServicesNCE' }] } });
    await world.settle();
    expect(await transfers('nordlys')).toEqual(['create_transfer succeeded', 'update_transfer succeeded', 'update_transfer succeeded']);
    expect(await transfers('havn')).toEqual(['create_transfer succeeded', 'update_transfer succeeded', 'update_transfer succeeded']);
    const [record] = await log(`?filter=${encodeURIComponent('{"Field":"ResourceType","Value":"transfer","Operator":"equals"}')}`, { as: 'havn' });
    expect(record?.customizedData).toEqual(expect.arrayContaining([{ key: 'TransferId', value: id }, { key: 'ByTenantId', value: world.as('nordlys').partner.tenantId }]));
    expect(JSON.stringify(await log('', { as: 'nordlys' }))).not.toContain(subscription);
  });

  test('a refused answer is in the log of who gave it only', async () => {
    const id = await ask();
    world.sleepUntil('2026-06-10T10:00:01.000Z');
    expect((await http(`${base()}/${id}`, { method: 'PATCH', as: 'havn', body: { status: 'cancel' } })).status).toBe(403);
    expect(await transfers('havn')).toEqual(['create_transfer succeeded', 'update_transfer failed']);
    expect(await transfers('nordlys')).toEqual(['create_transfer succeeded']);
  });
});
