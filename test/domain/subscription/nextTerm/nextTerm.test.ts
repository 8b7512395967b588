import { nextTermAsked, nextTermOf, patchTowards, type AskedNextTerm, type NextTerm } from '../../../../src/domain/subscription/nextTerm/nextTerm';
import { takingBack } from '../../../../src/domain/subscription/nextTerm/takeBack';
import { asKind, type Subscription } from '../../../../src/domain/subscription/state';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { at } from '../bought';
import { catalogue, offerOf, suite } from '../../transition/suites';

// |--18 Jun ten of A, a month--17 Jul last day--|18 Jul the next--|
const june = suite('SUITEA', '2021-06-18T10:00:00Z');
const { availabilityId } = offerOf('SUITEA');
const same = { atTermEnd: 'renew', quantity: 10, productId: 'SUITEA', skuId: '0001', availabilityId, termDuration: 'P1M', billingCycle: 'monthly' } as const;
const end = calendarDate('2021-08-01');
const planned: Subscription = { ...june, scheduledChange: { requestedAt: at('2021-06-19T00:00:00Z'), product: { productId: 'SUITEA', skuId: '0001', availabilityId, termDuration: 'P1M', billingCycle: 'monthly', promotionId: 'PR' }, quantity: 4, customTermEnd: end } };

const asked = (wish: AskedNextTerm, subscription: Subscription = june): NextTerm => {
  const target = nextTermAsked(wish, subscription, catalogue);
  if (!target.ok) throw new Error(`Refused: ${JSON.stringify(target.error)}`);
  return target.value;
};

test('[BLK-1] what stands: the same again, what is planned, what a trial turns into, the end, a month of extended service', () => {
  expect(nextTermOf(june)).toEqual(same);
  expect(nextTermOf(planned)).toEqual({ ...same, quantity: 4, promotionId: 'PR', customTermEnd: end });
  const paidForm = { productId: 'SUITEB', skuId: '0001', availabilityId: 'X', termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  const trial = suite('SUITEA', '2021-06-18T10:00:00Z', { kind: 'trial', paidForm });
  expect([nextTermOf(trial), nextTermOf({ ...trial, autoRenew: false })]).toEqual([{ ...paidForm, atTermEnd: 'renew', quantity: 10 }, { ...paidForm, atTermEnd: 'cancel', quantity: 10 }]);
  expect(nextTermOf({ ...june, autoRenew: false }).atTermEnd).toBe('cancel');
  expect(nextTermOf({ ...june, autoRenew: false, term: { ...june.term, extendable: true } }).atTermEnd).toBe('extend');
});

test('[BLK-1] [SUS-3] what is suspended ends with its term: no extended service follows it, nor does an add-on renew with its base', () => {
  const extendable: Subscription = { ...june, autoRenew: false, term: { ...june.term, extendable: true } };
  const addOn = asKind({ ...june, parentId: 'base' }, 'traditionalAddOn');
  expect([extendable, addOn].map((each) => [nextTermOf(each).atTermEnd, nextTermOf({ ...each, status: 'suspended' }).atTermEnd])).toEqual([['extend', 'cancel'], ['renew', 'cancel']]);
});

test('[BLK-1] [POL-2] of a month of extended service that renews: the plan before it', () => {
  const extended: Subscription = { ...june, extendedFrom: { termDuration: 'P1Y', billingCycle: 'annual' }, term: { ...june.term, extendable: true } };
  expect(nextTermOf(extended)).toEqual({ ...same, termDuration: 'P1Y', billingCycle: 'annual' });
  expect(patchTowards(extended, { ...same, termDuration: 'P1M' }).scheduledChange).toMatchObject({ product: { termDuration: 'P1M' } });
});

test('[BLK-2] what is not asked for stays; null takes the end and the promotion away, and another plan the promotion', () => {
  expect(asked({ quantity: 5 }, planned)).toEqual({ ...same, quantity: 5, promotionId: 'PR', customTermEnd: end });
  expect(asked({ customTermEnd: null, promotionId: null }, planned)).toEqual({ ...same, quantity: 4 });
  expect(asked({ termDuration: 'P1Y' }, planned)).toEqual({ ...same, quantity: 4, termDuration: 'P1Y', customTermEnd: end });
  expect(asked({ product: { productId: 'suiteb', skuId: '0001' } })).toEqual({ ...same, productId: 'SUITEB', availabilityId: offerOf('SUITEB').availabilityId });
  expect(asked({ product: { productId: 'suitea', skuId: '0001', availabilityId: availabilityId.toLowerCase() } })).toEqual(same);
});

test('[BLK-2] [SCH-2] refused: a SKU that there is not, and another plan beside a term that does not renew', () => {
  expect(nextTermAsked({ product: { productId: 'NONE', skuId: '0001' } }, june, catalogue)).toMatchObject({ ok: false, error: { kind: 'PlannedProductUnknown', missing: 'sku', productId: 'NONE' } });
  expect(nextTermAsked({ atTermEnd: 'cancel', quantity: 9 }, june, catalogue)).toMatchObject({ ok: false, error: { kind: 'ScheduleNeedsAutoRenew' } });
  expect(nextTermAsked({ quantity: 9 }, { ...june, autoRenew: false }, catalogue)).toMatchObject({ ok: false, error: { kind: 'ScheduleNeedsAutoRenew' } });
  expect(asked({ atTermEnd: 'cancel', quantity: 10 }).atTermEnd).toBe('cancel');
});

test('[BLK-2] the way there: a plan, none where it comes by itself, or the end alone', () => {
  expect(patchTowards(june, { ...same, quantity: 5 })).toEqual({ atTermEnd: 'renew', scheduledChange: { product: { productId: 'SUITEA', skuId: '0001', availabilityId, termDuration: 'P1M', billingCycle: 'monthly' }, quantity: 5 } });
  expect(patchTowards(planned, same)).toEqual({ atTermEnd: 'renew', scheduledChange: null });
  expect(patchTowards({ ...june, autoRenew: false }, same)).toEqual({ atTermEnd: 'renew', scheduledChange: null });
  expect(patchTowards(planned, { ...same, atTermEnd: 'extend' })).toEqual({ atTermEnd: 'extend' });
});

test('[BLK-3] in the next term: seats that are still as they came, and nothing a term later', () => {
  const termEnd = calendarDate('2021-07-17');
  const change = { termEnd, before: same, after: { ...same, quantity: 12 } };
  const next = (quantity: number, start = '2021-07-18'): Subscription => ({ ...june, quantity, term: { ...june.term, number: 2, start: calendarDate(start), end: calendarDate('2021-08-31') } });
  expect(takingBack(change, next(12))).toEqual({ ok: true, value: { quantity: 10 } });
  expect(takingBack(change, next(10))).toEqual({ ok: true, value: { quantity: 10 } });
  expect(takingBack(change, next(11))).toMatchObject({ ok: false, error: { kind: 'NextTermChanged' } });
  expect(takingBack(change, next(12, '2021-07-19'))).toMatchObject({ ok: false, error: { kind: 'NextTermBegun', begunOn: '2021-07-19' } });
  expect(takingBack({ ...change, after: { ...same, termDuration: 'P1Y' } }, next(10))).toMatchObject({ ok: false, error: { kind: 'NextTermBegun' } });
  expect(takingBack({ ...change, before: { ...same, atTermEnd: 'cancel' } }, next(12))).toEqual({ ok: true, value: { status: 'deleted' } });
});

test('[BLK-3] [CAN-2] in the next term: nothing that was done since goes with what is taken back', () => {
  const change = { termEnd: calendarDate('2021-07-17'), before: same, after: { ...same, quantity: 12 } };
  const renewal = { ...change, before: { ...same, atTermEnd: 'cancel' } as const };
  const { scheduledChange } = planned;
  const next = (quantity: number, more: Partial<Subscription> = {}): Subscription => ({ ...june, ...more, quantity, term: { ...june.term, number: 2, start: calendarDate('2021-07-18'), end: calendarDate('2021-08-17') } }) as Subscription;
  // Seats that were added, and those that came off; with as many as it has without the line nothing is to be done, but to end it is no less.
  for (const seats of [13, 11, 10]) expect(takingBack(renewal, next(seats))).toMatchObject({ ok: false, error: { kind: 'NextTermChanged' } });
  // What is planned for the term after would be deleted.
  for (const each of [change, renewal]) expect(takingBack(each, next(12, { scheduledChange }))).toMatchObject({ ok: false, error: { kind: 'NextTermChanged' } });
  expect(takingBack(change, next(10, { scheduledChange }))).toEqual({ ok: true, value: { quantity: 10 } });
});
