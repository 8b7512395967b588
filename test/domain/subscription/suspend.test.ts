import { catalogueOf } from '../../../src/domain/catalogue/state';
import { extendedServiceTerm, newCommerce, policyBook } from '../../../src/domain/policy/policy';
import { catchUp } from '../../../src/domain/subscription/term/catchUp';
import { nextTask } from '../../../src/domain/subscription/nextTask';
import { applyPatch, type PatchSubscription } from '../../../src/domain/subscription/patch';
import { statusAt } from '../../../src/domain/subscription/standing';
import { asKind, type ScheduledChange, type Subscription, subscriptionSchema } from '../../../src/domain/subscription/state';
import { at, bought, decided, offer } from './bought';

const books = policyBook([newCommerce]);
const nothing = catalogueOf('DE', []);
const patched = (subscription: Subscription, patch: PatchSubscription, now: string) => applyPatch(patch, subscription, newCommerce, at(now));

// |--18 Jun 10:00 bought--20 Jun suspended--17 Jul last day--|
const june = bought('2021-06-18T10:00:00Z');
const planned: ScheduledChange = { requestedAt: at('2021-06-19T00:00:00Z'), product: { ...offer, termDuration: 'P1Y', billingCycle: 'monthly' }, quantity: 5 };
const suspended = decided(patched(june, { status: 'suspended' }, '2021-06-20T10:00:00Z')).subscription;

describe('suspending', () => {
  test('[SUS-1] [SUS-2] access stops, auto-renew goes off, nothing is charged or refunded; until the term is over it can be taken back', () => {
    const { subscription, events, charges, reversibleUntil } = decided(patched(june, { status: 'suspended' }, '2021-06-20T10:00:00Z'));
    expect(subscription).toMatchObject({ status: 'suspended', suspendedAt: '2021-06-20T10:00:00.000Z', autoRenew: false, quantity: 10 });
    expect([events.map(({ type }) => type), charges, reversibleUntil]).toEqual([['AutoRenewTurnedOff', 'SubscriptionSuspended'], [], '2021-07-18T00:00:00.000Z']);
    expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  });

  test('[SUS-4] the scheduled change goes, and the answer says so; a change of billing cycle stays', () => {
    const nextCharge = { requestedAt: at('2021-06-19T00:00:00Z'), billingCycle: 'annual' as const, cyclePrice: '120', proration: 'MONTHS_LEFT' as const };
    const { subscription, removed } = decided(patched({ ...june, scheduledChange: planned, nextCharge }, { status: 'suspended' }, '2021-06-20T10:00:00Z'));
    expect([subscription.scheduledChange, removed, subscription.nextCharge]).toEqual([undefined, ['scheduledNextTermInstructions'], nextCharge]);
  });

  test.each<[string, PatchSubscription]>([
    ['more seats', { quantity: 11 }],
    ['fewer seats', { quantity: 9 }],
    ['auto-renew', { autoRenewEnabled: true }],
  ])('[SUS-4] a suspended one refuses %s', (_name, patch) => {
    expect(patched(suspended, patch, '2021-06-21T10:00:00Z')).toEqual({ ok: false, error: { kind: 'SubscriptionSuspended', subscriptionId: 'sub-1' } });
  });

  test('[SUB-6] its name can be changed all the same', () => {
    expect(patched(suspended, { friendlyName: 'On hold' }, '2021-06-21T10:00:00Z')).toMatchObject({ ok: true, value: { subscription: { friendlyName: 'On hold', status: 'suspended' } } });
  });

  test.each<[string, Subscription, string, object]>([
    ['twice changes nothing', suspended, '2021-06-21T10:00:00Z', { ok: true, value: { events: [] } }],
    ['not a trial', asKind(june, 'trial'), '2021-06-20T10:00:00Z', { ok: false, error: { kind: 'TrialStatusFixed' } }],
    ['not what has expired', { ...june, status: 'expired' }, '2021-06-20T10:00:00Z', { ok: false, error: { kind: 'StatusNotReachable', from: 'expired' } }],
    ['1 ms before the term is over', june, '2021-07-17T23:59:59.999Z', { ok: true }],
    ['not once the renewal is due [REN-5]', june, '2021-07-18T00:00:00.000Z', { ok: false, error: { kind: 'ReadOnlyDuringRenewal', member: 'status' } }],
  ])('[SUS-1] %s', (_name, subscription, now, expected) => {
    expect(patched(subscription, { status: 'suspended' }, now)).toMatchObject(expected);
  });

  test('[SUS-1] with more seats, or auto-renew turned on, in one PATCH: both cannot be meant', () => {
    expect(patched(june, { status: 'suspended', quantity: 12 }, '2021-06-20T10:00:00Z')).toMatchObject({ ok: false, error: { kind: 'MembersContradict' } });
    expect(patched({ ...june, autoRenew: false }, { status: 'suspended', autoRenewEnabled: true }, '2021-06-20T10:00:00Z')).toMatchObject({ ok: false, error: { kind: 'MembersContradict' } });
    expect(patched(june, { status: 'suspended', quantity: 0, autoRenewEnabled: false }, '2021-06-20T10:00:00Z')).toMatchObject({ ok: true, value: { subscription: { status: 'suspended', quantity: 10 } } });
  });
});

describe('resuming', () => {
  test('[SUS-2] access is back, auto-renew stays off', () => {
    const { subscription, events } = decided(patched(suspended, { status: 'active' }, '2021-07-01T10:00:00Z'));
    expect(subscription).toMatchObject({ status: 'active', autoRenew: false });
    expect([subscription.suspendedAt, events]).toEqual([undefined, [{ type: 'SubscriptionResumed' }]]);
  });

  test('[SUS-2] what else the same PATCH asks for finds it active', () => {
    expect(patched(suspended, { status: 'active', autoRenewEnabled: true, quantity: 12 }, '2021-07-01T10:00:00Z')).toMatchObject({ ok: true, value: { subscription: { status: 'active', autoRenew: true, quantity: 12, version: 3 } } });
  });

  test.each([
    ['1 ms before the term is over', '2021-07-17T23:59:59.999Z', { ok: true }],
    ['not once it is over', '2021-07-18T00:00:00.000Z', { ok: false, error: { kind: 'StatusNotReachable', from: 'disabled', to: 'active' } }],
  ])('[SUS-3] %s', (_name, now, expected) => {
    expect(patched(suspended, { status: 'active' }, now)).toMatchObject(expected);
  });
});

describe('the end of a suspended term', () => {
  test('[SUS-1] cycles are charged as if nothing had happened', () => {
    const year = decided(patched(bought('2021-06-18T10:00:00Z', { termDuration: 'P1Y' }), { status: 'suspended' }, '2021-06-20T10:00:00Z')).subscription;
    const steps = catchUp(year, nothing, books, at('2022-06-18T00:00:00Z'));
    expect(steps.map(({ events }) => events[0]?.type)).toEqual([...Array.from({ length: 11 }, () => 'CycleCharged'), 'SubscriptionExpired']);
    expect(steps.flatMap(({ charges }) => charges.map(({ subtotal }) => subtotal))).toEqual(Array.from({ length: 11 }, () => '100.80'));
  });

  test.each([
    ['1 ms before its term is over', '2021-07-17T23:59:59.999Z', 'suspended', 0],
    ['at the instant it is over', '2021-07-18T00:00:00.000Z', 'disabled', 1],
  ])('[SUS-3] %s', (_name, now, status, steps) => {
    expect(statusAt(suspended, at(now))).toBe(status);
    expect(catchUp(suspended, nothing, books, at(now))).toHaveLength(steps);
  });

  test('[SUS-3] it ends disabled, its data marked for deletion, and cannot be resumed', () => {
    const [end] = catchUp(suspended, nothing, books, at('2021-07-18T00:00:00Z'));
    expect(end?.events).toEqual([{ type: 'SubscriptionExpired', reason: 'Suspended' }]);
    expect(end?.subscription).toMatchObject({ status: 'disabled', deletedFrom: '2021-11-15T00:00:00.000Z' });
    expect(patched(end?.subscription ?? suspended, { status: 'active' }, '2021-07-19T00:00:00Z')).toMatchObject({ ok: false, error: { kind: 'StatusNotReachable', from: 'disabled' } });
  });

  test('[SUS-3] [POL-2] no extended service follows a suspended term', () => {
    const year = bought('2025-05-05T12:00:00Z', { termDuration: 'P1Y', billingCycle: 'annual' }, extendedServiceTerm);
    const stopped = decided(applyPatch({ status: 'suspended' }, year, extendedServiceTerm, at('2025-06-05T12:00:00Z'))).subscription;
    expect(nextTask(stopped)).toEqual({ kind: 'expiry', dueAt: '2026-05-05T00:00:00.000Z' });
  });
});
