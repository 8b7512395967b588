import { metersOf } from '../../../../src/domain/catalogue/meters';
import { meterMonthSchema, meterLines } from '../../../../src/domain/usage/meters/meterMonth';
import { instant } from '../../../../src/kernel/instant';
import { httpOver, type Call } from '../../../support/httpWorld';
import { importInto, worldWithOwnCatalogue } from '../../../support/ownCatalogue';
import { type World } from '../../../support/world';
import { customerToken, oresund } from '../overage/oresund';

const plan = { productId: 'DZH318Z0BPS6', skuId: '0001', kind: 'azure_plan' };
const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const ingestion = '08f1aab1-9c6f-4607-a741-931e75357d63';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;

beforeEach(async () => {
  const at = '2026-03-02T10:00:00.000Z';
  ({ world, customerId, azureOfHavn } = await oresund(at, await worldWithOwnCatalogue(at)));
  http = httpOver(world);
  await world.advanceTo('2026-03-20T10:00:00.000Z');
});

const bring = (...meters: readonly object[]) => importInto(world, { extras: { products: [{ ...plan, meters }], unsupportedUpgrades: [], promotions: [] } });
const machine = (unitPrice: string, members: object = {}) => ({ meterId: hours, name: 'Virtual Machines D4 v5', unit: '1 Hour', currency: 'USD', earnsCredit: false, tiers: [{ fromUnits: '0', unitPrice }], ...members });
const report = async (...lines: readonly { reportId: string; meterId: string; date: string; quantity: string }[]) => {
  const reports = lines.map((line) => ({ azureSubscriptionId: azureOfHavn, ...line }));
  const { body } = await http(`/nextterm/v1/customers/${customerId}/usage`, { method: 'POST', body: { reports } });
  return (body as { items: { status: string; reason?: string }[] }).items.map(({ status, reason }) => reason ?? status);
};
const sheet = async (query = '', manner?: Call) => {
  const { status, text } = await http(`/v1.0/sales/pricesheets(Market='SE',PricesheetView='azure_consumption')/$value${query}`, manner);
  if (status !== 200) return status;
  const [header = [], ...rows] = text.trim().split('\r\n').map((row) => row.slice(1, -1).split('","'));
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
};
/** Meter, price, its tier and its dates. */
const prices = async (query = '', meterId?: string) => {
  const rows = await sheet(query);
  if (typeof rows === 'number') return rows;
  return rows.filter((row) => meterId === undefined || row['MeterIds'] === meterId).map((row) => ['UnitPrice', 'PricingTierRangeMin', 'PricingTierRangeMax', 'EffectiveStartDate', 'EffectiveEndDate'].map((column) => row[column]));
};
const card = (query = '', manner: Call = {}) => http(`/v1/ratecards/azure${query}`, manner);
const rates = async (id: string) => ((await card('?region=SE')).body as { meters: { id: string; rates: object }[] }).meters.find((meter) => meter.id === id)?.rates;
const charged = async () => ((await http(`/nextterm/v1/customers/${customerId}/usage/azure/charges`)).body as { items: Record<string, unknown>[] }).items.map(({ meterId, unitPrice, quantity, subtotal }) => [meterId, unitPrice, quantity, subtotal]);

const always = ['1/1/1753 12:00:00 AM', '12/31/9999 12:00:00 AM'];

test('[CAT-2] [AZP-4] the list of Azure consumption: a row for each meter and tier, with the columns of meters', async () => {
  const rows = await sheet();
  expect(rows).toHaveLength(4);
  expect((rows as readonly object[])[0]).toEqual({
    ProductTitle: 'Azure plan', ProductId: 'DZH318Z0BPS6', SkuId: '0001', SkuTitle: 'Virtual Machines D4 v5', Publisher: 'Microsoft Corporation', SkuDescription: 'Azure services at pay-as-you-go prices.',
    UnitOfMeasure: '1 Hour', TermDuration: '', BillingPlan: '', Market: 'SE', Currency: 'USD', UnitPrice: '0.868', PricingTierRangeMin: '0', PricingTierRangeMax: '',
    EffectiveStartDate: always[0], EffectiveEndDate: always[1], Tags: 'Azure;Consumption', 'ERP Price': '0.868', Segment: 'Commercial', MeterIds: hours, MeterType: '',
  });
  expect(await prices('', ingestion)).toEqual([['0', '0', '5', ...always], ['2.99', '5', '', ...always]]);
  expect(await prices('?segment=education')).toBe(404);
  expect(await prices('?timeline=future')).toBe(404);
  expect(await sheet('', { appOnly: true })).toBe(400);
});

test('[AZP-4] [ORD-11] the price shown is the price charged: tiers, and each day at the price that holds on it', async () => {
  await bring(machine('2', { effectiveFrom: '2026-03-11' }));
  expect(await prices('', hours)).toEqual([['2', '0', '', '3/11/2026 12:00:00 AM', always[1]]]);
  expect(await rates(hours)).toEqual({ 0: 2 });
  expect(
    await report(
      { reportId: 'a', meterId: hours, date: '2026-03-10', quantity: '10' },
      { reportId: 'b', meterId: hours, date: '2026-03-11', quantity: '10' },
      { reportId: 'c', meterId: ingestion, date: '2026-03-12', quantity: '7' },
    ),
  ).toEqual(['accepted', 'accepted', 'accepted']);
  const summary = await http(`/v1/customers/${customerId}/usagesummary`);
  // Ten hours at 0.868 with 15 % credit, ten at 2 without any, 2 GB beyond five with credit.
  expect(summary.body).toMatchObject({ totalCost: 7.37 + 20 + 5.08 });
  await world.advanceTo('2026-04-06T00:00:00.000Z');
  expect(await charged()).toEqual([
    [ingestion, '0', '5', '0.00'],
    [ingestion, '2.99', '2', '5.08'],
    [hours, '0.868', '10', '7.37'],
    [hours, '2', '10', '20.00'],
  ]);
});

test('[CAT-2] a price that is announced is in the list of the future, and on the card from its day on', async () => {
  await bring(machine('3', { effectiveFrom: '2026-04-01' }));
  expect([await prices('', hours), await prices('?timeline=future')]).toEqual([[['0.868', '0', '', ...always]], [['3', '0', '', '4/1/2026 12:00:00 AM', always[1]]]]);
  world.clock.moveTo('2026-03-31T23:59:59.999Z');
  expect(await rates(hours)).toEqual({ 0: 0.868 });
  world.clock.moveTo('2026-04-01T00:00:00.000Z');
  expect([await rates(hours), await prices('?timeline=future')]).toEqual([{ 0: 3 }, 404]);
  expect(await prices('?timeline=history&month=202603', hours)).toEqual([['0.868', '0', '', ...always]]);
});

test('[AZP-4] the rate card: the partner\'s country and US dollars unless it says otherwise', async () => {
  const { status, body } = await card();
  expect({ status, body }).toMatchObject({ status: 200, body: { locale: 'en-US', currency: 'USD', isTaxIncluded: false, offerTerms: [], attributes: { objectType: 'AzureRateCard' } } });
  expect((body as { meters: unknown[] }).meters[1]).toEqual({ id: ingestion, name: 'Log ingestion', rates: { 0: 0, 5: 2.99 }, tags: [], category: '', subcategory: '', region: '', unit: '1 GB', includedQuantity: 0 });
  await bring(machine('1', { effectiveFrom: '2026-03-01', category: 'Virtual Machines', subcategory: 'Dv5', region: 'EU West' }));
  expect(((await card('?region=se&currency=usd')).body as { meters: unknown[] }).meters).toContainEqual(
    expect.objectContaining({ id: hours, category: 'Virtual Machines', subcategory: 'Dv5', region: 'EU West', effectiveDate: '2026-03-01T00:00:00.000Z' }),
  );
});

test.each([
  { name: 'a currency without prices', query: '?currency=EUR', manner: {}, status: 400, code: 900169 },
  { name: 'a currency that is none', query: '?currency=Euro', manner: {}, status: 400, code: 800002 },
  { name: 'a market that is not there', query: '?region=XX', manner: {}, status: 400, code: 3000 },
  { name: 'a token without a user', query: '', manner: { appOnly: true }, status: 403, code: 900329 },
  { name: 'a role that sees no prices', query: '', manner: { roles: ['billing_admin'] }, status: 403, code: 900150 },
])('[AZP-4] the rate card refuses $name', async ({ query, manner, status, code }) => {
  expect(await card(query, manner)).toMatchObject({ status, body: { code } });
});

test('[PAR-3] the rate card is a partner\'s, not its customers\'', async () => {
  expect(await card('', { caller: customerToken(customerId) })).toMatchObject({ status: 403 });
});

test('[AZP-4] a reading of a day without a price is refused with its reason, both sides of the day', async () => {
  await bring({ ...machine('1'), meterId: 'disk', effectiveFrom: '2026-03-10', effectiveTo: '2026-03-12' });
  const on = (date: string) => ({ reportId: date, meterId: 'disk', date, quantity: '1' });
  expect(await report(on('2026-03-09'), on('2026-03-10'), on('2026-03-11'), on('2026-03-12'))).toEqual(['meterNotPriced', 'accepted', 'accepted', 'meterNotPriced']);
});

test('[CAT-2] a list that is brought lies over what there is: the same day is replaced, others stay', async () => {
  const pricesIn = async () => (metersOf(await world.app.catalogueOf('SE')).get(hours) ?? []).map(({ effectiveFrom, tiers }) => [effectiveFrom, tiers[0]?.unitPrice]);
  await bring(machine('2', { effectiveFrom: '2026-04-01' }));
  await bring(machine('2.5', { effectiveFrom: '2026-04-01' }), machine('3', { effectiveFrom: '2026-05-01' }));
  expect(await pricesIn()).toEqual([[undefined, '0.868'], ['2026-04-01', '2.5'], ['2026-05-01', '3']]);
  expect(metersOf(await world.app.catalogueOf('SE')).has(ingestion)).toBe(true);
});

test.each([
  ['a price twice', [machine('1', { effectiveFrom: '2026-04-01' }), machine('2', { effectiveFrom: '2026-04-01' })], 'once for each day'],
  ['tiers that do not begin at 0', [machine('1', { tiers: [{ fromUnits: '5', unitPrice: '1' }] })], 'begin at 0 and ascend'],
  ['tiers that do not ascend', [machine('1', { tiers: [{ fromUnits: '0', unitPrice: '1' }, { fromUnits: '9', unitPrice: '1' }, { fromUnits: '9', unitPrice: '2' }] })], 'begin at 0 and ascend'],
  ['an end that is its start', [machine('1', { effectiveFrom: '2026-04-01', effectiveTo: '2026-04-01' })], 'after effectiveFrom'],
])('[CAT-2] a list with %s is not loaded', async (_name, meters, says) => {
  await expect(bring(...meters)).rejects.toThrow(says);
});

test('[AZP-4] [DUE-2] a month is not closed while the list lacks the price of what was used: nothing is lost', async () => {
  expect(await report({ reportId: 'a', meterId: hours, date: '2026-03-10', quantity: '10' })).toEqual(['accepted']);
  const rows = (await world.stores.Catalogue.list('SE', {})).rows.filter(({ value }) => (value['sku'] as { productId?: string } | undefined)?.productId === plan.productId);
  const put = async (change: (value: Record<string, unknown>) => Record<string, unknown>) => {
    for (const { key, value } of rows) await world.stores.Catalogue.commit('SE', [{ op: 'put', key, value: change(value) }]);
    world.app.catalogues.forget();
  };
  await put(() => ({ sku: 'damaged' }));
  world.clock.moveTo('2026-04-06T00:00:00.000Z');
  await world.tick();
  expect(await charged()).toEqual([]);
  expect(world.errors.some(({ message, cause }) => `${message} ${String(cause)}`.includes('no price of the meter'))).toBe(true);
  await put((value) => value);
  await world.advanceTo('2026-04-06T02:00:00.000Z');
  expect(await charged()).toEqual([[hours, '0.868', '10', '7.37']]);
});

test('[AZP-4] a month that was closed before prices had dates is read as it was', () => {
  const month = meterMonthSchema.parse({
    customerId: 'c',
    month: '2026-02-01',
    used: [{ azureSubscriptionId: 'a', meterId: 'M', date: '2026-02-10', quantity: '3' }],
    closedAt: '2026-03-06T00:00:00.000Z',
    rates: { meters: { m: { ...machine('2'), meterId: 'M' } }, subscriptions: { a: { partnerId: 'p', planId: 'l', friendlyName: 'A' } } },
  });
  if (month.rates === undefined) throw new Error('not closed');
  expect(meterLines(month, month.rates, instant('2026-03-06T00:00:00.000Z')).map(({ id, subtotal }) => [id, subtotal])).toEqual([['a|M|0', '6.00']]);
});
