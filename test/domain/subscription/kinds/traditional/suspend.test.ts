import { catalogueOf } from '../../../../../src/domain/catalogue/state';
import { newCommerce, policyBook } from '../../../../../src/domain/policy/policy';
import { catchUp } from '../../../../../src/domain/subscription/term/catchUp';
import { nextTask } from '../../../../../src/domain/subscription/nextTask';
import { allOf, type Outcome } from '../../../../../src/domain/subscription/outcome';
import { applyPatch, type PatchSubscription } from '../../../../../src/domain/subscription/patch';
import { comingOf } from '../../../../../src/domain/options/deadlines';
import { asKind, subscriptionSchema, type Subscription } from '../../../../../src/domain/subscription/state';
import { lineRows } from '../../../billing/lineRows';
import { at, decided } from '../../bought';
import { addOn, base, buyAddOn } from './held';

const boughtAt = '2018-01-13T10:00:00Z';
const patched = (patch: PatchSubscription, subscription: Subscription, now: string, family: readonly Subscription[] = []) => applyPatch(patch, subscription, newCommerce, at(now), { family });
const suspended = (subscription: Subscription, now: string, family: readonly Subscription[] = []): Outcome => decided(patched({ status: 'suspended' }, subscription, now, family));
const resumed = (subscription: Subscription, now: string, family: readonly Subscription[] = []): Outcome => decided(patched({ status: 'active' }, subscription, now, family));
const rows = ({ charges }: Outcome) => lineRows(charges).map(([type, from, to, , quantity, amount]) => [type, from, to, quantity, amount]);
const dueUntil = (subscription: Subscription, now: string, addOns: readonly Subscription[] = []) => catchUp(subscription, catalogueOf('DE', []), policyBook([newCommerce]), at(now), addOns);

/** A base with one seat and an add-on with two, bought together. */
const aFamily = () => {
  const { addOn: hung, base: with1 } = addOn(base(boughtAt), boughtAt);
  return { held: with1.subscription, hung: hung.subscription };
};

test('[MIG-2] T2: suspended on 1 February, within its first 30 days, the whole cycle comes back', () => {
  const outcome = suspended(base(boughtAt), '2018-02-01T10:00:00Z');
  expect(rows(outcome)).toEqual([['Cancel fee', '2018-01-13', '2018-02-12', 1, '-4.00']]);
  expect(outcome.events).toEqual([{ type: 'AutoRenewTurnedOff' }, { type: 'SubscriptionSuspended' }]);
  expect(outcome.subscription).toMatchObject({ status: 'suspended', suspendedAt: '2018-02-01T10:00:00.000Z', autoRenew: false });
  expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
});

test.each([
  ['on the 30th day the whole cycle', '2018-02-11T23:59:59.999Z', [['Cancel fee', '2018-01-13', '2018-02-12', 1, '-4.00']]],
  ['on the 31st what is left of it, that day included', '2018-02-12T00:00:00.000Z', [['Cancel fee', '2018-02-12', '2018-02-12', 1, '-0.13']]],
  ['as the next cycle begins, all of that, which is charged first', '2018-02-13T00:00:00.000Z', [['Cycle fee', '2018-02-13', '2018-03-12', 1, '4.00'], ['Cancel fee', '2018-02-13', '2018-03-12', 1, '-4.00']]],
])('[MIG-2] suspending gives back %s', (_name, now, expected) => {
  expect(rows(suspended(base(boughtAt), now))).toEqual(expected);
});

test('[MIG-2] seats added in the cycle come back as they were charged, line by line', () => {
  const grown = decided(patched({ quantity: 2 }, base(boughtAt), '2018-02-01T09:00:00Z')).subscription;
  expect(rows(suspended(grown, '2018-02-02T09:00:00Z'))).toEqual([['Cancel fee', '2018-01-13', '2018-01-31', 1, '-2.45'], ['Cancel fee', '2018-02-01', '2018-02-12', 2, '-3.10']]);
});

test('[MIG-2] [ORD-5] an add-on bought in the cycle gives back what was charged for it and no more', () => {
  const { addOn: late } = addOn(base(boughtAt), '2018-02-01T09:00:00Z');
  expect(rows(decided(patched({ status: 'deleted' }, late.subscription, '2018-02-05T09:00:00Z')))).toEqual([['Cancel fee', '2018-02-01', '2018-02-12', 2, '-3.10']]);
});

describe('while it is suspended', () => {
  const paused = suspended(base(boughtAt), '2018-02-01T10:00:00Z').subscription;

  test('[MIG-2] no cycle is charged, and none is announced', () => {
    expect(dueUntil(paused, '2019-01-12T23:59:59.999Z')).toEqual([]);
    expect(nextTask(paused)).toEqual({ kind: 'expiry', dueAt: '2019-01-13T00:00:00.000Z' });
    expect(comingOf(paused, at('2018-02-01T10:00:00Z')).map(({ kind }) => kind)).toEqual(['cancellationEnds', 'expiry']);
  });

  test('[MIG-2] [SUS-3] it ends with its term, without access at once', () => {
    const [end] = dueUntil(paused, '2019-01-13T00:00:00.000Z');
    expect([end?.subscription.status, end?.events, end?.charges]).toEqual(['disabled', [{ type: 'SubscriptionExpired', reason: 'Suspended' }], []]);
  });

  test.each([
    ['seats', { quantity: 2 }, { kind: 'SubscriptionSuspended' }],
    ['auto-renew', { autoRenewEnabled: true }, { kind: 'SubscriptionSuspended' }],
  ])('[SUS-4] %s: refused', (_name, patch, error) => {
    expect(patched(patch, paused, '2018-03-01T10:00:00Z')).toMatchObject({ ok: false, error });
  });

  test('[MIG-2] cancelled, nothing comes back a second time', () => {
    const outcome = decided(patched({ status: 'deleted' }, paused, '2018-02-02T10:00:00Z'));
    expect([outcome.subscription.status, outcome.charges]).toEqual(['deleted', []]);
    expect(decided(patched({ status: 'deleted' }, paused, '2018-08-02T10:00:00Z')).charges).toEqual([]);
  });
});

describe('resuming', () => {
  const paused = suspended(base(boughtAt), '2018-02-01T10:00:00Z').subscription;

  test.each([
    ['in the same cycle: from that day to its end', '2018-02-06T10:00:00Z', ['Prorate fees when activate', '2018-02-06', '2018-02-12', 1, '0.90'], 0],
    ['on the day it was suspended', '2018-02-01T20:00:00Z', ['Prorate fees when activate', '2018-02-01', '2018-02-12', 1, '1.55'], 0],
    ['as a later one begins: the whole of it', '2018-04-13T00:00:00.000Z', ['Prorate fees when activate', '2018-04-13', '2018-05-12', 1, '4.00'], 3],
    ['1 ms before the term is over: its last day', '2019-01-12T23:59:59.999Z', ['Prorate fees when activate', '2019-01-12', '2019-01-12', 1, '0.13'], 11],
  ])('[MIG-2] %s', (_name, now, line, index) => {
    const outcome = resumed(paused, now);
    expect(rows(outcome)).toEqual([line]);
    expect(outcome.subscription).toMatchObject({ status: 'active', autoRenew: false, cycle: { index }, term: paused.term });
    expect(outcome.subscription).not.toHaveProperty('suspendedAt');
    expect(subscriptionSchema.parse(outcome.subscription)).toEqual(outcome.subscription);
  });

  test('[MIG-2] at the instant the term is over: refused', () => {
    expect(patched({ status: 'active' }, paused, '2019-01-13T00:00:00.000Z')).toMatchObject({ ok: false, error: { kind: 'StatusNotReachable', from: 'disabled', to: 'active' } });
  });

  test('[MIG-2] then it is charged cycle by cycle again, and given up again it gives back what was charged since', () => {
    const again = resumed(paused, '2018-02-06T10:00:00Z').subscription;
    expect(nextTask(again)).toEqual({ kind: 'cycleCharge', dueAt: '2018-02-13T00:00:00.000Z' });
    expect(rows(suspended(again, '2018-02-08T10:00:00Z'))).toEqual([['Cancel fee', '2018-02-06', '2018-02-12', 1, '-0.90']]);
    const [next] = dueUntil(again, '2018-02-13T00:00:00.000Z');
    expect(next && rows(next)).toEqual([['Cycle fee', '2018-02-13', '2018-03-12', 1, '4.00']]);
  });

  test('[MIG-2] seats change from what was charged since', () => {
    const again = resumed(paused, '2018-02-06T10:00:00Z').subscription;
    expect(rows(decided(patched({ quantity: 2 }, again, '2018-02-06T11:00:00Z')))).toEqual([['Cycle Instance Prorate', '2018-02-06', '2018-02-12', 1, '-0.90'], ['Cycle Instance Prorate', '2018-02-06', '2018-02-12', 2, '1.81']]);
  });
});

describe('a base and its add-ons', () => {
  test('[MIG-2] [ORD-5] are suspended together, each with its credit, and resumed together', () => {
    const { held, hung } = aFamily();
    const both = allOf(suspended(held, '2018-03-01T10:00:00Z', [hung]));
    expect(both.map(({ subscription }) => [subscription.id, subscription.status, subscription.autoRenew, subscription.version])).toEqual([['base', 'suspended', false, 2], ['add-on', 'suspended', true, 2]]);
    expect(both.map(rows)).toEqual([
      [['Cycle fee', '2018-02-13', '2018-03-12', 1, '4.00'], ['Cancel fee', '2018-03-01', '2018-03-12', 1, '-1.71']],
      [['Cycle fee', '2018-02-13', '2018-03-12', 2, '8.00'], ['Cancel fee', '2018-03-01', '2018-03-12', 2, '-3.43']],
    ]);
    const [ownPaused, addOnPaused] = both.map(({ subscription }) => subscription);
    if (ownPaused === undefined || addOnPaused === undefined) throw new Error('Both were suspended');
    const again = allOf(resumed(ownPaused, '2018-03-05T10:00:00Z', [addOnPaused]));
    expect(again.map(({ subscription }) => subscription.status)).toEqual(['active', 'active']);
    expect(again.map(rows)).toEqual([[['Prorate fees when activate', '2018-03-05', '2018-03-12', 1, '1.14']], [['Prorate fees when activate', '2018-03-05', '2018-03-12', 2, '2.29']]]);
  });

  test('[MIG-2] an add-on given up before its base stays so when the base is resumed; one that has ended does not come back', () => {
    const { held, hung } = aFamily();
    const before = suspended(hung, '2018-03-01T10:00:00Z', [held]).subscription;
    const ended: Subscription = { ...hung, id: 'gone', status: 'deleted' };
    const paused = suspended(held, '2018-03-02T10:00:00Z', [before, ended]);
    expect(paused.alongside).toBeUndefined();
    expect(resumed(paused.subscription, '2018-03-03T10:00:00Z', [before, ended]).alongside).toBeUndefined();
  });

  test.each([
    ['suspended', '2018-03-03T10:00:00Z', { ok: false, error: { kind: 'ParentNotActive', parentId: 'base', status: 'suspended' } }],
    ['active', '2018-03-03T10:00:00Z', { ok: true }],
  ])('[MIG-2] an add-on alone is resumed only while its base is active: %s', (status, now, expected) => {
    const { held, hung } = aFamily();
    const gone = suspended(hung, '2018-03-01T10:00:00Z', [held]).subscription;
    const parent = status === 'active' ? held : suspended(held, '2018-03-02T10:00:00Z', [gone]).subscription;
    expect(patched({ status: 'active' }, gone, now, [parent])).toMatchObject(expected);
  });

  test('[MIG-2] none is bought for a suspended base', () => {
    const paused = suspended(base(boughtAt), '2018-02-01T10:00:00Z').subscription;
    expect(buyAddOn(paused, '2018-02-02T10:00:00Z')).toMatchObject({ ok: false, error: { kind: 'ParentNotActive', status: 'suspended' } });
  });

  test('[MIG-2] [SUS-3] both end with the term', () => {
    const { held, hung } = aFamily();
    const [ownPaused, addOnPaused] = allOf(suspended(held, '2018-03-01T10:00:00Z', [hung])).map(({ subscription }) => subscription);
    if (ownPaused === undefined || addOnPaused === undefined) throw new Error('Both were suspended');
    const ends = dueUntil(ownPaused, '2019-01-13T00:00:00.000Z', [addOnPaused]);
    expect(ends.map(({ subscription }) => [subscription.id, subscription.status])).toEqual([['base', 'disabled'], ['add-on', 'disabled']]);
    expect(ends.flatMap(({ charges }) => charges)).toEqual([]);
  });

  test('[MIG-2] [ORD-5] a base whose add-ons have all ended can be cancelled; one that is suspended still counts', () => {
    const { held, hung } = aFamily();
    expect(patched({ status: 'deleted' }, held, '2018-03-01T10:00:00Z', [{ ...hung, status: 'deleted' }]).ok).toBe(true);
    expect(patched({ status: 'deleted' }, held, '2018-03-01T10:00:00Z', [{ ...hung, status: 'suspended' }])).toMatchObject({ ok: false, error: { kind: 'AddOnsAttached', addOnIds: ['add-on'] } });
  });

  test('[ORD-5] [PRE-3] add-ons that stand in the way are named in the order in which they were bought, however they were read', () => {
    const { held, hung } = aFamily();
    const [first, second] = [{ ...hung, id: 'z' }, { ...hung, id: 'a' }];
    const both = asKind({ ...held, addOnIds: ['z', 'a'] }, 'traditional');
    for (const family of [[first, second], [second, first]]) expect(patched({ status: 'deleted' }, both, '2018-03-01T10:00:00Z', family)).toMatchObject({ ok: false, error: { kind: 'AddOnsAttached', addOnIds: ['z', 'a'] } });
  });

  test.each([
    [18, [], { ok: true }],
    [18, ['18', '19'], { ok: true }],
    [18, ['18', '19', '20'], { ok: false, error: { kind: 'FamilyTooLarge', rows: 97, most: 96 } }],
    [19, [], { ok: false, error: { kind: 'FamilyTooLarge', rows: 99, most: 96 } }],
  ])('[MIG-2] what does not fit one transaction of 99 rows is refused whole: %i add-ons of which each was changed in the cycle, and the base on the days %j', (count, days, expected) => {
    const { held: asBought, hung } = aFamily();
    const held = days.reduce((base, day, index) => decided(patched({ quantity: 2 + index }, base, `2018-01-${day}T10:00:00Z`)).subscription, asBought);
    const changedOnce = decided(patched({ quantity: 1 }, hung, '2018-01-20T10:00:00Z')).subscription;
    const many = Array.from({ length: count }, (_, index): Subscription => ({ ...changedOnce, id: `add-on ${index}` }));
    expect(patched({ status: 'suspended' }, held, '2018-02-01T10:00:00Z', many)).toMatchObject(expected);
  });
});
