import { availabilityIdOf } from '../../../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type CatalogueItem, type PriceLine } from '../../../../../src/domain/catalogue/state';
import { instant } from '../../../../../src/kernel/instant';
import { newCommerce, policyBook } from '../../../../../src/domain/policy/policy';
import { catchUp } from '../../../../../src/domain/subscription/term/catchUp';
import { nextTask } from '../../../../../src/domain/subscription/nextTask';
import { type Outcome } from '../../../../../src/domain/subscription/outcome';
import { asKind, type BillingCycle, type Offer, type Subscription } from '../../../../../src/domain/subscription/state';
import { MOST_ADD_ONS } from '../../../../../src/domain/subscription/kinds/traditional/baseProblem';
import { at } from '../../bought';
import { addOn, addOnOffer, base, baseOffer } from './held';

const price = (billingCycle: BillingCycle, unitPrice: string, effectiveTo?: string): PriceLine => ({
  market: 'DE',
  currency: 'EUR',
  segment: 'commercial',
  termDuration: 'P1Y',
  billingCycle,
  unitPrice,
  effectiveFrom: instant('2018-01-01T00:00:00Z'),
  ...(effectiveTo !== undefined && { effectiveTo: instant(effectiveTo) }),
  unitOfMeasure: '',
  tags: [],
});

const item = ({ productId, skuId, title }: Offer, lines: PriceLine[]): CatalogueItem => ({
  sku: {
    productId,
    skuId,
    productTitle: title,
    title,
    description: '',
    publisherName: 'Microsoft Corporation',
    isMicrosoft: true,
    kind: 'traditional',
    tags: [],
    minimumQuantity: 1,
    maximumQuantity: 300,
    prerequisiteSkus: [],
    upgradeTargets: [],
    unsupportedUpgrades: [],
    allowedMarkets: [],
  },
  lines,
});

const onSale = (offer: Offer): Offer => ({ ...offer, availabilityId: availabilityIdOf(offer.productId, offer.skuId, 'commercial', 'DE') });
const catalogueWith = (addOnSoldUntil?: string) =>
  catalogueOf('DE', [
    item(baseOffer, [price('monthly', '48'), price('annual', '48')]),
    item(addOnOffer, [price('monthly', '24', addOnSoldUntil), price('annual', '24', addOnSoldUntil)]),
  ]);
const book = policyBook([newCommerce]);

/** Two licences of an add-on hang on a base billed yearly, bought on 1 February of its term 13 January 2018…12 January 2019. */
const yearly = addOn(base('2018-01-13T10:00:00Z', { offer: onSale(baseOffer), billingCycle: 'annual', cyclePrice: '48' }), '2018-02-01T09:00:00Z', {
  offer: onSale(addOnOffer),
  cyclePrice: '24',
});
const pair = { base: yearly.base.subscription, addOn: yearly.addOn.subscription };

const rows = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ subscription, events, charges }) => [
    subscription.id,
    subscription.version,
    events.map((event) => event.type),
    charges.map((line) => [line.chargeType, line.chargeStart, line.chargeEnd, line.subtotal]),
  ]);
const caughtUp = (subscription: Subscription, addOns: readonly Subscription[], now: string, catalogue = catalogueWith()) => catchUp(subscription, catalogue, book, at(now), addOns);

test.each([
  ['1 ms before the term is over, nothing', '2019-01-12T23:59:59.999Z', []],
  [
    'at the instant it is over, both',
    '2019-01-13T00:00:00.000Z',
    [
      ['base', 2, ['SubscriptionRenewed'], [['Prorate fee when renew', '2019-01-13', '2020-01-12', '48.00']]],
      ['add-on', 2, ['SubscriptionRenewed'], [['Prorate fee when renew', '2019-01-13', '2020-01-12', '48.00']]],
    ],
  ],
])('[ORD-5] a base renews its add-ons with it: %s', (_name, now, expected) => {
  expect(rows(caughtUp(pair.base, [pair.addOn], now))).toEqual(expected);
});

test('[ORD-5] by itself an add-on neither renews nor ends', () => {
  expect(nextTask(pair.addOn)).toBeUndefined();
  expect(caughtUp(pair.addOn, [], '2019-01-13T00:00:00Z')).toEqual([]);
});

test('[ORD-5] a base that ends takes its add-ons with it', () => {
  const outcomes = caughtUp({ ...pair.base, autoRenew: false }, [pair.addOn], '2019-01-13T00:00:00Z');
  expect(outcomes.map(({ subscription, events, charges }) => [subscription.id, subscription.status, events, charges])).toEqual([
    ['base', 'expired', [{ type: 'SubscriptionExpired', reason: 'AutoRenewOff' }], []],
    ['add-on', 'expired', [{ type: 'SubscriptionExpired', reason: 'BaseExpired' }], []],
  ]);
});

test('[ORD-5] [REN-3] an add-on that is no longer sold ends alone, and its base lets go of it', () => {
  const outcomes = caughtUp(pair.base, [pair.addOn], '2019-01-13T00:00:00Z', catalogueWith('2019-01-01T00:00:00Z'));
  expect(outcomes.map(({ subscription: { id, status, addOnIds } }) => [id, status, addOnIds])).toEqual([
    ['base', 'active', []],
    ['add-on', 'expired', undefined],
  ]);
  expect(outcomes[1]?.events).toEqual([{ type: 'SubscriptionExpired', reason: 'NoLongerSold' }]);
});

test('[ORD-5] [REN-7] whoever is late charges the cycles of both before they renew together', () => {
  const monthly = addOn(base('2018-01-13T10:00:00Z', { offer: onSale(baseOffer) }), '2018-11-20T09:00:00Z', { offer: onSale(addOnOffer), cyclePrice: '2' });
  const outcomes = caughtUp(monthly.base.subscription, [monthly.addOn.subscription], '2019-01-20T00:00:00Z');
  expect(outcomes.map(({ subscription, charges }) => [subscription.id, ...charges.map((line) => line.chargeStart)])).toEqual([
    ['base', '2018-12-13'],
    ['add-on', '2018-12-13'],
    ['base', '2019-01-13'],
    ['add-on', '2019-01-13'],
  ]);
  expect(outcomes.flatMap(({ charges }) => charges.map((line) => line.chargeType))).toEqual(['Cycle fee', 'Cycle fee', 'Prorate fee when renew', 'Prorate fee when renew']);
});

test('[ORD-5] a base with all the add-ons it may have renews in one step, and the cycles before it in steps of their own', () => {
  const hung = Array.from({ length: MOST_ADD_ONS }, (_, index) => ({ ...pair.addOn, id: `add-on ${index}` }));
  const full = asKind({ ...pair.base, addOnIds: hung.map(({ id }) => id) }, 'traditional');
  expect(caughtUp(full, hung, '2019-01-13T00:00:00Z')).toHaveLength(MOST_ADD_ONS + 1);

  const monthly = addOn(base('2018-01-13T10:00:00Z', { offer: onSale(baseOffer) }), '2018-11-20T09:00:00Z', { offer: onSale(addOnOffer), cyclePrice: '2' });
  const late = Array.from({ length: MOST_ADD_ONS }, (_, index) => ({ ...monthly.addOn.subscription, id: `add-on ${index}` }));
  const lateBase = asKind({ ...monthly.base.subscription, addOnIds: late.map(({ id }) => id) }, 'traditional');
  const first = caughtUp(lateBase, late, '2019-01-20T00:00:00Z');
  expect(first.map(({ events }) => events.map(({ type }) => type)).flat()).toEqual(Array.from({ length: 20 }, () => 'CycleCharged'));
});
