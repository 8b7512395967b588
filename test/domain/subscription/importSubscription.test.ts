import { newCommerce } from '../../../src/domain/policy/policy';
import { importSubscription, type ExistingSubscription } from '../../../src/domain/subscription/importSubscription';
import { nextTask } from '../../../src/domain/subscription/nextTask';
import { at, bought, decided, order } from './bought';

const year = { termDuration: 'P1Y', billingCycle: 'monthly' } as const;

const existing = (started: string, differing: Partial<ExistingSubscription> = {}): ExistingSubscription => ({ ...order, ...year, termStartedAt: at(started), boughtAt: at(started), autoRenew: true, isSuspended: false, ...differing });

const imported = (started: string, now: string, differing: Partial<ExistingSubscription> = {}) => decided(importSubscription(existing(started, differing), newCommerce, at(now)));

describe('a subscription that runs already', () => {
  test('[BIL-3] [SUB-2] stands as a purchase would have left it: term and price kept, in its cycle, its window long closed, and nothing charged again', () => {
    const { subscription, charges, events, windowsOpened } = imported('2025-03-10T09:00:00Z', '2026-01-01T00:00:00Z');
    const { batches: _open, ...once } = bought('2025-03-10T09:00:00Z', year);
    expect(subscription).toEqual({ ...once, batches: [], cycle: { index: 9, start: '2025-12-10', end: '2026-01-09' } });
    expect(events).toEqual([{ type: 'SubscriptionImported', quantity: 10, termStart: '2025-03-10', termEnd: '2026-03-09' }]);
    expect({ charges, windowsOpened, next: nextTask(subscription) }).toEqual({ charges: [], windowsOpened: [], next: { kind: 'cycleCharge', dueAt: '2026-01-10T00:00:00.000Z' } });
  });

  test.each([
    { name: 'the day before it', now: '2026-01-09T23:59:59.999Z', start: '2025-12-10', due: '2026-01-10T00:00:00.000Z' },
    { name: 'just then: it is charged here', now: '2026-01-10T00:00:00Z', start: '2025-12-10', due: '2026-01-10T00:00:00.000Z' },
    { name: 'a millisecond later: it was charged before', now: '2026-01-10T00:00:00.001Z', start: '2026-01-10', due: '2026-02-10T00:00:00.000Z' },
  ])('[BIL-3] a cycle that begins on 10 January, where the world begins $name', ({ now, start, due }) => {
    const { subscription, charges } = imported('2025-03-10T00:00:00Z', now);
    expect({ start: subscription.cycle.start, due: nextTask(subscription)?.dueAt, charges }).toEqual({ start, due, charges: [] });
  });

  test.each([
    { name: 'still open', now: '2026-01-08T09:59:59.999Z', open: 1 },
    { name: 'closed at the instant it closes', now: '2026-01-08T10:00:00Z', open: 0 },
  ])('[SUB-2] the window of a term that began a week ago is $name', ({ now, open }) => {
    const { subscription, windowsOpened } = imported('2026-01-01T10:00:00Z', now);
    expect({ batches: subscription.batches.length, windowsOpened: windowsOpened.length, until: subscription.term.cancellableUntil }).toEqual({ batches: open, windowsOpened: open, until: '2026-01-08T10:00:00.000Z' });
  });

  test('[BIL-3] a term that begins with the world is charged in it', () => {
    const { charges } = imported('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    expect(charges).toMatchObject([{ chargeType: 'new', chargeStart: '2026-01-01', chargeEnd: '2026-01-31', quantity: 10 }]);
  });

  test('[REN-2] a term that is over as the world begins renews in it, and one that does not renew ends in it', () => {
    const now = '2026-03-10T00:00:00Z';
    expect(nextTask(imported('2025-03-10T00:00:00Z', now).subscription)).toEqual({ kind: 'renewal', dueAt: '2026-03-10T00:00:00.000Z' });
    expect(nextTask(imported('2025-03-10T00:00:00Z', now, { autoRenew: false }).subscription)).toEqual({ kind: 'expiry', dueAt: '2026-03-10T00:00:00.000Z' });
  });

  test('[SUS-2] a suspended one does not renew, whatever was said; the day of the first purchase is kept', () => {
    const { subscription } = imported('2025-03-10T00:00:00Z', '2026-01-01T00:00:00Z', { isSuspended: true, boughtAt: at('2023-03-10T08:00:00Z') });
    expect(subscription).toMatchObject({ status: 'suspended', suspendedAt: '2026-01-01T00:00:00.000Z', autoRenew: false, createdAt: '2023-03-10T08:00:00.000Z' });
  });

  test('[ORD-6] what a publisher sets up is set up already', () => {
    expect(imported('2025-12-10T00:00:00Z', '2026-01-01T00:00:00Z', { kind: 'saas' }).subscription).toMatchObject({ activatedAt: '2025-12-10T00:00:00.000Z' });
  });

  test.each([
    { quantity: 300, ok: true },
    { quantity: 301, ok: false },
  ])('[ORD-7] $quantity seats', ({ quantity, ok }) => {
    expect(importSubscription(existing('2025-03-10T00:00:00Z', { quantity }), newCommerce, at('2026-01-01T00:00:00Z')).ok).toBe(ok);
  });
});
