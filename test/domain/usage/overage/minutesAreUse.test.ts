import { rateCalls } from '../../../../src/app/calls/rating';
import { type Catalogue, type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { emptyMonth, withReports } from '../../../../src/domain/usage/overage/callMonth';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { World } from '../../../support/world';
import { oresund } from './oresund';

/** With minutes at a price that cents do not hold. */
const priced = (catalogue: Catalogue): Catalogue => ({
  ...catalogue,
  items: new Map(
    [...catalogue.items].map(([key, item]): [string, CatalogueItem] => {
      const { overage } = item.sku;
      return [key, overage === undefined ? item : { ...item, sku: { ...item.sku, overage: { ...overage, minutePrices: [{ market: 'SE', currency: 'EUR', unitPrice: '0.0127' }] } } }];
    }),
  ),
});

test.each(['LINE_DOWN', 'UNIT_DOWN'])('[OVG-7] [BIL-5] a line of minutes is cut once, as all use is, where licences are cut by %s', async (rounding) => {
  const { world, customerId } = await oresund(undefined, await World.at('2026-03-02T10:00:00.000Z', undefined, undefined, { NEXTTERM_ROUNDING: rounding }));
  const { app } = world;
  // Twenty licences bring 2,400 minutes; a thousand are beyond.
  const calls = withReports(emptyMonth(customerId, 'PhoneServices', calendarDate('2026-03-01')), [{ reportId: 'r', service: 'PhoneServices', userId: 'ilse@oresundfoods.example', date: calendarDate('2026-03-02'), minutes: 3400 }]);
  const rated = await rateCalls({ ...app, catalogueOf: async (market) => priced(await app.catalogueOf(market)) }, calls, world.now());
  expect(rated.lines).toMatchObject([{ minutes: 1000, unitPrice: '0.0127', currency: 'EUR', subtotal: '12.70' }]);
});
