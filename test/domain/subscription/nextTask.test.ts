import { nextTask } from '../../../src/domain/subscription/nextTask';
import { calendarDate } from '../../../src/kernel/calendarDate';
import { type Subscription } from '../../../src/domain/subscription/state';
import { renewalSince, statusAt } from '../../../src/domain/subscription/standing';
import { at, bought } from './bought';

const month = bought('2021-06-18T10:00:00Z');
const year = bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' });
const lastCycle: Subscription = { ...year, cycle: { index: 11, start: calendarDate('2022-05-18'), end: calendarDate('2022-06-17') } };

describe('nextTask', () => {
  test.each<[string, Subscription, unknown]>([
    ['[REN-2] a month renews at 00:00 UTC of the day after its last', month, { kind: 'renewal', dueAt: '2021-07-18T00:00:00.000Z' }],
    ['[REN-6] without auto-renew it expires then', { ...month, autoRenew: false }, { kind: 'expiry', dueAt: '2021-07-18T00:00:00.000Z' }],
    ['a year billed monthly is charged again after a month', year, { kind: 'cycleCharge', dueAt: '2021-07-18T00:00:00.000Z' }],
    ['also when it will not renew', { ...year, autoRenew: false }, { kind: 'cycleCharge', dueAt: '2021-07-18T00:00:00.000Z' }],
    ['in its last cycle it renews', lastCycle, { kind: 'renewal', dueAt: '2022-06-18T00:00:00.000Z' }],
    ['expired, nothing', { ...month, status: 'expired' }, undefined],
    ['deleted, nothing', { ...month, status: 'deleted' }, undefined],
  ])('%s', (_name, subscription, expected) => {
    expect(nextTask(subscription)).toEqual(expected);
  });
});

describe('standing', () => {
  test.each([
    ['1 ms before the term is over', '2021-07-17T23:59:59.999Z', 'active', undefined],
    ['at the instant it is over', '2021-07-18T00:00:00.000Z', 'expired', '2021-07-18T00:00:00.000Z'],
  ])('[REN-2] [REN-5] [REN-6] %s', (_name, now, withoutAutoRenew, since) => {
    expect(statusAt(month, at(now))).toBe('active');
    expect(statusAt({ ...month, autoRenew: false }, at(now))).toBe(withoutAutoRenew);
    expect(renewalSince(month, at(now))).toBe(since);
    expect(renewalSince({ ...month, autoRenew: false }, at(now))).toBeUndefined();
  });
});
