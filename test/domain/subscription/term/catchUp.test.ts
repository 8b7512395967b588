import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type CatalogueItem, type PriceLine } from '../../../../src/domain/catalogue/state';
import { type Promotion } from '../../../../src/domain/catalogue/promotion';
import { instant } from '../../../../src/kernel/instant';
import { newCommerce, policyBook } from '../../../../src/domain/policy/policy';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { catchUp } from '../../../../src/domain/subscription/term/catchUp';
import { renewalPrice } from '../../../../src/domain/subscription/term/renewalPrice';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { at, bought, offer } from '../bought';

const line = (unitPrice: string, effectiveFrom: string, effectiveTo: string, termDuration: PriceLine['termDuration'] = 'P1M'): PriceLine => ({
  market: 'DE',
  currency: 'EUR',
  segment: 'commercial',
  termDuration,
  billingCycle: 'monthly',
  unitPrice,
  effectiveFrom: instant(effectiveFrom),
  effectiveTo: instant(effectiveTo),
  unitOfMeasure: '1 License',
  tags: [],
});
const item: CatalogueItem = {
  sku: {
    productId: offer.productId,
    skuId: offer.skuId,
    productTitle: offer.title,
    title: offer.title,
    description: '',
    publisherName: offer.publisherName,
    isMicrosoft: true,
    kind: 'licence',
    tags: [],
    minimumQuantity: 1,
    maximumQuantity: 300,
    prerequisiteSkus: [],
    upgradeTargets: [],
    unsupportedUpgrades: [],
    allowedMarkets: [],
  },
  // |--June 10.08--|--from 18 August 00:00 at 11--|--withdrawn on 18 November 00:00--|
  lines: [
    line('10.08', '2021-06-01T00:00:00Z', '2021-08-18T00:00:00Z'),
    line('11', '2021-08-18T00:00:00Z', '2021-11-18T00:00:00Z'),
    line('120.96', '2021-06-01T00:00:00Z', '2021-11-18T00:00:00Z', 'P1Y'),
  ],
};
const catalogue = catalogueOf('DE', [item]);
const later = { ...newCommerce, name: 'later', effectiveFrom: instant('2021-09-18T00:00:00Z'), windowHours: 72 };
const book = policyBook([newCommerce, later]);
const sold = { ...offer, availabilityId: availabilityIdOf(offer.productId, offer.skuId, 'commercial', 'DE') };
const june = bought('2021-06-18T10:00:00Z', { offer: sold });

const steps = (subscription: Subscription, now: string) =>
  catchUp(subscription, catalogue, book, at(now)).map(({ subscription: after, events, charges }) => [
    after.version,
    after.term.policy,
    events.map((event) => event.type),
    charges.map((charge) => [charge.chargeType, charge.orderDate, charge.subtotal]),
  ]);

test('[REN-7] nothing is due 1 ms before the term is over', () => {
  expect(steps(june, '2021-07-17T23:59:59.999Z')).toEqual([]);
});

test('[REN-7] [REN-3] [POL-1] each missed term has the price and the policy of its own day, and the last finds the offer withdrawn', () => {
  expect(steps(june, '2022-01-01T00:00:00Z')).toEqual([
    [2, 'new-commerce', ['SubscriptionRenewed'], [['renew', '2021-07-18T00:00:00.000Z', '100.80']]],
    [3, 'new-commerce', ['SubscriptionRenewed'], [['renew', '2021-08-18T00:00:00.000Z', '110.00']]],
    [4, 'later', ['SubscriptionRenewed'], [['renew', '2021-09-18T00:00:00.000Z', '110.00']]],
    [5, 'later', ['SubscriptionRenewed'], [['renew', '2021-10-18T00:00:00.000Z', '110.00']]],
    [6, 'later', ['SubscriptionExpired'], []],
    [7, 'later', ['SubscriptionDisabled'], []],
  ]);
});

test('[REN-7] missed cycles come before the renewal; twenty steps at a time', () => {
  const year = bought('2021-06-18T10:00:00Z', { offer: sold, termDuration: 'P3Y', billingCycle: 'monthly' });
  const first = catchUp(year, catalogue, book, at('2024-07-01T00:00:00Z'));
  expect(first).toHaveLength(20);
  const rest = catchUp(first.at(-1)?.subscription ?? year, catalogue, book, at('2024-07-01T00:00:00Z'));
  expect(rest.map((step) => step.events[0]?.type)).toEqual([...Array.from({ length: 15 }, () => 'CycleCharged'), 'SubscriptionExpired']);
});

test('[REN-6] without auto-renew the year is charged to its end, then expires', () => {
  const year = { ...bought('2021-06-18T10:00:00Z', { offer: sold, termDuration: 'P1Y' }), autoRenew: false };
  expect(catchUp(year, catalogue, book, at('2022-06-18T00:00:00Z')).map((step) => step.events[0])).toEqual([
    ...Array.from({ length: 11 }, () => expect.objectContaining({ type: 'CycleCharged' }) as unknown),
    { type: 'SubscriptionExpired', reason: 'AutoRenewOff' },
  ]);
});

test.each([
  ['1 ms before the new price', '2021-08-17T23:59:59.999Z', '10.08'],
  ['at the instant it holds', '2021-08-18T00:00:00.000Z', '11'],
  ['1 ms before it is withdrawn', '2021-11-17T23:59:59.999Z', '11'],
  ['at the instant it is withdrawn', '2021-11-18T00:00:00.000Z', null],
])('[REN-3] §13.10 the price of the renewal day, %s', (_name, day, price) => {
  expect(renewalPrice(catalogue, june, at(day))).toEqual(price === null ? null : { cyclePrice: price });
});

test('[REN-3] an offer that the catalogue does not hold has no price', () => {
  expect(renewalPrice(catalogueOf('DE', []), june, at('2021-07-18T00:00:00Z'))).toBeNull();
});

test('[REN-3] what has grown beyond the tiers of the sheet renews at the price of the last of them, and does not end', () => {
  const tiered = { ...item, lines: [{ ...line('10', '2021-06-01T00:00:00Z', '2021-11-18T00:00:00Z'), tierMin: 1, tierMax: 9 }, { ...line('8', '2021-06-01T00:00:00Z', '2021-11-18T00:00:00Z'), tierMin: 10, tierMax: 50 }] };
  const [renewed] = catchUp({ ...june, quantity: 51 }, catalogueOf('DE', [tiered]), book, at('2021-07-18T00:00:00Z'));
  expect(renewed?.subscription).toMatchObject({ status: 'active', cyclePrice: '8', quantity: 51, term: { number: 2 } });
});

// |--18 June ten of at most 300--|--meanwhile the offer matrix says otherwise--|--18 July the next term--|
test.each([
  { says: 'more', minimumQuantity: 1, maximumQuantity: 1000, taken: [301, 1000], refused: [1001], limits: [1, 1000] },
  { says: 'fewer than it has', minimumQuantity: 1, maximumQuantity: 5, taken: [9, 1], refused: [11], limits: [1, 10] },
  { says: 'at least more than it has', minimumQuantity: 20, maximumQuantity: 300, taken: [11, 300], refused: [9, 301], limits: [10, 300] },
])('[REN-3] [CAT-3] a term that repeats has the limits of the day it begins, and keeps the licences it has, where the offer has $says', ({ minimumQuantity, maximumQuantity, taken, refused, limits }) => {
  const of = catalogueOf('DE', [{ ...item, sku: { ...item.sku, minimumQuantity, maximumQuantity } }]);
  const next = catchUp(june, of, book, at('2021-07-18T00:00:00Z'))[0]?.subscription ?? june;
  expect([next.quantity, next.offer.minimumQuantity, next.offer.maximumQuantity]).toEqual([10, ...limits]);
  expect(next.offer).toEqual({ ...june.offer, minimumQuantity: next.offer.minimumQuantity, maximumQuantity: next.offer.maximumQuantity });
  const asked = (quantity: number, subscription: Subscription) => applyPatch({ quantity }, subscription, newCommerce, at('2021-07-18T10:00:00Z'));
  expect(taken.map((quantity) => asked(quantity, next).ok)).toEqual(taken.map(() => true));
  for (const quantity of refused) expect(asked(quantity, next)).toMatchObject({ ok: false, error: { kind: 'QuantityOutsideLimits', quantity } });
  // The running term keeps those it began with.
  expect(applyPatch({ quantity: 301 }, june, newCommerce, at('2021-07-01T10:00:00Z'))).toMatchObject({ ok: false, error: { kind: 'QuantityOutsideLimits', maximum: 300 } });
});

describe('[CAT-5] a promotion at renewal', () => {
  // |--promotion, 25 %, June…17 August, last second included--|
  const promotion: Promotion = {
    id: 'SUMMER000001:0001:SUMMER000001',
    name: 'Summer',
    description: '',
    market: 'DE',
    segment: 'commercial',
    startDate: instant('2021-06-01T00:00:00Z'),
    endDate: instant('2021-08-17T23:59:59Z'),
    autoApplicable: true,
    requiredProducts: [{ productId: offer.productId, skuId: offer.skuId, termDuration: 'P1M', billingCycle: 'monthly', percentDiscount: '0.25' }],
    constraints: {},
  };
  const promoted = catalogueOf('DE', [item], [promotion]);
  const discounted = bought('2021-06-18T10:00:00Z', { offer: sold, cyclePrice: '7.56', listCyclePrice: '10.08', promotionId: promotion.id });

  test.each([
    { name: 'in its last second', day: '2021-08-17T23:59:59.999Z', price: { cyclePrice: '7.56', promotion: { promotionId: promotion.id, listCyclePrice: '10.08' } } },
    { name: 'when it is over', day: '2021-08-18T00:00:00.000Z', price: { cyclePrice: '11' } },
  ])('$name', ({ day, price }) => {
    expect(renewalPrice(promoted, discounted, at(day))).toEqual(price);
  });

  test('is never given to what was bought without one', () => {
    expect(renewalPrice(promoted, june, at('2021-07-18T00:00:00Z'))).toEqual({ cyclePrice: '10.08' });
  });

  test('goes on while it runs, and its lines show the list price beside the discounted one', () => {
    const shown = catchUp(discounted, promoted, book, at('2021-08-18T00:00:00Z')).map(({ subscription, charges: [charge] }) => ({
      promotionId: subscription.promotionId,
      unitPrice: charge?.unitPrice,
      effectiveUnitPrice: charge?.effectiveUnitPrice,
    }));
    expect(shown).toEqual([
      { promotionId: promotion.id, unitPrice: '10.08', effectiveUnitPrice: '7.56' },
      { promotionId: undefined, unitPrice: '11', effectiveUnitPrice: '11' },
    ]);
  });
});
