import { newCommerce } from '../../../src/domain/policy/policy';
import { activate } from '../../../src/domain/subscription/kinds/saas/activate';
import { catalogueOf } from '../../../src/domain/catalogue/state';
import { catchUp } from '../../../src/domain/subscription/term/catchUp';
import { policyBook } from '../../../src/domain/policy/policy';
import { renew } from '../../../src/domain/subscription/term/renew';
import { nextTask } from '../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { asKind, type Subscription, subscriptionSchema } from '../../../src/domain/subscription/state';
import { lineRows } from '../billing/lineRows';
import { base } from './kinds/traditional/held';
import { at, bought, decided, offer } from './bought';

const cancelAt = (subscription: Subscription, now: string, policy = newCommerce) => applyPatch({ status: 'deleted' }, subscription, policy, at(now));

// |--15 Jul 10:00 bought--16 Jul 10:00 no longer full--17 Jul cancelled--22 Jul 10:00 window closes--14 Aug last day--|
const july = bought('2021-07-15T10:00:00Z');

describe('cancelling within the window', () => {
  test.each([
    ['UNIT_DOWN' as const, '-94.20'],
    ['LINE_DOWN' as const, '-94.29'],
  ])('[CAN-1] [SUB-5] [BIL-5] billing example E4, rounded %s', (rounding, amount) => {
    const policy = { ...newCommerce, rounding };
    const { charges } = decided(cancelAt(bought('2021-07-15T10:00:00Z', {}, policy), '2021-07-17T12:00:00Z', policy));
    expect(charges.map((line) => [line.chargeType, line.chargeStart, line.chargeEnd, line.quantity, line.subtotal])).toEqual([['cancelImmediate', '2021-07-17', '2021-08-14', 10, amount]]);
  });

  test('[CAN-2] it is deleted for good, with nothing left to come', () => {
    const { subscription, events, windowsUsed, reversibleUntil } = decided(cancelAt(july, '2021-07-17T12:00:00Z'));
    expect(subscription).toMatchObject({ status: 'deleted', autoRenew: false, batches: [], version: 2, endedAt: '2021-07-17T12:00:00.000Z', quantity: 10 });
    expect([events, windowsUsed, reversibleUntil, nextTask(subscription)]).toEqual([[{ type: 'SubscriptionCancelled' }], july.batches, null, undefined]);
    expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
    for (const status of ['active', 'suspended'] as const) {
      expect(applyPatch({ status }, subscription, newCommerce, at('2021-07-17T12:00:01Z'))).toEqual({ ok: false, error: { kind: 'StatusNotReachable', subscriptionId: 'sub-1', from: 'deleted', to: status } });
    }
  });

  test.each([
    ['1 ms before 24 hours have passed: everything', '2021-07-16T09:59:59.999Z', '2021-07-15', '-100.80'],
    ['after 24 hours: today and the rest of the cycle', '2021-07-16T10:00:00.000Z', '2021-07-16', '-97.54'],
  ])('[SUB-5] %s', (_name, now, firstDay, amount) => {
    expect(decided(cancelAt(july, now)).charges.map((line) => [line.chargeStart, line.subtotal])).toEqual([[firstDay, amount]]);
  });

  test.each([
    ['1 ms before the window closes', '2021-07-22T09:59:59.999Z', { ok: true }],
    ['when it closes', '2021-07-22T10:00:00.000Z', { ok: false, error: { kind: 'CancellationWindowClosed', hours: 168, closedAt: '2021-07-22T10:00:00.000Z', nextWindowOpens: '2021-08-15' } }],
  ])('[CAN-1] [CAN-3] %s', (_name, now, expected) => {
    expect(cancelAt(july, now)).toMatchObject(expected);
  });

  test('[CAN-3] another window where the law of the market sets one', () => {
    const policy = { ...newCommerce, windowHoursByMarket: { DE: 336 } };
    const german = bought('2021-07-15T10:00:00Z', {}, policy);
    expect([cancelAt(german, '2021-07-29T09:59:59.999Z', policy).ok, cancelAt(german, '2021-07-29T10:00:00.000Z', policy).ok]).toEqual([true, false]);
  });

  test('[CAN-1] a renewal opens it again, counted from its completion', () => {
    const renewed = decided(renew({ dueAt: at('2021-08-15T00:00:00Z'), cyclePrice: '10.08' }, july, newCommerce, at('2021-08-15T00:03:00Z'))).subscription;
    expect([cancelAt(renewed, '2021-08-22T00:02:59.999Z').ok, cancelAt(renewed, '2021-08-22T00:03:00.000Z').ok]).toEqual([true, false]);
    expect(decided(cancelAt(renewed, '2021-08-15T20:00:00Z')).charges.map((line) => [line.chargeStart, line.chargeEnd, line.subtotal])).toEqual([['2021-08-15', '2021-09-14', '-100.80']]);
  });

  test('[SUB-5] seats added in the last 24 hours are refunded whole, the others from today', () => {
    const grown = decided(applyPatch({ quantity: 12 }, july, newCommerce, at('2021-07-18T23:00:00Z'))).subscription;
    expect(lineRows(decided(cancelAt(grown, '2021-07-19T01:00:00Z')).charges)).toEqual([
      ['cancelImmediate', '2021-07-18', '2021-08-14', '-9.10451612903225806451', 12, '-109.25'],
      ['cancelImmediate', '2021-07-18', '2021-08-14', '9.10451612903225806451', 10, '91.04'],
      ['cancelImmediate', '2021-07-19', '2021-08-14', '-8.77935483870967741935', 10, '-87.79'],
    ]);
  });

  test('[CAN-1] cycles that have begun are charged first, and only the running one is refunded', () => {
    const policy = { ...newCommerce, windowHours: 24 * 40 };
    const year = bought('2021-07-15T10:00:00Z', { termDuration: 'P1Y' }, policy);
    expect(lineRows(decided(cancelAt(year, '2021-08-16T00:00:00Z', policy)).charges)).toEqual([
      ['cycleCharge', '2021-08-15', '2021-09-14', '10.08', 10, '100.80'],
      ['cancelImmediate', '2021-08-16', '2021-09-14', '-9.75483870967741935483', 10, '-97.54'],
    ]);
  });

  test('[CAN-1] a suspended one too', () => {
    const suspended = decided(applyPatch({ status: 'suspended' }, july, newCommerce, at('2021-07-16T00:00:00Z'))).subscription;
    const { subscription } = decided(cancelAt(suspended, '2021-07-17T00:00:00Z'));
    expect([subscription.status, subscription.suspendedAt]).toEqual(['deleted', undefined]);
  });

  test('[CAN-1] the scheduled change goes, and the answer says so', () => {
    const planned = { ...july, scheduledChange: { requestedAt: at('2021-07-15T11:00:00Z'), product: { ...offer, termDuration: 'P1Y' as const, billingCycle: 'monthly' as const }, quantity: 3 } };
    const { removed, events } = decided(cancelAt(planned, '2021-07-17T00:00:00Z'));
    expect([removed, events.map(({ type }) => type)]).toEqual([['scheduledNextTermInstructions'], ['ScheduledChangeRemoved', 'SubscriptionCancelled']]);
  });

  test.each([
    ['[REN-5] its renewal is due', '2021-08-15T00:00:00.000Z', july, { kind: 'RenewalInProgress' }],
    ['[CAN-2] its term is over', '2021-08-15T00:00:00.000Z', { ...july, autoRenew: false }, { kind: 'StatusNotReachable', from: 'expired', to: 'deleted' }],
    ['[CAN-1] it is a trial', '2021-07-15T11:00:00.000Z', asKind(july, 'trial'), { kind: 'TrialStatusFixed' }],
  ])('%s: refused', (_name, now, subscription, error) => {
    expect(cancelAt(subscription, now)).toMatchObject({ ok: false, error });
  });

  test('[CAN-1] with seats in the same PATCH it is refused: both cannot be meant', () => {
    expect(applyPatch({ status: 'deleted', quantity: 5 }, july, newCommerce, at('2021-07-17T00:00:00Z'))).toEqual({ ok: false, error: { kind: 'MembersContradict', members: ['status deleted', 'quantity'] } });
    expect(applyPatch({ status: 'deleted', quantity: 0, friendlyName: 'Gone' }, july, newCommerce, at('2021-07-17T00:00:00Z'))).toMatchObject({ ok: true, value: { subscription: { status: 'deleted', friendlyName: 'Gone', quantity: 10 } } });
  });
});

describe('ISV SaaS', () => {
  const saas = (differing: object, boughtAt: string): Subscription => {
    const subscription = bought(boughtAt, { kind: 'saas', quantity: 1, cyclePrice: '10', ...differing });
    return decided(activate(subscription, at(boughtAt))).subscription;
  };
  const monthly = saas({}, '2019-06-10T09:00:00Z');
  const yearly = saas({ termDuration: 'P1Y', billingCycle: 'annual', cyclePrice: '120' }, '2019-06-10T09:00:00Z');

  test('[CAN-4] billing example E8: bought and cancelled the same day, all of it comes back', () => {
    expect(decided(cancelAt(monthly, '2019-06-10T20:00:00Z')).charges.map((line) => [line.chargeType, line.quantity, line.subtotal])).toEqual([['cancelImmediate', 1, '-10.00']]);
  });

  test.each<[string, Subscription, string, string]>([
    ['[CAN-4] monthly, 1 ms before 24 hours', monthly, '2019-06-11T08:59:59.999Z', 'deleted'],
    ['[CAN-4] monthly, after 24 hours: with its renewal', monthly, '2019-06-11T09:00:00.000Z', 'active'],
    ['[CAN-5] annual, 1 ms before 14 days', yearly, '2019-06-24T08:59:59.999Z', 'deleted'],
    ['[CAN-5] annual, after 14 days: with its renewal', yearly, '2019-06-24T09:00:00.000Z', 'active'],
  ])('%s', (_name, subscription, now, status) => {
    const { subscription: after, charges } = decided(cancelAt(subscription, now));
    expect([after.status, after.autoRenew, charges.length]).toEqual([status, false, status === 'deleted' ? 1 : 0]);
    if (status === 'active') expect(nextTask(after)?.kind).toBe('expiry');
  });
});

describe('traditional subscriptions', () => {
  const held = base('2018-01-13T10:00:00Z');

  test.each([
    ['within its first 30 days the whole cycle comes back (T2)', '2018-02-01T10:00:00Z', ['Cancel fee', '2018-01-13', '2018-02-12', '-4', 1, '-4.00']],
  ])('[MIG-1] %s', (_name, now, line) => {
    expect(lineRows(decided(cancelAt(held, now)).charges)).toEqual([line]);
  });

  test.each([
    ['on the 30th day', '2018-02-11T23:59:59.999Z', '2018-01-13'],
    ['on the 31st: the rest of the cycle', '2018-02-12T00:00:00.000Z', '2018-02-12'],
  ])('[MIG-1] %s', (_name, now, firstDay) => {
    expect(decided(cancelAt(held, now)).charges.map(({ chargeStart }) => chargeStart)).toEqual([firstDay]);
  });

  test('[MIG-1] on any day of the term, but not while add-ons hang on it', () => {
    const steps = catchUp(held, catalogueOf('DE', []), policyBook([newCommerce]), at('2018-06-01T00:00:00Z'));
    const later = steps.at(-1)?.subscription ?? held;
    expect(cancelAt(later, '2018-06-01T10:00:00Z').ok).toBe(true);
    expect(cancelAt(asKind({ ...later, addOnIds: ['sub-2'] }, 'traditional'), '2018-06-01T10:00:00Z')).toMatchObject({ ok: false, error: { kind: 'AddOnsAttached', addOnIds: ['sub-2'] } });
  });
});
