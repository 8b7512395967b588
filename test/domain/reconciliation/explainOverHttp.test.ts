import { type Caller } from '../../../src/adapters/http/caller';
import { httpOver, type Call } from '../../support/httpWorld';
import { World } from '../../support/world';
import { standard } from '../invoice/invoicedWorld';
import { aShop, bodyOf, mail } from '../subscription/kinds/traditional/shopOverHttp';

interface Explained {
  readonly sentence: string;
  readonly by?: { readonly kind: string; readonly operation?: string };
  readonly event: { readonly types: readonly string[] };
}

const operator: Caller = { tenantId: '9eee026c-68e0-4319-b967-f041adede329', kind: 'operator', userId: 'Op', displayName: 'Op', roles: ['operator'], appOnly: false };

let world: World;
let http: ReturnType<typeof httpOver>;
let customer: string;
let id: string;

const explain = (line: string, call?: Call) => http(`/nextterm/v1/customers/${customer}/subscriptions/${id}/charges/${encodeURIComponent(line)}/explain`, call);
const lines = async (of = id) => ((await http(`/nextterm/v1/customers/${customer}/subscriptions/${of}/charges`)).body as { items: { id: string; subtotal: string }[] }).items;

beforeEach(async () => {
  world = await World.at('2021-06-18T10:00:00.000Z');
  http = httpOver(world);
  customer = world.customer('Zonnebloem');
  [id = ''] = await world.buy('havn', customer, [standard]);
});

const grown = async () => {
  await world.advanceTo('2021-06-20T10:00:00.000Z');
  expect((await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 12 } })).status).toBe(200);
};

describe('[BIL-1] [BIL-5] how a charge line came to its amount', () => {
  test('billing example E3: price and its row, days, rounding, policy, event and who asked for it, as data and as one sentence', async () => {
    await grown();
    const [, wiped, charged] = await lines();
    const { status, body } = await explain(charged?.id ?? '');
    expect([status, body]).toEqual([
      200,
      {
        id: charged?.id,
        chargeType: 'addQuantity',
        subtotal: '112.89',
        currency: 'EUR',
        price: {
          unitPrice: '10.08',
          effectiveUnitPrice: '9.408',
          fixedSince: '2021-06-18',
          sheetRow: expect.objectContaining({ market: 'NL', segment: 'commercial', productId: 'NCBUSSTAND01', skuId: '0001', termDuration: 'P1M', billingCycle: 'monthly', currency: 'EUR', termPrice: '10.08' }) as unknown,
        },
        days: { from: '2021-06-20', to: '2021-07-17', billable: 28, ofCycle: 30, isPriceByDays: true },
        quantity: 12,
        arithmetic: '10.08 × 28 ÷ 30 days = 9.408 each; × 12 = 112.89 EUR',
        rounding: { rule: 'LINE_DOWN', meaning: 'cut once, on the line, toward zero' },
        policy: 'new-commerce',
        event: { id: `${id}:2`, at: '2021-06-20T10:00:00.000Z', types: ['SeatsAdded'] },
        by: { kind: 'user', id: 'user of the test', name: 'Test', operation: 'update_subscription', auditRecordId: expect.stringContaining('2021-06-20T10:00:00.000Z_') as string, requestId: expect.any(String) as string },
        sentence: expect.stringMatching(/^112\.89 EUR for 12 × .+, charged for 2021-06-20 to 2021-07-17: 10\.08 × 28 ÷ 30 days = 9\.408 each; × 12 = 112\.89 EUR, cut once, .+ policy new-commerce; SeatsAdded at 2021-06-20T10:00:00\.000Z, update_subscription by Test\.$/) as string,
      },
    ]);
    expect((await explain('2.1')).body).toMatchObject({ id: wiped?.id, subtotal: '-94.08', sentence: expect.stringContaining('given back for 2021-06-20') as string });
  });

  test('what fell due is nobody\'s command, also at the moment of one', async () => {
    await grown();
    await world.advanceTo('2021-07-18T00:30:00.000Z');
    const renewal = (await lines()).at(-1);
    const { by, event, sentence } = (await explain(renewal?.id ?? '')).body as Explained;
    expect([by, event.types]).toEqual([{ kind: 'system' }, ['SubscriptionRenewed']]);
    expect(sentence).toMatch(/12\d\.\d\d EUR for 12 × .+: 10\.\d+ × 12 = .+as it fell due\.$/);
  });

  // |--18 Jun … 17 Jul--|18 Jul 00:00 the next cycle is due, the host is down; 09:00 seats|
  test('what a command had to charge first, as it had fallen due, is nobody\'s; what it asks for is its own', async () => {
    [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0001', quantity: 7, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    world.sleepUntil('2021-07-18T09:00:00.000Z');
    expect((await http(`/v1/customers/${customer}/subscriptions/${id}`, { method: 'PATCH', body: { quantity: 8 } })).status).toBe(200);
    const authors = await Promise.all(['2.1', '2.2', '2.3'].map(async (line) => (await explain(line)).body as Explained & { readonly chargeType: string }));
    expect(authors.map(({ chargeType, by }) => [chargeType, by?.kind, by?.operation])).toEqual([['cycleCharge', 'system', undefined], ['addQuantity', 'user', 'update_subscription'], ['addQuantity', 'user', 'update_subscription']]);
    expect(authors[0]?.event.types).toEqual(['CycleCharged', 'SeatsAdded']);
  });

  test('[CAN-6] what the operator granted is the operator\'s, as the log of the partner has it', async () => {
    await world.advanceTo('2021-06-28T10:00:00.000Z');
    const path = `/nextterm/v1/customers/${customer}/subscriptions/${id}/supportrequests`;
    const { id: request } = (await http(path, { method: 'POST', body: { reason: 'duplicate_order', note: 'Ordered twice' } })).body as { readonly id: string };
    await http(`${path}/${request}/grant`, { method: 'POST', caller: operator, body: {} });
    await world.settle();
    const { by, event, sentence } = (await explain('2.1')).body as Explained;
    expect([event.types, by]).toEqual([['SubscriptionCancelled'], expect.objectContaining({ kind: 'user', id: 'Op', operation: 'grant_support_request' })]);
    expect(sentence).toMatch(/grant_support_request by Op\.$/);
  });

  test('[MIG-3] twelve months that begin anew by a change of the billing cycle are asked for by who changed it', async () => {
    const shop = await aShop();
    const [order] = await shop.checkout(await shop.createCart({ sku: mail }));
    const [line] = order?.lineItems ?? [];
    await shop.world.advanceTo('2026-02-05T09:00:00Z');
    bodyOf(await shop.call(`orders/${order?.id ?? ''}`, { method: 'PATCH', body: { billingCycle: 'annual' } }), 200);
    for (const number of ['2.1', '2.2']) {
      const { event, by } = bodyOf<Explained>(await shop.http(`/nextterm/v1/customers/${shop.customer}/subscriptions/${line?.subscriptionId ?? ''}/charges/${number}/explain`), 200);
      expect([event.types, by]).toEqual([['BillingCycleChanged', 'TermRestarted'], expect.objectContaining({ kind: 'user', operation: 'update_order' })]);
    }
  });

  test('every line of half a year is explained, those of a refund too, and its arithmetic ends in its amount', async () => {
    const [yearly = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0001', quantity: 7, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    await grown();
    await world.advanceTo('2021-12-20T10:00:00.000Z');
    for (const each of [id, yearly]) {
      for (const line of await lines(each)) {
        const { status, body } = await http(`/nextterm/v1/customers/${customer}/subscriptions/${each}/charges/${encodeURIComponent(line.id)}/explain`);
        expect([status, body]).toMatchObject([200, { id: line.id, subtotal: line.subtotal, arithmetic: expect.stringMatching(new RegExp(`= ${line.subtotal.replace('-', '')} EUR$`)) as string }]);
      }
    }
  });

  test('a line that there is none of, another subscription\'s, and another partner\'s', async () => {
    const [line] = await lines();
    for (const none of ['1.2', '9.1', `${customer}|00000001|001`]) expect(await explain(none)).toMatchObject({ status: 404, body: { code: 1000 } });
    for (const wrong of ['0.1', '1.0', 'x', '1', '1.1.1', '123456789.1']) expect([wrong, (await explain(wrong)).status]).toEqual([wrong, 400]);
    expect(await explain(line?.id ?? '', { as: 'polder' })).toMatchObject({ status: 404, body: { code: 20003 } });
    expect(await explain(line?.id ?? '', { roles: ['helpdesk_agent'] })).toMatchObject({ status: 403, body: { code: 900150 } });
    expect((await explain('00000001|001')).status).toBe(200);
  });
});
