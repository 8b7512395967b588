import { advanceTo, bodyOf, Client, localState, newId, type Reply, signIn, signInAs } from '../support/client';
import { buy, catalogItem, chargesOf } from '../support/clientShop';
import { type Collection, type WireCharge } from '../support/clientWire';
import { Sandbox, START_MS } from '../support/sandbox';
import { crashPlan } from './crashPlan';

type Resource = Record<string, unknown> & { readonly id: string };
type Transfer = Resource & { readonly lineItems: readonly { readonly subscriptionId: string; readonly transferError?: string }[] };

const crashes = crashPlan();

const person = { firstName: 'Lena', lastName: 'Berg' };
const customerBody = () => ({
  companyProfile: { domain: `c${newId()}.onmicrosoft.com` },
  billingProfile: { email: 'post@fjord.example', culture: 'sv-SE', language: 'sv', companyName: 'Fjord', defaultAddress: { country: 'SE', city: 'Malmö', postalCode: '211 20', addressLine1: 'Hamngatan 1', ...person } },
});
const attestation = { primaryContact: { ...person, email: 'post@fjord.example' }, templateId: '117a77b0-9360-443b-8795-c6dedc750cf9', dateAgreed: '2021-06-01T00:00:00Z', type: 'MicrosoftCustomerAgreement' };

// Each test goes on where the one before it ended, in one world and on one clock.
describe('transfers between two partners, on Azurite, under the virtual clock', () => {
  let sandbox: Sandbox;
  let havn: Client;
  let nordlys: Client;
  let customerId: string;
  let item: string;
  let source: string;
  let target: string;

  const transfers = (id = '') => `/v1/customers/${customerId}/transfers${id === '' ? '' : `/${id}`}`;
  const ask = (): Promise<Reply> => nordlys.post(transfers(), { sourcePartnerTenantId: source, sourcePartnerName: 'Havn', customerEmailId: 'it@fjord.example', transferType: 5 });
  const asked = async (): Promise<string> => bodyOf<Resource>(await ask(), 201).id;
  const lines = (ids: readonly string[]) => ({ lineItems: ids.map((subscriptionId) => ({ subscriptionId, productType: 'OnlineServicesNCE' })) });
  const submit = async (id: string, ids: readonly string[]): Promise<void> => {
    expect(await havn.patch(transfers(id), { status: 'InProgress', ...lines(ids) })).toMatchObject({ status: 200, body: { status: 'InProgress' } });
  };
  const get = async (id: string, client = nordlys): Promise<Transfer> => bodyOf(await client.get(transfers(id)), 200);
  const licences = (count: number): Promise<string[]> => buy(havn, customerId, Array.from({ length: count }, () => ({ catalogItemId: item, quantity: 4, termDuration: 'P1Y', billingCycle: 'monthly' })));
  const statusesOf = async (client: Client): Promise<readonly string[]> =>
    bodyOf<Collection<{ status: string }>>(await client.get(`/v1/customers/${customerId}/subscriptions`), 200).items.map(({ status }) => status);
  const processOf = async (id: string): Promise<unknown> => ((await havn.get(`/runtime/webhooks/durabletask/instances/transfer-${id}`)).body as Resource)['runtimeStatus'];
  /** So many minutes after the clock's present. */
  const inMinutes = async (minutes: number): Promise<string> => {
    const { now } = bodyOf<{ now: string }>(await new Client(sandbox.url).get('/local/clock'), 200);
    return new Date(Date.parse(now) + minutes * 60_000).toISOString();
  };
  const days = (charges: readonly WireCharge[], chargeType: string) => charges.filter((line) => line.chargeType === chargeType).map(({ chargeStartDate, chargeEndDate, quantity }) => [chargeStartDate, chargeEndDate, quantity]);

  /** Each of the source's is deleted, one of the target's is live for it, and what one pays for begins where the other's refund does. */
  const expectMoved = async (id: string, ids: readonly string[]): Promise<void> => {
    const moved = (await get(id)).lineItems.map(({ subscriptionId }) => subscriptionId);
    expect(new Set(moved).size).toBe(ids.length);
    for (const [index, was] of ids.entries()) {
      const is = moved[index] ?? '';
      expect(bodyOf<Resource>(await havn.get(`/v1/customers/${customerId}/subscriptions/${was}`), 200)['status']).toBe('deleted');
      expect(bodyOf<Resource>(await nordlys.get(`/v1/customers/${customerId}/subscriptions/${is}`), 200)).toMatchObject({ status: 'active', quantity: 4 });
      expect((await havn.get(`/v1/customers/${customerId}/subscriptions/${is}`)).status).toBe(404);
      const [given, charged] = [days(await chargesOf(havn, customerId, was), 'cancelImmediate'), days(await chargesOf(nordlys, customerId, is), 'new')];
      expect([given.length, given]).toEqual([1, charged]);
    }
  };

  beforeAll(async () => {
    sandbox = await Sandbox.start('2026-06-01T10:00:00Z', crashes.env);
    [havn, nordlys] = [await signInAs(sandbox.url, 'havn-admin_agent'), await signInAs(sandbox.url, 'nordlys-admin_agent')];
    const { partners } = await localState(sandbox.url);
    [source = '', target = ''] = ['havn', 'nordlys'].map((slug) => partners.find((partner) => partner.slug === slug)?.tenantId ?? '');
    customerId = bodyOf<Resource>(await havn.post('/v1/customers', customerBody()), 201).id;
    bodyOf(await havn.post(`/v1/customers/${customerId}/agreements`, attestation), 201);
    item = await catalogItem(havn, 'NCBUSSTAND01', 'SE');
  }, START_MS);
  afterAll(() => sandbox.remove());

  test('[CUS-1] [TRF-1] [TRF-2] [PRE-1] three parties: the customer accepts the target, the source shows what it would give, and submits: complete', async () => {
    const ids = await licences(2);
    expect((await ask()).status).toBe(404);
    expect((await nordlys.post(`/nextterm/v1/customers/${customerId}/relationships`)).status).toBe(201);
    const customer = await signIn(sandbox.url, customerId, 'customer');
    bodyOf(await customer.post(`/nextterm/v1/customers/${customerId}/relationships/${target}/accept`, { acceptCustomerAgreement: true }), 200);

    const id = await asked();
    expect(bodyOf<Transfer[]>(await havn.get(transfers()), 200)).toMatchObject([{ id, status: 'Pending', transferDirection: 1 }]);
    await advanceTo(sandbox.url, '2026-06-11T10:00:00Z');
    expect(await processOf(id)).toBe('Running');
    const own = `/nextterm/v1/customers/${customerId}/transfers/${id}`;
    bodyOf(await havn.request('PUT', `${own}/offer`, { body: lines(ids) }), 200);
    const shown = bodyOf<{ items: { charges: WireCharge[] }[] }>(await nordlys.get(`${own}/preview`), 200);
    await submit(id, ids);
    await advanceTo(sandbox.url, '2026-06-11T10:10:00Z');

    expect([(await get(id))['status'], (await get(id, havn))['status'], await processOf(id)]).toEqual(['Complete', 'Complete', 'Completed']);
    await expectMoved(id, ids);
    const charged = await Promise.all((await get(id)).lineItems.map(({ subscriptionId }) => chargesOf(nordlys, customerId, subscriptionId)));
    expect(shown.items.map(({ charges }) => charges)).toEqual(charged);
    expect(bodyOf<Collection<{ type: string }>>(await havn.get(`${own}/events`), 200).items.map(({ type }) => type)).toEqual(['TransferRequested', 'TransferOffered', 'TransferSubmitted', 'TransferLineCompleted', 'TransferLineCompleted', 'TransferCompleted']);
  });

  test('[TRF-3] [TRF-4] partially complete: what became unfit fails with its reason', async () => {
    const ids = await licences(2);
    const id = await asked();
    await submit(id, ids);
    bodyOf(await havn.patch(`/v1/customers/${customerId}/subscriptions/${ids[1] ?? ''}`, { status: 'suspended' }), 200);
    await advanceTo(sandbox.url, '2026-06-11T10:20:00Z');
    expect(await get(id, havn)).toMatchObject({ status: 'PartiallyComplete', lineItems: [{ status: 'Complete' }, { status: 'Failed', transferError: 'it is suspended' }] });
    expect(await processOf(id)).toBe('Completed');
  });

  test('[TRF-1] rejected, withdrawn, expired: their processes have ended', async () => {
    const [rejected, withdrawn, expired] = [await asked(), await asked(), await asked()];
    expect(await havn.patch(transfers(rejected), { status: 'reject' })).toMatchObject({ status: 200, body: { status: 'Reject' } });
    expect(await nordlys.patch(transfers(withdrawn), { status: 'Cancel' })).toMatchObject({ status: 200, body: { status: 'Cancel' } });
    await advanceTo(sandbox.url, '2026-07-11T23:59:00Z');
    expect([(await get(expired))['status'], await processOf(expired)]).toEqual(['Pending', 'Running']);
    await advanceTo(sandbox.url, '2026-07-12T00:10:00Z');
    expect(await Promise.all([rejected, withdrawn, expired].map(async (id) => [(await get(id))['status'], await processOf(id)]))).toEqual([['Reject', 'Completed'], ['Cancel', 'Completed'], ['Expired', 'Completed']]);
  });

  test.each(['2-sent', '5-stored', '8-sent', '11-stored', '14-sent'])(
    '[TRF-3] killed at write %s of an execution of four: each is live exactly once',
    async (crash) => {
      const ids = await licences(4);
      const id = await asked();
      await submit(id, ids);
      const later = await inMinutes(10);
      crashes.tell(sandbox, crash);
      await expect(advanceTo(sandbox.url, later)).rejects.toThrow();
      expect((await sandbox.ended).signal).toBe('SIGKILL');
      await sandbox.restart(crashes.env);
      await advanceTo(sandbox.url, await inMinutes(120));
      expect([(await get(id))['status'], await processOf(id)]).toEqual(['Complete', 'Completed']);
      await expectMoved(id, ids);
    },
    START_MS,
  );

  test('[TRF-1] killed while it waits: answered afterwards as if nothing had been', async () => {
    const before = (await statusesOf(nordlys)).length;
    const ids = await licences(1);
    const id = await asked();
    await advanceTo(sandbox.url, await inMinutes(10));
    expect(await processOf(id)).toBe('Running');
    await sandbox.stop('SIGKILL');
    await sandbox.restart(crashes.env);
    await submit(id, ids);
    await advanceTo(sandbox.url, await inMinutes(10));
    expect([(await get(id))['status'], await processOf(id)]).toEqual(['Complete', 'Completed']);
    await expectMoved(id, ids);
    expect((await statusesOf(nordlys)).length).toBe(before + 1);
  });

  test('what is left: no transfer in progress, no process that waits', async () => {
    const all = bodyOf<Transfer[]>(await nordlys.get(transfers()), 200);
    expect(all.filter(({ status }) => status === 'InProgress' || status === 'Pending')).toEqual([]);
    const instances = bodyOf<{ instanceId: string; runtimeStatus: string }[]>(await havn.get('/runtime/webhooks/durabletask/instances'), 200);
    expect(instances.filter(({ instanceId, runtimeStatus }) => instanceId.startsWith('transfer-') && runtimeStatus !== 'Completed')).toEqual([]);
  });
});
