import { advanceTo, bodyOf, type Client, localState, type Reply, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf } from '../support/clientShop';
import { type Collection } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';

type Resource = Record<string, unknown> & { readonly id: string };

// Each test goes on where the one before it ended, in one world and on one clock.
describe('upgrades and conversions, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let customerId: string;
  let premium: string;
  let standard: string;
  let apart: string;

  const path = (id: string): string => `/v1/customers/${customerId}/subscriptions/${id}`;
  const read = async (id: string): Promise<Resource> => bodyOf(await havn.get(path(id)), 200);
  const transit = (id: string, body: object, query = ''): Promise<Reply> => havn.post(`${path(id)}/transitions${query}`, { toCatalogItemId: premium, transitionType: 'transition_only', ...body });
  const convertLines = async (id: string): Promise<string[]> =>
    (await chargesOf(havn, customerId, id)).filter(({ chargeType }) => ['convert', 'moveQuantity'].includes(chargeType)).map(({ chargeType, quantity, subtotal }) => `${chargeType} ${quantity} ${subtotal.startsWith('-') ? '-' : '+'}`);

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-06-01T10:00:00Z');
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
    customerId = (await localState(sandbox.url)).customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
    premium = await catalogItem(havn, 'NCBUSPREMI01', 'NL');
    [standard = ''] = await buy(havn, customerId, [{ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', 'NL'), quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('[UPG-2] [PRE-2] a part, as it was previewed: a new subscription that ends on the same day', async () => {
    const { result } = bodyOf<{ result: Resource }>(await transit(standard, { quantity: 4 }, '?preview=true'), 200);
    const done = bodyOf<{ toSubscriptionId: string }>(await transit(standard, { quantity: 4 }), 200);
    expect(done).toEqual(result);
    apart = done.toSubscriptionId;
    const [source, target] = [await read(standard), await read(apart)];
    expect([source['quantity'], target['quantity'], target['commitmentEndDate']]).toEqual([6, 4, source['commitmentEndDate']]);
    expect([await convertLines(standard), await convertLines(apart)]).toEqual([['convert 4 -'], ['convert 4 +']]);
  });

  test('[UPG-3] into an existing one, not before its window has closed', async () => {
    const [existing = ''] = await buy(havn, customerId, [{ catalogItemId: premium, quantity: 5, termDuration: 'P1Y', billingCycle: 'monthly' }]);
    expect(await transit(standard, { quantity: 2, toSubscriptionId: existing })).toMatchObject({ status: 400, body: { code: 900280 } });
    await advanceTo(sandbox.url, '2026-06-08T10:00:00Z');
    expect(await transit(standard, { quantity: 2, toSubscriptionId: existing })).toMatchObject({ status: 200, body: { toSubscriptionId: existing } });
    expect([(await read(standard))['quantity'], (await read(existing))['quantity']]).toEqual([4, 7]);
    expect(await convertLines(standard)).toEqual(['convert 4 -', 'moveQuantity 2 -']);
  });

  test('[UPG-7] the rest into what the first part became, which ends the source; both are in its history', async () => {
    expect(await transit(standard, { quantity: 4, toSubscriptionId: apart })).toMatchObject({ status: 200 });
    expect([(await read(standard))['status'], (await read(apart))['quantity']]).toEqual(['deleted', 8]);
    expect(bodyOf<Collection<unknown>>(await havn.get(`${path(standard)}/transitions`), 200).totalCount).toBe(3);
    expect(await transit(standard, { quantity: 1 })).toMatchObject({ status: 400 });
  });

  test('[TRI-4] a trial turned paid at once', async () => {
    const customers = (await localState(sandbox.url)).customers;
    customerId = customers.find(({ name }) => name.startsWith('Grachtenpand'))?.tenantId ?? '';
    const trial = bodyOf<Collection<{ catalogItemId: string }>>(await havn.get('/v1/products/NCBUSPREMI01/skus/0002/availabilities?country=NL'), 200).items[0]?.catalogItemId ?? '';
    const [id = ''] = await buy(havn, customerId, [{ catalogItemId: trial, quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);
    expect(await transit(id, { quantity: 24, termDuration: 'P1Y', billingCycle: 'monthly' })).toMatchObject({ status: 400, body: { code: 900275 } });
    expect(await transit(id, { quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly' })).toMatchObject({ status: 200 });
    expect(await read(id)).toMatchObject({ isTrial: false, quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly', commitmentEndDate: '2027-06-07T00:00:00Z' });
  });
});
