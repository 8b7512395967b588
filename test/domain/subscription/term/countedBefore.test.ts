import { changeQuantity } from '../../../../src/domain/subscription/changeQuantity';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { type Outcome } from '../../../../src/domain/subscription/outcome';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { chargeCycle } from '../../../../src/domain/subscription/term/chargeCycle';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { at, bought, decided } from '../bought';

// |28 29|30 Jan … 26 Feb|   as an app before counted a month that was cut to the last day but two of February: two cycles, where there is one.
const running = (start: string, end: string, cycleEnd: string): Subscription => {
  const subscription = bought(`${start}T10:00:00Z`, { termEnd: calendarDate(end) });
  return { ...subscription, cycle: { ...subscription.cycle, end: calendarDate(cycleEnd) } };
};

const linesOf = ({ charges }: Outcome) => charges.map(({ chargeType, chargeStart, chargeEnd, quantity, billableDays, cycleDays, subtotal }) => [chargeType, chargeStart, chargeEnd, quantity, billableDays, cycleDays, subtotal]);

const chargedOn = (subscription: Subscription, day: string): Outcome => decided(chargeCycle({ dueAt: at(`${day}T00:00:00Z`) }, subscription, newCommerce, at(`${day}T00:00:00Z`)));

test.each([
  // 2 of 31 days were charged, or 1.
  ['2027-01-28', '2027-02-26', '2027-01-29', '2027-01-30', 28, '91.04'],
  ['2027-01-29', '2027-02-26', '2027-01-29', '2027-01-30', 28, '91.04'],
  ['2028-01-29', '2028-02-27', '2028-01-29', '2028-01-30', 29, '94.29'],
])('[BIL-3] [CYC-1] of a month from %s to %s whose first cycle was counted to %s the rest is charged by its days, once, and the term renews', (start, end, cycleEnd, next, days, amount) => {
  const subscription = running(start, end, cycleEnd);
  expect(nextTask(subscription)).toEqual({ kind: 'cycleCharge', dueAt: at(`${next}T00:00:00Z`) });
  const charged = chargedOn(subscription, next);
  expect(linesOf(charged)).toEqual([['cycleCharge', next, end, 10, days, 31, amount]]);
  expect(charged.subscription.cycle).toEqual({ index: 1, start: next, end });
  expect(nextTask(charged.subscription)?.kind).toBe('renewal');
});

test('[BIL-3] seats that are added before the rest is charged are charged to the end of what was, and then with it', () => {
  const now = at('2027-01-29T12:00:00Z');
  const added = decided(changeQuantity(12, { ...running('2027-01-28', '2027-02-26', '2027-01-29'), version: 2 }, newCommerce, now));
  expect(linesOf(added)).toEqual([['addQuantity', '2027-01-29', '2027-01-29', 10, 1, 31, '-3.25'], ['addQuantity', '2027-01-29', '2027-01-29', 12, 1, 31, '3.90']]);
  expect(linesOf(chargedOn(added.subscription, '2027-01-30'))).toEqual([['cycleCharge', '2027-01-30', '2027-02-26', 12, 28, 31, '109.25']]);
});
