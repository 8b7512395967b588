import { nextTask } from '../../../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../../../src/domain/subscription/patch';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { asKind, type Subscription, subscriptionSchema } from '../../../../../src/domain/subscription/state';
import { lineRows } from '../../../billing/lineRows';
import { at, bought, decided } from '../../bought';
import { MOST_ADD_ONS, withRoom } from '../../../../../src/domain/subscription/kinds/traditional/baseProblem';
import { addOn, base, buyAddOn } from './held';

const mail = base('2018-01-13T10:00:00Z');

// |--13 Jan base--------1 Feb add-on-----12 Feb--|13 Feb next cycle ...... 12 Jan 2019|
test('[ORD-5] an add-on takes the term and the cycles of its base; its first charge is prorated by the day (T1)', () => {
  const { addOn: hung, base: kept } = addOn(mail, '2018-02-01T09:00:00Z');
  expect(hung.subscription).toMatchObject({
    id: 'add-on',
    parentId: 'base',
    kind: 'traditionalAddOn',
    term: { number: 1, start: '2018-01-13', end: '2019-01-12', startedAt: '2018-02-01T09:00:00.000Z', cancellableUntil: '2019-01-13T00:00:00.000Z' },
    cycle: mail.cycle,
    batches: [],
  });
  expect(lineRows(hung.charges)).toEqual([['Prorate fees when purchase', '2018-02-01', '2018-02-12', '1.54838709677419354838', 2, '3.10']]);
  expect(hung.charges.map(({ billableDays, cycleDays, rounding }) => [billableDays, cycleDays, rounding])).toEqual([[12, 31, 'LINE_HALF_UP']]);
  expect(kept).toMatchObject({ subscription: { ...mail, addOnIds: ['add-on'] }, events: [{ type: 'AddOnAttached', addOnId: 'add-on' }], charges: [] });
  expect(nextTask(hung.subscription)).toEqual({ kind: 'cycleCharge', dueAt: '2018-02-13T00:00:00.000Z' });
  for (const { subscription } of [hung, kept]) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
});

test('[ORD-5] on an annual base the price of a day is rounded first (T3)', () => {
  const yearly = base('2018-01-13T10:00:00Z', { billingCycle: 'annual', cyclePrice: '48' });
  const { addOn: hung } = addOn(yearly, '2018-02-01T09:00:00Z', { cyclePrice: '48' });
  expect(lineRows(hung.charges)).toEqual([['Prorate fees when purchase', '2018-02-01', '2019-01-12', '44.98', 2, '89.96']]);
  expect([hung.subscription.billingCycle, hung.charges[0]?.rounding, nextTask(hung.subscription)]).toEqual(['annual', 'DAY_HALF_UP', undefined]);
});

test.each([
  ['the first', '2018-01-13T23:00:00Z', ['Cycle fee', '2018-01-13', '2018-02-12', '4', 2, '8.00']],
  ['the second', '2018-01-14T00:00:00Z', ['Prorate fees when purchase', '2018-01-14', '2018-02-12', '3.87096774193548387096', 2, '7.74']],
  ['the last', '2018-02-12T23:59:59.999Z', ['Prorate fees when purchase', '2018-02-12', '2018-02-12', '0.12903225806451612903', 2, '0.26']],
])('[ORD-5] bought on %s day of the cycle', (_name, now, line) => {
  expect(lineRows(addOn(mail, now).addOn.charges)).toEqual([line]);
});

test('[ORD-5] a cycle that has begun and was not charged yet is charged to the base first', () => {
  const { addOn: hung, base: kept } = addOn(mail, '2018-02-13T00:00:00Z');
  expect(lineRows(kept.charges)).toEqual([['Cycle fee', '2018-02-13', '2018-03-12', '4', 1, '4.00']]);
  expect(kept.events.map(({ type }) => type)).toEqual(['CycleCharged', 'AddOnAttached']);
  expect(lineRows(hung.charges)).toEqual([['Cycle fee', '2018-02-13', '2018-03-12', '4', 2, '8.00']]);
});

const refusals: readonly [string, Subscription, string, object][] = [
  ['a base of new commerce', bought('2018-01-13T10:00:00Z'), '2018-02-01T00:00:00Z', { kind: 'NotAddOnOf', parentId: 'sub-1' }],
  ['a base of another SKU', base('2018-01-13T10:00:00Z', { offer: { ...mail.offer, productId: 'other' } }), '2018-02-01T00:00:00Z', { kind: 'NotAddOnOf', parentId: 'base' }],
  ['another add-on', asKind({ ...mail, parentId: 'x' }, 'traditionalAddOn'), '2018-02-01T00:00:00Z', { kind: 'NotAddOnOf', parentId: 'base' }],
  ['a suspended base', { ...mail, status: 'suspended' }, '2018-02-01T00:00:00Z', { kind: 'ParentNotActive', parentId: 'base', status: 'suspended' }],
  ['a base that ended', { ...mail, status: 'expired' }, '2019-02-01T00:00:00Z', { kind: 'ParentNotActive', parentId: 'base', status: 'expired' }],
  ['a base that does not renew, when its term is over', { ...mail, autoRenew: false }, '2019-01-13T00:00:00Z', { kind: 'ParentNotActive', parentId: 'base', status: 'expired' }],
  ['a base about to renew', mail, '2019-01-13T00:00:00Z', { kind: 'RenewalInProgress', since: '2019-01-13T00:00:00.000Z' }],
  ['a base with as many as it may have', { ...mail, addOnIds: Array.from({ length: MOST_ADD_ONS }, String) }, '2018-02-01T00:00:00Z', { kind: 'TooManyAddOns', most: MOST_ADD_ONS }],
];

test.each(refusals)('[ORD-5] refused: %s', (_name, on, now, error) => {
  expect(buyAddOn(on, now)).toMatchObject({ ok: false, error });
});

test('[ORD-5] the last instant of the term still takes one, and the last place too', () => {
  expect(buyAddOn({ ...mail, autoRenew: false }, '2019-01-12T23:59:59.999Z').ok).toBe(true);
  expect(buyAddOn({ ...mail, addOnIds: Array.from({ length: MOST_ADD_ONS - 1 }, String) }, '2018-02-01T00:00:00Z').ok).toBe(true);
});

describe('[ORD-5] the place of an add-on that has ended', () => {
  const { addOn: hung } = addOn(mail, '2018-02-01T09:00:00Z');
  const full = (count = MOST_ADD_ONS) => asKind({ ...mail, addOnIds: Array.from({ length: count }, (_, index) => `add-on ${index}`) }, 'traditional');
  const family = (...statuses: readonly Subscription['status'][]): readonly Subscription[] => statuses.map((status, index) => ({ ...hung.subscription, id: `add-on ${index}`, status }));

  test.each(['deleted', 'expired', 'disabled'] as const)('is free again where it is %s, and the base names it no longer', (status) => {
    const { base: kept } = addOn(withRoom(full(), family('active', status)), '2018-03-01T09:00:00Z');
    expect(kept.subscription.addOnIds).toEqual([...(full().addOnIds ?? []).filter((id) => id !== 'add-on 1'), 'add-on']);
  });

  test.each(['active', 'suspended'] as const)('is not where it is %s', (status) => {
    expect(buyAddOn(withRoom(full(), family('active', status)), '2018-03-01T09:00:00Z')).toMatchObject({ ok: false, error: { kind: 'TooManyAddOns' } });
  });

  test('is left to it while there are others', () => {
    expect(withRoom(full(MOST_ADD_ONS - 1), family('deleted')).addOnIds).toHaveLength(MOST_ADD_ONS - 1);
  });
});

test('[ORD-5] an add-on renews with its base: its own auto-renew cannot be turned off', () => {
  const { subscription } = addOn(mail, '2018-02-01T09:00:00Z').addOn;
  expect(applyPatch({ autoRenewEnabled: false }, subscription, newCommerce, at('2018-02-02T00:00:00Z'))).toEqual({ ok: false, error: { kind: 'CannotAutoRenew', subscriptionId: 'add-on' } });
  expect(decided(applyPatch({ friendlyName: 'Archive' }, subscription, newCommerce, at('2018-02-02T00:00:00Z'))).subscription.friendlyName).toBe('Archive');
});
