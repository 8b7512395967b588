import { redundancies, type Redundancy } from '../../../src/domain/transition/redundant';
import { type Subscription } from '../../../src/domain/subscription/state';
import { type Transition } from '../../../src/domain/transition/state';
import { at, bought } from '../subscription/bought';
import { catalogue, itemId, suite } from './suites';

// SUITED holds what SUITEA is for, and SUITEA cannot be upgraded to it; SUITEB it can.
const older = { quantity: 10, termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const has = (subscriptionId: string, productId: string, boughtAt: string, quantity = 10, differing: { readonly status?: Subscription['status'] } = {}): Subscription => ({ ...suite(productId, boughtAt, { ...older, subscriptionId, quantity }), ...differing });
const covered = has('a', 'SUITEA', '2026-01-01T10:00:00Z');
const found = (subscriptions: readonly Subscription[], now: string, transitions: readonly Transition[] = []) => redundancies(transitions, subscriptions, catalogue, at(now));
const short = (items: readonly Redundancy[]) => items.map(({ subscription, quantity, by }) => [subscription.id, quantity, by.subscriptionId, by.until]);

const upgraded = (from: string, to: string, upgradedAt: string, quantity: number, toProduct = 'SUITED'): Transition => ({
  operationId: `${from}-${to}`, at: at(upgradedAt), fromCatalogItemId: itemId('SUITEB'), fromSubscriptionId: from, toCatalogItemId: itemId(toProduct), toSubscriptionId: to, quantity, termDuration: 'P1Y', billingCycle: 'monthly', transitionType: 'transition_only', events: [],
});

describe('[UPG-8] licences that are superfluous', () => {
  test('by a purchase of what covers them, until two billing cycles after it', () => {
    const bought = [covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 4)];
    expect(short(found(bought, '2026-06-01T10:00:00Z'))).toEqual([['a', 4, 'd', '2026-08-01T00:00:00.000Z']]);
    expect(short(found(bought, '2026-07-31T23:59:59.999Z'))).toEqual([['a', 4, 'd', '2026-08-01T00:00:00.000Z']]);
    expect(short(found(bought, '2026-08-01T00:00:00.000Z'))).toEqual([['a', 0, 'd', '2026-08-01T00:00:00.000Z']]);
  });

  test('by an upgrade into it, from the day of the upgrade, at most as many as went', () => {
    const into = [covered, has('d', 'SUITED', '2025-06-01T10:00:00Z', 12)];
    expect(short(found(into, '2026-06-02T00:00:00Z', [upgraded('b', 'd', '2026-06-01T10:00:00Z', 4)]))).toEqual([['a', 4, 'd', '2026-08-01T00:00:00.000Z']]);
    const inPlace = [covered, has('d', 'SUITED', '2026-02-01T10:00:00Z', 6)];
    expect(short(found(inPlace, '2026-06-02T00:00:00Z', [upgraded('d', 'd', '2026-06-01T10:00:00Z', 6)]))).toEqual([['a', 6, 'd', '2026-08-01T00:00:00.000Z']]);
    // It was bought as something else: that covers nothing.
    expect(short(found(inPlace, '2026-03-02T00:00:00Z', [upgraded('d', 'd', '2026-02-02T10:00:00Z', 6, 'SUITEB')]))).toEqual([]);
  });

  test('by an annual cycle for two years', () => {
    const yearly = { ...has('d', 'SUITED', '2026-06-01T10:00:00Z', 4), billingCycle: 'annual' as const };
    expect(short(found([covered, yearly], '2026-06-02T00:00:00Z'))).toEqual([['a', 4, 'd', '2028-06-01T00:00:00.000Z']]);
  });

  test('beside what was bought for good: nothing of it ends', () => {
    const forGood: Subscription = { ...bought<'perpetual'>('2026-05-01T10:00:00Z', { kind: 'perpetual', termDuration: 'NoTerm', billingCycle: 'one_time' }), id: 'forGood' };
    expect(short(found([covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 4), forGood], '2026-06-02T00:00:00Z'))).toEqual([['a', 4, 'd', '2026-08-01T00:00:00.000Z']]);
    const covering: Subscription = { ...forGood, offer: { ...forGood.offer, productId: 'SUITED' }, quantity: 3 };
    expect(short(found([covered, covering], '2126-06-02T00:00:00Z'))).toEqual([['a', 3, 'forGood', '9999-12-11T00:00:00.000Z']]);
  });

  test('each once, however often it was covered; until the last of it', () => {
    const twice = [covered, has('d', 'SUITED', '2026-05-01T10:00:00Z', 3), has('e', 'SUITED', '2026-06-01T10:00:00Z', 4)];
    expect(short(found(twice, '2026-06-15T00:00:00Z'))).toEqual([['a', 7, 'e', '2026-08-01T00:00:00.000Z']]);
    expect(short(found(twice, '2026-07-01T00:00:00Z'))).toEqual([['a', 4, 'e', '2026-08-01T00:00:00.000Z']]);
  });

  test('of several the oldest first, no more than came; a licence covers one of each SKU', () => {
    const second = has('z', 'SUITEA', '2026-02-01T10:00:00Z', 6);
    expect(short(found([second, covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 12)], '2026-06-02T00:00:00Z'))).toEqual([['a', 10, 'd', '2026-08-01T00:00:00.000Z'], ['z', 2, 'd', '2026-08-01T00:00:00.000Z']]);
    expect(short(found([second, covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 10)], '2026-06-02T00:00:00Z')).map(([id, quantity]) => [id, quantity])).toEqual([['a', 10], ['z', 0]]);
  });

  test('bought and upgraded into, the same licences count once', () => {
    const target = has('d', 'SUITED', '2026-05-20T10:00:00Z', 5);
    expect(short(found([covered, target], '2026-06-02T00:00:00Z', [upgraded('b', 'd', '2026-06-01T10:00:00Z', 4)]))).toEqual([['a', 5, 'd', '2026-08-01T00:00:00.000Z']]);
  });

  test.each<[string, readonly Subscription[]]>([
    ['what it can be upgraded to', [covered, has('b', 'SUITEB', '2026-06-01T10:00:00Z')]],
    ['what was bought before it', [covered, has('d', 'SUITED', '2025-12-01T10:00:00Z')]],
    ['what was bought with it', [covered, has('d', 'SUITED', '2026-01-01T10:00:00Z')]],
    ['what was cancelled', [covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 4, { status: 'deleted' })]],
    ['what is suspended', [covered, has('d', 'SUITED', '2026-06-01T10:00:00Z', 4, { status: 'suspended' })]],
    ['a trial', [covered, suite<'trial'>('SUITED', '2026-06-01T10:00:00Z', { ...older, subscriptionId: 'd', kind: 'trial' })]],
  ])('not by %s', (_name, subscriptions) => {
    expect(found(subscriptions, '2026-06-02T00:00:00Z')).toEqual([]);
  });

  test.each<[Subscription['status'], number]>([['active', 1], ['suspended', 1], ['expired', 0], ['deleted', 0]])('of a subscription that is %s: %i', (status, count) => {
    expect(found([{ ...covered, status }, has('d', 'SUITED', '2026-06-01T10:00:00Z')], '2026-06-02T00:00:00Z')).toHaveLength(count);
  });
});
