import { newCommerce } from '../../../../../src/domain/policy/policy';
import { activate, awaitsActivation } from '../../../../../src/domain/subscription/kinds/saas/activate';
import { applyPatch, type PatchSubscription } from '../../../../../src/domain/subscription/patch';
import { asKind, subscriptionSchema } from '../../../../../src/domain/subscription/state';
import { at, bought, decided } from '../../bought';
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
  ['a second time', asKind({ ...sold(boughtAt), activatedAt }, 'saas'), { kind: 'AlreadyActivated', subscriptionId: 'sub-1', activatedAt }],
  ['of a new-commerce licence', bought(boughtAt), { kind: 'NothingToActivate', subscriptionId: 'sub-1' }],
  ['after it ended', { ...sold(boughtAt), status: 'expired' as const }, { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'expired' }],
])('[ORD-6] refused: %s', (_name, subscription, error) => {
  expect(activate(subscription, at('2019-06-13T00:00:00Z'))).toEqual({ ok: false, error });
});

test.each<PatchSubscription>([{ quantity: 2 }, { friendlyName: 'Reports' }, { status: 'suspended' }])('[ORD-6] %j is refused before activation, and allowed after it', (patch) => {
  const subscription = sold(boughtAt);
  const now = at('2019-06-12T10:00:00Z');
  expect(applyPatch(patch, subscription, newCommerce, now)).toEqual({ ok: false, error: { kind: 'ActivationAwaited', subscriptionId: 'sub-1' } });
  expect(applyPatch(patch, asKind({ ...subscription, activatedAt }, 'saas'), newCommerce, now).ok).toBe(true);
});

describe('given up before activation', () => {
  const monthly = sold(boughtAt);
  const yearly = sold(boughtAt, undefined, { termDuration: 'P1Y', billingCycle: 'annual', cyclePrice: '24' });
  const free = sold(boughtAt, 30);

  test.each([
    ['[CAN-4] monthly, 1 ms before 24 hours', monthly, '2019-06-11T08:59:59.999Z', 'deleted', ['-2.00']],
    ['[CAN-4] monthly, after 24 hours: with its renewal', monthly, '2019-06-11T09:00:00.000Z', 'active', []],
    ['[CAN-5] annual, 1 ms before 14 days', yearly, '2019-06-24T08:59:59.999Z', 'deleted', ['-24.00']],
    ['[CAN-5] annual, after 14 days: with its renewal', yearly, '2019-06-24T09:00:00.000Z', 'active', []],
    ['[CAN-4] its free days, after 24 hours: it never turns paid', free, '2019-06-11T09:00:00.000Z', 'active', []],
  ] as const)('%s', (_name, subscription, now, status, refunds) => {
    const { subscription: left, charges } = decided(applyPatch({ status: 'deleted' }, subscription, newCommerce, at(now)));
    expect([left.status, left.autoRenew, charges.map(({ subtotal }) => subtotal)]).toEqual([status, false, refunds]);
  });

  test('[CAN-4] auto-renew goes off, and on again', () => {
    const off = decided(applyPatch({ autoRenewEnabled: false }, monthly, newCommerce, at('2019-06-12T09:00:00Z'))).subscription;
    const on = decided(applyPatch({ autoRenewEnabled: true }, off, newCommerce, at('2019-06-12T10:00:00Z'))).subscription;
    expect([off.autoRenew, on.autoRenew]).toEqual([false, true]);
  });

  test.each<PatchSubscription>([
    { status: 'deleted', friendlyName: 'Reports' },
    { autoRenewEnabled: false, quantity: 2 },
    { atTermEnd: 'cancel' },
  ])('[ORD-6] what else is sent with it is refused: %j', (patch) => {
    expect(applyPatch(patch, monthly, newCommerce, at('2019-06-10T10:00:00Z'))).toEqual({ ok: false, error: { kind: 'ActivationAwaited', subscriptionId: 'sub-1' } });
  });

  test('[CAN-2] once it is cancelled it is neither activated nor changed', () => {
    const gone = decided(applyPatch({ status: 'deleted' }, monthly, newCommerce, at('2019-06-10T10:00:00Z'))).subscription;
    const error = { kind: 'SubscriptionNotActive', subscriptionId: 'sub-1', status: 'deleted' };
    expect(activate(gone, at('2019-06-10T11:00:00Z'))).toEqual({ ok: false, error });
    expect(applyPatch({ friendlyName: 'Reports' }, gone, newCommerce, at('2019-06-10T11:00:00Z'))).toEqual({ ok: false, error });
  });
});

test('[ORD-6] [SUB-9] a client that sends back what it read, before activation, changes nothing', () => {
  const subscription = sold(boughtAt);
  const { quantity, friendlyName, autoRenew: autoRenewEnabled } = subscription;
  expect(decided(applyPatch({ quantity, friendlyName, autoRenewEnabled }, subscription, newCommerce, activatedAt))).toMatchObject({ subscription, events: [] });
});
