import { calendarDate } from '../../../../../src/kernel/calendarDate';
import { type BillingCycle, type TermDuration } from '../../../../../src/kernel/durations';
import { newCommerce } from '../../../../../src/domain/policy/policy';
import { renew } from '../../../../../src/domain/subscription/term/renew';
import { afterFreeTrial, lastFreeDay, planAfterTrial, type AskedPlan } from '../../../../../src/domain/subscription/kinds/saas/freeTrial';
import { nextTask } from '../../../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../../../src/domain/subscription/patch';
import { asKind, subscriptionSchema } from '../../../../../src/domain/subscription/state';
import { lineRows } from '../../../billing/lineRows';
import { at, decided } from '../../bought';
import { sold, soldAt } from './sold';

const plan = (termDuration: TermDuration, billingCycle: BillingCycle) => ({ termDuration, billingCycle });
const offered = [plan('P1M', 'monthly'), plan('P1Y', 'annual'), plan('P1Y', 'monthly')];

test.each<{ name: string; asked: AskedPlan; becomes: ReturnType<typeof plan> | undefined }>([
  { name: 'as a licence is ordered', asked: { termDuration: 'P1Y', billingCycle: 'annual' }, becomes: plan('P1Y', 'annual') },
  { name: 'a trial line of the contract', asked: { termDuration: 'P1M', billingCycle: 'none', renewsTo: { termDuration: 'P1Y' } }, becomes: plan('P1Y', 'monthly') },
  { name: 'a trial line as it was shown', asked: { termDuration: 'P1M', billingCycle: 'none', renewsTo: plan('P1Y', 'annual') }, becomes: plan('P1Y', 'annual') },
  { name: 'a trial that names nothing', asked: { billingCycle: 'none' }, becomes: plan('P1M', 'monthly') },
  { name: 'a cycle without a term', asked: { billingCycle: 'monthly' }, becomes: plan('P1M', 'monthly') },
  { name: 'a plan that is not offered', asked: { termDuration: 'P1M', billingCycle: 'annual' }, becomes: undefined },
  { name: 'a renewal that is not offered', asked: { billingCycle: 'none', renewsTo: { termDuration: 'P3Y' } }, becomes: undefined },
])('[ORD-6] what the free days turn into: $name', ({ asked, becomes }) => {
  expect(planAfterTrial(asked, offered)).toEqual(becomes);
});

// Always thirty days, whatever the month: |--10 Jun------9 Jul--|10 Jul paid
test.each([
  ['2019-06-10', '2019-07-09'],
  ['2026-02-01', '2026-03-02'],
  ['2028-02-01', '2028-03-01'],
  ['2026-01-31', '2026-03-01'],
])('[ORD-6] thirty free days from %s end with %s', (start, end) => {
  expect(lastFreeDay(calendarDate(start), 30)).toBe(end);
});

const boughtAt = '2019-06-10T09:00:00Z';
const due = at('2019-07-10T00:00:00Z');
const trial = sold(boughtAt, 30);
const turned = (now: string, subscription = trial, cyclePrice: string | null = '2') => renew({ dueAt: due, cyclePrice }, subscription, newCommerce, at(now));

test('[ORD-6] the purchase: free days in the place of a first term (E7)', () => {
  const { subscription, events, charges, windowsOpened, reversibleUntil } = soldAt(boughtAt, 30);
  expect(subscription).toMatchObject({
    status: 'active',
    kind: 'freeSaas',
    termDuration: 'P1M',
    billingCycle: 'none',
    cyclePrice: '0',
    renewsTo: plan('P1M', 'monthly'),
    term: { number: 1, start: '2019-06-10', end: '2019-07-09' },
    cycle: { index: 0, start: '2019-06-10', end: '2019-07-09' },
    batches: [],
    autoRenew: true,
  });
  expect(events).toEqual([{ type: 'SubscriptionPurchased', quantity: 1, termEnd: '2019-07-09' }]);
  expect(lineRows(charges)).toEqual([['new', '2019-06-10', '2019-07-09', '0', 1, '0.00']]);
  expect(charges.map(({ billableDays, cycleDays }) => [billableDays, cycleDays])).toEqual([[30, 30]]);
  expect([windowsOpened, reversibleUntil]).toEqual([[], '2019-06-11T09:00:00.000Z']);
  expect(nextTask(subscription)).toEqual({ kind: 'renewal', dueAt: due });
  expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
});

test.each([
  ['1 ms before the thirtieth free day is over', '2019-07-09T23:59:59.999Z', { ok: false, error: { kind: 'NotDue', dueAt: due } }],
  ['at the instant it is over', '2019-07-10T00:00:00.000Z', { ok: true }],
])('[ORD-6] %s', (_name, now, expected) => {
  expect(turned(now)).toMatchObject(expected);
});

test('[ORD-6] it turns paid: the paid term starts and is charged, to the cent and the day (E7)', () => {
  const { subscription, events, charges, windowsOpened } = decided(turned('2019-07-10T00:03:00Z'));
  expect(subscription).toEqual({
    ...afterFreeTrial(trial),
    version: 2,
    cyclePrice: '2',
    term: { number: 2, start: '2019-07-10', end: '2019-08-09', startedAt: '2019-07-10T00:03:00.000Z', cancellableUntil: '2019-07-10T00:03:00.000Z', policy: 'new-commerce' },
    cycle: { index: 0, start: '2019-07-10', end: '2019-08-09' },
  });
  expect(subscription).toMatchObject({ termDuration: 'P1M', billingCycle: 'monthly', kind: 'saas' });
  expect(subscription.renewsTo).toBeUndefined();
  expect(lineRows(charges)).toEqual([['renew', '2019-07-10', '2019-08-09', '2', 1, '2.00']]);
  expect(windowsOpened).toEqual([]);
  expect(events).toEqual([
    { type: 'FreeTrialTurnedPaid', termDuration: 'P1M', billingCycle: 'monthly' },
    { type: 'SubscriptionRenewed', termNumber: 2, termStart: '2019-07-10', termEnd: '2019-08-09', completedAt: '2019-07-10T00:03:00.000Z' },
  ]);
  expect(nextTask(subscription)).toEqual({ kind: 'renewal', dueAt: '2019-08-10T00:00:00.000Z' });
});

test('[ORD-6] the next renewal is one like any other', () => {
  const paid = decided(turned('2019-07-10T00:03:00Z')).subscription;
  const again = decided(renew({ dueAt: at('2019-08-10T00:00:00Z'), cyclePrice: '2' }, paid, newCommerce, at('2019-08-10T00:01:00Z')));
  expect(again.events.map(({ type }) => type)).toEqual(['SubscriptionRenewed']);
  expect(lineRows(again.charges)).toEqual([['renew', '2019-08-10', '2019-09-09', '2', 1, '2.00']]);
});

test('[ORD-6] a year to be paid is charged by its own plan', () => {
  const yearly = sold(boughtAt, 30, { termDuration: 'P1Y', billingCycle: 'annual', cyclePrice: '20' });
  const { subscription, charges } = decided(turned('2019-07-10T00:03:00Z', yearly, '20'));
  expect(subscription.term).toMatchObject({ start: '2019-07-10', end: '2020-07-09' });
  expect(lineRows(charges)).toEqual([['renew', '2019-07-10', '2020-07-09', '20', 1, '20.00']]);
});

test('[ORD-6] [REN-6] with auto-renew off it ends after its free days, and nothing is charged', () => {
  const { subscription, charges, events } = decided(turned('2019-07-10T00:00:00Z', { ...trial, autoRenew: false }));
  expect([subscription.status, charges, events]).toEqual(['expired', [], [{ type: 'SubscriptionExpired', reason: 'AutoRenewOff' }]]);
});

test('[ORD-6] the free days cannot be declined or cut short: neither quantity nor promotion touches them', () => {
  const active = asKind({ ...trial, activatedAt: at(boughtAt) }, 'freeSaas');
  expect(applyPatch({ quantity: 2 }, active, newCommerce, at('2019-06-12T00:00:00Z'))).toEqual({ ok: false, error: { kind: 'TrialQuantityFixed', subscriptionId: 'sub-1' } });
  expect(sold(boughtAt, 30, { promotionId: 'a promotion' }).promotionId).toBeUndefined();
});
