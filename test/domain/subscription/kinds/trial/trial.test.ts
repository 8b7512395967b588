import { availabilityIdOf } from '../../../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type CatalogueItem } from '../../../../../src/domain/catalogue/state';
import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { instant } from '../../../../../src/kernel/instant';
import { standingOf } from '../../../../../src/domain/subscription/limits/customerStanding';
import { offerSold } from '../../../../../src/domain/subscription/offerSold';
import { newCommerce, policyBook } from '../../../../../src/domain/policy/policy';
import { catchUp } from '../../../../../src/domain/subscription/term/catchUp';
import { applyPatch, type PatchSubscription } from '../../../../../src/domain/subscription/patch';
import { purchase } from '../../../../../src/domain/subscription/purchase';
import { asKind, type Subscription } from '../../../../../src/domain/subscription/state';
import { transition, type TransitionCommand } from '../../../../../src/domain/transition/transition';
import { transitionEligibilities } from '../../../../../src/domain/transition/eligibility';
import { paidFormOf } from '../../../../../src/domain/subscription/kinds/trial/paidForm';
import { lineRows } from '../../../billing/lineRows';
import { at, decided, order } from '../../bought';
import { catalogue as suites, itemId, suite } from '../../../transition/suites';

// Suite T is a trial of A, which costs 52.61 a month here, and may become B.
const a = suites.items.get('SUITEA:0001');
if (a === undefined) throw new Error('There is no suite A');
const priced = (item: CatalogueItem, unitPrice: string, termDuration: 'P1M' | 'P1Y') => ({ ...(item.lines[0] as CatalogueItem['lines'][number]), unitPrice, termDuration });
const paid: CatalogueItem = { ...a, lines: [priced(a, '52.61', 'P1M'), priced(a, '631.32', 'P1Y'), { ...priced(a, '600', 'P1Y'), billingCycle: 'annual' }] };
const trialItem: CatalogueItem = {
  sku: { ...a.sku, productId: 'SUITET', title: 'SUITET', kind: 'trial', minimumQuantity: 25, maximumQuantity: 25, convertsTo: 'SUITEA:0001', upgradeTargets: ['SUITEA:0001', 'SUITEB:0001'], unsupportedUpgrades: [] },
  lines: [{ ...priced(a, '0', 'P1M'), billingCycle: 'none' }],
};
const catalogue = catalogueOf('DE', [...[...suites.items.values()].filter(({ sku }) => sku.productId !== 'SUITEA'), paid, trialItem]);
const availabilityId = availabilityIdOf('SUITET', '0001', 'commercial', 'DE');
const offer = offerSold({ item: trialItem, segment: 'commercial', availabilityId, catalogItemId: `SUITET:0001:${availabilityId}` }, 'DE');
const paidForm = paidFormOf(trialItem.sku, 'commercial', catalogue);
if (paidForm === undefined) throw new Error('The trial turns into nothing');

// |--25 Jun 2021 10:00 the trial--24 Jul last day--|25 Jul paid--|
const boughtAt = '2021-06-25T10:00:00Z';
const first = decided(purchase({ ...order, kind: 'trial', offer, quantity: 25, termDuration: 'P1M', billingCycle: 'none', cyclePrice: '0', paidForm }, newCommerce, at(boughtAt)));
const trial = first.subscription;

const context = (subscription: Subscription, others: readonly Subscription[] = []) => {
  const { holdings, targets } = standingOf([subscription, ...others], subscription.partnerId, at(boughtAt));
  return { schedule: { catalogue, segment: 'commercial' as const, holdings, targets } };
};
const patched = (subscription: Subscription, patch: PatchSubscription, now = '2021-07-01T10:00:00Z') => applyPatch(patch, subscription, newCommerce, at(now), context(subscription));
const ended = (subscription: Subscription, now = '2021-07-25T00:00:00Z', of = catalogue) => catchUp(subscription, of, policyBook([newCommerce]), at(now));
const convert = (command: Partial<TransitionCommand>, now = '2021-06-25T12:00:00Z', others: readonly Subscription[] = [], source = trial) =>
  transition({ toCatalogItemId: itemId('SUITEA'), quantity: 25, transitionType: 'transition_only', ...command }, source, { catalogue, segment: 'commercial', subscriptions: [source, ...others], policy: newCommerce, kept: newCommerce, operationId: 'operation-1', newSubscriptionId: 'sub-new' }, instant(now));

describe('a trial', () => {
  test('[TRI-1] 25 licences for a month at no price, auto-renew on, no window', () => {
    expect(trial).toMatchObject({ quantity: 25, termDuration: 'P1M', autoRenew: true, batches: [], term: { start: '2021-06-25', end: '2021-07-24' } });
    expect(lineRows(first.charges)).toEqual([['new', '2021-06-25', '2021-07-24', '0', 25, '0.00']]);
  });

  test.each<[string, PatchSubscription, string]>([
    ['more licences', { quantity: 26 }, 'TrialQuantityFixed'],
    ['fewer', { quantity: 24 }, 'TrialQuantityFixed'],
    ['suspended', { status: 'suspended' }, 'TrialStatusFixed'],
    ['cancelled', { status: 'deleted' }, 'TrialStatusFixed'],
  ])('[TRI-1] cannot have or be %s', (_name, patch, kind) => {
    expect(patched(trial, patch)).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('the end of a trial', () => {
  test.each([
    ['1 ms before its last day is over', '2021-07-24T23:59:59.999Z', 0],
    ['at the instant it is over', '2021-07-25T00:00:00.000Z', 1],
  ])('[TRI-2] %s', (_name, now, steps) => {
    expect(ended(trial, now)).toHaveLength(steps);
  });

  test('[TRI-2] it becomes the paid equivalent: a year billed monthly, in the same subscription, with an ordinary window', () => {
    const [outcome] = ended(trial, '2021-07-25T00:01:00Z');
    expect(outcome?.events.map(({ type }) => type)).toEqual(['TrialConverted', 'SubscriptionRenewed']);
    expect(lineRows(outcome?.charges ?? [])).toEqual([['renew', '2021-07-25', '2021-08-24', '52.61', 25, '1315.25']]);
    expect(outcome?.subscription).toMatchObject({ id: 'sub-1', quantity: 25, termDuration: 'P1Y', billingCycle: 'monthly', kind: 'licence', offer: { productId: 'SUITEA' }, batches: [{ quantity: 25, windowClosesAt: '2021-08-01T00:01:00.000Z' }] });
    expect(outcome?.subscription.paidForm).toBeUndefined();
  });

  test('[TRI-2] with auto-renew off it expires, and nothing is charged', () => {
    const off = decided(patched(trial, { autoRenewEnabled: false })).subscription;
    expect(ended(off)).toMatchObject([{ events: [{ type: 'SubscriptionExpired', reason: 'AutoRenewOff' }], charges: [] }]);
    const on = decided(patched(off, { autoRenewEnabled: true })).subscription;
    expect(ended(on)[0]?.events[0]?.type).toBe('TrialConverted');
  });

  test('[TRI-3] planned as another SKU, fewer licences, another plan', () => {
    const product = { productId: 'SUITEB', skuId: '0001', availabilityId: availabilityIdOf('SUITEB', '0001', 'commercial', 'DE'), termDuration: 'P1M' as const, billingCycle: 'monthly' as const };
    const planned = decided(patched(trial, { scheduledChange: { product, quantity: 3 } })).subscription;
    const [outcome] = ended(planned);
    expect([outcome?.subscription.offer.productId, outcome?.subscription.quantity, lineRows(outcome?.charges ?? [])]).toEqual(['SUITEB', 3, [['renew', '2021-07-25', '2021-08-24', '6.43', 3, '19.29']]]);
    expect(patched(decided(patched(trial, { autoRenewEnabled: false })).subscription, { scheduledChange: { product, quantity: 3 } })).toMatchObject({ ok: false, error: { kind: 'ScheduleNeedsAutoRenew' } });
  });

  test('[TRI-3] what it turns into by itself is no change, and taking a plan away brings it back', () => {
    expect(decided(patched(trial, { scheduledChange: { product: paidForm, quantity: 25 } })).events).toEqual([]);
    expect(decided(patched(trial, { scheduledChange: null })).events).toEqual([]);
  });

  test('[TRI-5] a promotion named with the plan is not applied', () => {
    const planned = decided(patched(trial, { scheduledChange: { product: { ...paidForm, promotionId: 'P:1' }, quantity: 30 } })).subscription;
    expect(planned.scheduledChange?.product.promotionId).toBeUndefined();
  });

  test('[TRI-2] what it should turn into is off sale: it expires, and says why', () => {
    const without = catalogueOf('DE', [trialItem]);
    expect(ended(trial, '2021-07-25T00:00:00Z', without)).toMatchObject([{ events: [{ type: 'ScheduledChangeNotApplied' }, { type: 'SubscriptionExpired', reason: 'NoLongerSold' }], charges: [] }]);
  });
});

describe('converted at once', () => {
  test('[TRI-4] billing example E6: the same day, in place', () => {
    const result = convert({ termDuration: 'P1M', billingCycle: 'monthly' });
    const [outcome] = result.ok ? result.value.outcomes : [];
    expect([...lineRows(first.charges), ...lineRows(outcome?.charges ?? [])]).toEqual([
      ['new', '2021-06-25', '2021-07-24', '0', 25, '0.00'],
      ['convert', '2021-06-25', '2021-07-24', '0', 25, '0.00'],
      ['convert', '2021-06-25', '2021-07-24', '52.61', 25, '1315.25'],
    ]);
    expect(outcome?.subscription).toMatchObject({ id: 'sub-1', quantity: 25, term: { number: 2, start: '2021-06-25', end: '2021-07-24', cancellableUntil: '2021-07-02T12:00:00.000Z' }, batches: [{ quantity: 25 }] });
    expect(outcome?.events).toMatchObject([{ type: 'TrialConverted', quantity: 25 }]);
  });

  test('[TRI-4] a year billed monthly where no plan is asked for; more licences if wanted', () => {
    const result = convert({ quantity: 30 });
    expect(result).toMatchObject({ ok: true, value: { outcomes: [{ subscription: { quantity: 30, termDuration: 'P1Y', billingCycle: 'monthly', term: { end: '2022-06-24' } } }] } });
  });

  test.each([
    [24, false],
    [25, true],
  ])('[TRI-4] %i licences in place', (quantity, ok) => {
    expect(convert({ quantity }).ok).toBe(ok);
    if (!ok) expect(convert({ quantity })).toMatchObject({ error: { kind: 'TransitionQuantityOutsideLimits', minimum: 25 } });
  });

  const ending = (end: string): Subscription => {
    const paidOne = suite('SUITEA', '2021-06-20T10:00:00Z', { subscriptionId: 'sub-2', quantity: 4, termDuration: 'P1Y' });
    return { ...paidOne, term: { ...paidOne.term, end: calendarDate(end) }, cycle: { ...paidOne.cycle, end: calendarDate('2021-07-19') } };
  };
  test.each([
    ['a day before the trial', '2021-07-23', false],
    ['on the same day', '2021-07-24', true],
    ['a year later', '2022-06-19', true],
  ])('[TRI-4] into a subscription that ends %s', (_name, end, ok) => {
    const result = convert({ toSubscriptionId: 'sub-2' }, '2021-07-01T10:00:00Z', [ending(end)]);
    expect(result.ok).toBe(ok);
    const context = { catalogue, segment: 'commercial', subscriptions: [trial, ending(end)], policy: newCommerce, kept: newCommerce, operationId: 'o', newSubscriptionId: 'n' } as const;
    const eligible = transitionEligibilities(trial, 'immediate', context, at('2021-07-01T10:00:00Z')).find(({ target }) => target.item.sku.productId === 'SUITEA');
    expect(eligible?.into.map(({ obstacles }) => obstacles.map(({ code }) => code))).toEqual([ok ? [] : [4]]);
    if (!ok) expect(result).toMatchObject({ error: { kind: 'TargetEndsBeforeSource' } });
  });

  test('[TRI-4] into it all 25 go; its term and billing stay, and the trial ends', () => {
    const result = convert({ toSubscriptionId: 'sub-2' }, '2021-07-01T10:00:00Z', [ending('2022-06-19')]);
    const [left, added] = result.ok ? result.value.outcomes : [];
    expect([left?.subscription.status, added?.subscription.quantity, added?.subscription.termDuration, added?.windowsOpened]).toEqual(['deleted', 29, 'P1Y', []]);
    expect(convert({ toSubscriptionId: 'sub-2', quantity: 10 }, '2021-07-01T10:00:00Z', [ending('2022-06-19')])).toMatchObject({ ok: false, error: { kind: 'TransitionQuantityOutsideLimits' } });
  });

  test('[TRI-4] a planned change goes, and the answer says so', () => {
    const planned = asKind({ ...trial, scheduledChange: { requestedAt: at(boughtAt), product: paidForm, quantity: 30 } }, 'trial');
    const result = convert({}, '2021-06-25T12:00:00Z', [], planned);
    expect(result).toMatchObject({ ok: true, value: { outcomes: [{ removed: ['scheduledNextTermInstructions'], events: [{ type: 'ScheduledChangeRemoved', reason: 'TrialConverted' }, { type: 'TrialConverted' }] }] } });
  });

  test('[TRI-4] to what it may turn into, not to anything else', () => {
    expect(convert({ toCatalogItemId: itemId('SUITEB') }).ok).toBe(true);
    expect(convert({ toCatalogItemId: itemId('SUITEC') })).toMatchObject({ ok: false, error: { kind: 'UpgradeNotOffered', reason: 'NotATarget' } });
    const eligible = transitionEligibilities(trial, 'immediate', { catalogue, segment: 'commercial', subscriptions: [trial], policy: newCommerce, kept: newCommerce, operationId: 'o', newSubscriptionId: 'n' }, at(boughtAt));
    expect(eligible.map(({ target, types, into }) => [target.item.sku.productId, types[0]?.obstacles.length, into])).toEqual([['SUITEA', 0, []], ['SUITEB', 0, []]]);
  });
});
