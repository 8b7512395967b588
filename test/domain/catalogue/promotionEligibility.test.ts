import { promotionFor } from '../../../src/domain/catalogue/applyPromotion';
import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { eligibilityOf, eligiblePromotions, findPromotion, obstaclesToNamed, type PromotionObstacle, type PromotionQuestion } from '../../../src/domain/catalogue/promotionEligibility';
import { type Holding } from '../../../src/domain/catalogue/holdings';
import { instant } from '../../../src/kernel/instant';
import { holding, line, offer } from './offers';
import { promotion, question, withPromotions } from './promotions';

const SPRING = promotion().id;
const of = (quantity: number, facts: Partial<Holding> = {}, promotionId = SPRING) => holding({ quantity, redemptions: [{ promotionId, seats: quantity }], ...facts });
const thousand = { seats: { minimum: 1, maximum: 1000 } };
const fiveToTwoHundred = { seats: { minimum: 5, maximum: 200 } };
const seats = (minimumRequiredSeats: number, maximumRequiredSeats: number, availableSeats: number): PromotionObstacle => ({ type: 'SeatCount', minimumRequiredSeats, maximumRequiredSeats, availableSeats });

interface Case {
  readonly name: string;
  readonly promotion?: Partial<Promotion>;
  readonly question?: Partial<PromotionQuestion>;
  readonly obstacles: readonly PromotionObstacle[];
}

const sameSku = { productId: 'NCPX7K2M9QH4', skuId: '0001', percentDiscount: '0.12' } as const;
const otherTerms = [
  { ...sameSku, termDuration: 'P1Y', billingCycle: 'annual' },
  { ...sameSku, termDuration: 'P3Y', billingCycle: 'monthly' },
] as const;

it.each<Case>([
  { name: 'nothing is asked for', obstacles: [] },
  { name: 'another term than those of the promotion', promotion: { requiredProducts: [...otherTerms] }, obstacles: [{ type: 'Term', eligibleTerms: [{ termDuration: 'P1Y', billingCycle: 'annual' }, { termDuration: 'P3Y', billingCycle: 'monthly' }] }] },
  { name: 'a term of another SKU of the promotion', promotion: { requiredProducts: [otherTerms[0], { ...sameSku, skuId: '0009', termDuration: 'P1Y', billingCycle: 'monthly' }] }, obstacles: [{ type: 'Term', eligibleTerms: [{ termDuration: 'P1Y', billingCycle: 'annual' }] }] },
  { name: 'four of at least five seats', promotion: { constraints: fiveToTwoHundred }, question: { quantity: 4 }, obstacles: [seats(5, 200, 200)] },
  { name: 'five of at least five', promotion: { constraints: fiveToTwoHundred }, question: { quantity: 5 }, obstacles: [] },
  { name: 'two hundred of at most two hundred', promotion: { constraints: fiveToTwoHundred }, question: { quantity: 200 }, obstacles: [] },
  { name: 'one more', promotion: { constraints: fiveToTwoHundred }, question: { quantity: 201 }, obstacles: [seats(5, 200, 200)] },
  { name: '600 of 1,000 seats bought from another partner, 500 asked', promotion: { constraints: thousand }, question: { quantity: 500, holdings: [of(600)] }, obstacles: [seats(1, 1000, 400)] },
  { name: 'the last 400 of them', promotion: { constraints: thousand }, question: { quantity: 400, holdings: [of(600)] }, obstacles: [] },
  { name: 'seats that were cancelled', promotion: { constraints: thousand }, question: { quantity: 1, holdings: [of(1000, { status: 'deleted' })] }, obstacles: [seats(1, 1000, 0)] },
  { name: 'seats that were taken off again', promotion: { constraints: thousand }, question: { quantity: 1, holdings: [of(1000, { quantity: 10 })] }, obstacles: [seats(1, 1000, 0)] },
  { name: 'seats at the normal price', promotion: { constraints: thousand }, question: { quantity: 500, holdings: [holding({ quantity: 600 })] }, obstacles: [] },
  { name: 'seats bought under a replaced availability part', promotion: { constraints: thousand }, question: { quantity: 1, holdings: [of(1000, {}, 'PRXK7M2N9QH4:0001:OLDAVAILABLE')] }, obstacles: [seats(1, 1000, 0)] },
  {
    name: 'seats of a subscription that has another promotion since, of which the last is asked for',
    promotion: { constraints: thousand },
    question: { quantity: 1, holdings: [of(10, { redemptions: [{ promotionId: SPRING, seats: 999 }, { promotionId: 'PROTHER:0001:AUTUMN', seats: 10 }] })] },
    obstacles: [],
  },
  {
    name: 'one more than such a subscription left',
    promotion: { constraints: thousand },
    question: { quantity: 2, holdings: [of(10, { redemptions: [{ promotionId: SPRING, seats: 999 }, { promotionId: 'PROTHER:0001:AUTUMN', seats: 10 }] })] },
    obstacles: [seats(1, 1000, 1)],
  },
  { name: 'one redemption of two', promotion: { constraints: { lifetimeRedemptions: 2 } }, question: { holdings: [of(10, { status: 'deleted' })] }, obstacles: [] },
  {
    name: 'two redemptions of two, over two partners',
    promotion: { constraints: { lifetimeRedemptions: 2 } },
    question: { holdings: [of(10, { partnerId: 'one' }), of(10, { partnerId: 'two', status: 'deleted' })] },
    obstacles: [{ type: 'RedemptionLimit', maxPromotionRedemptionCount: 2, remainingPromotionRedemptionCount: 0 }],
  },
  {
    name: 'two redemptions of two, one of a subscription that has another promotion since',
    promotion: { constraints: { lifetimeRedemptions: 2 } },
    question: { holdings: [of(10), of(10, { redemptions: [{ promotionId: 'PROTHER:0001:AUTUMN', seats: 10 }, { promotionId: SPRING, seats: 10 }] })] },
    obstacles: [{ type: 'RedemptionLimit', maxPromotionRedemptionCount: 2, remainingPromotionRedemptionCount: 0 }],
  },
  { name: 'a first purchase', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding({ skuId: '0009' })] }, obstacles: [] },
  { name: 'a second purchase', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding()] }, obstacles: [{ type: 'OfferPurchasedPreviously' }] },
  { name: 'a purchase after a cancelled one', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding({ status: 'deleted' })] }, obstacles: [{ type: 'OfferPurchasedPreviously' }] },
  { name: 'a purchase after a trial', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding({ skuId: '0002', status: 'expired' })] }, obstacles: [{ type: 'OfferPurchasedPreviously' }] },
  { name: 'a purchase after one that was upgraded', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding({ skuId: '0009', formerSkus: ['NCPX7K2M9QH4:0001'] })] }, obstacles: [{ type: 'OfferPurchasedPreviously' }] },
  { name: 'a purchase after a trial that turned into something else', promotion: { constraints: { firstPurchase: true } }, question: { holdings: [holding({ skuId: '0009', formerSkus: ['NCPX7K2M9QH4:0002'] })] }, obstacles: [{ type: 'OfferPurchasedPreviously' }] },
  { name: 'a needed product that is not held', promotion: { constraints: { ownedProducts: [['NCR3N8W5YT70:0001']] } }, obstacles: [{ type: 'PrerequisiteProductOwnership' }] },
  { name: 'a needed product that is over', promotion: { constraints: { ownedProducts: [['NCPX7K2M9QH4:0009']] } }, question: { holdings: [holding({ skuId: '0009', status: 'expired' })] }, obstacles: [{ type: 'PrerequisiteProductOwnership' }] },
  { name: 'a needed product that is suspended', promotion: { constraints: { ownedProducts: [['NCPX7K2M9QH4:0009']] } }, question: { holdings: [holding({ skuId: '0009', status: 'suspended' })] }, obstacles: [] },
  { name: 'one of two needed together', promotion: { constraints: { ownedProducts: [['NCPX7K2M9QH4:0008', 'NCPX7K2M9QH4:0009']] } }, question: { holdings: [holding({ skuId: '0009' })] }, obstacles: [{ type: 'PrerequisiteProductOwnership' }] },
  { name: 'one of two alternatives', promotion: { constraints: { ownedProducts: [['NCPX7K2M9QH4:0008'], ['NCPX7K2M9QH4:0009']] } }, question: { holdings: [holding({ skuId: '0009' })] }, obstacles: [] },
  {
    name: 'several at once',
    promotion: { constraints: { ...fiveToTwoHundred, firstPurchase: true, lifetimeRedemptions: 1 } },
    question: { quantity: 1, holdings: [of(50)] },
    obstacles: [seats(5, 200, 150), { type: 'RedemptionLimit', maxPromotionRedemptionCount: 1, remainingPromotionRedemptionCount: 0 }, { type: 'OfferPurchasedPreviously' }],
  },
  { name: 'another offer', question: { offer: offer({ skuId: '0009' }) }, obstacles: [{ type: 'InvalidPromotion' }] },
  { name: 'another segment', question: { offer: offer({}, [line({ segment: 'education' })], 'education') }, obstacles: [{ type: 'InvalidPromotion' }] },
  { name: 'the millisecond before it starts', question: { at: instant('2026-02-28T23:59:59.999Z') }, obstacles: [{ type: 'InvalidPromotion' }] },
  { name: 'the instant it starts', question: { at: instant('2026-03-01T00:00:00Z') }, obstacles: [] },
  { name: 'the last millisecond of its last second', question: { at: instant('2026-06-30T23:59:59.999Z') }, obstacles: [] },
  { name: 'the instant it is over', question: { at: instant('2026-07-01T00:00:00Z') }, obstacles: [{ type: 'InvalidPromotion' }] },
])('[CAT-5] eligibility: $name', ({ promotion: facts, question: asked, obstacles }) => {
  const offered = promotion(facts);
  expect(eligibilityOf(withPromotions(offered), offered, question(asked)).obstacles).toEqual(obstacles);
});

it('[CAT-5] lists what runs for the offer, eligible or not', () => {
  const small = promotion({ id: 'PRSMALL00001:0001:PRAV00000001', constraints: fiveToTwoHundred });
  const catalogue = withPromotions(promotion(), small, promotion({ id: 'PROVER000001:0001:PRAV00000001', endDate: instant('2026-03-31T23:59:59Z') }), promotion({ id: 'PRFOREIGN001:0001:PRAV00000001', market: 'SE' }));
  expect(eligiblePromotions(catalogue, question({ quantity: 1 }))).toEqual([
    { promotion: promotion(), percentDiscount: '0.12', obstacles: [] },
    { promotion: small, percentDiscount: '0.12', obstacles: [seats(5, 200, 200)] },
  ]);
});

it('[CAT-5] [TRI-5] offers none to a trial that turns paid', () => {
  expect(eligiblePromotions(withPromotions(promotion()), question({ convertsTrial: true }))).toEqual([]);
});

describe('finding a promotion by its id', () => {
  const autumn = promotion({ id: 'PRXK7M2N9QH4:0001:PRAUTUMN0001', startDate: instant('2026-09-01T00:00:00Z'), endDate: instant('2026-10-31T23:59:59Z') });
  const catalogue = withPromotions(promotion(), autumn);
  it.each([
    { name: 'the very id', id: SPRING, at: '2026-09-15T00:00:00Z', found: SPRING },
    { name: 'letter case', id: SPRING.toLowerCase(), at: '2026-04-01T00:00:00Z', found: SPRING },
    { name: 'an old availability part: the one that runs', id: 'PRXK7M2N9QH4:0001:OLDAVAILABLE', at: '2026-04-01T00:00:00Z', found: SPRING },
    { name: 'an old availability part: the one that runs later', id: 'PRXK7M2N9QH4:0001', at: '2026-09-15T00:00:00Z', found: autumn.id },
    { name: 'an old availability part while none runs: the latest', id: 'PRXK7M2N9QH4:0001:OLDAVAILABLE', at: '2026-12-01T00:00:00Z', found: autumn.id },
    { name: 'another SKU', id: 'PRXK7M2N9QH4:0002:PRAV3T8R1ZW6', at: '2026-04-01T00:00:00Z', found: undefined },
  ])('[CAT-5] $name', ({ id, at, found }) => {
    expect(findPromotion(catalogue, id, instant(at))?.id).toBe(found);
  });
});

describe('a promotion that a purchase names', () => {
  const yearly = { productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'annual', percentDiscount: '0.2' } as const;
  const autumn = promotion({ id: 'PRXK7M2N9QH4:0001:PRAUTUMN0001', startDate: instant('2026-09-01T00:00:00Z'), endDate: instant('2026-10-31T23:59:59Z'), autoApplicable: false });
  const catalogue = withPromotions(promotion({ autoApplicable: false }), autumn);
  it.each([
    { name: 'the edition that runs', id: autumn.id, text: '2026-09-15T00:00:00Z', obstacles: [], applied: autumn.id },
    { name: 'one that is over, while a later one runs', id: SPRING, text: '2026-09-15T00:00:00Z', obstacles: [], applied: autumn.id },
    { name: 'one that has not begun, while an earlier one runs', id: autumn.id, text: '2026-06-30T23:59:59.999Z', obstacles: [], applied: SPRING },
    { name: 'one that is over, while none runs', id: SPRING, text: '2026-07-01T00:00:00Z', obstacles: [{ type: 'InvalidPromotion' }], applied: undefined },
    { name: 'another promotion', id: 'PRXK7M2N9QH4:0002:PRAUTUMN0001', text: '2026-09-15T00:00:00Z', obstacles: [{ type: 'InvalidPromotion' }], applied: undefined },
  ])('[CAT-5] the check answers as the purchase does: $name', ({ id, text, obstacles, applied }) => {
    const asked = question({ at: instant(text) });
    expect(obstaclesToNamed(catalogue, id, asked)).toEqual(obstacles);
    expect(promotionFor(catalogue, asked, id)?.promotionId).toBe(applied);
  });

  it('[CAT-5] of two editions for other plans, the one for the plan that is asked for is answered about', () => {
    const few = promotion({ constraints: fiveToTwoHundred });
    const editions = withPromotions(few, promotion({ id: autumn.id, requiredProducts: [yearly] }));
    const four = question({ quantity: 4 });
    expect(obstaclesToNamed(editions, autumn.id, four)).toEqual([seats(5, 200, 200)]);
    expect(obstaclesToNamed(editions, autumn.id, { ...four, termDuration: 'P3Y' })).toEqual([{ type: 'Term', eligibleTerms: [{ termDuration: 'P1Y', billingCycle: 'annual' }] }]);
  });
});

describe('two editions of one promotion that overlap', () => {
  const winter = promotion({ id: 'PRXK7M2N9QH4:0001:PRWINTER0001', endDate: instant('2026-04-03T06:57:00Z') });
  const spring = promotion({ startDate: instant('2026-04-01T00:00:00Z'), requiredProducts: [{ productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'monthly', percentDiscount: '0.2' }] });
  const catalogue = withPromotions(spring, winter);
  const at = (text: string) => {
    const inForce = eligiblePromotions(catalogue, question({ at: instant(text) })).map(({ promotion: { id } }) => id);
    return { inForce, found: findPromotion(catalogue, 'PRXK7M2N9QH4:0001:OLDAVAILABLE', instant(text))?.id };
  };

  // |1 Mar---winter 12 %---3 Apr 06:57:00|
  //              |1 Apr---spring 20 %---30 Jun|
  it.each([
    { text: '2026-03-31T23:59:59.999Z', id: winter.id },
    { text: '2026-04-01T00:00:00.000Z', id: winter.id },
    { text: '2026-04-03T06:57:00.999Z', id: winter.id },
    { text: '2026-04-03T06:57:01.000Z', id: spring.id },
  ])('[CAT-5] the older is in force to its end: at $text', ({ text, id }) => {
    expect(at(text)).toEqual({ inForce: [id], found: id });
  });

  it('[CAT-5] an older one that has no plan in common hides nothing', () => {
    const yearly = promotion({ id: winter.id, requiredProducts: [{ productId: 'NCPX7K2M9QH4', skuId: '0001', termDuration: 'P1Y', billingCycle: 'annual', percentDiscount: '0.2' }] });
    expect(eligiblePromotions(withPromotions(yearly, spring), question()).filter(({ obstacles }) => obstacles.length === 0).map(({ promotion: { id } }) => id)).toEqual([SPRING]);
  });

  it('[CAT-5] one that never ends gives way to the one that starts later', () => {
    const endless = promotion({ id: winter.id, endDate: instant('9999-12-31T23:59:59Z') });
    const ids = (text: string) => eligiblePromotions(withPromotions(endless, spring), question({ at: instant(text) })).map(({ promotion: { id } }) => id);
    expect([ids('2026-03-31T23:59:59.999Z'), ids('2026-04-01T00:00:00.000Z'), ids('2026-07-01T00:00:00.000Z')]).toEqual([[winter.id], [SPRING], [winter.id]]);
  });
});
