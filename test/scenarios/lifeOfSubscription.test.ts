import { advanceTo, bodyOf, type Client, localState, type Reply, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf } from '../support/clientShop';
import { type Collection } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';

type Resource = Record<string, unknown> & { readonly id: string };

// Each test goes on where the one before it ended, in one world and on one clock.
describe('subscriptions from the first day to the last, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let customerId: string;

  const path = (id: string): string => `/v1/customers/${customerId}/subscriptions/${id}`;
  const read = async (id: string): Promise<Resource> => bodyOf(await havn.get(path(id)), 200);
  const patch = (id: string, body: object, query = ''): Promise<Reply> => havn.patch(`${path(id)}${query}`, body);
  const lines = async (id: string): Promise<string[]> => (await chargesOf(havn, customerId, id)).map(({ chargeType, chargeStartDate, chargeEndDate, quantity }) => `${chargeType} ${chargeStartDate.slice(0, 10)}…${chargeEndDate.slice(0, 10)} ${quantity}`);
  const move = (to: string) => advanceTo(sandbox.url, to);

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-01-10T10:00:00Z');
    havn = await signInAs(sandbox.url, 'havn-admin_agent');
    const { customers } = await localState(sandbox.url);
    customerId = customers.find(({ name }) => name.startsWith('Zonnebloem'))?.tenantId ?? '';
  }, START_MS);
  afterAll(() => sandbox.remove());

  describe('three years of one', () => {
    let id: string;

    test('[SUB-2] [SUB-3] [PRE-2] the first window: seats added and taken off, each previewed to the cent', async () => {
      [id = ''] = await buy(havn, customerId, [{ catalogItemId: await catalogItem(havn, 'NCBUSSTAND01', 'NL'), quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' }]);
      await move('2026-01-12T08:00:00Z');
      for (const quantity of [14, 12]) {
        const preview = bodyOf<{ result: Resource; charges: unknown[] }>(await patch(id, { quantity }, '?preview=true'), 200);
        expect(bodyOf<Resource>(await patch(id, { quantity }), 200)).toMatchObject({ quantity, refundableQuantity: preview.result['refundableQuantity'] });
        expect(preview.charges).toHaveLength(2);
      }
      const { happened } = await move('2026-01-20T00:00:00Z');
      expect(happened.filter(({ what }) => what === 'cancellationWindow').map(({ outcome }) => outcome)).toEqual(['closing', 'closed', 'closing', 'closed']);
      expect(await patch(id, { quantity: 11 })).toMatchObject({ status: 400, body: { code: 800090 } });
    });

    test('[SUS-1] [SUS-2] suspended and resumed in the spring; charged all along', async () => {
      await move('2026-04-01T10:00:00Z');
      expect(await patch(id, { Status: 'suspended', Quantity: 0, AutoRenewEnabled: false, BillingCycle: 'unknown' })).toMatchObject({ status: 200, body: { status: 'suspended' } });
      await move('2026-05-15T10:00:00Z');
      expect(await patch(id, { status: 'active', autoRenewEnabled: true })).toMatchObject({ status: 200, body: { status: 'active', autoRenewEnabled: true } });
      expect(await lines(id)).toEqual(expect.arrayContaining(['cycleCharge 2026-04-10…2026-05-09 12', 'cycleCharge 2026-05-10…2026-06-09 12']));
    });

    test('[PRE-3] what can be done in summer, and what is ahead', async () => {
      const { items } = bodyOf<{ items: { action: string; possible: boolean; rule: string }[] }>(await havn.get(`/nextterm${path(id)}/options`), 200);
      expect(items.filter(({ possible }) => !possible).map(({ action, rule }) => `${action} ${rule}`)).toEqual(['reduceSeats SUB-4', 'cancel CAN-1', 'planNextCharge CYC-1']);
      const calendar = await havn.get('/nextterm/v1/deadlines?until=2027-02-01T00:00:00Z', { Accept: 'text/calendar' });
      expect(calendar.status).toBe(200);
    });

    test('[SCH-1] [SCH-6] [REN-3] [REN-4] the second year as planned: Premium for eight', async () => {
      const [productId, skuId, availabilityId] = (await catalogItem(havn, 'NCBUSPREMI01', 'NL')).split(':');
      const planned = { product: { productId, skuId, availabilityId, termDuration: 'P1Y', billingCycle: 'annual' }, quantity: 8 };
      expect(await patch(id, { ...(await read(id)), scheduledNextTermInstructions: planned })).toMatchObject({ status: 200, body: { scheduledNextTermInstructions: planned } });
      await move('2027-01-10T00:10:00Z');
      expect(await read(id)).toMatchObject({ offerName: 'Microsoft 365 Business Premium', quantity: 8, billingCycle: 'annual', commitmentEndDate: '2028-01-09T00:00:00Z' });
      expect((await lines(id)).at(-1)).toBe('renew 2027-01-10…2028-01-09 8');
      expect(await patch(id, { quantity: 6 })).toMatchObject({ status: 200, body: { quantity: 6 } });
    });

    test('[UPG-2] [UPG-4] upgraded in the middle of the second year, for good', async () => {
      await move('2027-06-01T10:00:00Z');
      const asked = { toCatalogItemId: await catalogItem(havn, 'NCM365ENTE03', 'NL'), quantity: 6, transitionType: 'transition_only' };
      expect(await havn.post(`${path(id)}/transitions`, asked)).toMatchObject({ status: 200, body: { toSubscriptionId: id } });
      expect(await read(id)).toMatchObject({ offerName: 'Microsoft 365 E3', refundOptions: [], commitmentEndDate: '2028-01-09T00:00:00Z' });
      expect((await lines(id)).slice(-2)).toEqual(['convert 2027-06-01…2028-01-09 6', 'convert 2027-06-01…2028-01-09 6']);
      expect(await patch(id, { status: 'deleted' })).toMatchObject({ status: 400, body: { code: 900117 } });
    });

    test('[REN-6] [SUB-5] the third year can be cancelled within its window, is not, and ends without renewal', async () => {
      await move('2028-01-10T00:10:00Z');
      expect(bodyOf<{ charges: { chargeType: string }[] }>(await patch(id, { status: 'deleted' }, '?preview=true'), 200).charges.map(({ chargeType }) => chargeType)).toEqual(['cancelImmediate']);
      expect(await patch(id, { autoRenewEnabled: false })).toMatchObject({ status: 200 });
      await move('2029-01-09T23:59:59Z');
      expect(await read(id)).toMatchObject({ status: 'active' });
      await move('2029-01-10T00:10:00Z');
      expect(await read(id)).toMatchObject({ status: 'expired' });
      await move('2029-06-01T00:00:00Z');
      expect(await read(id)).toMatchObject({ status: 'deleted' });
      const terms = (await lines(id)).filter((line) => /^(new|renew) /.test(line));
      expect(terms).toEqual(['new 2026-01-10…2026-02-09 10', 'renew 2027-01-10…2028-01-09 8', 'renew 2028-01-10…2029-01-09 6']);
    });
  });

  test('[TRI-2] [TRI-4] a trial turns paid by itself', async () => {
    const trial = bodyOf<Collection<{ catalogItemId: string }>>(await havn.get('/v1/products/NCBUSPREMI01/skus/0002/availabilities?country=NL'), 200).items[0]?.catalogItemId ?? '';
    const [id = ''] = await buy(havn, customerId, [{ catalogItemId: trial, quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);
    expect(await read(id)).toMatchObject({ isTrial: true, scheduledNextTermInstructions: { quantity: 25, product: { billingCycle: 'monthly', termDuration: 'P1Y' } } });
    expect(await patch(id, { quantity: 26 })).toMatchObject({ status: 400, body: { code: 800095 } });
    const { happened } = await move('2029-07-01T00:10:00Z');
    expect(happened.filter(({ what, subject }) => what === 'trialConversion' && subject === id).map(({ outcome }) => outcome)).toEqual(['completed']);
    expect(await read(id)).toMatchObject({ isTrial: false, quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly' });
  });
});
