import { advanceTo, bodyOf, type Client, localState, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf, chargeText } from '../support/clientShop';
import { type Collection, type WireSubscription } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';

const mail = 'fd4c746a-2194-4aff-9ee6-f5d3712cf123';
const archive = '16dc8dad-2af2-45bb-ae80-aba6a21254a5';

// Each test goes on where the one before it ended.
describe('SaaS and traditional offers, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let customer: string;
  let customerId: string;

  const charges = async (id: string): Promise<string[]> => (await chargesOf(havn, customerId, id)).map(chargeText);
  const subscription = async (id: string): Promise<WireSubscription> => bodyOf(await havn.get(`${customer}/subscriptions/${id}`), 200);

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-01-13T10:00:00Z');
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
    const { customers } = await localState(sandbox.url);
    customerId = customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
    customer = `/v1/customers/${customerId}`;
  }, START_MS);
  afterAll(() => sandbox.remove());

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
});
