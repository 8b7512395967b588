import { calendarDate } from '../../../src/kernel/calendarDate';
import { type RoundingPolicy } from '../../../src/kernel/money';
import { newCommerce } from '../../../src/domain/policy/policy';
import { changeQuantity } from '../../../src/domain/subscription/changeQuantity';
import { type SubscriptionRefusal } from '../../../src/domain/subscription/refusals';
import { asKind, type Subscription, subscriptionSchema } from '../../../src/domain/subscription/state';
import { lineRows } from '../billing/lineRows';
import { at, bought, decided, offer } from './bought';

const change = (subscription: Subscription, quantity: number, now: string) => changeQuantity(quantity, subscription, newCommerce, at(now));
const changed = (subscription: Subscription, quantity: number, now: string) => decided(change(subscription, quantity, now));
const refused = (error: SubscriptionRefusal) => ({ ok: false, error });

// |--18 Jun 10:00 bought----25 Jun 10:00 window closes------17 Jul last day--|18 Jul renewal
const june = bought('2021-06-18T10:00:00Z');

describe('adding seats', () => {
  test('[SUB-2] [BIL-3] two more on day 3 open a window of their own and are charged from that day (E3)', () => {
    const batch = {
      quantity: 2,
      addedAt: '2021-06-20T09:00:00.000Z',
      chargedFrom: '2021-06-20',
      windowClosesAt: '2021-06-27T09:00:00.000Z',
      fullRefundUntil: '2021-06-21T09:00:00.000Z',
      openedBy: june.version,
    };
    const outcome = changed(june, 12, '2021-06-20T09:00:00Z');
    expect({ ...outcome, charges: lineRows(outcome.charges) }).toEqual({
      subscription: { ...june, quantity: 12, batches: [...june.batches, batch] },
      events: [{ type: 'SeatsAdded', from: 10, to: 12, windowClosesAt: '2021-06-27T09:00:00.000Z' }],
      charges: [
        ['addQuantity', '2021-06-20', '2021-07-17', '-9.408', 10, '-94.08'],
        ['addQuantity', '2021-06-20', '2021-07-17', '9.408', 12, '112.89'],
      ],
      windowsOpened: [batch],
      windowsUsed: [],
      removed: [],
      reversibleUntil: '2021-06-27T09:00:00.000Z',
    });
    expect(new Set(outcome.charges.map((line) => line.referenceId)).size).toBe(1);
    expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
  });

  test.each<[RoundingPolicy, string, string]>([
    ['LINE_DOWN', '-94.08', '112.89'],
    ['UNIT_DOWN', '-94.00', '112.80'],
  ])('[BIL-5] the policy decides the rounding: %s', (rounding, wiped, charged) => {
    const { charges } = decided(changeQuantity(12, june, { ...newCommerce, rounding }, at('2021-06-20T09:00:00Z')));
    expect(charges.map((line) => [line.subtotal, line.rounding])).toEqual([
      [wiped, rounding],
      [charged, rounding],
    ]);
  });

  test('[SUB-2] on the last day of the term one day is charged', () => {
    expect(lineRows(changed(june, 12, '2021-07-17T23:59:59.999Z').charges)).toEqual([
      ['addQuantity', '2021-07-17', '2021-07-17', '-0.336', 10, '-3.36'],
      ['addQuantity', '2021-07-17', '2021-07-17', '0.336', 12, '4.03'],
    ]);
  });

  test('[SUB-2] windows that have closed meanwhile are forgotten', () => {
    expect(changed(june, 12, '2021-06-25T10:00:00Z').subscription.batches.map((batch) => batch.quantity)).toEqual([2]);
    expect(changed(june, 12, '2021-06-25T09:59:59.999Z').subscription.batches.map((batch) => batch.quantity)).toEqual([10, 2]);
  });

  test('[SUB-2] up to the maximum, and not one more', () => {
    expect(changed(june, 300, '2021-06-20T09:00:00Z').subscription.quantity).toBe(300);
    expect(change(june, 301, '2021-06-20T09:00:00Z')).toEqual(refused({ kind: 'QuantityOutsideLimits', quantity: 301, minimum: 1, maximum: 300 }));
  });

  test('[REN-7] a host whose clock is a moment slow charges from the first day of the cycle that another has begun', () => {
    const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    const begun = { ...year, cycle: { index: 1, start: calendarDate('2021-07-18'), end: calendarDate('2021-08-17') } };
    expect(lineRows(changed(begun, 12, '2021-07-17T23:59:59.999Z').charges)).toEqual([
      ['addQuantity', '2021-07-18', '2021-08-17', '-10.08', 10, '-100.80'],
      ['addQuantity', '2021-07-18', '2021-08-17', '10.08', 12, '120.96'],
    ]);
  });
});

describe('removing seats', () => {
  test('[SUB-3] [SUB-5] within 24 hours of the purchase it is everything, though a day has begun', () => {
    const used = { ...june.batches[0], quantity: 4 };
    const outcome = changed(june, 6, '2021-06-19T09:59:59.999Z');
    expect({ ...outcome, charges: lineRows(outcome.charges) }).toEqual({
      subscription: { ...june, quantity: 6, batches: [{ ...june.batches[0], quantity: 6 }] },
      events: [{ type: 'SeatsRemoved', from: 10, to: 6 }],
      charges: [
        ['removeQuantity', '2021-06-18', '2021-07-17', '-10.08', 10, '-100.80'],
        ['removeQuantity', '2021-06-18', '2021-07-17', '10.08', 6, '60.48'],
      ],
      windowsOpened: [],
      windowsUsed: [used],
      removed: [],
      reversibleUntil: '2021-07-18T00:00:00.000Z',
    });
  });

  test('[SUB-5] after 24 hours the days used are kept; the day of the change is refunded', () => {
    expect(lineRows(changed(june, 6, '2021-06-19T10:00:00.000Z').charges)).toEqual([
      ['removeQuantity', '2021-06-19', '2021-07-17', '-9.744', 10, '-97.44'],
      ['removeQuantity', '2021-06-19', '2021-07-17', '9.744', 6, '58.46'],
    ]);
  });

  test('[SUB-3] [CAN-3] 1 ms before the window closes they come off', () => {
    expect(changed(june, 1, '2021-06-25T09:59:59.999Z').subscription).toEqual({ ...june, quantity: 1, batches: [{ ...june.batches[0], quantity: 1 }] });
  });

  test('[SUB-4] [CAN-3] at the instant it closes they do not, and the answer says when the next opens', () => {
    expect(change(june, 1, '2021-06-25T10:00:00.000Z')).toEqual(
      refused({ kind: 'ReductionWindowClosed', requested: 9, removable: 0, nextWindowOpens: calendarDate('2021-07-18') }),
    );
  });

  test('[SUB-4] [PRE-3] none opens where the subscription ends with its term', () => {
    expect(change({ ...june, autoRenew: false }, 1, '2021-06-25T10:00:00.000Z')).toEqual(refused({ kind: 'ReductionWindowClosed', requested: 9, removable: 0 }));
  });

  test('[SUB-4] [PRE-3] nor where renewals open none, as those of ISV SaaS', () => {
    expect(change(bought('2021-06-18T10:00:00.000Z', { kind: 'saas' }), 1, '2021-06-25T10:00:00.000Z')).toEqual(refused({ kind: 'ReductionWindowClosed', requested: 9, removable: 0 }));
  });

  test('[SUB-4] only the seats of open windows', () => {
    const twelve = changed(june, 12, '2021-06-24T09:00:00Z').subscription;
    expect(changed(twelve, 10, '2021-06-28T09:00:00Z').subscription.batches).toEqual([]);
    expect(change(twelve, 9, '2021-06-28T09:00:00Z')).toMatchObject({ ok: false, error: { kind: 'ReductionWindowClosed', requested: 3, removable: 2 } });
  });

  test('[SUB-3] never to zero', () => {
    expect(change(june, 0, '2021-06-18T11:00:00Z')).toEqual(refused({ kind: 'QuantityZero', subscriptionId: 'sub-1' }));
  });

  test('[SUB-3] not below the minimum', () => {
    const five = bought('2021-06-18T10:00:00Z', { offer: { ...offer, minimumQuantity: 5 } });
    expect(change(five, 4, '2021-06-18T11:00:00Z')).toEqual(refused({ kind: 'QuantityOutsideLimits', quantity: 4, minimum: 5, maximum: 300 }));
    expect(changed(five, 5, '2021-06-18T11:00:00Z').subscription.quantity).toBe(5);
  });

  // |18 Jun: 10--------20 Jun 20:00: +2---21 Jun 08:00: +3--21 Jun 12:00: −14|
  test('[SUB-3] [SUB-5] the batch with the earliest deadline goes first; what was charged on each day is taken back, so that a full refund is exact', () => {
    const twelve = changed(june, 12, '2021-06-20T20:00:00Z').subscription;
    const fifteen = changed(twelve, 15, '2021-06-21T08:00:00Z').subscription;
    const outcome = changed(fifteen, 1, '2021-06-21T12:00:00Z');
    expect(outcome.windowsUsed.map((batch) => [batch.addedAt, batch.quantity])).toEqual([
      ['2021-06-18T10:00:00.000Z', 10],
      ['2021-06-20T20:00:00.000Z', 2],
      ['2021-06-21T08:00:00.000Z', 2],
    ]);
    // The 10 are older than a day: from today. The 2 are not: as if never added, the day before. The last 2 were added today.
    expect(lineRows(outcome.charges)).toEqual([
      ['removeQuantity', '2021-06-20', '2021-07-17', '-9.408', 12, '-112.89'],
      ['removeQuantity', '2021-06-20', '2021-07-17', '9.408', 10, '94.08'],
      ['removeQuantity', '2021-06-21', '2021-07-17', '9.072', 12, '108.86'],
      ['removeQuantity', '2021-06-21', '2021-07-17', '-9.072', 15, '-136.08'],
      ['removeQuantity', '2021-06-21', '2021-07-17', '-9.072', 10, '-90.72'],
      ['removeQuantity', '2021-06-21', '2021-07-17', '9.072', 1, '9.07'],
    ]);
    expect(outcome.charges.map((line) => line.id)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `sub-1|00000001|00${number}`));
    expect(outcome.subscription.batches.map((batch) => [batch.addedAt, batch.quantity])).toEqual([['2021-06-21T08:00:00.000Z', 1]]);
  });
});

describe('at the edge of a charge cycle', () => {
  // |18 Jun--------------17 Jul 20:00: +2-|18 Jul cycle 1-------17 Aug|
  const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
  const twelve = changed(year, 12, '2021-07-17T20:00:00Z').subscription;

  test('[BIL-3] a cycle that has begun but was not charged is charged first, at the old quantity', () => {
    const outcome = changed(year, 12, '2021-07-20T09:00:00Z');
    expect(outcome.events).toEqual([
      { type: 'CycleCharged', cycleStart: '2021-07-18', cycleEnd: '2021-08-17' },
      { type: 'SeatsAdded', from: 10, to: 12, windowClosesAt: '2021-07-27T09:00:00.000Z' },
    ]);
    expect(outcome.subscription.cycle).toEqual({ index: 1, start: '2021-07-18', end: '2021-08-17' });
    expect(lineRows(outcome.charges)).toEqual([
      ['cycleCharge', '2021-07-18', '2021-08-17', '10.08', 10, '100.80'],
      ['addQuantity', '2021-07-20', '2021-08-17', '-9.42967741935483870967', 10, '-94.29'],
      ['addQuantity', '2021-07-20', '2021-08-17', '9.42967741935483870967', 12, '113.15'],
    ]);
    expect(outcome.charges.map((line) => line.id)).toEqual(['sub-1|00000001|001', 'sub-1|00000001|002', 'sub-1|00000001|003']);
  });

  test('[BIL-3] [REN-7] so are several, each dated when it began', () => {
    expect(changed(year, 12, '2021-08-20T09:00:00Z').charges.map((line) => [line.id, line.chargeType, line.orderDate, line.chargeStart])).toEqual([
      ['sub-1|00000001|001', 'cycleCharge', '2021-07-18T00:00:00.000Z', '2021-07-18'],
      ['sub-1|00000001|002', 'cycleCharge', '2021-08-18T00:00:00.000Z', '2021-08-18'],
      ['sub-1|00000001|003', 'addQuantity', '2021-08-20T09:00:00.000Z', '2021-08-20'],
      ['sub-1|00000001|004', 'addQuantity', '2021-08-20T09:00:00.000Z', '2021-08-20'],
    ]);
  });

  test('[SUB-5] within 24 hours everything comes back, from both cycles', () => {
    const { charges } = changed(twelve, 10, '2021-07-18T19:59:59.999Z');
    expect(charges.map((line) => line.id)).toEqual([1, 2, 3, 4, 5].map((number) => `sub-1|00000001|00${number}`));
    expect(lineRows(charges)).toEqual([
      ['cycleCharge', '2021-07-18', '2021-08-17', '10.08', 12, '120.96'],
      ['removeQuantity', '2021-07-17', '2021-07-17', '-0.336', 12, '-4.03'],
      ['removeQuantity', '2021-07-17', '2021-07-17', '0.336', 10, '3.36'],
      ['removeQuantity', '2021-07-18', '2021-08-17', '-10.08', 12, '-120.96'],
      ['removeQuantity', '2021-07-18', '2021-08-17', '10.08', 10, '100.80'],
    ]);
  });

  test('[SUB-5] later only the rest of the running cycle', () => {
    expect(lineRows(changed(twelve, 10, '2021-07-18T20:00:00.000Z').charges)).toEqual([
      ['cycleCharge', '2021-07-18', '2021-08-17', '10.08', 12, '120.96'],
      ['removeQuantity', '2021-07-18', '2021-08-17', '-10.08', 12, '-120.96'],
      ['removeQuantity', '2021-07-18', '2021-08-17', '10.08', 10, '100.80'],
    ]);
  });
});

describe('refused for what the subscription is', () => {
  test.each<[string, Subscription, string, SubscriptionRefusal]>([
    [
      '[REN-5] the renewal is due',
      june,
      '2021-07-18T00:00:00.000Z',
      { kind: 'RenewalInProgress', subscriptionId: 'sub-1', since: at('2021-07-18T00:00:00Z') },
    ],
    [
      '[REN-6] the term is over without auto-renew',
      { ...june, autoRenew: false },
      '2021-07-18T00:00:00.000Z',
      { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' },
    ],
    ['[SUS-4] suspended', { ...june, status: 'suspended' }, '2021-06-18T11:00:00Z', { kind: 'SubscriptionSuspended', subscriptionId: 'sub-1' }],
    ['a trial', asKind(june, 'trial'), '2021-06-18T11:00:00Z', { kind: 'TrialQuantityFixed', subscriptionId: 'sub-1' }],
  ])('%s', (_name, subscription, now, error) => {
    expect(change(subscription, 12, now)).toEqual(refused(error));
    expect(change(subscription, 9, now)).toEqual(refused(error));
  });

  test('[REN-5] 1 ms before the renewal is due seats can still be added', () => {
    expect(changed(june, 12, '2021-07-17T23:59:59.999Z').subscription.quantity).toBe(12);
  });

  test('the quantity it has is no change, whatever its state', () => {
    const suspended: Subscription = { ...june, status: 'suspended' };
    expect(changed(suspended, 10, '2021-06-18T11:00:00Z')).toEqual({
      subscription: suspended,
      events: [],
      charges: [],
      windowsOpened: [],
      windowsUsed: [],
      removed: [],
      reversibleUntil: null,
    });
  });
});
