import { newCommerce } from '../../src/policy/policy';
import { activate, awaitsActivation } from '../../src/saas/activate';
import { applyPatch } from '../../src/subscription/patch';
import { subscriptionSchema } from '../../src/subscription/state';
import { at, bought, decided } from '../subscription/bought';
import { sold } from './sold';

const boughtAt = '2019-06-10T09:00:00Z';
const activatedAt = at('2019-06-12T09:00:00Z');

test.each([30, undefined])('[ORD-6] with %s free days, activation changes neither dates nor charges', (freeDays) => {
  const subscription = sold(boughtAt, freeDays);
  const outcome = decided(activate(subscription, activatedAt));
  expect(outcome).toEqual({
    subscription: { ...subscription, version: 2, activatedAt },
    events: [{ type: 'SubscriptionActivated' }],
    charges: [],
    windowsOpened: [],
    windowsUsed: [],
    removed: [],
    reversibleUntil: null,
  });
  expect([awaitsActivation(subscription), awaitsActivation(outcome.subscription)]).toEqual([true, false]);
  expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
});

test.each([
  ['a second time', { ...sold(boughtAt), activatedAt }, { kind: 'AlreadyActivated', subscriptionId: 'sub-1', activatedAt }],
  ['of a new-commerce licence', bought(boughtAt), { kind: 'NothingToActivate', subscriptionId: 'sub-1' }],
  ['after it ended', { ...sold(boughtAt), status: 'expired' as const }, { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' }],
])('[ORD-6] refused: %s', (_name, subscription, error) => {
  expect(activate(subscription, at('2019-06-13T00:00:00Z'))).toEqual({ ok: false, error });
});

test.each([{ quantity: 2 }, { friendlyName: 'Reports' }, { autoRenewEnabled: false }])('[ORD-6] %j is refused before activation, and allowed after it', (patch) => {
  const subscription = sold(boughtAt);
  const now = at('2019-06-12T10:00:00Z');
  expect(applyPatch(patch, subscription, newCommerce, now)).toEqual({ ok: false, error: { kind: 'ActivationAwaited', subscriptionId: 'sub-1' } });
  expect(applyPatch(patch, { ...subscription, activatedAt }, newCommerce, now).ok).toBe(true);
});

test('[ORD-6] [SUB-9] a client that sends back what it read, before activation, changes nothing', () => {
  const subscription = sold(boughtAt);
  const { quantity, friendlyName, autoRenew: autoRenewEnabled } = subscription;
  expect(decided(applyPatch({ quantity, friendlyName, autoRenewEnabled }, subscription, newCommerce, activatedAt))).toMatchObject({ subscription, events: [] });
});
