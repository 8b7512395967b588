import { calendarDate } from '../../../src/kernel/calendarDate';
import { newCommerce } from '../../../src/domain/policy/policy';
import { openBatches, openWindow, removableSeats, takeSeats } from '../../../src/domain/subscription/window';
import { at, order } from './bought';

const batch = (quantity: number, addedAt: string) => openWindow({ ...order, billingCycle: 'monthly' }, newCommerce, quantity, at(addedAt), calendarDate(addedAt.slice(0, 10)));
const first = batch(10, '2026-01-31T10:00:00Z');
const second = batch(5, '2026-02-02T10:00:00Z');

describe('windows', () => {
  test('[CAN-3] [SUB-2] a window is 168 hours from the exact instant, the full refund 24', () => {
    expect(first).toEqual({
      quantity: 10,
      addedAt: '2026-01-31T10:00:00.000Z',
      chargedFrom: '2026-01-31',
      windowClosesAt: '2026-02-07T10:00:00.000Z',
      fullRefundUntil: '2026-02-01T10:00:00.000Z',
    });
  });

  test.each([
    ['1 ms before the first closes', '2026-02-07T09:59:59.999Z', [first, second]],
    ['at the instant it closes', '2026-02-07T10:00:00.000Z', [second]],
    ['1 ms before the second closes', '2026-02-09T09:59:59.999Z', [second]],
    ['at the instant that closes', '2026-02-09T10:00:00.000Z', []],
  ])('[SUB-3] open %s', (_name, now, open) => {
    expect(openBatches([second, first], at(now))).toEqual(open);
    expect(removableSeats([second, first], at(now))).toBe(open.reduce((sum, { quantity }) => sum + quantity, 0));
  });

  test('[SUB-3] of two with the same deadline the one added first comes first', () => {
    const longer = { ...batch(1, '2026-01-30T10:00:00Z'), windowClosesAt: first.windowClosesAt };
    expect(openBatches([first, longer], at('2026-02-01T00:00:00Z'))).toEqual([longer, first]);
  });

  test.each([
    [0, [], [first, second]],
    [4, [{ ...first, quantity: 4 }], [{ ...first, quantity: 6 }, second]],
    [10, [first], [second]],
    [12, [first, { ...second, quantity: 2 }], [{ ...second, quantity: 3 }]],
    [15, [first, second], []],
  ])('[SUB-3] taking %i seats', (seats, used, left) => {
    expect(takeSeats([first, second], seats)).toEqual({ used, left });
  });
});
