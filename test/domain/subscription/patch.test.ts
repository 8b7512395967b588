import { newCommerce } from '../../../src/domain/policy/policy';
import { applyPatch, type PatchSubscription } from '../../../src/domain/subscription/patch';
import { type SubscriptionRefusal } from '../../../src/domain/subscription/refusals';
import { asKind, type Subscription } from '../../../src/domain/subscription/state';
import { lineRows } from '../billing/lineRows';
import { at, bought, decided } from './bought';

const june = bought('2021-06-18T10:00:00Z');
const patch = (command: PatchSubscription, now: string, subscription: Subscription = june) => applyPatch(command, subscription, newCommerce, at(now));
const nothing = { events: [], charges: [], windowsOpened: [], windowsUsed: [], removed: [], reversibleUntil: null };

describe('applyPatch', () => {
  test('everything a PATCH asks for is one transaction and one version', () => {
    const outcome = decided(patch({ quantity: 12, friendlyName: 'Front desk', autoRenewEnabled: false }, '2021-06-20T09:00:00Z'));
    const batch = {
      quantity: 2,
      addedAt: '2021-06-20T09:00:00.000Z',
      chargedFrom: '2021-06-20',
      windowClosesAt: '2021-06-27T09:00:00.000Z',
      fullRefundUntil: '2021-06-21T09:00:00.000Z',
      openedBy: 2,
    };
    expect({ ...outcome, charges: [outcome.charges.map((line) => line.id), lineRows(outcome.charges)] }).toEqual({
      subscription: { ...june, version: 2, quantity: 12, friendlyName: 'Front desk', autoRenew: false, batches: [...june.batches, batch] },
      events: [
        { type: 'SeatsAdded', from: 10, to: 12, windowClosesAt: '2021-06-27T09:00:00.000Z' },
        { type: 'SubscriptionRenamed', friendlyName: 'Front desk' },
        { type: 'AutoRenewTurnedOff' },
      ],
      charges: [
        ['sub-1|00000002|001', 'sub-1|00000002|002'],
        [
          ['addQuantity', '2021-06-20', '2021-07-17', '-9.408', 10, '-94.08'],
          ['addQuantity', '2021-06-20', '2021-07-17', '9.408', 12, '112.89'],
        ],
      ],
      windowsOpened: [batch],
      windowsUsed: [],
      removed: [],
      reversibleUntil: '2021-06-27T09:00:00.000Z',
    });
  });

  test.each<[string, PatchSubscription]>([
    ['nothing', {}],
    ['what is already so', { quantity: 10, friendlyName: 'Microsoft 365 Business Basic', autoRenewEnabled: true }],
  ])('asking for %s changes nothing, not even the version, at any time', (_name, command) => {
    expect(patch(command, '2021-06-20T09:00:00Z')).toEqual({ ok: true, value: { ...nothing, subscription: june } });
    expect(patch(command, '2021-07-18T00:00:00Z')).toEqual({ ok: true, value: { ...nothing, subscription: june } });
  });

  test('the same PATCH a second time changes nothing', () => {
    const command = { quantity: 12, friendlyName: 'Front desk', autoRenewEnabled: false };
    const once = decided(patch(command, '2021-06-20T09:00:00Z')).subscription;
    expect(patch(command, '2021-06-20T09:00:01Z', once)).toEqual({ ok: true, value: { ...nothing, subscription: once } });
  });

  test('one member refused is all of it refused', () => {
    expect(patch({ friendlyName: 'Front desk', quantity: 0 }, '2021-06-20T09:00:00Z')).toEqual({
      ok: false,
      error: { kind: 'QuantityZero', subscriptionId: 'sub-1' },
    });
  });

  test('[POL-1] the term keeps the window of its policy', () => {
    const policy = { ...newCommerce, windowHours: 72 };
    expect(decided(applyPatch({ quantity: 12 }, june, policy, at('2021-06-20T09:00:00Z'))).reversibleUntil).toBe('2021-06-23T09:00:00.000Z');
  });

  test('[SUB-7] the 2,000th change is one version more, and there are never more batches than seats', () => {
    let subscription: Subscription = june;
    for (let n = 1; n <= 2000; n += 1) subscription = decided(patch({ quantity: n % 2 === 0 ? 10 : 11 }, '2021-06-20T09:00:00Z', subscription)).subscription;
    expect([subscription.version, subscription.quantity, subscription.batches.length]).toEqual([2001, 10, 10]);
  });
});

describe('friendly name', () => {
  test('[SUB-6 name] can be changed at any time, also when suspended or expired', () => {
    for (const status of ['active', 'suspended', 'expired', 'disabled'] as const) {
      const subscription = { ...june, status };
      expect(patch({ friendlyName: 'Front desk' }, '2021-06-26T09:00:00Z', subscription)).toEqual({
        ok: true,
        value: {
          ...nothing,
          subscription: { ...subscription, version: 2, friendlyName: 'Front desk', batches: [] },
          events: [{ type: 'SubscriptionRenamed', friendlyName: 'Front desk' }],
          reversibleUntil: '2021-07-18T00:00:00.000Z',
        },
      });
    }
  });

  test.each<[string, Subscription, SubscriptionRefusal]>([
    ['[REN-5] once the renewal is due', june, { kind: 'RenewalInProgress', subscriptionId: 'sub-1', since: at('2021-07-18T00:00:00Z') }],
    ['when deleted', { ...june, status: 'deleted' }, { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'deleted' }],
  ])('[SUB-6 name] is refused %s', (_name, subscription, error) => {
    expect(patch({ friendlyName: 'Front desk' }, '2021-07-18T00:00:00.000Z', subscription)).toEqual({ ok: false, error });
  });

  test('[REN-5] [SUB-6 name] 1 ms before the renewal is due it is not refused', () => {
    expect(decided(patch({ friendlyName: 'Front desk' }, '2021-07-17T23:59:59.999Z')).subscription.friendlyName).toBe('Front desk');
  });
});

describe('auto-renew', () => {
  const off: Subscription = { ...june, autoRenew: false };

  test.each<[string, Subscription, boolean, string]>([
    ['off', june, false, 'AutoRenewTurnedOff'],
    ['on again', off, true, 'AutoRenewTurnedOn'],
    ['off in a trial', asKind(june, 'trial'), false, 'AutoRenewTurnedOff'],
  ])('[REN-1] can be turned %s until 1 ms before the term is over', (_name, subscription, autoRenewEnabled, type) => {
    expect(patch({ autoRenewEnabled }, '2021-07-17T23:59:59.999Z', subscription)).toEqual({
      ok: true,
      value: {
        ...nothing,
        subscription: { ...subscription, version: 2, autoRenew: autoRenewEnabled, batches: [] },
        events: [{ type }],
        reversibleUntil: '2021-07-18T00:00:00.000Z',
      },
    });
  });

  test.each<[string, Subscription, boolean, string, SubscriptionRefusal]>([
    [
      '[REN-5] off once the renewal is due',
      june,
      false,
      '2021-07-18T00:00:00.000Z',
      { kind: 'ReadOnlyDuringRenewal', subscriptionId: 'sub-1', member: 'autoRenewEnabled', since: at('2021-07-18T00:00:00Z') },
    ],
    [
      '[REN-6] on once the term is over, though its expiry was not carried out yet',
      off,
      true,
      '2021-07-18T00:00:00.000Z',
      { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' },
    ],
    [
      '[REN-1] on when suspended',
      { ...off, status: 'suspended' },
      true,
      '2021-06-20T09:00:00Z',
      { kind: 'SubscriptionSuspended', subscriptionId: 'sub-1' },
    ],
    [
      '[REN-1] on when expired',
      { ...off, status: 'expired' },
      true,
      '2021-08-20T09:00:00Z',
      { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' },
    ],
  ])('cannot be turned %s', (_name, subscription, autoRenewEnabled, now, error) => {
    expect(patch({ autoRenewEnabled }, now, subscription)).toEqual({ ok: false, error });
  });
});
