import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { catalogueOf } from '../../../src/domain/catalogue/state';
import { newCommerce } from '../../../src/domain/policy/policy';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { type Subscription } from '../../../src/domain/subscription/state';
import { transition, type TransitionCommand } from '../../../src/domain/transition/transition';
import { promotion } from '../catalogue/promotions';
import { at, decided } from '../subscription/bought';
import { becoming, catalogue, context, itemId, suite } from './suites';

const [SPRING_A, SPRING_B, SPRING_D] = ['SUITEA:0001:SPRING', 'SUITEB:0001:SPRING', 'SUITED:0001:SPRING'];

const of = (id: string, productId: string, maximum: number): Promotion =>
  promotion({
    id, market: 'DE', startDate: at('2021-06-01T00:00:00Z'), endDate: at('2021-07-31T23:59:59Z'), constraints: { seats: { minimum: 1, maximum } },
    requiredProducts: [{ productId, skuId: '0001', termDuration: 'P1M', billingCycle: 'monthly', percentDiscount: '0.1' }],
  });

/** Of A at most 30 seats with its promotion, of B 40, of D 20. */
const promoted = catalogueOf('DE', [...catalogue.items.values()], [of(SPRING_A, 'SUITEA', 30), of(SPRING_B, 'SUITEB', 40), of(SPRING_D, 'SUITED', 20)]);

const upgrade = (command: Partial<TransitionCommand>, source: Subscription, others: readonly Subscription[] = []) =>
  transition({ toCatalogItemId: itemId('SUITEB'), quantity: source.quantity, transitionType: 'transition_only', ...command }, source, { ...context([source, ...others]), catalogue: promoted }, at('2021-06-25T10:00:00Z'));

const upgraded = (...asked: Parameters<typeof upgrade>): readonly Subscription[] => becoming(upgrade(...asked));

const source = suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 18, promotionId: SPRING_A, listCyclePrice: '11.2' });
const [whole = source] = upgraded({ quantity: 20 }, source);

describe('[CAT-5] what an upgraded subscription has redeemed', () => {
  test('is the promotion that it was bought with, and besides that of what it becomes, with all its seats', () => {
    expect([whole.promotionId, whole.redemptions]).toEqual([SPRING_B, [{ promotionId: SPRING_A, seats: 18 }, { promotionId: SPRING_B, seats: 20 }]]);
  });

  test('stays, where what it becomes has no promotion left', () => {
    const other = suite('SUITEB', '2021-06-18T10:00:00Z', { subscriptionId: 'sub-2', quantity: 25, promotionId: SPRING_B, listCyclePrice: '7' });
    const [plain] = upgraded({}, source, [other]);
    expect([plain?.promotionId, plain?.redemptions]).toEqual([undefined, [{ promotionId: SPRING_A, seats: 18 }]]);
  });

  test('grows with every further upgrade', () => {
    const [again] = upgraded({ toCatalogItemId: itemId('SUITED') }, whole);
    expect(again?.redemptions).toEqual([{ promotionId: SPRING_A, seats: 18 }, { promotionId: SPRING_B, seats: 20 }, { promotionId: SPRING_D, seats: 20 }]);
  });

  test('counts seats that are added afterwards to the new promotion alone', () => {
    const { subscription } = decided(applyPatch({ quantity: 24 }, whole, newCommerce, at('2021-06-26T10:00:00Z')));
    expect(subscription.redemptions).toEqual([{ promotionId: SPRING_A, seats: 18 }, { promotionId: SPRING_B, seats: 24 }]);
  });

  test.each([
    ['as many seats as are left are bought with the promotion', 12, SPRING_B],
    ['one more is not', 13, undefined],
  ])('of the promotion that it left behind, %s', (_name, quantity, expected) => {
    const back = suite('SUITEC', '2021-06-18T10:00:00Z', { subscriptionId: 'sub-3', quantity });
    const [into] = upgraded({ toCatalogItemId: itemId('SUITEA') }, back, [whole]);
    expect(into?.promotionId).toBe(expected === undefined ? undefined : SPRING_A);
  });
});

describe('[CAT-5] licences that are moved into a subscription with a promotion', () => {
  const target = suite('SUITEB', '2021-06-18T10:00:00Z', { subscriptionId: 'sub-2', quantity: 30, promotionId: SPRING_B, listCyclePrice: '7' });
  const into = (quantity: number) => upgrade({ quantity, toSubscriptionId: 'sub-2' }, source, [target]);

  test('are bought with it, up to its last seat', () => {
    const [left, grown] = upgraded({ quantity: 10, toSubscriptionId: 'sub-2' }, source, [target]);
    expect([left?.redemptions, grown?.redemptions]).toEqual([[{ promotionId: SPRING_A, seats: 18 }], [{ promotionId: SPRING_B, seats: 40 }]]);
  });

  test('are refused beyond it', () => {
    expect(into(11)).toMatchObject({ ok: false, error: { kind: 'SeatsExceedWhatIsLeft', limit: 'promotion', asked: 11, available: 10 } });
  });
});
