import { advanceTo, bodyOf, type Client, localState, signIn, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf, chargeText, type Line } from '../support/clientShop';
import { type Collection, type WireSubscription } from '../support/clientWire';
import { expectReconciledYear } from '../support/reconciledYear';
import { Sandbox, START_MS } from '../support/sandbox';

const monthly = { termDuration: 'P1M', billingCycle: 'monthly' } as const;
const yearUpfront = { termDuration: 'P1Y', billingCycle: 'annual' } as const;
const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5';

// Each test goes on where the one before it ended.
describe('a year of three partners, SaaS and traditional offers in it, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let nordlys: Client;
  let polder: Client;
  let operator: Client;
  let customer: string;
  let customerId: string;

  let idOf: (start: string) => string;

  const charges = async (id: string): Promise<string[]> => (await chargesOf(havn, customerId, id)).map(chargeText);
  const subscription = async (id: string): Promise<WireSubscription> => bodyOf(await havn.get(`${customer}/subscriptions/${id}`), 200);

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-01-13T10:00:00Z');
    [havn, nordlys, polder] = [await signInAs(sandbox.url, 'havn-admin_agent'), await signInAs(sandbox.url, 'nordlys-admin_agent'), await signInAs(sandbox.url, 'polder-admin_agent')];
    const state = await localState(sandbox.url);
    operator = await signIn(sandbox.url, state.operatorTenantId, 'operator');
    idOf = (start) => state.customers.find(({ name }) => name.startsWith(start))?.tenantId ?? '';
    customerId = idOf('Zonnebloem');
    customer = `/v1/customers/${customerId}`;
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('[BIL-1] three partners sell: seats that change, one that is cancelled, metered use', async () => {
    const item = async (client: Client, product: string, country: string, quantity: number, plan: Pick<Line, 'termDuration' | 'billingCycle'>): Promise<Line> => ({ catalogItemId: await catalogItem(client, product, country), quantity, ...plan });
    const [tulpveld, bjorkhagen] = [idOf('Tulpveld'), idOf('Björkhagen')];
    await buy(polder, tulpveld, [await item(polder, 'NCBUSBASIC01', 'NL', 15, yearUpfront), await item(polder, 'NCBUSSTAND01', 'NL', 9, { termDuration: 'P3Y', billingCycle: 'monthly' })]);
    const [seats = '', regretted = ''] = await buy(nordlys, bjorkhagen, [await item(nordlys, 'NCM365ENTE03', 'SE', 7, monthly), await item(nordlys, 'NCBUSSTAND01', 'SE', 3, monthly)]);
    const order = bodyOf<{ lineItems: { subscriptionId: string }[] }>(await havn.post(`${customer}/orders`, { partnerOnRecordAttestationAccepted: true, lineItems: [{ lineItemNumber: 0, offerId: await catalogItem(havn, 'DZH318Z0BPS6', 'NL'), quantity: 1, billingCycle: 'one_time' }] }), 201);
    const azure = bodyOf<Collection<{ id: string }>>(await havn.get(`${customer}/subscriptions/${order.lineItems[0]?.subscriptionId ?? ''}/azureEntitlements`), 200).items[0]?.id;
    const nordlysOwn = (id: string): string => `/v1/customers/${bjorkhagen}/subscriptions/${id}`;
    bodyOf(await nordlys.patch(nordlysOwn(seats), { quantity: 9 }), 200);
    bodyOf(await nordlys.patch(nordlysOwn(regretted), { status: 'deleted' }), 200);
    expect(bodyOf(await havn.post(`/nextterm${customer}/usage`, { reports: [{ reportId: 'a', azureSubscriptionId: azure, meterId: 'a2ef72d7-353e-4ae7-90c9-b1377807694a', date: '2026-01-13', quantity: '29' }] }), 200)).toMatchObject({ accepted: 1 });
  });

  test('[ORD-6] thirty free days, activation, and the paid term that follows', async () => {
    const [id = ''] = await buy(havn, customerId, [{ catalogItemId: await catalogItem(havn, 'NCFJORDINS01', 'NL'), quantity: 10, termDuration: 'P1M', billingCycle: 'monthly' }]);
    expect(await subscription(id)).toMatchObject({ isTrial: true, billingCycle: 'none', commitmentEndDate: '2026-02-11T00:00:00Z' });
    const links = bodyOf<Collection<unknown>>(await havn.get(`${customer}/subscriptions/${id}/activationlinks`), 200);
    expect(links.items).toEqual([{ lineItemNumber: 0, link: { uri: expect.stringMatching(/^https:/) as string, method: 'GET', headers: [] } }]);
    expect(await havn.patch(`${customer}/subscriptions/${id}`, { friendlyName: 'Reports' })).toMatchObject({ status: 400, body: { code: 800081 } });
    expect(bodyOf(await havn.post(`${customer}/subscriptions/${id}/activate`), 200)).toEqual({ subscriptionId: id, status: 'Success' });
    expect(await havn.post(`${customer}/subscriptions/${id}/activate`)).toMatchObject({ status: 400, body: { code: 800041 } });

    await advanceTo(sandbox.url, '2026-02-11T23:59:59.999Z');
    expect(await charges(id)).toEqual(['new 2026-01-13…2026-02-11 0 × 10 = 0.00']);
    await advanceTo(sandbox.url, '2026-02-12T00:10:00Z');
    expect(await charges(id)).toEqual(['new 2026-01-13…2026-02-11 0 × 10 = 0.00', 'renew 2026-02-12…2026-03-11 7.68 × 10 = 76.80']);
    expect(await subscription(id)).toMatchObject({ isTrial: false, billingCycle: 'monthly', commitmentEndDate: '2026-03-11T00:00:00Z' });
  });

  test('[ORD-5] [MIG-1] an add-on hangs on its base, and renews with it', async () => {
    const [base = ''] = await buy(havn, customerId, [{ catalogItemId: await catalogItem(havn, mail, 'NL'), quantity: 2, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    expect(await subscription(base)).toMatchObject({ offerId: mail, unitType: 'License(s)', cancellationAllowedUntilDate: '2027-02-11T23:59:59Z' });
    await advanceTo(sandbox.url, '2026-03-01T09:00:00Z');
    const { orderId } = await subscription(base);
    const asked = { lineItems: [{ lineItemNumber: 0, offerId: archive, quantity: 2, parentSubscriptionId: base }] };
    const { lineItems } = bodyOf<{ lineItems: { subscriptionId: string }[] }>(await havn.patch(`${customer}/orders/${orderId}`, asked), 200);
    const addOn = lineItems[1]?.subscriptionId ?? '';
    const { items } = bodyOf<Collection<WireSubscription>>(await havn.get(`${customer}/subscriptions/${base}/addons`), 200);
    expect(items).toMatchObject([{ id: addOn, parentSubscriptionId: base, commitmentEndDate: '2027-02-11T00:00:00Z' }]);
    // 11 of the 28 days from 12 February to 11 March.
    expect(await charges(addOn)).toEqual(['Prorate fees when purchase 2026-03-01…2026-03-11 0.88 × 2 = 1.76']);

    await advanceTo(sandbox.url, '2027-02-12T00:10:00Z');
    expect((await charges(base)).at(-1)).toBe('Prorate fee when renew 2027-02-12…2027-03-11 3.04 × 2 = 6.08');
    expect((await charges(addOn)).at(-1)).toBe('Prorate fee when renew 2027-02-12…2027-03-11 2.24 × 2 = 4.48');
  });

  test('[ORD-5] without an active base of its own it is not sold', async () => {
    const asked = (parentSubscriptionId?: string) => ({ billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId: archive, quantity: 1, ...(parentSubscriptionId && { parentSubscriptionId }) }] });
    expect(await havn.post(`${customer}/orders`, asked())).toMatchObject({ status: 400, body: { code: 400041 } });
    expect(await havn.post(`${customer}/orders`, asked('00000000-0000-4000-8000-00000000dead'))).toMatchObject({ status: 404, body: { code: 20003 } });
  });

  test('[BIL-1] [BIL-2] [BIL-4] each month of each of them is invoiced and reconciles to zero differences, in JSON and in the file', async () => {
    const month = ({ billingPeriodStartDate, currencyCode }: { billingPeriodStartDate: string; currencyCode: string }): string => `${billingPeriodStartDate.slice(0, 7)} ${currencyCode}`;
    const year = Array.from({ length: 13 }, (_, index) => new Date(Date.UTC(2026, index, 1)).toISOString().slice(0, 7));
    const [ofHavn, ofNordlys, ofPolder] = [await expectReconciledYear(havn, '2027-02-01'), await expectReconciledYear(nordlys, '2027-02-01'), await expectReconciledYear(polder, '2027-02-01')];
    expect(ofNordlys.invoices.map(month)).toEqual(year.map((each) => `${each} SEK`));
    expect(ofPolder.invoices.map(month)).toEqual(year.map((each) => `${each} EUR`));
    expect(ofHavn.invoices.map(month)).toEqual(year.flatMap((each, index) => [`${each} EUR`, ...(index === 0 ? [`${each} USD`] : [])]));
    expect(ofHavn.usage).toMatchObject([{ subtotal: 25.17, currency: 'USD', chargeStartDate: '2026-01-01T00:00:00Z' }]);
    expect(bodyOf(await operator.get('/nextterm/v1/operations/ledger/check'), 200)).toMatchObject({ found: 0, findings: [] });
  });
});
