import { customerToken, operatorToken, oresund } from '../overage/oresund';
import { FaultPlan } from '../../../support/faultyStore';
import { httpOver, type Call } from '../../../support/httpWorld';
import { type World } from '../../../support/world';
import { rowsOf } from '../../../support/worldStores';
import { afterEachFault, everyPlace, faultyWorld, seenByCaller } from '../../../support/worldFaults';

const hours = 'a2ef72d7-353e-4ae7-90c9-b1377807694a';
const ingestion = '08f1aab1-9c6f-4607-a741-931e75357d63';

let world: World;
let http: ReturnType<typeof httpOver>;
let customerId: string;
let azureOfHavn: string;

beforeEach(async () => {
  ({ world, customerId, azureOfHavn } = await oresund());
  http = httpOver(world);
});

const line = (reportId: string, quantity: unknown, more: object = {}) => ({ reportId, azureSubscriptionId: azureOfHavn, meterId: hours, date: '2026-03-02', quantity, ...more });
const report = (reports: readonly unknown[], more: Call = {}, query = '') => http(`/nextterm/v1/customers/${customerId}/usage${query}`, { method: 'POST', body: { reports }, ...more });
const statuses = (reply: { readonly body: unknown }) => (reply.body as { items: { status: string; reason?: string }[] }).items.map(({ status, reason }) => reason ?? status);
const usage = async (more: Call = {}) => ((await http(`/nextterm/v1/customers/${customerId}/usage/azure?month=2026-03`, more)).body as { items: Record<string, unknown>[] }).items;

test('[AZP-4] readings line by line: what is wrong is refused with its reason, the good ones are kept, beside calls in the same batch', async () => {
  const reply = await report([
    line('a', 29),
    line('b', -1),
    line('c', '1.5', { meterId: 'no-such-meter' }),
    line('d', 1, { azureSubscriptionId: customerId }),
    line('e', 1, { date: '2026-01-31' }),
    line('f', 1, { date: '2026-03-03' }),
    line('g', 'many'),
    { reportId: 'h', service: 'PhoneServices', userId: 'ilse@oresundfoods.example', date: '2026-03-02', minutes: 5 },
    line('i', '40', { meterId: ingestion.toUpperCase() }),
  ]);
  expect(statuses(reply)).toEqual(['accepted', 'quantityInvalid', 'meterUnknown', 'azureSubscriptionUnknown', 'monthClosed', 'dateInFuture', 'quantityInvalid', 'accepted', 'accepted']);
  expect(await usage()).toMatchObject([
    { meterId: hours, pricingCurrency: 'USD', tiers: [{ quantity: '29', subtotal: '21.39' }], days: [{ usageDate: '2026-03-02', partnerEarnedCreditPercentage: 15 }] },
    { meterId: ingestion, tiers: [{ quantity: '5', subtotal: '0.00' }, { quantity: '35', subtotal: '88.95' }] },
  ]);
});

test('[AZP-4] a report counts once, whoever sends it again; another under its id is refused', async () => {
  await report([line('a', 10), line('b', 20)]);
  expect(statuses(await report([line('b', '20.0'), line('c', 30), line('a', 11)]))).toEqual(['duplicate', 'accepted', 'reportIdReused']);
  expect(statuses(await report([line('x', 1), line('x', 1), line('x', 2)]))).toEqual(['accepted', 'duplicate', 'reportIdReused']);
  expect(await usage()).toMatchObject([{ tiers: [{ quantity: '61' }] }]);
});

test('[DUE-2] [AZP-4] a reading that was taken and cannot be read any more refuses what repeats it, and is told of; others are taken', async () => {
  await report([line('a', 10)]);
  const [row] = (await rowsOf(world.stores.Usage)).filter(({ key }) => key.startsWith('report|a|'));
  await world.stores.Usage.commit(row?.partition ?? '', [{ op: 'put', key: row?.key ?? '', value: { ...row?.value, quantity: 'many' } }]);
  expect(await report([line('a', 10)])).toMatchObject({ status: 500, body: { code: 800094 } });
  expect(statuses(await report([line('b', 20)]))).toEqual(['accepted']);
  expect(await usage()).toMatchObject([{ tiers: [{ quantity: '30' }] }]);
});

test('[AZP-4] a month takes late readings until it closes', async () => {
  await world.advanceTo('2026-04-05T23:59:59.999Z');
  expect(statuses(await report([line('a', 1, { date: '2026-03-31' })]))).toEqual(['accepted']);
  await world.advanceTo('2026-04-06T00:00:00.000Z');
  expect(statuses(await report([line('b', 1, { date: '2026-03-31' })]))).toEqual(['monthClosed']);
});

test('[AZP-4] a partner reports and sees its own Azure subscriptions alone, the operator all', async () => {
  expect(statuses(await report([line('a', 1)], { as: 'nordlys' }))).toEqual(['azureSubscriptionUnknown']);
  expect(statuses(await report([line('a', 1)], { caller: operatorToken }))).toEqual(['accepted']);
  expect([(await usage()).length, (await usage({ as: 'nordlys' })).length, (await usage({ caller: operatorToken })).length]).toEqual([1, 0, 1]);
});

test('[PAR-3] [AZP-4] no partner\'s ids keep another\'s readings out, nor tell of them', async () => {
  const azureOfNordlys = ((await http(`/nextterm/v1/customers/${customerId}/overage/PhoneServices/assignable`, { as: 'nordlys' })).body as { items: { azureEntitlementId: string }[] }).items[0]?.azureEntitlementId;
  expect(statuses(await report([line('a', '1', { azureSubscriptionId: azureOfNordlys })], { as: 'nordlys' }))).toEqual(['accepted']);
  expect(statuses(await report([line('a', '1')]))).toEqual(['accepted']);
  expect(statuses(await report([line('a', '2')]))).toEqual(['reportIdReused']);
  expect(statuses(await report([line('a', '1')], { caller: operatorToken }))).toEqual(['duplicate']);
});

test('[PAR-3] [AZP-4] the customer reads what it used, not what its partner pays or earns by it', async () => {
  await report([line('a', '3')]);
  const [item] = await usage({ caller: customerToken(customerId) });
  expect(item).toEqual({ azureSubscriptionId: azureOfHavn, meterId: hours, name: expect.any(String) as string, unit: expect.any(String) as string, days: [{ usageDate: '2026-03-02', quantity: '3' }], attributes: { objectType: 'MeterUsage' } });
  expect((await usage())[0]).toHaveProperty('pricingPreTaxTotal');
});

test('[AZP-4] [PRE-1] a preview says what would become of each line, and keeps none', async () => {
  const before = await world.dump();
  expect((await report([line('a', 1), line('b', -1)], {}, '?preview=true')).body).toMatchObject({ preview: true, result: { accepted: 1, refused: 1 } });
  expect(await world.dump()).toEqual(before);
});

test('[AZP-4] a large batch goes in pages, and the month is read from one partition', async () => {
  const reply = await report(Array.from({ length: 450 }, (_, index) => line(`r${index}`, 1)));
  expect(reply.body).toMatchObject({ accepted: 450 });
  expect(await usage()).toMatchObject([{ tiers: [{ quantity: '450' }] }]);
});

describe('[AZP-4] the closing of a month', () => {
  const charges = async (more: Call = {}) => ((await http(`/nextterm/v1/customers/${customerId}/usage/azure/charges?month=2026-03`, more)).body as { items: Record<string, unknown>[] }).items;

  test('makes one line for each meter and price tier, for whose subscription it is, and takes nothing more', async () => {
    await report([line('a', 29), line('b', '37', { meterId: ingestion })]);
    await world.advanceTo('2026-04-05T23:59:59.999Z');
    expect(await charges()).toEqual([]);
    await world.advanceTo('2026-04-06T00:10:00.000Z');
    expect(await charges()).toMatchObject([
      { chargeType: 'usage', meterId: ingestion, quantity: '5', subtotal: '0.00' },
      { meterId: ingestion, quantity: '32', unitPrice: '2.99', subtotal: '81.32', pricingCurrency: 'USD', chargeStartDate: '2026-03-01T00:00:00Z', chargeEndDate: '2026-03-31T00:00:00Z' },
      { meterId: hours, quantity: '29', subtotal: '21.39' },
    ]);
    expect(await charges({ as: 'nordlys' })).toEqual([]);
    expect(world.happened()).toContain('AzureUsageCharged');
    await world.expectNothingDue();
  });

  test.each(['dieBefore', 'dieAfter', 'conflict', 'lostAnswer', 'unavailable'] as const)('%s at any operation: the lines are there once', async (does) => {
    await report([line('a', 29), line('b', '37', { meterId: ingestion })]);
    await world.advanceTo('2026-04-05T23:00:00.000Z');
    const due = '2026-04-06T00:00:00.000Z';
    await afterEachFault(await everyPlace(due, world.stores, (of) => of.tick(), does), due, world.stores, (faulty) => faulty.tick(), async (faulty) => {
      await faulty.advanceTo('2026-04-06T09:00:00.000Z');
      expect((await faulty.commerceRows()).filter(({ value }) => value['type'] === 'azureCharge').map(({ value }) => value['subtotal'])).toEqual(['0.00', '81.32', '21.39']);
      expect(faulty.published.filter(({ facts }) => facts.some(({ type }) => type === 'AzureUsageCharged')).length).toBeGreaterThanOrEqual(1);
    });
  });

  test('killed before its lines are written, with new prices and a given-up customer by the time it goes on: the lines are those of its closing', async () => {
    await report([line('a', 29), line('b', '37', { meterId: ingestion })]);
    await world.advanceTo('2026-04-05T23:00:00.000Z');
    const due = '2026-04-06T00:00:00.000Z';
    const places = await everyPlace(due, world.stores, (of) => of.tick(), 'dieAfter');
    const outcomes = new Set<string>();
    for (const fault of places.filter(({ at }) => at === 'commit')) {
      const faulty = await faultyWorld(due, world.stores, new FaultPlan([fault]));
      await seenByCaller(faulty.tick());
      const isClosed = (await rowsOf(faulty.stores.Usage)).some(({ value }) => value['type'] === 'meterMonth' && value['closedAt'] !== undefined);
      faulty.restart();
      const catalogue = await faulty.app.catalogueOf('SE');
      const dearer = { ...catalogue, items: new Map([...catalogue.items].map(([key, item]) => [key, { ...item, sku: { ...item.sku, ...(item.sku.meters && { meters: item.sku.meters.map((meter) => ({ ...meter, tiers: meter.tiers.map((tier) => ({ ...tier, unitPrice: '100' })) })) }) } }])) };
      Object.assign(faulty.app, { catalogueOf: async () => dearer });
      await faulty.advanceTo('2026-04-06T09:00:00.000Z');
      const lines = (await faulty.commerceRows()).filter(({ value }) => value['type'] === 'azureCharge').map(({ value }) => value['subtotal']);
      outcomes.add(`${isClosed ? 'closed' : 'open'} ${lines.join(' ')}`);
    }
    expect([...outcomes].filter((each) => each.startsWith('closed'))).toEqual(['closed 0.00 81.32 21.39']);
    expect([...outcomes].filter((each) => each.startsWith('open')).every((each) => !each.includes('81.32'))).toBe(true);
  });
});
