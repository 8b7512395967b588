import { newCommerce } from '../../../../../src/domain/policy/policy';
import { seatsCharged } from '../../../../../src/domain/billing/chargeLine';
import { type PurchaseSubscription } from '../../../../../src/domain/subscription/purchaseCommand';
import { applyPatch } from '../../../../../src/domain/subscription/patch';
import { chargeCycle } from '../../../../../src/domain/subscription/term/chargeCycle';
import { subscriptionSchema, type Subscription } from '../../../../../src/domain/subscription/state';
import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { lineRows } from '../../../billing/lineRows';
import { at, decided } from '../../bought';
import { addOn, base } from './held';

const boughtAt = '2018-01-13T10:00:00Z';
const yearly: Partial<PurchaseSubscription> = { billingCycle: 'annual', cyclePrice: '48' };
const seats = (subscription: Subscription, quantity: number, now: string) => decided(applyPatch({ quantity }, subscription, newCommerce, at(now)));
/** Without the unit price, which the published tables round. */
const rows = (charges: Parameters<typeof lineRows>[0]) => lineRows(charges).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
const prorate = 'Cycle Instance Prorate';

// |--13 Jan, 1 seat--|1 Feb, 2 seats … 12 Feb--|13 Feb … 12 Mar, 2 seats--|
test('[MIG-2] T1: a second seat from 1 February: the cycle as charged, the days with one, the days with two; the next cycle with two', () => {
  const { subscription, charges, events, reversibleUntil } = seats(base(boughtAt), 2, '2018-02-01T09:00:00Z');
  expect(rows(charges)).toEqual([
    [prorate, '2018-01-13', '2018-02-12', 1, '-4.00'],
    [prorate, '2018-01-13', '2018-01-31', 1, '2.45'],
    [prorate, '2018-02-01', '2018-02-12', 2, '3.10'],
  ]);
  expect(new Set(charges.map(({ referenceId }) => referenceId)).size).toBe(1);
  expect([events, reversibleUntil]).toEqual([[{ type: 'SeatsAdded', from: 1, to: 2 }], '2019-01-13T00:00:00.000Z']);
  expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  const next = decided(chargeCycle({ dueAt: at('2018-02-13T00:00:00Z') }, subscription, newCommerce, at('2018-02-13T00:00:00Z')));
  expect(rows(next.charges)).toEqual([['Cycle fee', '2018-02-13', '2018-03-12', 2, '8.00']]);
});

test('[MIG-2] T3: billed annually, the price of a day is rounded first', () => {
  const { charges } = seats(base(boughtAt, yearly), 2, '2018-02-01T09:00:00Z');
  expect(rows(charges)).toEqual([
    [prorate, '2018-01-13', '2019-01-12', 1, '-48.00'],
    [prorate, '2018-01-13', '2018-01-31', 1, '2.47'],
    [prorate, '2018-02-01', '2019-01-12', 2, '89.96'],
  ]);
});

test('[MIG-2] fewer seats on any day, long after every window of new commerce', () => {
  const many = base(boughtAt, { ...yearly, quantity: 10 });
  const { subscription, charges, events } = seats(many, 4, '2018-12-01T09:00:00Z');
  expect(rows(charges)).toEqual([
    [prorate, '2018-01-13', '2019-01-12', 10, '-480.00'],
    [prorate, '2018-01-13', '2018-11-30', 10, '418.60'],
    [prorate, '2018-12-01', '2019-01-12', 4, '22.36'],
  ]);
  expect([subscription.quantity, events]).toEqual([4, [{ type: 'SeatsRemoved', from: 10, to: 4 }]]);
});

test.each([
  ['on the first day of a cycle there are no days with the old quantity', '2018-01-13T23:59:59.999Z', [[prorate, '2018-01-13', '2018-02-12', 1, '-4.00'], [prorate, '2018-01-13', '2018-02-12', 3, '12.00']]],
  ['on its last day one is left', '2018-02-12T23:59:59.999Z', [[prorate, '2018-01-13', '2018-02-12', 1, '-4.00'], [prorate, '2018-01-13', '2018-02-11', 1, '3.87'], [prorate, '2018-02-12', '2018-02-12', 3, '0.39']]],
  ['at the instant the next begins that is charged first, at the old quantity', '2018-02-13T00:00:00.000Z', [['Cycle fee', '2018-02-13', '2018-03-12', 1, '4.00'], [prorate, '2018-02-13', '2018-03-12', 1, '-4.00'], [prorate, '2018-02-13', '2018-03-12', 3, '12.00']]],
])('[MIG-2] %s', (_name, now, expected) => {
  expect(rows(seats(base(boughtAt), 3, now).charges)).toEqual(expected);
});

test('[MIG-2] a second change takes back the line of the first, and each day has as many seats charged as there are', () => {
  const first = seats(base(boughtAt), 5, '2018-01-20T09:00:00Z');
  const second = seats(first.subscription, 2, '2018-02-01T09:00:00Z');
  const third = seats(second.subscription, 4, '2018-02-01T10:00:00Z');
  expect(rows(second.charges)).toEqual([
    [prorate, '2018-01-20', '2018-02-12', 5, '-15.48'],
    [prorate, '2018-01-20', '2018-01-31', 5, '7.74'],
    [prorate, '2018-02-01', '2018-02-12', 2, '3.10'],
  ]);
  expect(rows(third.charges)).toEqual([
    [prorate, '2018-02-01', '2018-02-12', 2, '-3.10'],
    [prorate, '2018-02-01', '2018-02-12', 4, '6.19'],
  ]);
  const bought = { quantity: 1, sign: 1 as const, chargeStart: calendarDate('2018-01-13'), chargeEnd: calendarDate('2018-02-12'), effectiveUnitPrice: '4', chargeType: 'Cycle fee' as const };
  const all = [bought, ...first.charges, ...second.charges, ...third.charges];
  expect(['2018-01-13', '2018-01-19', '2018-01-20', '2018-01-31', '2018-02-01', '2018-02-12'].map((day) => seatsCharged(all, calendarDate(day)))).toEqual([1, 1, 5, 5, 4, 4]);
  expect(subscriptionSchema.parse(third.subscription)).toEqual(third.subscription);
});

test('[MIG-2] [ORD-5] an add-on bought in the middle of a cycle: what was charged for it is taken back, not the whole cycle', () => {
  const { addOn: bought } = addOn(base(boughtAt), '2018-02-01T09:00:00Z');
  expect(rows(bought.charges)).toEqual([['Prorate fees when purchase', '2018-02-01', '2018-02-12', 2, '3.10']]);
  expect(rows(seats(bought.subscription, 1, '2018-02-08T09:00:00Z').charges)).toEqual([
    [prorate, '2018-02-01', '2018-02-12', 2, '-3.10'],
    [prorate, '2018-02-01', '2018-02-07', 2, '1.81'],
    [prorate, '2018-02-08', '2018-02-12', 1, '0.65'],
  ]);
});

test.each([
  ['none at all', 0, '2018-02-01T09:00:00Z', { kind: 'QuantityZero' }],
  ['more than the offer has', 301, '2018-02-01T09:00:00Z', { kind: 'QuantityOutsideLimits', maximum: 300 }],
  ['while its renewal is due', 2, '2019-01-13T00:00:00.000Z', { kind: 'RenewalInProgress' }],
])('[MIG-2] %s: refused', (_name, quantity, now, error) => {
  expect(applyPatch({ quantity }, base(boughtAt), newCommerce, at(now))).toMatchObject({ ok: false, error });
});

test('[MIG-2] as many as the offer has, and up to 1 ms before the term is over', () => {
  expect(applyPatch({ quantity: 300 }, base(boughtAt), newCommerce, at('2019-01-12T23:59:59.999Z')).ok).toBe(true);
});
