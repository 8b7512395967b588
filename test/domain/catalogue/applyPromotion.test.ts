import { discountedCyclePrice, promotionAtRenewal, promotionFor } from '../../../src/domain/catalogue/applyPromotion';
import { priceFor } from '../../../src/domain/catalogue/priceFor';
import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { type PromotionQuestion } from '../../../src/domain/catalogue/promotionEligibility';
import { instant } from '../../../src/kernel/instant';
import { line, offer } from './offers';
import { promotion, question, withPromotions } from './promotions';

const required = (percentDiscount: string): Promotion['requiredProducts'] => [{ productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly', percentDiscount }];
const spring = promotion();
const deep = promotion({ id: 'PRDEEP000001:0001:PRAV00000001', requiredProducts: required('0.2') });
const named = promotion({ id: 'PRNAMED00001:0001:PRAV00000001', requiredProducts: required('0.3'), autoApplicable: false });
const namedShallow = promotion({ id: 'PRNAMED00002:0001:PRAV00000001', requiredProducts: required('0.05'), autoApplicable: false });
const large = promotion({ id: 'PRLARGE00001:0001:PRAV00000001', requiredProducts: required('0.5'), constraints: { seats: { minimum: 100, maximum: 1000 } } });

it.each<{ name: string; promotions: Promotion[]; asked?: string; question?: Partial<PromotionQuestion>; applied: Promotion | undefined }>([
  { name: 'no promotion', promotions: [], applied: undefined },
  { name: 'the only one', promotions: [spring], applied: spring },
  { name: 'the deeper of two', promotions: [spring, deep], applied: deep },
  { name: 'the first of two equally deep', promotions: [spring, promotion({ id: 'PROTHER00001:0001:PRAV00000001' })], applied: spring },
  { name: 'not the deeper one that does not apply', promotions: [large, spring], applied: spring },
  { name: 'the deeper one once it applies', promotions: [large, spring], question: { quantity: 100 }, applied: large },
  { name: 'none that must be named and was not', promotions: [named], applied: undefined },
  { name: 'one that was named', promotions: [spring, named], asked: named.id, applied: named },
  { name: 'one that was named by an old id', promotions: [named], asked: 'PRNAMED00001:0001:OLDAVAILABLE', applied: named },
  { name: 'the deeper one though a shallower was named', promotions: [spring, namedShallow], asked: namedShallow.id, applied: spring },
  { name: 'the normal price where the named one does not apply', promotions: [large], asked: large.id, applied: undefined },
  { name: 'the normal price where the named one is unknown', promotions: [named], asked: 'PRNOBODY0001:0001:PRAV00000001', applied: undefined },
  { name: 'nothing on the conversion of a trial', promotions: [spring, named], asked: named.id, question: { convertsTrial: true }, applied: undefined },
])('[CAT-5] a purchase gets $name', ({ promotions, asked, question: facts, applied }) => {
  const expected = applied && { promotionId: applied.id, percentDiscount: applied.requiredProducts[0]?.percentDiscount };
  expect(promotionFor(withPromotions(...promotions), question(facts), asked)).toEqual(expected);
});

describe('at renewal', () => {
  const renewal = { promotionId: spring.id, productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly', at: instant('2027-03-10T00:00:00Z') };
  const lasting = promotion({ endDate: instant('2027-03-10T23:59:59Z'), constraints: { firstPurchase: true, lifetimeRedemptions: 1, seats: { minimum: 500, maximum: 500 } } });

  it.each([
    { name: 'kept on its last day, whatever it asked of the purchase', facts: {}, kept: true },
    { name: 'gone the day after', facts: { at: instant('2027-03-11T00:00:00Z') }, kept: false },
    { name: 'gone with another billing cycle', facts: { billingCycle: 'annual' }, kept: false },
    { name: 'gone with another SKU', facts: { skuId: '0009' }, kept: false },
    { name: 'gone when nobody knows it any more', facts: { promotionId: 'PRNOBODY0001:0001:PRAV00000001' }, kept: false },
  ])('[CAT-5] $name', ({ facts, kept }) => {
    expect(promotionAtRenewal(withPromotions(lasting), { ...renewal, ...facts })).toEqual(kept ? { promotionId: spring.id, percentDiscount: '0.12' } : undefined);
  });
});

describe('at renewal, once the edition it was bought with is over', () => {
  const plan = { productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly', at: instant('2027-03-10T00:00:00Z') };
  const over = promotion();
  const runs = promotion({ id: 'PRXK7M2N9QH4:0001:PRSPRING2027', startDate: instant('2027-03-01T00:00:00Z'), endDate: instant('2027-06-30T23:59:59Z'), requiredProducts: required('0.1') });
  const longer = promotion({ endDate: instant('2027-03-31T23:59:59Z') });
  const yearly = promotion({ ...runs, requiredProducts: [{ productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'annual', percentDiscount: '0.1' }] });

  it.each([
    { name: 'the edition that runs then', promotions: [over, runs], kept: runs },
    { name: 'its own while that runs too', promotions: [runs, longer], kept: longer },
    { name: 'none where the one that runs is for another plan', promotions: [over, yearly], kept: undefined },
    { name: 'none where none runs', promotions: [over, promotion({ ...runs, startDate: instant('2027-03-11T00:00:00Z') })], kept: undefined },
  ])('[CAT-5] a renewal has $name', ({ promotions, kept }) => {
    expect(promotionAtRenewal(withPromotions(...promotions), { ...plan, promotionId: over.id })).toEqual(kept && { promotionId: kept.id, percentDiscount: kept.requiredProducts[0]?.percentDiscount });
  });
});

describe('the discounted price of a charge', () => {
  // 120.96 × 0.88 = 106.4448 a year, 8.8704 a month. 10.00 × 0.85 / 12 = 0.70833…, rounded up at the twelfth decimal.
  it.each([
    { unitPrice: '120.96', billingCycle: 'monthly', percentDiscount: '0.12', expected: '8.8704' },
    { unitPrice: '120.96', billingCycle: 'annual', percentDiscount: '0.12', expected: '106.4448' },
    { unitPrice: '10.00', billingCycle: 'monthly', percentDiscount: '0.15', expected: '0.708333333334' },
    { unitPrice: '120.96', billingCycle: 'monthly', percentDiscount: '1', expected: '0' },
    { unitPrice: '120.96', billingCycle: 'monthly', percentDiscount: '0', expected: '10.08' },
  ] as const)('[CAT-5] $unitPrice billed $billingCycle less $percentDiscount: $expected', ({ unitPrice, billingCycle, percentDiscount, expected }) => {
    const price = priceFor({ offer: offer({}, [line({ unitPrice, billingCycle })]), termDuration: 'P1Y', billingCycle, currency: 'EUR', at: instant('2026-04-01T00:00:00Z') });
    expect(price.ok && discountedCyclePrice(price.value, { promotionId: 'P', percentDiscount })).toBe(expected);
  });
});
