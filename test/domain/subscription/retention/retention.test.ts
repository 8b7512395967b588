import { newCommerce, policyBook, type Policy } from '../../../../src/domain/policy/policy';
import { ended } from '../../../../src/domain/subscription/retention/ended';
import { enterNextStage } from '../../../../src/domain/subscription/retention/nextStage';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { subscriptionSchema, type Subscription } from '../../../../src/domain/subscription/state';
import { at, bought, decided } from '../bought';

// |--17 Jul last day--|18 Jul ended--30 days--|17 Aug disabled--90 days--|15 Nov deleted--|
const june = bought('2021-06-18T10:00:00Z');
const endedAt = at('2021-07-18T00:00:00Z');
const enter = (subscription: Subscription, dueAt: string, now = dueAt) => enterNextStage(at(dueAt), subscription, at(now));

describe('a subscription that has ended', () => {
  test('[REN-6] expired is disabled after 30 days and deleted 90 days later, by nobody\'s command', () => {
    const expired = ended(june, 'expired', endedAt, newCommerce);
    expect(nextTask(expired)).toEqual({ kind: 'retention', dueAt: '2021-08-17T00:00:00.000Z' });
    const disabled = decided(enter(expired, '2021-08-17T00:00:00Z'));
    expect([disabled.subscription.status, disabled.subscription.version, disabled.events]).toEqual(['disabled', 2, [{ type: 'SubscriptionDisabled', since: '2021-08-17T00:00:00.000Z' }]]);
    expect(nextTask(disabled.subscription)).toEqual({ kind: 'retention', dueAt: '2021-11-15T00:00:00.000Z' });
    const deleted = decided(enter(disabled.subscription, '2021-11-15T00:00:00Z'));
    expect([deleted.subscription.status, deleted.charges, deleted.events]).toEqual(['deleted', [], [{ type: 'SubscriptionDeleted', since: '2021-11-15T00:00:00.000Z' }]]);
    expect(nextTask(deleted.subscription)).toBeUndefined();
    for (const state of [expired, disabled.subscription, deleted.subscription]) expect(subscriptionSchema.parse(state)).toEqual(state);
  });

  test('[REN-6] disabled at once is deleted on the same day, and is suspended no longer', () => {
    const disabled = ended({ ...june, status: 'suspended', suspendedAt: at('2021-07-01T00:00:00Z') }, 'disabled', endedAt, newCommerce);
    expect([disabled.suspendedAt, nextTask(disabled)]).toEqual([undefined, { kind: 'retention', dueAt: '2021-11-15T00:00:00.000Z' }]);
  });

  test.each([
    ['1 ms before the stage is over', '2021-08-16T23:59:59.999Z', { ok: false, error: { kind: 'NotDue', dueAt: '2021-08-17T00:00:00.000Z' } }],
    ['at the instant it is over', '2021-08-17T00:00:00Z', { ok: true }],
    ['months late, dated as it should have been', '2022-01-01T00:00:00Z', { ok: true, value: { events: [{ since: '2021-08-17T00:00:00.000Z' }] } }],
  ])('[REN-6] %s', (_name, now, expected) => {
    expect(enter(ended(june, 'expired', endedAt, newCommerce), '2021-08-17T00:00:00Z', now)).toMatchObject(expected);
  });

  test('[REN-7] a second run for the same stage is not due, and after the last there is none', () => {
    const disabled = decided(enter(ended(june, 'expired', endedAt, newCommerce), '2021-08-17T00:00:00Z')).subscription;
    expect(enter(disabled, '2021-08-17T00:00:00Z', '2022-01-01T00:00:00Z')).toEqual({ ok: false, error: { kind: 'NotDue', dueAt: '2021-11-15T00:00:00.000Z' } });
    const deleted = decided(enter(disabled, '2021-11-15T00:00:00Z')).subscription;
    expect(enter(deleted, '2021-11-15T00:00:00Z', '2022-01-01T00:00:00Z')).toMatchObject({ ok: false, error: { kind: 'SubscriptionNotActive', status: 'deleted' } });
    expect(enter(june, '2021-07-18T00:00:00Z')).toMatchObject({ ok: false, error: { kind: 'SubscriptionNotActive', status: 'active' } });
  });

  test('[POL-1] the days are those of the policy it ended under', () => {
    const short: Policy = { ...newCommerce, retentionDays: { expired: 1, disabled: 2 } };
    expect(ended(june, 'expired', endedAt, short)).toMatchObject({ disabledFrom: '2021-07-19T00:00:00.000Z', deletedFrom: '2021-07-21T00:00:00.000Z' });
  });

  test('[POL-1] days that are no positive whole number are refused when the book is put together', () => {
    expect(() => policyBook([{ ...newCommerce, retentionDays: { expired: 0, disabled: 90 } }])).toThrow(RangeError);
  });
});
