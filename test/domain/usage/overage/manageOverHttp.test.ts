import { httpOver, type Call } from '../../../support/httpWorld';
import { outcomeOf } from '../../../support/worldDesk';
import { type World } from '../../../support/world';
import { customerToken, operatorToken, oresund, overageIn, phone } from './oresund';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let nordlys: string;
let ofHavn: string;
let azureOfHavn: string;

beforeEach(async () => {
  ({ world, customerId, nordlys, ofHavn, azureOfHavn } = await oresund());
  http = httpOver(world);
});

const path = () => `/v1/customers/${customerId}/subscriptions/overage`;
const get = (as = 'havn') => http(path(), { as });
const put = (body: object, call: Call = {}, query = '') => http(`${path()}${query}`, { method: 'PUT', body, ...call });
const assignable = async (as = 'havn') => ((await http(`/nextterm/v1/customers/${customerId}/overage/PhoneServices/assignable`, { as })).body as { items: { azureEntitlementId: string; purpose: string }[] }).items;

test('[OVG-4] the holder sees its assignment, another partner none of its own', async () => {
  expect(await get()).toMatchObject({ status: 200, body: { totalCount: 1, items: [{ azureEntitlementId: azureOfHavn, type: 'PhoneServices', overageEnabled: true, attributes: { objectType: 'Overage' } }] } });
  expect(await get('nordlys')).toMatchObject({ status: 200, body: { totalCount: 0, items: [] } });
});

test('[OVG-4] so does one whose subscription was bought before its minutes were kept with it', async () => {
  for (const row of await world.commerceRows()) {
    const { overage, ...offer } = (row.value['offer'] ?? {}) as { readonly overage?: unknown };
    if (row.value['type'] === 'subscription' && overage !== undefined) await world.stores.Commerce.commit(customerId, [{ op: 'update', ...row, value: { ...row.value, offer } }]);
  }
  expect(await get('nordlys')).toMatchObject({ status: 200, body: { totalCount: 0, items: [] } });
  expect(await assignable('nordlys')).not.toHaveLength(0);
});

test('[OVG-4] the holder moves it to another of its Azure subscriptions, and repeats that; then None', async () => {
  const other = (await assignable()).find(({ purpose }) => purpose === 'standard')?.azureEntitlementId;
  const asked = { azureEntitlementId: other, overageEnabled: true };
  expect(await put(asked)).toMatchObject({ status: 200, body: { azureEntitlementId: other, overageEnabled: true, type: 'PhoneServices' } });
  expect(await put(asked)).toMatchObject({ status: 200, body: { azureEntitlementId: other } });
  expect(world.happened()).toEqual(['OverageAssigned']);
  expect(await put({ overageEnabled: false })).toMatchObject({ status: 200, body: { overageEnabled: false } });
  expect((await get()).body).toMatchObject({ totalCount: 0 });
  expect(await put({ AzureEntitlementId: null, OverageEnabled: true, Type: 'PhoneServices' })).toMatchObject({ status: 200, body: { azureEntitlementId: azureOfHavn, overageEnabled: true } });
});

test('[OVG-4] [PRE-1] a preview changes nothing', async () => {
  const before = await world.dump();
  expect(await put({ overageEnabled: false }, {}, '?preview=true')).toMatchObject({ status: 200, body: { preview: true, result: { overageEnabled: false } } });
  expect(await world.dump()).toEqual(before);
});

test.each<[string, object, Call, number, number]>([
  ['another partner while the holder has it', { overageEnabled: true }, { as: 'nordlys' }, 403, 800115],
  ['another partner setting None', { overageEnabled: false }, { as: 'nordlys' }, 403, 800115],
  ['an unknown Azure subscription', { azureEntitlementId: '5b0e6f2a-0000-4000-8000-000000000000', overageEnabled: true }, {}, 404, 800111],
  ['a licence subscription', { get azureEntitlementId() { return ofHavn; }, overageEnabled: true }, {}, 400, 800011],
  ['a partner the customer has nothing to do with', { overageEnabled: true }, { as: 'polder' }, 404, 60003],
  ['a role that may not', { overageEnabled: true }, { roles: ['helpdesk_agent'] }, 403, 800114],
  ['nothing said', {}, {}, 400, 800002],
])('[OVG-4] [OVG-5] refused and nothing changed: %s', async (_name, body, call, status, code) => {
  const before = await world.dump();
  expect(await put(body, call)).toMatchObject({ status, body: { code } });
  expect(await world.dump()).toEqual(before);
});

test.each([
  ['global_admin', 200],
  ['admin_agent', 200],
  ['sales_agent', 200],
  ['billing_admin', 403],
  ['helpdesk_agent', 403],
] as const)('[OVG-4] [PAR-2] what %s may see, list and set: %i', async (role, status) => {
  const roles = [role];
  const answers = [
    await http(path(), { roles }),
    await http(`/nextterm/v1/customers/${customerId}/overage/PhoneServices/assignable`, { roles }),
    await put({ overageEnabled: false }, { roles }),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
  if (status === 403) expect(answers.map(({ body }) => (body as { code: number }).code)).toEqual([800114, 800114, 800114]);
});

test('[OVG-4] a partner without a subscription that enables it cannot open the setting', async () => {
  await outcomeOf(world.as('nordlys').patch(customerId, (await ofNordlysIds())[0] ?? '', { status: 'deleted' }));
  expect(await get('nordlys')).toMatchObject({ status: 403, body: { code: 800114 } });
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 403, body: { code: 800114 } });
});
const ofNordlysIds = async () => ((await http(`/v1/customers/${customerId}/subscriptions`, { as: 'nordlys' })).body as { items: { id: string }[] }).items.map(({ id }) => id);

test('[OVG-3] a suspended subscription keeps the assignment, though its partner cannot assign anew', async () => {
  await outcomeOf(world.as('havn').patch(customerId, ofHavn, { status: 'suspended' }));
  expect(await get()).toMatchObject({ status: 200, body: { totalCount: 1, items: [{ azureEntitlementId: azureOfHavn }] } });
  expect(await put({ overageEnabled: true })).toMatchObject({ status: 403, body: { code: 800114 } });
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 403, body: { code: 800115 } });
});

test('[OVG-4] an indirect provider names one of its own resellers; any other is refused and nothing changed', async () => {
  const provider = world.as('polder').partner;
  const rows = (await world.commerceRows()).map(({ value }) => value);
  const ofPolder = rows.find((value) => value['type'] === 'customer' && (value['relationships'] as Record<string, { status: string }>)[provider.tenantId]?.status === 'accepted')?.['id'] as string;
  const [reseller] = provider.resellers.filter(({ agreementSigned }) => agreementSigned);
  await world.buy('polder', ofPolder, [phone]);
  const name = (partnerId: string) => http(`/v1/customers/${ofPolder}/subscriptions/overage`, { method: 'PUT', as: 'polder', body: { partnerId, overageEnabled: true } });
  const before = await world.dump();
  expect(await name('9999999')).toMatchObject({ status: 404, body: { code: 800015 } });
  expect(await name(world.as('havn').partner.partnerId)).toMatchObject({ status: 400, body: { code: 800016 } });
  expect(await put({ partnerId: reseller?.partnerId, overageEnabled: true })).toMatchObject({ status: 400, body: { code: 800016 } });
  expect(await world.dump()).toEqual(before);
  expect(await name(reseller?.partnerId ?? '')).toMatchObject({ status: 200, body: { partnerId: reseller?.partnerId, overageEnabled: true } });
  const own = { as: 'polder' };
  expect((await http(`/nextterm/v1/customers/${ofPolder}/azureplans`, own)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ partnerId: reseller?.partnerId })]) as unknown });
  expect((await http(`/v1/customers/${ofPolder}/subscriptions/usagerecords`, own)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ partnerOnRecord: reseller?.partnerId })]) as unknown });
  expect((await http(`/nextterm/v1/customers/${ofPolder}/overage/PhoneServices/assignable`, own)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ partnerId: reseller?.partnerId, purpose: 'overage' })]) as unknown });
});

test('[OVG-3] when the holder cancels its last licences, the next in gets it', async () => {
  await outcomeOf(world.as('havn').patch(customerId, ofHavn, { status: 'deleted' }));
  expect(await get()).toMatchObject({ status: 200, body: { totalCount: 0, items: [] } });
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 200, body: { overageEnabled: true } });
  expect(world.happened()).toEqual(expect.arrayContaining(['OverageCleared', 'OverageAssigned']));
});

test('[OVG-3] [OVG-5] a client that knows only the published contract takes it over once the holder has set None', async () => {
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 403, body: { code: 800115 } });
  expect(await put({ overageEnabled: false })).toMatchObject({ status: 200, body: { overageEnabled: false } });
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 200, body: { overageEnabled: true } });
  expect(await put({ overageEnabled: true })).toMatchObject({ status: 403, body: { code: 800115 } });
  expect([await get(), await get('nordlys')]).toMatchObject([{ body: { items: [] } }, { body: { items: [{ type: 'PhoneServices' }] } }]);
  // The day belongs to who had it first on it.
  expect((await overageIn(world, customerId)).charged.map(({ from, to }) => [from, to?.partnerId])).toEqual([['2026-03-02', world.as('havn').partner.tenantId], ['2026-03-03', nordlys]]);
});

test('[OVG-5] where the customer refused the hand-over, None alone does not bring it to that partner', async () => {
  const handover = `/nextterm/v1/customers/${customerId}/overage/PhoneServices/handover`;
  const { id } = (await http(handover, { method: 'POST', as: 'nordlys', body: { toPartnerTenantId: nordlys } })).body as { id: string };
  await http(`${handover}/${id}/refuse`, { method: 'POST', caller: customerToken(customerId) });
  await put({ overageEnabled: false });
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 403, body: { code: 800115 } });
});

test('[OVG-2] [OVG-3] [OVG-5] [OVG-6] [OVG-7] two partners, one customer, a hand-over, a month of calls, and the month\'s lines', async () => {
  const calls = (date: string, minutes: number, user = 'ilse') =>
    http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports: [{ reportId: `${date}-${minutes}-${user}`, service: 'PhoneServices', userId: `${user}@oresundfoods.example`, date, minutes }] } });
  const usage = async (): Promise<Record<string, unknown>> => (await http(`/nextterm/v1/customers/${customerId}/usage?service=PhoneServices&month=2026-03`, { caller: operatorToken })).body as Record<string, unknown>;
  const { allowedMinutes } = (await usage()) as { allowedMinutes: number };
  for (const user of ['ilse', 'jan']) await calls('2026-03-02', allowedMinutes / 2, user);
  await calls('2026-03-02', 100);

  const handover = `/nextterm/v1/customers/${customerId}/overage/PhoneServices/handover`;
  const { id } = (await http(handover, { method: 'POST', body: { toPartnerTenantId: nordlys } })).body as { id: string };
  await http(`${handover}/${id}/agree`, { method: 'POST', as: 'nordlys' });
  await http(`${handover}/${id}/agree`, { method: 'POST', caller: customerToken(customerId) });
  await world.advanceTo('2026-03-10T09:00:00Z');
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 403, body: { code: 800115 } });
  expect(await put({ overageEnabled: false })).toMatchObject({ status: 200 });
  expect((await http(`${handover}/${id}`)).body).toMatchObject({ status: 'cleared', clearedAt: '2026-03-10T09:00:00.000Z', awaits: [{ party: 'target', step: 'assign' }] });
  await world.advanceTo('2026-03-12T09:00:00Z');
  expect(await put({ overageEnabled: true }, { as: 'nordlys' })).toMatchObject({ status: 200, body: { overageEnabled: true } });
  expect((await http(`${handover}/${id}`, { as: 'nordlys' })).body).toMatchObject({ status: 'completed', endedAt: '2026-03-12T09:00:00.000Z', awaits: [] });
  await calls('2026-03-11', 7);
  await calls('2026-03-12', 20);

  await world.advanceTo('2026-04-10T00:00:00Z');
  const lines = async (as: string) => ((await http(`/nextterm/v1/customers/${customerId}/usage/charges`, { as })).body as { items?: { quantity: number }[] }).items?.map(({ quantity }) => quantity);
  expect([await lines('havn'), await lines('nordlys')]).toEqual([[100], [20]]);
  expect(world.happened()).toEqual(expect.arrayContaining(['OverageHandoverCompleted', 'OverageCharged']));
});

describe('[OVG-4] [OVG-6] None says from when it holds', () => {
  const called = async (date: string, minutes: number): Promise<void> => {
    const reports = Array.from({ length: Math.ceil(minutes / 1000) }, (_, index) => ({ reportId: `${date}-${index}`, service: 'PhoneServices', userId: `user${index}@oresundfoods.example`, date, minutes: Math.min(1000, minutes - index * 1000) }));
    expect(await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', caller: operatorToken, body: { reports } })).toMatchObject({ body: { accepted: reports.length } });
  };
  const days = async () => ((await http(`/nextterm/v1/customers/${customerId}/usage?service=PhoneServices`)).body as { days: { date: string; chargedMinutes: number; blockedMinutes: number }[] }).days.map(({ date, chargedMinutes, blockedMinutes }) => [date, chargedMinutes, blockedMinutes]);

  test('in its answer, its preview, the list and the event: calls before are charged, those from that instant on are not', async () => {
    // 2,400 minutes are allowed.
    await called('2026-03-02', 2500);
    const noneFrom = '2026-03-03T00:00:00.000Z';
    expect((await put({ overageEnabled: false }, {}, '?preview=true')).body).toMatchObject({ result: { overageEnabled: false, noneFrom } });
    expect((await get()).body).not.toHaveProperty('none');
    expect(await put({ overageEnabled: false })).toMatchObject({ status: 200, body: { overageEnabled: false, noneFrom } });
    expect((await get()).body).toMatchObject({ totalCount: 0, items: [], none: [{ type: 'PhoneServices', noneFrom }] });
    expect(world.published.flatMap(({ facts }) => facts).at(-1)).toMatchObject({ type: 'OverageCleared', reason: 'Asked', noneFrom });
    await world.advanceTo('2026-03-03T10:00:00.000Z');
    await called('2026-03-03', 100);
    expect(await days()).toEqual([['2026-03-02', 100, 0], ['2026-03-03', 0, 100]]);
    // Set again it is still the same None; assigned again it is none any more.
    expect((await put({ overageEnabled: false })).body).toMatchObject({ noneFrom });
    expect((await put({ overageEnabled: true })).body).not.toHaveProperty('noneFrom');
    expect((await get()).body).not.toHaveProperty('none');
  });

  test('by the end of the holder\'s last licences too, and it is nobody else\'s to see', async () => {
    await outcomeOf(world.as('havn').patch(customerId, ofHavn, { status: 'deleted' }));
    expect((await get()).body).toMatchObject({ totalCount: 0, none: [{ type: 'PhoneServices', noneFrom: '2026-03-03T00:00:00.000Z' }] });
    expect((await get('nordlys')).body).not.toHaveProperty('none');
  });
});
