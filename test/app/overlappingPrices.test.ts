import { httpOver } from '../support/httpWorld';
import { importInto, sheetText, worldWithOwnCatalogue } from '../support/ownCatalogue';

const october = { UnitPrice: '10.00', EffectiveStartDate: '10/1/2026 12:00:00 AM', EffectiveEndDate: '11/3/2026 6:57:00 AM' };
const november = { UnitPrice: '11.00', EffectiveStartDate: '11/1/2026 12:00:00 AM', EffectiveEndDate: '12/31/9999 12:00:00 AM' };

// |1 Oct------10.00------3 Nov 06:57:00|
//               |1 Nov------11.00-------
test.each([
  { at: '2026-10-31T23:59:59.999Z', price: 10 },
  { at: '2026-11-01T00:00:00.000Z', price: 10 },
  { at: '2026-11-02T12:00:00.000Z', price: 10 },
  { at: '2026-11-03T06:57:00.999Z', price: 10 },
  { at: '2026-11-03T06:57:01.000Z', price: 11 },
  { at: '2026-11-04T00:00:00.000Z', price: 11 },
])('[CAT-2] of two lines that cover a day the older holds to its end, in availability, sheet and order alike: at $at it is $price', async ({ at, price }) => {
  const world = await worldWithOwnCatalogue('2026-10-15T00:00:00Z');
  const http = httpOver(world);
  await importInto(world, { sheet: sheetText(october, november) });
  world.clock.moveTo(at);
  const { body } = await http('/v1/products/NCPX7K2M9QH4/skus/0001/availabilities?country=NL');
  const [availability] = (body as { items: { catalogItemId: string; terms: { pricing: { cyclePrice: number } }[] }[] }).items;
  const sheet = await http("/v1.0/sales/pricesheets(Market='NL',PricesheetView='updatedlicensebased')/$value");
  const shown = sheet.text.split('\r\n').filter((row) => row.includes('"NCPX7K2M9QH4"'));
  const order = await http(`/v1/customers/${world.customer('Zonnebloem')}/orders`, { method: 'POST', body: { lineItems: [{ offerId: availability?.catalogItemId, quantity: 1 }] } });
  expect(availability?.terms.map(({ pricing }) => Number(pricing.cyclePrice))).toEqual([price]);
  expect(shown.map((row) => /"EUR","([\d.]+)"/.exec(row)?.[1])).toEqual([`${price}.00`]);
  expect(order.body).toMatchObject({ totalPrice: price });
});
