import { asKind } from '../../../../../src/domain/subscription/state';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { applyPatch } from '../../../../../src/domain/subscription/patch';
import { lineRows } from '../../../billing/lineRows';
import { at, decided } from '../../bought';
import { buy, command, sold, soldAt } from './sold';

test('[ORD-6] an offer without free days is paid from the day it is bought (E8)', () => {
  const { subscription, charges } = soldAt('2019-06-10T09:00:00Z', undefined, { quantity: 10, cyclePrice: '1' });
  expect(lineRows(charges)).toEqual([['new', '2019-06-10', '2019-07-09', '1', 10, '10.00']]);
  expect(subscription).toMatchObject({ kind: 'saas', termDuration: 'P1M', billingCycle: 'monthly', term: { end: '2019-07-09' } });
  expect(subscription.renewsTo).toBeUndefined();
});

test.each([
  ['monthly, 24 hours', { termDuration: 'P1M', billingCycle: 'monthly' }, '2019-06-11T09:00:00.000Z'],
  ['annually, 14 days', { termDuration: 'P1Y', billingCycle: 'annual' }, '2019-06-24T09:00:00.000Z'],
] as const)('[CAN-4] [CAN-5] billed %s from the order, with a full refund throughout', (_name, plan, closes) => {
  const { term, batches } = sold('2019-06-10T09:00:00Z', undefined, plan);
  expect(term.cancellableUntil).toBe(closes);
  expect(batches.map(({ windowClosesAt, fullRefundUntil }) => [windowClosesAt, fullRefundUntil])).toEqual([[closes, closes]]);
});

// |--10 Jun 09:00 bought, 10 licences--11 Jun 09:00 window closes--|
test.each([
  ['1 ms before the window closes', '2019-06-11T08:59:59.999Z', { ok: true }],
  ['at the instant it closes', '2019-06-11T09:00:00.000Z', { ok: false, error: { kind: 'ReductionWindowClosed' } }],
])('[CAN-4] [SUB-3] %s', (_name, now, expected) => {
  const active = asKind({ ...sold('2019-06-10T09:00:00Z', undefined, { quantity: 10, cyclePrice: '1' }), activatedAt: at('2019-06-10T10:00:00Z') }, 'saas');
  expect(applyPatch({ quantity: 9 }, active, newCommerce, at(now))).toMatchObject(expected);
});

test('[CAN-4] licences added later open a window of the same length, refunded in full', () => {
  const active = asKind({ ...sold('2019-06-10T09:00:00Z', undefined, { quantity: 10, cyclePrice: '1' }), activatedAt: at('2019-06-10T10:00:00Z') }, 'saas');
  const more = decided(applyPatch({ quantity: 12 }, active, newCommerce, at('2019-06-25T12:00:00Z')));
  expect(more.windowsOpened).toMatchObject([{ quantity: 2, windowClosesAt: '2019-06-26T12:00:00.000Z', fullRefundUntil: '2019-06-26T12:00:00.000Z' }]);
});

test.each([30, undefined])('[ORD-6] with %s free days the quantity stays inside the limits of the offer', (freeDays) => {
  const at300 = (quantity: number) => buy({ ...command, quantity }, freeDays, at('2019-06-10T09:00:00Z'));
  expect(at300(300).ok).toBe(true);
  expect(at300(301)).toEqual({ ok: false, error: { kind: 'QuantityOutsideLimits', quantity: 301, minimum: 1, maximum: 300 } });
});
