import { sampleFile } from '../domain/catalogue/sampleFiles';
import { httpOver } from '../support/httpWorld';
import { importInto, sheetText, worldWithOwnCatalogue } from '../support/ownCatalogue';
import { type World } from '../support/world';

/** Business Basic in NL and EUR from the first of April: a month at 9.99 instead of 5.38, a year at 99.00 (8.25 a month) instead of 53.76 (4.48). */
const dearer = (): string => {
  const [header, ...rows] = sampleFile('price-sheet-nl.csv').text.split('\r\n');
  const row = (term: string, plan: string, price: string): string => {
    const found = rows.find((text) => text.includes(`"NCBUSBASIC01","0001"`) && text.includes(`"${term}","${plan}","NL","EUR"`) && text.includes('"1/1/2021 12:00:00 AM"'));
    return (found ?? '').replace(/"NL","EUR","[\d.]+"/, `"NL","EUR","${price}"`).replace('"1/1/2021 12:00:00 AM"', '"4/1/2026 12:00:00 AM"');
  };
  return [header, row('P1M', 'Monthly', '9.99'), row('P1Y', 'Monthly', '99.00')].join('\r\n');
};

const importDearer = (world: World): Promise<void> => importInto(world, { sheet: dearer() });

const buy = async (world: World, termDuration: 'P1M' | 'P1Y') => {
  const customerId = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customerId, [{ sku: 'NCBUSBASIC01:0001', termDuration, quantity: 1 }]);
  return { customerId, id };
};

const prices = async (world: World, { customerId, id }: { customerId: string; id: string }) =>
  (await world.charges(customerId, id)).map(({ chargeType, orderDate, unitPrice }) => `${orderDate.slice(0, 10)} ${chargeType} ${unitPrice}`);

it('[CAT-2] a new sheet takes effect on its date: the millisecond before, the old price is bought', async () => {
  const world = await worldWithOwnCatalogue('2026-03-31T23:59:59.999Z');
  await importDearer(world);
  expect(await prices(world, await buy(world, 'P1M'))).toEqual(['2026-03-31 new 5.38']);
  world.clock.moveTo('2026-04-01T00:00:00Z');
  expect(await prices(world, await buy(world, 'P1M'))).toEqual(['2026-04-01 new 9.99']);
});

it('[CAT-2] [REN-3] a running term keeps its price; the renewal takes that of its day', async () => {
  const world = await worldWithOwnCatalogue('2026-02-15T10:00:00Z');
  const month = await buy(world, 'P1M');
  const year = await buy(world, 'P1Y');
  await world.advanceTo('2026-03-20T00:00:00Z');
  await importDearer(world);
  await world.advanceTo('2026-05-20T00:00:00Z');
  expect(await prices(world, month)).toEqual(['2026-02-15 new 5.38', '2026-03-15 renew 5.38', '2026-04-15 renew 9.99', '2026-05-15 renew 9.99']);
  expect(await prices(world, year)).toEqual(['2026-02-15 new 4.48', '2026-03-15 cycleCharge 4.48', '2026-04-15 cycleCharge 4.48', '2026-05-15 cycleCharge 4.48']);
  await world.advanceTo('2027-03-01T00:00:00Z');
  expect((await prices(world, year)).slice(-2)).toEqual(['2027-01-15 cycleCharge 4.48', '2027-02-15 renew 8.25']);
  expect(world.errors).toEqual([]);
});

it('[CAT-2] a sheet that went through a Dutch spreadsheet is sold from like the one that was downloaded', async () => {
  const world = await worldWithOwnCatalogue('2026-10-15T00:00:00Z');
  const http = httpOver(world);
  const row = { UnitPrice: '1.234,50', SkuId: '1', EffectiveStartDate: '1-10-2026 00:00', EffectiveEndDate: '31-12-9999 23:59' };
  await importInto(world, { sheet: `sep=;\r\n${sheetText(row).replaceAll('","', '";"')}` });
  const { body } = await http('/v1/products/NCPX7K2M9QH4/skus/0001/availabilities?country=NL');
  expect((body as { items: { terms: { pricing: object }[] }[] }).items[0]?.terms[0]?.pricing).toMatchObject({ cyclePrice: 1234.5 });
});
