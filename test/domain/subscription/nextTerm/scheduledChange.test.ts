import { type Promotion } from '../../../../src/domain/catalogue/promotion';
import { catalogueOf, type Catalogue, type Sku } from '../../../../src/domain/catalogue/state';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { standingOf } from '../../../../src/domain/subscription/limits/customerStanding';
import { newCommerce, policyBook } from '../../../../src/domain/policy/policy';
import { catchUp } from '../../../../src/domain/subscription/term/catchUp';
import { meetsLimits } from '../../../../src/domain/subscription/term/meetsLimits';
import { nextTermAsked, nextTermOf, patchTowards } from '../../../../src/domain/subscription/nextTerm/nextTerm';
import { planInView } from '../../../../src/domain/subscription/nextTerm/planInView';
import { type AskedChange, type ScheduleContext } from '../../../../src/domain/subscription/nextTerm/scheduleChange';
import { applyPatch, type PatchSubscription } from '../../../../src/domain/subscription/patch';
import { type Outcome } from '../../../../src/domain/subscription/outcome';
import { asKind, type PlannedProduct, type Subscription, subscriptionSchema } from '../../../../src/domain/subscription/state';
import { lineRows } from '../../billing/lineRows';
import { at, decided } from '../bought';
import { catalogue, offerOf, suite } from '../../transition/suites';

// |--18 Jun 10:00 ten of A at 10.08, a month--17 Jul last day--|18 Jul the planned term--|
const june = suite('SUITEA', '2021-06-18T10:00:00Z');
const now = '2021-07-01T10:00:00Z';
const contextOf = (subscription: Subscription, others: readonly Subscription[] = [], of: Catalogue = catalogue): ScheduleContext => {
  const { holdings, targets } = standingOf([subscription, ...others], subscription.partnerId, at(now));
  return { catalogue: of, segment: 'commercial', holdings, targets: targets.filter(({ id }) => id !== subscription.id) };
};
const product = (productId: string, more: Partial<PlannedProduct> = {}): PlannedProduct => {
  const { skuId, availabilityId } = offerOf(productId);
  return { productId, skuId, availabilityId, termDuration: 'P1M', billingCycle: 'monthly', ...more };
};
/** The suites, with something else said of one of them. */
const where = (productId: string, members: Partial<Sku>): Catalogue => catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === productId ? { ...item, sku: { ...item.sku, ...members } } : item)));
const asked = (more: Partial<AskedChange> = {}): AskedChange => ({ product: product('SUITEA'), quantity: 10, ...more });
const patched = (subscription: Subscription, patch: PatchSubscription, when = now, others: readonly Subscription[] = []) =>
  applyPatch(patch, subscription, newCommerce, at(when), { schedule: contextOf(subscription, others) });
const planned = (change: Partial<AskedChange>, subscription: Subscription = june, when = now, others: readonly Subscription[] = []) => patched(subscription, { scheduledChange: asked(change) }, when, others);
const renewed = (subscription: Subscription, of: Catalogue = catalogue, when = '2021-07-18T00:02:00Z'): Outcome => {
  const last = catchUp(subscription, of, policyBook([newCommerce]), at(when)).at(-1);
  if (last === undefined) throw new Error('Nothing was due');
  return last;
};

describe('planning the next term', () => {
  test('[SCH-1] [SCH-3] it is kept, told, can be replaced, and taken away until the renewal starts', () => {
    const first = decided(planned({ quantity: 4 }));
    expect(first.subscription.scheduledChange).toEqual({ requestedAt: at(now), product: product('SUITEA'), quantity: 4 });
    expect([first.events, first.charges, first.reversibleUntil]).toEqual([
      [{ type: 'ChangeScheduled', catalogItemId: expect.stringContaining('SUITEA:0001') as string, termDuration: 'P1M', billingCycle: 'monthly', quantity: 4, effectiveOn: '2021-07-18' }],
      [],
      '2021-07-18T00:00:00.000Z',
    ]);
    expect(subscriptionSchema.parse(first.subscription)).toEqual(first.subscription);
    const second = decided(planned({ quantity: 6 }, first.subscription)).subscription;
    expect(second.scheduledChange?.quantity).toBe(6);
    expect(decided(patched(second, { scheduledChange: asked({ quantity: 6 }) })).events).toEqual([]);
    const gone = decided(patched(second, { scheduledChange: null }));
    expect([gone.subscription.scheduledChange, gone.events, gone.removed]).toEqual([undefined, [{ type: 'ScheduledChangeRemoved', reason: 'Asked' }], ['scheduledNextTermInstructions']]);
    expect(decided(patched(june, { scheduledChange: null })).events).toEqual([]);
  });

  test.each<[string, Partial<AskedChange>]>([
    ['more licences', { quantity: 15 }],
    ['fewer', { quantity: 1 }],
    ['an upgrade', { product: product('SUITEB') }],
    ['another term', { product: product('SUITEA', { termDuration: 'P1Y' }) }],
    ['another billing', { product: product('SUITEA', { termDuration: 'P1Y', billingCycle: 'annual' }) }],
    ['the end of a month', { customTermEnd: calendarDate('2021-07-31') }],
  ])('[SCH-1] %s', (_name, change) => {
    expect(decided(planned(change)).subscription.scheduledChange).toMatchObject(change);
  });

  test.each<[string, Partial<AskedChange>, object]>([
    ['a downgrade', { product: product('SUITEC') }, { kind: 'PlannedProductNotATarget' }],
    ['an upgrade refused by name', { product: product('SUITED') }, { kind: 'PlannedProductNotATarget' }],
    ['what does not exist', { product: { ...product('SUITEA'), productId: 'SUITEX' } }, { kind: 'PlannedProductUnknown', missing: 'product' }],
    ['a SKU that does not exist', { product: { ...product('SUITEA'), skuId: '0009' } }, { kind: 'PlannedProductUnknown', missing: 'sku' }],
    ['an availability that does not exist', { product: { ...product('SUITEA'), availabilityId: 'GONE' } }, { kind: 'PlannedProductUnknown', missing: 'availability' }],
    ['a plan that is not sold', { product: product('SUITEA', { termDuration: 'P3Y' }) }, { kind: 'PlannedPlanNotOffered' }],
    ['more than the offer allows', { quantity: 1001 }, { kind: 'QuantityOutsideLimits', maximum: 1000 }],
    ['an end before the term', { customTermEnd: calendarDate('2021-07-17') }, { kind: 'PlannedEndOutsideTerm' }],
    ['an end that matches nothing', { customTermEnd: calendarDate('2021-07-27') }, { kind: 'PlannedEndMatchesNothing' }],
    ['an unknown promotion', { product: product('SUITEA', { promotionId: 'P:1' }) }, { kind: 'PlannedPromotionUnknown' }],
  ])('[SCH-6] refused when it is planned: %s', (_name, change, error) => {
    expect(planned(change)).toMatchObject({ ok: false, error });
  });

  test.each<[string, Partial<Sku>, object]>([
    ['is not transacted here', { withheld: 'not_transactable' }, { kind: 'NotTransactable', productId: 'SUITEB', skuId: '0001' }],
    ['is not in the programme', { withheld: 'not_in_programme' }, { kind: 'NotInProgramme' }],
    ['is not sold in the market', { allowedMarkets: ['SE'] }, { kind: 'NotSoldInMarket', market: 'DE' }],
    ['is exclusive to others', { exclusiveTo: ['partner-2'] }, { kind: 'ExclusiveToOthers' }],
  ])('[CAT-4] [SCH-1] not what could not be bought or upgraded to at once: a SKU that %s', (_name, members, error) => {
    const plan = (productId: string, of: Catalogue, quantity = 10) => applyPatch({ scheduledChange: asked({ product: product(productId), quantity }) }, june, newCommerce, at(now), { schedule: contextOf(june, [], of) });
    expect(plan('SUITEB', where('SUITEB', members))).toMatchObject({ ok: false, error });
    expect(plan('SUITEB', where('SUITEB', { exclusiveTo: ['partner-1'] })).ok).toBe(true);
    // What it is already goes on.
    expect(plan('SUITEA', where('SUITEA', members), 12).ok).toBe(true);
  });

  test('[SCH-1] the same day as another subscription of the partner', () => {
    const other = suite('SUITEB', '2021-06-10T10:00:00Z', { subscriptionId: 'sub-2' });
    expect(planned({ customTermEnd: calendarDate('2021-08-09') }, june, now, [other]).ok).toBe(true);
    expect(planned({ customTermEnd: calendarDate('2021-08-09') }, june, now, [{ ...other, partnerId: 'partner-2' }]).ok).toBe(false);
  });

  test.each<[string, Subscription, string, object]>([
    ['auto-renew is off', { ...june, autoRenew: false }, now, { kind: 'ScheduleNeedsAutoRenew' }],
    ['it is suspended', { ...june, status: 'suspended', autoRenew: false }, now, { kind: 'SubscriptionSuspended' }],
    ['it has expired', { ...june, status: 'expired', autoRenew: false }, now, { kind: 'SubscriptionNotActive' }],
    ['its renewal is due', june, '2021-07-18T00:00:00.000Z', { kind: 'ReadOnlyDuringRenewal', member: 'scheduledNextTermInstructions' }],
    ['it is SaaS', asKind({ ...june, activatedAt: june.createdAt }, 'saas'), now, { kind: 'NothingScheduledFor' }],
  ])('[SCH-2] [SCH-3] not if %s', (_name, subscription, when, error) => {
    expect(planned({ quantity: 4 }, subscription, when)).toMatchObject({ ok: false, error });
  });

  test('[SCH-3] on the last instant of the term it still can be planned and taken away, and then no more', () => {
    const last = decided(planned({ quantity: 4 }, june, '2021-07-17T23:59:59.999Z')).subscription;
    expect(patched(last, { scheduledChange: null }, '2021-07-17T23:59:59.999Z').ok).toBe(true);
    expect(patched(last, { scheduledChange: null }, '2021-07-18T00:00:00.000Z')).toMatchObject({ ok: false, error: { kind: 'ReadOnlyDuringRenewal' } });
  });
});

describe('what deletes it', () => {
  const scheduled = decided(planned({ quantity: 4 })).subscription;

  test.each<[string, PatchSubscription, string]>([
    ['more seats', { quantity: 11 }, 'QuantityChanged'],
    ['auto-renew off', { autoRenewEnabled: false }, 'AutoRenewTurnedOff'],
    ['suspending', { status: 'suspended' }, 'Suspended'],
  ])('[SCH-4] %s, and the answer says so', (_name, patch, reason) => {
    const { subscription, events, removed } = decided(patched(scheduled, patch));
    expect([subscription.scheduledChange, events[0], removed]).toEqual([undefined, { type: 'ScheduledChangeRemoved', reason }, ['scheduledNextTermInstructions']]);
  });

  test('[SCH-4] cancelling, and fewer seats, within the window', () => {
    const early = decided(planned({ quantity: 4 }, june, '2021-06-19T10:00:00Z')).subscription;
    for (const patch of [{ status: 'deleted' }, { quantity: 9 }] as const) {
      expect(decided(patched(early, patch, '2021-06-20T10:00:00Z'))).toMatchObject({ removed: ['scheduledNextTermInstructions'] });
    }
  });

  test('[SCH-4] not a new name, and not auto-renew turned on', () => {
    expect(decided(patched(scheduled, { friendlyName: 'Office', autoRenewEnabled: true, scheduledChange: asked({ quantity: 4 }) })).subscription.scheduledChange).toEqual(scheduled.scheduledChange);
  });

  test('[SCH-4] seats and a plan in one PATCH: the change deletes what was planned, and what came along is not kept, stored or not', () => {
    const { subscription } = decided(patched(scheduled, { quantity: 12, scheduledChange: asked({ quantity: 5 }) }));
    expect([subscription.quantity, subscription.scheduledChange]).toEqual([12, undefined]);
    const { scheduledChange: _planned, ...plain } = scheduled;
    const first = decided(patched(plain, { quantity: 12, scheduledChange: asked({ quantity: 5 }) }));
    expect([first.subscription.scheduledChange, first.removed, first.events.map(({ type }) => type)]).toEqual([undefined, ['scheduledNextTermInstructions'], ['SeatsAdded']]);
    const same = decided(patched(plain, { quantity: plain.quantity, scheduledChange: asked({ quantity: 5 }) }));
    expect([same.subscription.scheduledChange?.quantity, same.removed]).toEqual([5, []]);
  });
});

describe('the term it was planned for', () => {
  const rows = (outcome: Outcome) => lineRows(outcome.charges);
  const types = (outcome: Outcome) => outcome.events.map(({ type }) => type);

  test('[SCH-1] [REN-3] fewer licences at the price of the day, with a window of their own', () => {
    const outcome = renewed(decided(planned({ quantity: 4 })).subscription);
    expect([rows(outcome), types(outcome)]).toEqual([[['renew', '2021-07-18', '2021-08-17', '10.08', 4, '40.32']], ['ScheduledChangeApplied', 'SubscriptionRenewed']]);
    expect(outcome.subscription).toMatchObject({ quantity: 4, batches: [{ quantity: 4 }] });
    expect(outcome.subscription.scheduledChange).toBeUndefined();
    expect(rows(renewed(outcome.subscription, catalogue, '2021-08-18T00:00:00Z'))).toEqual([['renew', '2021-08-18', '2021-09-17', '10.08', 4, '40.32']]);
  });

  test('[SCH-1] a year, billed at once', () => {
    const outcome = renewed(decided(planned({ product: product('SUITEA', { termDuration: 'P1Y', billingCycle: 'annual' }) })).subscription);
    expect(rows(outcome)).toEqual([['renew', '2021-07-18', '2022-07-17', '120.96', 10, '1209.60']]);
    expect(outcome.subscription).toMatchObject({ termDuration: 'P1Y', billingCycle: 'annual', term: { number: 2, end: '2022-07-17' } });
  });

  test('[SCH-1] cut short: only that one, prorated', () => {
    const outcome = renewed(decided(planned({ customTermEnd: calendarDate('2021-07-31') })).subscription);
    expect(rows(outcome)).toEqual([['renew', '2021-07-18', '2021-07-31', '4.55225806451612903225', 10, '45.52']]);
    expect(rows(renewed(outcome.subscription, catalogue, '2021-08-01T00:00:00Z'))).toEqual([['renew', '2021-08-01', '2021-08-31', '10.08', 10, '100.80']]);
  });

  test.each([
    ['the same number: by themselves', 10, 'automatic'],
    ['another: by hand', 9, 'manual'],
  ])('[SCH-5] an upgrade, users keep their licences; %s', (_name, quantity, licences) => {
    const outcome = renewed(decided(planned({ product: product('SUITEB'), quantity })).subscription);
    expect(outcome.events[0]).toMatchObject({ type: 'ScheduledChangeApplied', licences });
    expect(outcome.subscription).toMatchObject({ id: 'sub-1', offer: { productId: 'SUITEB' }, friendlyName: 'SUITEB', cyclePrice: '6.43', quantity });
  });

  test('[SCH-5] without another SKU nothing is said of licences', () => {
    expect(renewed(decided(planned({ quantity: 4 })).subscription).events[0]).not.toHaveProperty('licences');
  });

  const withoutB = catalogueOf('DE', [...catalogue.items.values()].filter(({ sku }) => sku.productId !== 'SUITEB'));
  test.each([
    ['the SKU is withdrawn', withoutB, 'NoLongerSold'],
    ['the offer allows fewer now', where('SUITEB', { maximumQuantity: 5 }), 'QuantityOutsideLimits'],
    ['it is exclusive to others now', where('SUITEB', { exclusiveTo: [] }), 'NoLongerSold'],
    ['it is not transacted here any more', where('SUITEB', { withheld: 'not_transactable' }), 'NoLongerSold'],
  ])('[SCH-6] that can no longer be, since %s: a plain renewal, and an event that says why', (_name, of, reason) => {
    const outcome = renewed(decided(planned({ product: product('SUITEB') })).subscription, of);
    expect(outcome.events).toMatchObject([{ type: 'ScheduledChangeNotApplied', reason }, { type: 'SubscriptionRenewed' }]);
    expect(rows(outcome)).toEqual([['renew', '2021-07-18', '2021-08-17', '10.08', 10, '100.80']]);
    expect(outcome.subscription.scheduledChange).toBeUndefined();
  });
});

describe('[SCH-6] [SCH-1] an offer whose sale ends before the renewal', () => {
  // |1 Jul 10:00 saved---until: on sale---|--------|18 Jul 00:00 the planned term begins|
  const until = (end: string, unitPrice?: string): Catalogue =>
    catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === 'SUITEB' ? { ...item, lines: item.lines.flatMap((line) => [{ ...line, effectiveTo: at(end), ...(unitPrice !== undefined && { unitPrice }) }]) } : item)));
  const saved = (of: Catalogue, when = now) => applyPatch({ scheduledChange: asked({ product: product('SUITEB') }) }, june, newCommerce, at(when), { schedule: contextOf(june, [], of) });

  test.each([
    { name: 'a millisecond before the sale ends: honoured', end: '2021-07-01T10:00:00.001Z', refused: undefined },
    { name: 'when it has ended: refused', end: '2021-07-01T10:00:00.000Z', refused: 'PlannedPlanNotOffered' },
    { name: 'that is sold up to the very day: honoured', end: '2021-07-18T00:00:00.000Z', refused: undefined },
    { name: 'that is sold on that day: as ever', end: '2021-07-18T00:00:00.001Z', refused: undefined },
  ])('saved $name', ({ end, refused }) => {
    const of = until(end);
    const result = saved(of);
    expect(result.ok ? undefined : result.error.kind).toBe(refused);
    if (!result.ok) return;
    const outcome = renewed(result.value.subscription, of);
    expect(outcome.events.map(({ type }) => type)).toEqual(['ScheduledChangeApplied', 'SubscriptionRenewed']);
    expect(lineRows(outcome.charges)).toEqual([['renew', '2021-07-18', '2021-08-17', '6.43', 10, '64.30']]);
  });

  test('at the last price it was sold at, not at that of the day it was saved', () => {
    const { subscription } = decided(saved(catalogue));
    expect(lineRows(renewed(subscription, until('2021-07-10T00:00:00Z', '7.00')).charges)).toEqual([['renew', '2021-07-18', '2021-08-17', '7', 10, '70.00']]);
  });

  test('saved before it came on sale: not honoured once the sale is over', () => {
    const { subscription } = decided(saved(catalogue));
    const short = catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === 'SUITEB' ? { ...item, lines: item.lines.map((line) => ({ ...line, effectiveFrom: at('2021-07-02T00:00:00Z'), effectiveTo: at('2021-07-10T00:00:00Z') })) } : item)));
    expect(renewed(subscription, short).events).toMatchObject([{ type: 'ScheduledChangeNotApplied', reason: 'NoLongerSold' }, { type: 'SubscriptionRenewed' }]);
  });
});

describe('[CAT-5] [ORD-11] a promotion that does not reach the next term', () => {
  const promotion = (endDate: string): Promotion => ({
    id: 'PRSUITE00001:0001:PRAV00000001', name: '', description: '', market: 'DE', segment: 'commercial', startDate: at('2021-06-01T00:00:00Z'), endDate: at(endDate), autoApplicable: true,
    requiredProducts: [{ productId: 'SUITEA', skuId: '0001', termDuration: 'P1M', billingCycle: 'monthly', percentDiscount: '0.5' }], constraints: {},
  });
  const withPromotion = (endDate: string): Catalogue => catalogueOf('DE', [...catalogue.items.values()], [promotion(endDate)]);
  const { id } = promotion('2021-07-18T00:00:00Z');
  const bought: Subscription = { ...june, promotionId: id, cyclePrice: '5.04', listCyclePrice: '10.08' };
  const running = withPromotion('2021-07-18T00:00:00Z');
  const over = withPromotion('2021-07-17T23:59:59Z');
  const plan = decided(applyPatch({ scheduledChange: asked({ quantity: 4 }) }, bought, newCommerce, at(now), { schedule: contextOf(bought, [], running) })).subscription;

  test.each([
    { name: 'a repetition on its last day', subscription: bought, of: running, types: ['SubscriptionRenewed'], price: '5.04' },
    { name: 'a repetition the day after', subscription: bought, of: over, types: ['PromotionNotKept', 'SubscriptionRenewed'], price: '10.08' },
    { name: 'a plan on its last day', subscription: plan, of: running, types: ['ScheduledChangeApplied', 'SubscriptionRenewed'], price: '5.04' },
    { name: 'a plan the day after', subscription: plan, of: over, types: ['ScheduledChangeApplied', 'PromotionNotKept', 'SubscriptionRenewed'], price: '10.08' },
  ])('$name', ({ subscription, of, types, price }) => {
    const outcome = renewed(subscription, of);
    expect([outcome.events.map(({ type }) => type), outcome.subscription.cyclePrice, outcome.subscription.promotionId]).toEqual([types, price, price === '5.04' ? id : undefined]);
  });

  test('the event names it, and what is paid instead', () => {
    expect(renewed(bought, over).events[0]).toEqual({ type: 'PromotionNotKept', promotionId: id, cyclePrice: '10.08' });
  });

  test.each([
    { of: running, shown: id },
    { of: over, shown: undefined },
  ])('a plan is shown without one that will not apply: $shown', ({ of, shown }) => {
    const { scheduledChange } = planInView(of, plan);
    expect([scheduledChange?.product.promotionId, scheduledChange?.quantity]).toEqual([shown, 4]);
  });
});

describe('a promotion that reaches the next term, for 5 to 12 seats of a first purchase, once, which must be named', () => {
  const promotion = (endDate: string): Promotion => ({
    id: 'PRSUITE00001:0001:PRAV00000001', name: '', description: '', market: 'DE', segment: 'commercial', startDate: at('2021-06-01T00:00:00Z'), endDate: at(endDate), autoApplicable: false,
    requiredProducts: ['P1M', 'P1Y'].map((termDuration) => ({ productId: 'SUITEA', skuId: '0001', termDuration: termDuration as 'P1M', billingCycle: 'monthly', percentDiscount: '0.5' })),
    constraints: { seats: { minimum: 5, maximum: 12 }, firstPurchase: true, lifetimeRedemptions: 1 },
  });
  const { id } = promotion('2021-07-18T00:00:00Z');
  const bought: Subscription = { ...june, promotionId: id, redemptions: [{ promotionId: id, seats: 10 }], cyclePrice: '5.04', listCyclePrice: '10.08' };
  const planning = (change: Partial<AskedChange>, endDate = '2021-07-18T00:00:00Z') => {
    const of = catalogueOf('DE', [...catalogue.items.values()], [promotion(endDate)]);
    return { of, decision: applyPatch({ scheduledChange: asked(change) }, bought, newCommerce, at(now), { schedule: contextOf(bought, [], of) }) };
  };

  test.each<{ name: string; change: Partial<AskedChange>; price: string; endDate?: string }>([
    { name: 'more seats, as many as it has left', change: { quantity: 12 }, price: '5.04' },
    { name: 'its least of seats', change: { quantity: 5 }, price: '5.04' },
    { name: 'another last day', change: { customTermEnd: calendarDate('2021-07-31') }, price: '5.04' },
    { name: 'fewer than its least: the list price', change: { quantity: 4 }, price: '10.08' },
    { name: 'another term, which is as a purchase: the list price', change: { product: product('SUITEA', { termDuration: 'P1Y' }) }, price: '10.08' },
    { name: 'more than it has left where its dates are over by then: the list price', change: { quantity: 13 }, endDate: '2021-07-17T23:59:59Z', price: '10.08' },
  ])('[CAT-5] [SCH-1] is kept by a plan as by a renewal: $name', ({ change, price, endDate }) => {
    const { of, decision } = planning(change, endDate);
    const { subscription } = decided(decision);
    const kept = price === '5.04' ? id : undefined;
    const next = renewed(subscription, of).subscription;
    expect([subscription.scheduledChange?.product.promotionId, next.promotionId, next.quantity, next.cyclePrice]).toEqual([kept, kept, change.quantity ?? 10, price]);
  });

  test('[CAT-5] [BLK-2] named, it is taken away where nobody names it any more; what applies all the same stays, and nothing is told', () => {
    const of = catalogueOf('DE', [...catalogue.items.values()], [{ ...promotion('2021-07-18T00:00:00Z'), constraints: {} }]);
    const schedule = contextOf(june, [], of);
    const patch = (subscription: Subscription, change: PatchSubscription): Outcome => decided(applyPatch(change, subscription, newCommerce, at(now), { schedule }));
    const { subscription: named } = patch(june, { scheduledChange: asked({ quantity: 12, product: product('SUITEA', { promotionId: id }) }) });
    const target = nextTermAsked({ promotionId: null }, named, of);
    const without = patch(named, patchTowards(named, target.ok ? target.value : nextTermOf(june)));
    expect([named.scheduledChange?.product.promotionId, without.subscription.scheduledChange]).toEqual([id, { requestedAt: at(now), product: product('SUITEA'), quantity: 12 }]);
    // The promotion of the running term is the next one's too, whoever names it.
    const { subscription: kept } = decided(planning({ quantity: 12 }).decision);
    expect(kept.scheduledChange?.product.promotionId).toBe(id);
    expect(decided(applyPatch(patchTowards(kept, { ...nextTermOf(kept), promotionId: undefined }), kept, newCommerce, at(now), { schedule: contextOf(kept, [], planning({}).of) })).events).toEqual([]);
  });

  test('[CAT-5] [SCH-1] what is planned with it is held to what it has left', () => {
    expect(planning({ quantity: 13 }).decision).toMatchObject({ ok: false, error: { kind: 'SeatsExceedWhatIsLeft', limit: 'promotion', asked: 3, available: 2 } });
  });

  // |--1 Jul planned--|--meanwhile others buy with the same promotion--|--18 Jul the planned term--|
  const day = '2021-07-18T00:02:00Z';
  const beside = (seats: number): Subscription => ({ ...suite('SUITEA', '2021-07-02T10:00:00Z', { subscriptionId: 'sub-2' }), partnerId: 'partner-2', promotionId: id, redemptions: [{ promotionId: id, seats }] });
  const renewedBeside = (subscription: Subscription, of: Catalogue, others: readonly Subscription[]): Outcome => {
    const { holdings } = standingOf([subscription, ...others], subscription.partnerId, at(day));
    const [first] = catchUp(subscription, of, policyBook([newCommerce]), at(day), [], holdings);
    if (first === undefined) throw new Error('Nothing was due');
    return first;
  };
  const isHeldToWhatIsHeld = (subscription: Subscription, of: Catalogue): boolean => meetsLimits(subscription, catchUp(subscription, of, policyBook([newCommerce]), at(day)), of);

  test.each<{ name: string; others: readonly Subscription[]; types: readonly string[]; quantity: number }>([
    { name: 'both are left', others: [], types: ['ScheduledChangeApplied', 'SubscriptionRenewed'], quantity: 12 },
    { name: 'one has been bought elsewhere: the term repeats', others: [beside(1)], types: ['ScheduledChangeNotApplied', 'SubscriptionRenewed'], quantity: 10 },
  ])('[CAT-5] [SCH-6] and again on the day it begins: of the two seats more $name', ({ others, types, quantity }) => {
    const { of, decision } = planning({ quantity: 12 });
    const { subscription } = decided(decision);
    const { events, subscription: next } = renewedBeside(subscription, of, others);
    expect([events.map(({ type }) => type), next.quantity, next.promotionId, next.cyclePrice, next.redemptions]).toEqual([types, quantity, id, '5.04', [{ promotionId: id, seats: quantity }]]);
    expect(events[0]).toMatchObject(others.length === 0 ? {} : { reason: 'BeyondLimits' });
    expect([isHeldToWhatIsHeld(subscription, of), isHeldToWhatIsHeld(bought, of)]).toEqual([true, false]);
  });

  test.each<{ name: string; constraints: Promotion['constraints']; others: readonly Subscription[]; isHad: boolean }>([
    { name: 'all of it is left', constraints: { seats: { minimum: 5, maximum: 12 }, lifetimeRedemptions: 1 }, others: [], isHad: true },
    { name: 'it has been redeemed', constraints: { seats: { minimum: 5, maximum: 100 }, lifetimeRedemptions: 1 }, others: [beside(5)], isHad: false },
    { name: 'it has as many seats left', constraints: { seats: { minimum: 5, maximum: 15 } }, others: [beside(5)], isHad: true },
    { name: 'it has one seat less', constraints: { seats: { minimum: 5, maximum: 14 } }, others: [beside(5)], isHad: false },
  ])('[CAT-5] [SCH-6] another plan is had at the list price, and that is told, where its promotion has nothing left of what it promised: $name', ({ constraints, others, isHad }) => {
    const of = catalogueOf('DE', [...catalogue.items.values()], [{ ...promotion('2021-07-18T00:00:00Z'), constraints }]);
    const change = asked({ product: product('SUITEA', { termDuration: 'P1Y', promotionId: id }) });
    const { subscription } = decided(applyPatch({ scheduledChange: change }, june, newCommerce, at(now), { schedule: contextOf(june, [], of) }));
    expect(subscription.scheduledChange?.product.promotionId).toBe(id);
    const { events, subscription: next } = renewedBeside(subscription, of, others);
    expect(events.map(({ type }) => type)).toEqual(['ScheduledChangeApplied', ...(isHad ? [] : ['PromotionNotKept']), 'SubscriptionRenewed']);
    expect([next.termDuration, next.cyclePrice, next.promotionId, next.redemptions]).toEqual(['P1Y', ...(isHad ? ['5.04', id, [{ promotionId: id, seats: 10 }]] : ['10.08', undefined, undefined])]);
    expect(isHeldToWhatIsHeld(subscription, of)).toBe(true);
  });
});

describe('a SKU that is off sale', () => {
  const ended = (successor?: string) =>
    catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === 'SUITEA' ? { sku: { ...item.sku, ...(successor !== undefined && { successor }) }, lines: item.lines.map((line) => ({ ...line, effectiveTo: at('2021-07-01T00:00:00Z') })) } : item)));

  test('[REN-8] renews into its successor on the same plan', () => {
    const outcome = renewed(june, ended('SUITEB:0001'));
    expect(outcome.events).toMatchObject([{ type: 'RenewedIntoSuccessor', fromCatalogItemId: expect.stringContaining('SUITEA') as string, toCatalogItemId: expect.stringContaining('SUITEB') as string }, { type: 'SubscriptionRenewed' }]);
    expect(lineRows(outcome.charges)).toEqual([['renew', '2021-07-18', '2021-08-17', '6.43', 10, '64.30']]);
  });

  test.each([
    ['without a successor', ended()],
    ['whose successor is not sold on that plan', ended('SUITEX:0001')],
  ])('[REN-8] %s expires, and the event says why', (_name, of) => {
    expect(renewed(june, of)).toMatchObject({ events: [{ type: 'SubscriptionExpired', reason: 'NoLongerSold' }], charges: [], subscription: { status: 'expired' } });
  });

  test('[REN-8] more licences than the successor allows: it expires', () => {
    expect(renewed(suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 21 }), ended('SUITED:0001')).subscription.status).toBe('expired');
    expect(renewed(suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 20 }), ended('SUITED:0001')).subscription.status).toBe('active');
  });
});
