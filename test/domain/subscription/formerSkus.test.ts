import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { formerSkusOf } from '../../../src/domain/subscription/formerSkus';
import { type Subscription } from '../../../src/domain/subscription/state';
import { httpOver } from '../../support/httpWorld';
import { World } from '../../support/world';
import { becoming, itemId, suite, upgrade } from '../transition/suites';

const sku = (productId: string) => ({ productId, skuId: '0001' });

test('[CAT-4] what a subscription was is noted once, with what it was before that, and in capitals; what stays what it is adds nothing', () => {
  const once = formerSkusOf({ offer: sku('a') }, sku('B'));
  expect(once).toEqual({ formerSkus: ['A:0001'] });
  expect(formerSkusOf({ ...once, offer: sku('B') }, sku('C'))).toEqual({ formerSkus: ['A:0001', 'B:0001'] });
  expect(formerSkusOf({ ...once, offer: sku('A') }, sku('B'))).toEqual(once);
  expect(formerSkusOf({ ...once, offer: sku('b') }, sku('B'))).toEqual(once);
  expect(formerSkusOf({ offer: sku('b') }, sku('B'))).toEqual({});
});

describe('[CAT-4] [UPG-2] of licences that are upgraded', () => {
  const upgraded = (...asked: Parameters<typeof upgrade>): readonly Subscription[] => becoming(upgrade(...asked));
  const source = suite('SUITEA', '2021-06-18T10:00:00Z');
  const now = '2021-06-25T10:00:00Z';

  test('all: the subscription was what it is no more', () => {
    const [whole = source] = upgraded({ quantity: 10 }, source, now);
    expect(whole.formerSkus).toEqual(['SUITEA:0001']);
    expect(upgraded({ toCatalogItemId: itemId('SUITED'), quantity: 10 }, whole, now)[0]?.formerSkus).toEqual(['SUITEA:0001', 'SUITEB:0001']);
  });

  test('a part: neither, as the source is still what it was, and the new one never was anything else', () => {
    const before: Subscription = { ...source, formerSkus: ['SUITEC:0001'] };
    expect(upgraded({ quantity: 4 }, before, now).map(({ id, formerSkus }) => [id, formerSkus])).toEqual([['sub-1', ['SUITEC:0001']], ['sub-new', undefined]]);
  });
});

// |10 Jun trial ... turns paid--a day, and it is cancelled--another trial is asked for
test.each<[string, string, boolean]>([
  ['at its end', '2026-07-11T10:00:00Z', false],
  ['at once', '2026-06-12T10:00:00Z', true],
])('[CAT-4] [TRI-2] [TRI-4] a trial that turned paid %s, and was cancelled then, is not given once more', async (_name, then, isAtOnce) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const http = httpOver(world);
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCBUSPREMI01:0002', quantity: 25, termDuration: 'P1M', billingCycle: 'none' }]);
  const path = `/v1/customers/${customer}/subscriptions/${id}`;
  const toCatalogItemId = `NCBUSPREMI01:0001:${availabilityIdOf('NCBUSPREMI01', '0001', 'commercial', 'NL')}`;
  if (isAtOnce) expect(await http(`${path}/transitions`, { method: 'POST', body: { toCatalogItemId, quantity: 25, transitionType: 'transition_only' } })).toMatchObject({ status: 200 });
  await world.advanceTo(then);
  expect(await http(path, { method: 'PATCH', body: { status: 'deleted' } })).toMatchObject({ status: 200, body: { status: 'deleted', isTrial: false } });
  const trial = { lineItemNumber: 0, offerId: await world.as('havn').item('NL', 'NCBUSPREMI01:0002'), quantity: 25, termDuration: 'P1M' };
  expect(await http(`/v1/customers/${customer}/orders`, { method: 'POST', body: { billingCycle: 'none', lineItems: [trial] } })).toMatchObject({ status: 403, body: { code: 800089 } });
});
