import { advanceTo, bodyOf, type Client, localState, signIn, signInAs } from '../support/client';
import { buy, catalogItem } from '../support/clientShop';
import { type Collection } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';

type Resource = Record<string, unknown> & { readonly id: string };
type Item = Record<string, unknown>;

const HOURS = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';

// Each test goes on where the one before it ended, in one world and on one clock.
describe('pay as you go beside licences, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let nordlys: Client;
  let operator: Client;
  let customerId: string;
  let planId: string;
  let machines: string;

  const lines = async (client: Client, type: string, currency: string, period: string): Promise<Item[]> => {
    const { items } = bodyOf<Collection<Item>>(await client.get(`/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=${type}&currencycode=${currency}&period=${period}`), 200);
    return items.filter((item) => item['customerId'] === customerId);
  };
  const usageOnly = (items: readonly Item[]) => items.filter(({ unitType }) => unitType !== '');
  const report = async (client: Client, reports: readonly object[]): Promise<void> => {
    expect(bodyOf<{ accepted: number }>(await client.post(`/nextterm/v1/customers/${customerId}/usage`, { reports }), 200)).toMatchObject({ accepted: reports.length });
  };
  const entitlements = (id = planId) => `/v1/customers/${customerId}/subscriptions/${id}/azureEntitlements`;

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-06-01T10:00:00Z');
    [havn, nordlys] = [await signInAs(sandbox.url, 'havn-admin_agent'), await signInAs(sandbox.url, 'nordlys-admin_agent')];
    const state = await localState(sandbox.url);
    operator = await signIn(sandbox.url, state.operatorTenantId, 'operator');
    customerId = state.customers.find(({ name }) => name.startsWith('Oresund'))?.tenantId ?? '';
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('[AZP-1] [AZP-2] the Azure plan through the cart, another Azure subscription without an order', async () => {
    const item = await catalogItem(havn, 'DZH318Z0BPS6', 'SE');
    const cart = bodyOf<Resource>(await havn.post(`/v1/customers/${customerId}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId: item, quantity: 1, billingCycle: 'one_time' }] }), 201);
    const { orders } = bodyOf<{ orders: { lineItems: { subscriptionId: string }[] }[] }>(await havn.post(`/v1/customers/${customerId}/carts/${cart.id}/checkout`), 201);
    planId = orders[0]?.lineItems[0]?.subscriptionId ?? '';
    expect(bodyOf<Resource>(await havn.get(`/v1/customers/${customerId}/subscriptions/${planId}`), 200)).toMatchObject({ billingType: 'usage', status: 'active', quantity: 1 });
    machines = bodyOf<Resource>(await havn.post(`/nextterm${entitlements()}`, { friendlyName: 'Machines' }), 201).id;
    expect(bodyOf<Collection<Resource>>(await havn.get(entitlements()), 200).items).toHaveLength(2);
    const second = bodyOf<{ lineItems: { error?: { errorCode: number } }[] }>(await havn.post(`/v1/customers/${customerId}/carts`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ id: 0, catalogItemId: item, quantity: 1, billingCycle: 'one_time' }] }), 201);
    expect(second.lineItems[0]?.error?.errorCode).toBe(10002);
  });

  test('[AZP-4] [BIL-4] a month of meters: a budget that is reached, lines to date, closed, and the same lines after a kill', async () => {
    bodyOf(await operator.put('/nextterm/v1/operations/exchangerates', { rates: [{ from: 'USD', to: 'EUR', month: '2026-06', rate: '0.92' }] }), 200);
    bodyOf(await havn.patch(`/v1/customers/${customerId}/usagebudget`, { amount: 20 }), 200);
    await advanceTo(sandbox.url, '2026-06-04T10:00:00Z');
    await report(havn, [{ reportId: 'm1', azureSubscriptionId: machines, meterId: HOURS, date: '2026-06-03', quantity: '29' }]);
    const { happened } = await advanceTo(sandbox.url, '2026-06-04T10:10:00Z');
    expect(happened.filter(({ what }) => what === 'UsageBudgetReached').length).toBeGreaterThan(0);
    expect(bodyOf<Item>(await havn.get(`/v1/customers/${customerId}/usagesummary`), 200)).toMatchObject({ totalCost: 21.39, currencyCode: 'USD', budget: { amount: 20 } });
    const open = usageOnly(await lines(havn, 'billinglineitems', 'EUR', 'current'));
    expect(open).toMatchObject([{ subtotal: 19.67, pricingCurrency: 'USD', pcToBCExchangeRate: 0.92, entitlementId: machines, subscriptionId: planId }]);
    await advanceTo(sandbox.url, '2026-07-06T00:30:00Z');
    await sandbox.stop('SIGKILL');
    await sandbox.restart();
    bodyOf(await operator.put('/nextterm/v1/operations/exchangerates', { rates: [{ from: 'USD', to: 'EUR', month: '2026-06', rate: '3' }] }), 200);
    const closed = usageOnly(await lines(havn, 'billinglineitems', 'EUR', 'previous'));
    expect(closed.map(({ subtotal, referenceId }) => [subtotal, referenceId])).toEqual(open.map(({ subtotal, referenceId }) => [subtotal, referenceId]));
    expect(await lines(havn, 'usagelineitems', 'EUR', 'previous')).toMatchObject([{ usageDate: '2026-06-03T00:00:00Z', quantity: 29, pricingPreTaxTotal: 21.3962, hasPartnerEarnedCredit: true }]);
  });

  test('[OVG-3] [OVG-5] [OVG-6] [OVG-7] two partners buy at once: one is first in; a hand-over, a month of calls, and the lines of both', async () => {
    const line = { catalogItemId: await catalogItem(havn, 'NCTEAMSPHON1', 'SE'), quantity: 1, termDuration: 'P1Y', billingCycle: 'monthly' };
    await Promise.all([buy(havn, customerId, [line]), buy(nordlys, customerId, [line])]);
    const overage = `/v1/customers/${customerId}/subscriptions/overage`;
    const held = async (client: Client) => bodyOf<Collection<Item>>(await client.get(overage), 200).items;
    const both = [
      { client: havn, slug: 'havn', currency: 'EUR', minute: 0.1, held: await held(havn) },
      { client: nordlys, slug: 'nordlys', currency: 'SEK', minute: 1.05, held: await held(nordlys) },
    ];
    const [source, none] = [both.find((each) => each.held.length === 1), both.find((each) => each.held.length === 0)];
    if (source === undefined || none === undefined) throw new Error(`Not exactly one has it: ${JSON.stringify(both)}`);
    expect(source.held).toMatchObject([{ type: 'PhoneServices', overageEnabled: true }]);
    const calls = (reportId: string, date: string, minutes: number) => ({ reportId, service: 'PhoneServices', userId: 'ilse@oresundfoods.example', date, minutes });
    await report(operator, [calls('c1', '2026-07-06', 2 * 120 + 50)]);

    const { partners } = await localState(sandbox.url);
    const customer = await signIn(sandbox.url, customerId, 'customer');
    const handover = `/nextterm/v1/customers/${customerId}/overage/PhoneServices/handover`;
    const { id } = bodyOf<Resource>(await source.client.post(handover, { toPartnerTenantId: partners.find(({ slug }) => slug === none.slug)?.tenantId }), 201);
    for (const party of [none.client, customer]) bodyOf(await party.post(`${handover}/${id}/agree`), 200);
    expect(await none.client.put(overage, { overageEnabled: true })).toMatchObject({ status: 403, body: { code: 800115 } });
    bodyOf(await source.client.put(overage, { overageEnabled: false }), 200);
    bodyOf(await none.client.put(overage, { overageEnabled: true }), 200);
    expect(bodyOf<Item>(await customer.get(`${handover}/${id}`), 200)).toMatchObject({ status: 'completed' });
    await advanceTo(sandbox.url, '2026-07-08T10:00:00Z');
    await report(operator, [calls('c2', '2026-07-08', 10)]);
    await advanceTo(sandbox.url, '2026-08-06T00:30:00Z');

    for (const [{ client, currency, minute }, minutes] of [[source, 50], [none, 10]] as const) {
      expect(usageOnly(await lines(client, 'billinglineitems', currency, 'previous'))).toMatchObject([{ billableQuantity: minutes, subtotal: Number((minutes * minute).toFixed(2)), productQualifiers: '["Overage"]' }]);
    }
    const licences = (await lines(havn, 'billinglineitems', 'EUR', 'previous')).filter(({ unitType }) => unitType === '');
    expect(licences).toMatchObject([{ chargeType: 'new', productId: 'NCTEAMSPHON1' }]);
    const csv = await havn.request('GET', '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=previous', { headers: { accept: 'text/csv' } });
    expect([csv.status, csv.headers.get('content-type'), csv.text.split('\r\n')[0]?.split(',').length]).toEqual([200, 'text/csv; charset=utf-8', 48]);
  });
});
