import { extendedServiceTerm } from '../../../src/domain/policy/policy';
import { type Subscription } from '../../../src/domain/subscription/state';
import { at } from '../subscription/bought';
import { suite, upgrade } from './suites';

// |--1 Jun A and a trial are taken--|--5 Jun B goes on by the month, to 4 Jul--|--20 Jun their licences shall go to it--|
const policy = extendedServiceTerm;
const month = suite('SUITEB', '2026-06-05T00:00:00Z', { subscriptionId: 'sub-2' }, policy);
const extended: Subscription = { ...month, autoRenew: false, batches: [], extendedFrom: { termDuration: 'P1Y', billingCycle: 'monthly' } };
const fixed = { ok: false, error: { kind: 'ExtendedQuantityFixed', subscriptionId: 'sub-2' } };
const into = (source: Subscription) => upgrade({ toSubscriptionId: 'sub-2' }, source, '2026-06-20T10:00:00Z', [{ ...extended, term: { ...extended.term, cancellableUntil: at('2026-07-05T00:00:00Z') } }], policy);

test('[POL-2] [TRI-4] a trial does not become a part of what is in extended service, whose licences are fixed', () => {
  const paidForm = { productId: 'SUITEB', skuId: '0001', availabilityId: 'X', termDuration: 'P1Y', billingCycle: 'monthly' } as const;
  expect(into(suite('SUITEA', '2026-06-01T10:00:00Z', { kind: 'trial', paidForm }, policy))).toEqual(fixed);
});

test('[POL-2] [UPG-3] nor do licences that are upgraded', () => {
  expect(into(suite('SUITEA', '2026-06-01T10:00:00Z', {}, policy))).toEqual(fixed);
});
