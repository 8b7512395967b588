import { instant } from '../../../../src/kernel/instant';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { chargeCycle } from '../../../../src/domain/subscription/term/chargeCycle';
import { renew } from '../../../../src/domain/subscription/term/renew';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { subscriptionSchema, type Subscription } from '../../../../src/domain/subscription/state';
import { lineRows } from '../../billing/lineRows';
import { at, bought, decided } from '../bought';

// |--18 Jun 10:00 bought-----------------17 Jul last day--|18 Jul 00:00 due--18 Jul 00:03:07 renewed--25 Jul 00:03:07 window closes--|
const june = bought('2021-06-18T10:00:00Z');
const due = at('2021-07-18T00:00:00Z');
const renewAt = (now: string, subscription: Subscription = june, cyclePrice: string | null = '10.08', dueAt = due) =>
  renew({ dueAt, cyclePrice }, subscription, newCommerce, at(now));

const batch = {
  quantity: 10,
  addedAt: '2021-07-18T00:03:07.000Z',
  chargedFrom: '2021-07-18',
  windowClosesAt: '2021-07-25T00:03:07.000Z',
  fullRefundUntil: '2021-07-19T00:03:07.000Z',
};

describe('renew', () => {
  test('[REN-2] [REN-3] [REN-4] the next term repeats the last, is charged, and opens a window at the instant it completed (E1)', () => {
    const outcome = decided(renewAt('2021-07-18T00:03:07Z'));
    expect({ ...outcome, charges: lineRows(outcome.charges) }).toEqual({
      subscription: {
        ...june,
        version: 2,
        term: {
          number: 2,
          start: '2021-07-18',
          end: '2021-08-17',
          startedAt: '2021-07-18T00:03:07.000Z',
          cancellableUntil: '2021-07-25T00:03:07.000Z',
          policy: 'new-commerce',
        },
        cycle: { index: 0, start: '2021-07-18', end: '2021-08-17' },
        batches: [batch],
      },
      events: [{ type: 'SubscriptionRenewed', termNumber: 2, termStart: '2021-07-18', termEnd: '2021-08-17', completedAt: '2021-07-18T00:03:07.000Z' }],
      charges: [['renew', '2021-07-18', '2021-08-17', '10.08', 10, '100.80']],
      windowsOpened: [batch],
      windowsUsed: [],
      removed: [],
      reversibleUntil: '2021-07-25T00:03:07.000Z',
    });
    expect(outcome.charges.map((line) => [line.id, line.orderDate, line.referenceId])).toEqual([['sub-1|00000002|001', due, 'sub-1|term 2|cycle 0']]);
    expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
  });

  test.each([
    ['1 ms before the term is over', '2021-07-17T23:59:59.999Z', { ok: false, error: { kind: 'NotDue', dueAt: due } }],
    ['at the instant it is over', '2021-07-18T00:00:00.000Z', { ok: true }],
  ])('[REN-2] %s', (_name, now, expected) => {
    expect(renewAt(now)).toMatchObject(expected);
  });

  test('[REN-7] a second run for the same term is not due, also when the next is', () => {
    const once = decided(renewAt('2021-07-18T00:03:07Z')).subscription;
    const notDue = { ok: false, error: { kind: 'NotDue', dueAt: '2021-08-18T00:00:00.000Z' } };
    expect(renewAt('2021-07-18T00:03:08Z', once)).toEqual(notDue);
    expect(renewAt('2021-09-01T00:00:00Z', once)).toEqual(notDue);
  });

  test('[REN-7] however late it runs, the line and the dates are those it should have had; the window is not', () => {
    const punctual = decided(renewAt('2021-07-18T00:00:00Z'));
    const late = decided(renewAt('2021-08-03T15:00:00Z'));
    expect(late.charges).toEqual(punctual.charges);
    expect([late.subscription.term, late.subscription.cycle]).toEqual([
      { ...punctual.subscription.term, startedAt: '2021-08-03T15:00:00.000Z', cancellableUntil: '2021-08-10T15:00:00.000Z' },
      punctual.subscription.cycle,
    ]);
  });

  test('[REN-7] several missed terms are carried out one after another', () => {
    const now = '2021-10-01T12:00:00Z';
    const rows: unknown[] = [];
    let subscription: Subscription = june;
    for (let task = nextTask(subscription); task !== undefined && task.dueAt <= at(now); task = nextTask(subscription)) {
      const outcome = decided(renewAt(now, subscription, '10.08', task.dueAt));
      rows.push(...outcome.charges.map((line) => [line.orderDate, line.chargeStart, line.chargeEnd, line.subtotal]));
      subscription = outcome.subscription;
    }
    expect(rows).toEqual([
      ['2021-07-18T00:00:00.000Z', '2021-07-18', '2021-08-17', '100.80'],
      ['2021-08-18T00:00:00.000Z', '2021-08-18', '2021-09-17', '100.80'],
      ['2021-09-18T00:00:00.000Z', '2021-09-18', '2021-10-17', '100.80'],
    ]);
    expect([subscription.version, subscription.term.number, subscription.batches]).toEqual([
      4,
      4,
      [{ ...batch, addedAt: instant(now), chargedFrom: '2021-09-18', windowClosesAt: '2021-10-08T12:00:00.000Z', fullRefundUntil: '2021-10-02T12:00:00.000Z' }],
    ]);
  });

  test('[REN-7] not before the cycles of the old term have been charged', () => {
    const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    expect(renewAt('2022-06-18T00:00:00Z', year, '10.08', at('2022-06-18T00:00:00Z'))).toEqual({
      ok: false,
      error: { kind: 'NotDue', dueAt: '2021-07-18T00:00:00.000Z' },
    });
  });

  test('§13.10 [REN-3] the price is that of the renewal day; seats added before it had the old price', () => {
    const twelve = decided(applyPatch({ quantity: 12 }, june, newCommerce, at('2021-07-17T20:00:00Z')));
    const renewed = decided(renewAt('2021-07-18T00:03:07Z', twelve.subscription, '11'));
    expect(lineRows([...twelve.charges, ...renewed.charges])).toEqual([
      ['addQuantity', '2021-07-17', '2021-07-17', '-0.336', 10, '-3.36'],
      ['addQuantity', '2021-07-17', '2021-07-17', '0.336', 12, '4.03'],
      ['renew', '2021-07-18', '2021-08-17', '11', 12, '132.00'],
    ]);
    expect([renewed.subscription.cyclePrice, renewed.subscription.batches]).toEqual(['11', [{ ...batch, quantity: 12 }]]);
  });

  test('[REN-4] [SUB-5] within 24 hours of a late renewal everything of the new term comes back', () => {
    const late = decided(renewAt('2021-07-20T15:00:00Z')).subscription;
    const reduced = (now: string) => lineRows(decided(applyPatch({ quantity: 6 }, late, newCommerce, at(now))).charges);
    expect(reduced('2021-07-21T14:59:59.999Z')).toEqual([
      ['removeQuantity', '2021-07-18', '2021-08-17', '-10.08', 10, '-100.80'],
      ['removeQuantity', '2021-07-18', '2021-08-17', '10.08', 6, '60.48'],
    ]);
    expect(reduced('2021-07-21T15:00:00.000Z')[0]?.slice(0, 3)).toEqual(['removeQuantity', '2021-07-21', '2021-08-17']);
  });

  test.each([
    ['fewer', 6, undefined, 10],
    ['as many', 10, undefined, 10],
    ['more, at the list price', 12, undefined, 10],
    ['fewer, with the promotion', 6, 'SUITEA:0001:SPRING', 10],
    ['more, with the promotion', 12, 'SUITEA:0001:SPRING', 12],
    ['more, with its later edition', 12, 'SUITEA:0001:SPRING2', 12],
  ])('[CAT-5] a next term of %s seats keeps counting those that were bought with a promotion', (_name, quantity, kept, seats) => {
    const promoted = { ...june, promotionId: 'SUITEA:0001:SPRING', redemptions: [{ promotionId: 'SUITEA:0001:SPRING', seats: 10 }] };
    const { offer, kind, termDuration, billingCycle } = promoted;
    const event = { type: 'ScheduledChangeApplied', catalogItemId: 'SUITEA:0001:AVAIL', termDuration, billingCycle, quantity } as const;
    const promotion = kept === undefined ? {} : { promotion: { promotionId: kept, listCyclePrice: '12' } };
    const { subscription } = decided(renew({ dueAt: due, cyclePrice: '10.08', ...promotion, change: { kind, offer, quantity, plan: { termDuration, billingCycle }, event } }, promoted, newCommerce, due));
    expect([subscription.quantity, subscription.promotionId, subscription.redemptions?.map((each) => each.seats)]).toEqual([quantity, kept, [seats]]);
  });

  test('[CAT-5] a promotion that was planned for the next term counts from then on, beside the one before', () => {
    const promoted = { ...june, promotionId: 'SUITEA:0001:SPRING', redemptions: [{ promotionId: 'SUITEA:0001:SPRING', seats: 10 }] };
    const { subscription } = decided(renew({ dueAt: due, cyclePrice: '10.08', promotion: { promotionId: 'SUITEB:0001:AUTUMN', listCyclePrice: '12' } }, promoted, newCommerce, due));
    expect(subscription.redemptions).toEqual([{ promotionId: 'SUITEA:0001:SPRING', seats: 10 }, { promotionId: 'SUITEB:0001:AUTUMN', seats: 10 }]);
  });

  test.each<[string, string, string, string]>([
    ['31 January drifts', '2021-01-31T10:00:00Z', '2021-02-28', '2021-03-27'], // E10
    ['31 January, leap year', '2024-01-31T10:00:00Z', '2024-02-29', '2024-03-28'],
    ['31 May', '2021-05-31T10:00:00Z', '2021-06-30', '2021-07-29'], // E10
    ['31 July', '2021-07-31T10:00:00Z', '2021-08-31', '2021-09-29'], // E10
  ])('[REN-3] a month bought on %s renews from its own end (E10)', (_name, boughtAt, start, end) => {
    const subscription = bought(boughtAt);
    const { term } = decided(renewAt(`${start}T00:00:00Z`, subscription, '10.08', at(`${start}T00:00:00Z`))).subscription;
    expect([term.start, term.end]).toEqual([start, end]);
  });

  test('[POL-1] the new term keeps the policy it began under', () => {
    const policy = { ...newCommerce, name: 'later', windowHours: 72, rounding: 'UNIT_DOWN' } as const;
    const outcome = decided(renew({ dueAt: due, cyclePrice: '10.08' }, june, policy, at('2021-07-18T00:03:07Z')));
    expect([outcome.subscription.term.policy, outcome.reversibleUntil, outcome.charges[0]?.rounding]).toEqual(['later', '2021-07-21T00:03:07.000Z', 'UNIT_DOWN']);
  });
});

describe('a term that is not renewed', () => {
  test.each<[string, Subscription, string | null, string]>([
    ['[REN-6] auto-renew is off', { ...june, autoRenew: false }, '10.08', 'AutoRenewOff'],
    ['[REN-3] the offer is no longer sold', june, null, 'NoLongerSold'],
  ])('%s: it expires and nothing is charged', (_name, subscription, cyclePrice, reason) => {
    const outcome = decided(renewAt('2021-07-18T00:03:07Z', subscription, cyclePrice));
    expect(outcome).toEqual({
      subscription: {
        ...subscription,
        version: 2,
        status: 'expired',
        autoRenew: false,
        batches: [],
        endedAt: '2021-07-18T00:00:00.000Z',
        disabledFrom: '2021-08-17T00:00:00.000Z',
        deletedFrom: '2021-11-15T00:00:00.000Z',
      },
      events: [{ type: 'SubscriptionExpired', reason }],
      charges: [],
      windowsOpened: [],
      windowsUsed: [],
      removed: [],
      reversibleUntil: null,
    });
    expect(renewAt('2021-07-18T00:03:08Z', outcome.subscription, cyclePrice)).toEqual({
      ok: false,
      error: { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' },
    });
  });

  test('[REN-6] 1 ms before the term is over it has not expired', () => {
    expect(renewAt('2021-07-17T23:59:59.999Z', { ...june, autoRenew: false })).toEqual({ ok: false, error: { kind: 'NotDue', dueAt: due } });
  });
});

describe('chargeCycle', () => {
  const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
  const charge = (now: string, subscription: Subscription = year, dueAt = due) => chargeCycle({ dueAt }, subscription, newCommerce, at(now));

  test('[BIL-3] the second cycle of a year billed monthly (E1), dated when it began', () => {
    const outcome = decided(charge('2021-07-18T00:03:07Z'));
    expect({ ...outcome, charges: lineRows(outcome.charges) }).toEqual({
      subscription: { ...year, version: 2, cycle: { index: 1, start: '2021-07-18', end: '2021-08-17' }, batches: [] },
      events: [{ type: 'CycleCharged', cycleStart: '2021-07-18', cycleEnd: '2021-08-17' }],
      charges: [['cycleCharge', '2021-07-18', '2021-08-17', '10.08', 10, '100.80']],
      windowsOpened: [],
      windowsUsed: [],
      removed: [],
      reversibleUntil: null,
    });
    expect(outcome.charges.map((line) => [line.id, line.orderDate, line.referenceId])).toEqual([['sub-1|00000002|001', due, 'sub-1|term 1|cycle 1']]);
  });

  test.each([
    ['1 ms before the cycle begins', '2021-07-17T23:59:59.999Z', { ok: false, error: { kind: 'NotDue', dueAt: due } }],
    ['at the instant it begins', '2021-07-18T00:00:00.000Z', { ok: true }],
  ])('%s', (_name, now, expected) => {
    expect(charge(now)).toMatchObject(expected);
  });

  test('§13.7 a second run is not due, a late one makes the same line', () => {
    const once = decided(charge('2021-07-18T00:00:00Z'));
    expect(charge('2021-07-18T23:59:59Z', once.subscription)).toEqual({ ok: false, error: { kind: 'NotDue', dueAt: '2021-08-18T00:00:00.000Z' } });
    expect(decided(charge('2021-07-18T23:59:59Z')).charges).toEqual(once.charges);
  });

  test('a window that is open when the cycle begins stays open', () => {
    const twelve = decided(applyPatch({ quantity: 12 }, year, newCommerce, at('2021-07-17T20:00:00Z'))).subscription;
    expect(decided(charge('2021-07-18T00:03:07Z', twelve)).subscription.batches).toEqual(twelve.batches);
  });

  test('the last cycle of a term has none after it', () => {
    expect(charge('2021-07-18T00:03:07Z', june)).toEqual({ ok: false, error: { kind: 'NotDue', dueAt: due } });
  });

  test('nothing is charged once it has expired', () => {
    expect(charge('2021-07-18T00:03:07Z', { ...year, status: 'expired' })).toEqual({
      ok: false,
      error: { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' },
    });
  });
});
