import { newCommerce } from '../../../src/domain/policy/policy';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { nextTask } from '../../../src/domain/subscription/nextTask';
import { applyPatch } from '../../../src/domain/subscription/patch';
import { asKind, type ScheduledChange, type Subscription, type SubscriptionOf, subscriptionSchema } from '../../../src/domain/subscription/state';
import { type Transitioned } from '../../../src/domain/transition/transition';
import { lineRows } from '../billing/lineRows';
import { moveSubscription } from '../../../src/domain/transfer/moveSubscription';
import { at, decided } from '../subscription/bought';
import { itemId, offerOf, suite, upgrade } from './suites';

const done = (result: ReturnType<typeof upgrade>): Transitioned => {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  for (const { subscription } of result.value.outcomes) expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  return result.value;
};
const refusal = (result: ReturnType<typeof upgrade>) => (result.ok ? undefined : result.error);

// |--18 Jun 300 × A at 10.08--25 Jun 10:00 upgraded to B at 6.43--17 Jul last day--|
const source = suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 300 });
const upgradedAt = '2021-06-25T10:00:00Z';
const planned: ScheduledChange = { requestedAt: at('2021-06-19T00:00:00Z'), product: { ...offerOf('SUITEA'), termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 };

describe('all licences, in place', () => {
  test.each([
    ['UNIT_DOWN' as const, '-2316.00', '1476.00'],
    ['LINE_DOWN' as const, '-2318.40', '1478.90'],
  ])('[UPG-2] [UPG-4] [BIL-5] billing example E5, rounded %s', (rounding, back, charged) => {
    const policy = { ...newCommerce, rounding };
    const { outcomes, transition } = done(upgrade({}, suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 300 }, policy), upgradedAt, [], policy));
    const [outcome] = outcomes;
    expect(outcomes).toHaveLength(1);
    expect(outcome?.charges.map((line) => [line.productId, line.chargeType, line.chargeStart, line.chargeEnd, line.quantity, line.subtotal, line.subscriptionId, line.referenceId])).toEqual([
      ['SUITEA', 'convert', '2021-06-25', '2021-07-17', 300, back, 'sub-1', 'operation-1'],
      ['SUITEB', 'convert', '2021-06-25', '2021-07-17', 300, charged, 'sub-1', 'operation-1'],
    ]);
    expect(outcome?.subscription).toMatchObject({ id: 'sub-1', version: 2, quantity: 300, cyclePrice: '6.43', friendlyName: 'SUITEB', batches: [], term: { number: 1, start: '2021-06-18', end: '2021-07-17' } });
    expect([outcome?.windowsOpened, outcome?.reversibleUntil]).toEqual([[], null]);
    expect(transition).toMatchObject({ fromCatalogItemId: itemId('SUITEA'), toCatalogItemId: itemId('SUITEB'), fromSubscriptionId: 'sub-1', toSubscriptionId: 'sub-1', quantity: 300 });
  });

  test('[UPG-4] afterwards no seat can be taken off, and nothing is cancellable', () => {
    const { outcomes } = done(upgrade({}, suite('SUITEA', '2021-06-18T10:00:00Z'), '2021-06-19T10:00:00Z'));
    const upgraded = outcomes[0]?.subscription;
    expect(upgraded?.term.cancellableUntil).toBe('2021-06-19T10:00:00.000Z');
    expect(applyPatch({ quantity: 9 }, upgraded ?? source, newCommerce, at('2021-06-19T10:00:00.001Z'))).toMatchObject({ ok: false, error: { kind: 'ReductionWindowClosed', removable: 0 } });
  });

  test('[TRF-2] [BIL-3] on the day of a transfer it is charged from that day on, and so is what is added to it', () => {
    const moved = moveSubscription(suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 4 }), { transferId: 't', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-2', targetOrderId: 'order-2', price: { currency: 'EUR', cyclePrice: '10.08' } }, newCommerce, at('2021-06-25T09:00:00Z'));
    const { outcomes } = done(upgrade({}, moved.target.subscription, upgradedAt));
    expect(lineRows(outcomes[0]?.charges ?? []).map(([type, from, , , seats]) => [type, from, seats])).toEqual([['convert', '2021-06-26', 4], ['convert', '2021-06-25', 4]]);
    const grown = decided(applyPatch({ quantity: 5 }, outcomes[0]?.subscription ?? source, newCommerce, at(upgradedAt)));
    expect(lineRows(grown.charges).map(([type, from, , , seats]) => [type, from, seats])).toEqual([['addQuantity', '2021-06-25', 4], ['addQuantity', '2021-06-25', 5]]);
  });

  // Four licences at 10.08, of which the target has paid the 22 of 30 days from 26 June on: 29.568. What they are upgraded to on 25 June is charged for 23 days: 19.718… at 6.43, 92 at 30. With the 29.56 of the transfer 92 is what the target has paid in all.
  test('[TRF-2] [UPG-2] upgraded twice on the day of a transfer, the second upgrade gives back what the first has charged, that day included', () => {
    const moved = moveSubscription(suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 4 }), { transferId: 't', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-2', targetOrderId: 'order-2', price: { currency: 'EUR', cyclePrice: '10.08' } }, newCommerce, at('2021-06-25T09:00:00Z'));
    const [first] = done(upgrade({}, moved.target.subscription, upgradedAt)).outcomes;
    const [second] = done(upgrade({ toCatalogItemId: itemId('SUITED') }, first?.subscription ?? source, upgradedAt)).outcomes;
    expect([...(first?.charges ?? []), ...(second?.charges ?? [])].map(({ chargeStart, chargeEnd, quantity, subtotal }) => [chargeStart, chargeEnd, quantity, subtotal])).toEqual([
      ['2021-06-26', '2021-07-17', 4, '-29.56'],
      ['2021-06-25', '2021-07-17', 4, '19.71'],
      ['2021-06-25', '2021-07-17', 4, '-19.71'],
      ['2021-06-25', '2021-07-17', 4, '92.00'],
    ]);
  });

  // As above, and two more at 10.08 on 25 June, charged for 23 days: 15.456. 6.43 for 23 days are 29.578 for six.
  test('[TRF-2] [UPG-2] what was added on the day of a transfer gives that day back as well, where it is upgraded on it; of a part that is, it is the last to go', () => {
    const moved = moveSubscription(suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 4 }), { transferId: 't', targetPartnerId: 'partner-2', targetSubscriptionId: 'sub-2', targetOrderId: 'order-2', price: { currency: 'EUR', cyclePrice: '10.08' } }, newCommerce, at('2021-06-25T09:00:00Z'));
    const grown = decided(applyPatch({ quantity: 6 }, moved.target.subscription, newCommerce, at('2021-06-25T09:30:00Z'))).subscription;
    const linesOf = (command: Parameters<typeof upgrade>[0]) => done(upgrade(command, grown, upgradedAt)).outcomes.flatMap(({ charges }) => charges.map(({ chargeStart, quantity, subtotal }) => [chargeStart, quantity, subtotal]));
    expect(linesOf({})).toEqual([['2021-06-25', 2, '-15.45'], ['2021-06-26', 4, '-29.56'], ['2021-06-25', 6, '29.57']]);
    expect(linesOf({ quantity: 5 }).slice(0, 2)).toEqual([['2021-06-25', 1, '-7.72'], ['2021-06-26', 4, '-29.56']]);
    expect(linesOf({ quantity: 4 }).slice(0, 1)).toEqual([['2021-06-26', 4, '-29.56']]);
  });

  test('[UPG-2] more licences than before are part of it, charged from today', () => {
    const { outcomes } = done(upgrade({ quantity: 320 }, source, upgradedAt));
    expect(lineRows(outcomes[0]?.charges ?? []).map(([type, , , , quantity]) => [type, quantity])).toEqual([['convert', 300], ['convert', 320]]);
    expect(outcomes[0]?.subscription.quantity).toBe(320);
  });

  test('[UPG-2] a longer term begins today; what the rest of the old cycle had cost is given back', () => {
    const { outcomes } = done(upgrade({ termDuration: 'P1Y', billingCycle: 'annual' }, suite('SUITEA', '2021-06-18T10:00:00Z'), upgradedAt));
    const [outcome] = outcomes;
    expect(lineRows(outcome?.charges ?? [])).toEqual([
      ['convert', '2021-06-25', '2021-07-17', '-7.728', 10, '-77.28'],
      ['convert', '2021-06-25', '2022-06-24', '77.16', 10, '771.60'],
    ]);
    expect(outcome?.subscription.term).toMatchObject({ number: 2, start: '2021-06-25', end: '2022-06-24', cancellableUntil: '2021-06-25T10:00:00.000Z' });
    expect(nextTask(outcome?.subscription ?? source)).toEqual({ kind: 'renewal', dueAt: '2022-06-25T00:00:00.000Z' });
  });

  test('[UPG-2] another billing cycle in the running term is charged for the rest of its own cycle', () => {
    const year = suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    const { outcomes } = done(upgrade({ billingCycle: 'annual' }, year, upgradedAt));
    expect(lineRows(outcomes[0]?.charges ?? [])).toEqual([
      ['convert', '2021-06-25', '2021-07-17', '-7.728', 10, '-77.28'],
      ['convert', '2021-06-25', '2022-06-17', '75.68021917808219178082', 10, '756.80'],
    ]);
    expect(outcomes[0]?.subscription.cycle).toEqual({ index: 0, start: '2021-06-18', end: '2022-06-17' });
  });

  test('[UPG-2] [BIL-1] cycles of another length are counted anew, and what is charged for them is named apart', () => {
    const year = suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y', billingCycle: 'annual' });
    const [first] = done(upgrade({ billingCycle: 'monthly' }, year, upgradedAt)).outcomes;
    expect(first?.subscription).toMatchObject({ cycle: { index: 0 }, term: { number: 1, plan: 1 } });
    const [again] = done(upgrade({ toCatalogItemId: itemId('SUITED') }, first?.subscription ?? year, '2021-07-25T10:00:00Z')).outcomes;
    expect(again?.charges.map(({ chargeType, referenceId }) => [chargeType, referenceId])).toEqual([
      ['cycleCharge', 'sub-1|term 1|plan 1|cycle 1'],
      ['convert', 'operation-1'],
      ['convert', 'operation-1'],
    ]);
    expect(again?.subscription.term.plan).toBe(1);
  });

  test('[UPG-5] the scheduled change goes, and the answer says so', () => {
    const { outcomes } = done(upgrade({}, { ...source, scheduledChange: planned }, upgradedAt));
    expect([outcomes[0]?.subscription.scheduledChange, outcomes[0]?.removed, outcomes[0]?.events.map(({ type }) => type)]).toEqual([undefined, ['scheduledNextTermInstructions'], ['ScheduledChangeRemoved', 'SubscriptionUpgraded']]);
  });

  test('[UPG-2] [REN-7] cycles that have begun and were not charged yet are charged first', () => {
    const year = suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    const { outcomes } = done(upgrade({}, year, '2021-07-25T10:00:00Z'));
    expect(lineRows(outcomes[0]?.charges ?? []).map(([type, from, to]) => [type, from, to])).toEqual([
      ['cycleCharge', '2021-07-18', '2021-08-17'],
      ['convert', '2021-07-25', '2021-08-17'],
      ['convert', '2021-07-25', '2021-08-17'],
    ]);
    expect(new Set(outcomes[0]?.charges.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a part of the licences', () => {
  test('[CAT-5] licences that were bought with a promotion count against it for good, also when they move away', () => {
    const promoted: Subscription = { ...source, promotionId: 'SUITEA:0001:SPRING', redemptions: [{ promotionId: 'SUITEA:0001:SPRING', seats: 300 }] };
    const [left, apart] = done(upgrade({ quantity: 100 }, promoted, upgradedAt)).outcomes;
    expect(left?.subscription).toMatchObject({ quantity: 200, redemptions: [{ promotionId: 'SUITEA:0001:SPRING', seats: 300 }] });
    expect(apart?.subscription).not.toHaveProperty('redemptions');
  });

  test('[UPG-2] [UPG-4] goes to a new subscription that ends with the source, which keeps the rest', () => {
    const { outcomes, transition } = done(upgrade({ quantity: 100 }, { ...source, scheduledChange: planned }, '2021-06-26T10:00:00Z'));
    const [left, apart] = outcomes;
    expect(left?.subscription).toMatchObject({ id: 'sub-1', version: 2, quantity: 200, offer: { productId: 'SUITEA' } });
    expect(left?.removed).toEqual(['scheduledNextTermInstructions']);
    expect(apart?.subscription).toMatchObject({ id: 'sub-new', version: 1, quantity: 100, status: 'active', offer: { productId: 'SUITEB' }, term: { number: 1, end: '2021-07-17', cancellableUntil: '2021-06-26T10:00:00.000Z' }, batches: [] });
    expect(outcomes.flatMap(({ charges }) => charges.map((line) => [line.subscriptionId, line.chargeType, line.chargeStart, line.chargeEnd, line.quantity, line.subtotal, line.referenceId]))).toEqual([
      ['sub-1', 'convert', '2021-06-26', '2021-07-17', 100, '-739.20', 'operation-1'],
      ['sub-new', 'convert', '2021-06-26', '2021-07-17', 100, '471.53', 'operation-1'],
    ]);
    expect([transition.toSubscriptionId, nextTask(apart?.subscription ?? source)]).toEqual(['sub-new', { kind: 'renewal', dueAt: '2021-07-18T00:00:00.000Z' }]);
  });

  test.each([
    ['one licence less than all', 299, ['sub-1', 'sub-new']],
    ['all', 300, ['sub-1']],
  ])('[UPG-2] %s', (_name, quantity, ids) => {
    expect(done(upgrade({ quantity }, source, upgradedAt)).outcomes.map(({ subscription }) => subscription.id)).toEqual(ids);
  });

  test('[UPG-2] licences outside every window go first, then those whose window closes first', () => {
    const more = decided(applyPatch({ quantity: 304 }, source, newCommerce, at('2021-07-01T10:00:00Z'))).subscription;
    const left = (quantity: number) => done(upgrade({ quantity }, more, '2021-07-02T10:00:00Z')).outcomes[0]?.subscription.batches.map((batch) => batch.quantity);
    expect([left(300), left(301), left(303)]).toEqual([[4], [3], [1]]);
  });

  test('[UPG-2] it keeps its term', () => {
    expect(refusal(upgrade({ quantity: 100, termDuration: 'P1Y', billingCycle: 'annual' }, source, upgradedAt))).toEqual({ kind: 'TransitionTermFixed', termDuration: 'P1Y', sourceTermDuration: 'P1M' });
  });
});

describe('into an existing subscription', () => {
  // The target was bought ten days before and is out of its window; it ends with the source or later.
  const target = suite('SUITEB', '2021-06-18T09:00:00Z', { subscriptionId: 'sub-2', quantity: 7, cyclePrice: '6.43' });
  const now = '2021-06-26T10:00:00Z';
  const into = { toSubscriptionId: 'sub-2' };

  test('[UPG-3] [UPG-7] its term, cycle and price stay; the lines bear one reference', () => {
    const { outcomes } = done(upgrade({ ...into, quantity: 100 }, source, now, [target]));
    const [left, added] = outcomes;
    expect(added?.subscription).toMatchObject({ id: 'sub-2', version: 2, quantity: 107, cyclePrice: '6.43', term: target.term, cycle: target.cycle });
    expect(left?.subscription).toMatchObject({ quantity: 200, status: 'active' });
    expect(outcomes.flatMap(({ charges }) => charges.map((line) => [line.subscriptionId, line.chargeType, line.quantity, line.subtotal, line.referenceId]))).toEqual([
      ['sub-1', 'moveQuantity', 100, '-739.20', 'operation-1'],
      ['sub-2', 'moveQuantity', 7, '-33.00', 'operation-1'],
      ['sub-2', 'moveQuantity', 107, '504.54', 'operation-1'],
    ]);
    expect(added?.windowsOpened).toEqual([]);
  });

  test('[UPG-3] with all of them the source ends', () => {
    const { outcomes } = done(upgrade(into, source, now, [target]));
    expect(outcomes[0]?.subscription).toMatchObject({ status: 'deleted', autoRenew: false, quantity: 300, endedAt: '2021-06-26T10:00:00.000Z', batches: [] });
    expect([nextTask(outcomes[0]?.subscription ?? source), outcomes[1]?.subscription.quantity]).toEqual([undefined, 307]);
  });

  test('[UPG-3] a change scheduled for the target goes as well', () => {
    const { outcomes } = done(upgrade(into, source, now, [{ ...target, scheduledChange: planned }]));
    expect(outcomes[1]?.removed).toEqual(['scheduledNextTermInstructions']);
  });

  const differing = (more: Partial<SubscriptionOf<'licence'>>): Subscription => ({ ...target, ...more });
  test.each<[string, Subscription, string, unknown]>([
    ['it is the source', target, 'sub-1', { kind: 'TargetIsSource' }],
    ['there is none, or it is another partner\'s', differing({ partnerId: 'partner-2' }), 'sub-2', { kind: 'SubscriptionNotFound' }],
    ['it is of another item', differing({ offer: offerOf('SUITED') }), 'sub-2', { kind: 'TargetIsOtherItem' }],
    ['it is suspended', differing({ status: 'suspended' }), 'sub-2', { kind: 'TargetNotActive', status: 'suspended' }],
    ['its term is another', differing({ termDuration: 'P3Y' }), 'sub-2', { kind: 'TargetTermDiffers' }],
    ['it ends a day before', differing({ term: { ...target.term, end: calendarDate('2021-07-16') } }), 'sub-2', { kind: 'TargetEndsBeforeSource' }],
    ['it can be cancelled for 1 ms more', differing({ term: { ...target.term, cancellableUntil: at('2021-06-26T10:00:00.001Z') } }), 'sub-2', { kind: 'TargetInWindow' }],
  ])('[UPG-3] not if %s', (_name, existing, toSubscriptionId, expected) => {
    expect(refusal(upgrade({ toSubscriptionId }, source, now, [existing]))).toMatchObject(expected as object);
  });

  test.each([
    ['2021-07-17', '2021-06-30T09:00:00.000Z'],
    ['2021-06-29', '2021-06-30T00:00:00.000Z'],
    ['2021-06-27', '2021-06-28T00:00:00.000Z'],
  ])('[UPG-3] of one in its window that ends on %s it is said until when it can be cancelled: %s', (end, until) => {
    const inWindow = differing({ term: { ...target.term, end: calendarDate(end), cancellableUntil: at('2021-06-30T09:00:00.000Z') } });
    expect(refusal(upgrade(into, source, now, [inWindow]))).toEqual({ kind: 'TargetInWindow', subscriptionId: 'sub-2', until });
  });

  test.each([
    ['ends on the same day', { term: { ...target.term, end: calendarDate('2021-07-17') } }],
    ['could be cancelled until this very instant', { term: { ...target.term, cancellableUntil: at(now) } }],
  ])('[UPG-3] it is allowed if it %s', (_name, more) => {
    expect(upgrade(into, source, now, [differing(more)]).ok).toBe(true);
  });

  test('[UPG-3] never more licences than the source has', () => {
    expect(refusal(upgrade({ ...into, quantity: 301 }, source, now, [target]))).toEqual({ kind: 'MoreThanTheSourceHas', quantity: 301, held: 300 });
  });
});

describe('what may be upgraded to what', () => {
  test.each([
    ['a downgrade', 'SUITEC', 'NotATarget'],
    ['the same SKU', 'SUITEA', 'NotATarget'],
    ['a pair that is refused by name', 'SUITED', 'Unsupported'],
  ])('[UPG-1] not %s', (_name, productId, reason) => {
    expect(refusal(upgrade({ toCatalogItemId: itemId(productId) }, source, upgradedAt))).toMatchObject({ kind: 'UpgradeNotOffered', reason });
  });

  test('[UPG-1] not what is not sold', () => {
    expect(refusal(upgrade({ toCatalogItemId: itemId('SUITEX') }, source, upgradedAt))).toMatchObject({ kind: 'ProductNotFound', productId: 'SUITEX' });
  });

  test('[UPG-1] not what the catalogue names no target for', () => {
    expect(refusal(upgrade({}, suite('SUITED', '2021-06-18T10:00:00Z', { quantity: 2 }), upgradedAt))).toMatchObject({ kind: 'UpgradeNotOffered', reason: 'NoTargets' });
  });

  test.each<[string, Partial<Pick<Subscription, 'kind' | 'status'>>, string, unknown]>([
    ['suspended', { status: 'suspended' }, upgradedAt, { kind: 'SubscriptionSuspended' }],
    ['traditional', { kind: 'traditional' }, upgradedAt, { kind: 'TransitionNotForTraditional' }],
    ['being renewed', {}, '2021-07-18T00:00:00.000Z', { kind: 'RenewalInProgress' }],
  ])('[UPG-1] the source must not be %s', (_name, differing, now, expected) => {
    expect(refusal(upgrade({}, asKind({ ...source, ...differing }, differing.kind ?? 'licence'), now))).toMatchObject(expected as object);
  });

  test('[UPG-1] on the last instant of the term it still may', () => {
    expect(upgrade({}, source, '2021-07-17T23:59:59.999Z').ok).toBe(true);
  });

  test('[UPG-1] never to a shorter term, nor to a plan that is not sold', () => {
    const year = suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
    expect(refusal(upgrade({ termDuration: 'P1M' }, year, upgradedAt))).toMatchObject({ kind: 'TransitionTermTooShort' });
    expect(refusal(upgrade({ termDuration: 'P3Y', billingCycle: 'annual' }, year, upgradedAt))).toMatchObject({ kind: 'TransitionPlanNotOffered' });
  });

  test.each([
    [20, undefined],
    [21, { kind: 'TransitionQuantityOutsideLimits', maximum: 20 }],
  ])('[UPG-1] %i licences of a target that has at most 20', (quantity, expected) => {
    const result = refusal(upgrade({ toCatalogItemId: itemId('SUITED'), quantity }, suite('SUITEB', '2021-06-18T10:00:00Z', { quantity: 5 }), upgradedAt));
    if (expected === undefined) expect(result).toBeUndefined();
    else expect(result).toMatchObject(expected);
  });

  test('[UPG-1] [ORD-7] what the customer has of the target already counts against it', () => {
    const has = suite('SUITED', '2021-06-18T10:00:00Z', { subscriptionId: 'sub-9', quantity: 16, partnerId: 'partner-2' });
    const five = suite('SUITEB', '2021-06-18T10:00:00Z', { quantity: 5 });
    expect(refusal(upgrade({ toCatalogItemId: itemId('SUITED') }, five, upgradedAt, [has]))).toEqual({ kind: 'SeatsExceedWhatIsLeft', limit: 'pool', asked: 5, available: 4 });
  });
});

describe('licences of the users', () => {
  const reassigned = (command: Parameters<typeof upgrade>[0], others: readonly Subscription[] = []) => {
    const { transition, outcomes } = done(upgrade(command, source, '2021-06-26T10:00:00Z', others));
    const event = outcomes[0]?.events.at(-1);
    return [event && 'licences' in event ? event.licences : undefined, transition.events.at(-1)];
  };

  test('[UPG-6] all in place: moved by themselves, even if the caller asked for none', () => {
    expect(reassigned({ transitionType: 'transition_only' })).toEqual(['automatic', { name: 'LicenseReassignment', status: 'Completed', at: '2021-06-26T10:00:00.000Z' }]);
  });

  test('[UPG-6] a part: by hand', () => {
    expect(reassigned({ quantity: 10, transitionType: 'transition_with_license_transfer' })).toMatchObject(['manual', { status: 'Failed', errors: [{ code: 0 }] }]);
  });

  test.each([
    ['from this partner', 'partner-1'],
    ['from another', 'partner-2'],
  ])('[UPG-6] the customer has the target %s: by hand', (_name, partnerId) => {
    const other = suite('SUITEB', '2021-06-18T09:00:00Z', { subscriptionId: 'sub-2', partnerId });
    expect(reassigned({}, [other])).toMatchObject(['manual', { status: 'Failed', errors: [{ code: 3 }] }]);
    expect(reassigned({}, [{ ...other, status: 'expired' }])).toMatchObject(['automatic', { status: 'Completed' }]);
  });
});

test('[UPG-7] two into one: the first is upgraded, the second then moved into it', () => {
  const second = suite('SUITEA', '2021-06-18T09:00:00Z', { subscriptionId: 'sub-2', quantity: 4 });
  const first = done(upgrade({}, source, '2021-06-26T10:00:00Z', [second])).outcomes[0]?.subscription ?? source;
  const { outcomes } = done(upgrade({ toSubscriptionId: 'sub-1' }, second, '2021-06-26T10:00:00Z', [first]));
  expect(outcomes.map(({ subscription }) => [subscription.id, subscription.status, subscription.quantity])).toEqual([['sub-2', 'deleted', 4], ['sub-1', 'active', 304]]);
});
