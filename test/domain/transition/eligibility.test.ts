import { transitionEligibilities, type EligibilityType } from '../../../src/domain/transition/eligibility';
import { type Subscription, type SubscriptionOf } from '../../../src/domain/subscription/state';
import { at } from '../subscription/bought';
import { context, itemId, suite, upgrade } from './suites';

const source = suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 30 });
const other = suite('SUITEB', '2021-06-18T10:00:00Z', { subscriptionId: 'sub-2' });
const now = '2021-06-26T10:00:00Z';

const eligibilities = (of: Subscription, others: readonly Subscription[] = [], type: EligibilityType = 'immediate', when = now) =>
  transitionEligibilities(of, type, context([of, ...others]), at(when)).map(({ target, quantity, types, into }) => ({
    to: target.catalogItemId,
    quantity,
    types: types.map(({ transitionType, obstacles }) => [transitionType, ...obstacles.map(({ code }) => code)]),
    into: into.map(({ subscription, obstacles }) => [subscription.id, ...obstacles.map(({ code }) => code)]),
  }));

test('[UPG-1] every target the catalogue names, none that it refuses by name', () => {
  expect(eligibilities(source)).toEqual([{ to: itemId('SUITEB'), quantity: 30, types: [['transition_only'], ['transition_with_license_transfer']], into: [] }]);
});

test('[UPG-1] none where it names no target', () => {
  expect(eligibilities(suite('SUITED', '2021-06-18T10:00:00Z', { quantity: 2 }))).toEqual([]);
});

test.each([
  ['suspended', { status: 'suspended' as const }, now, 2],
  ['being renewed', {}, '2021-07-18T00:00:00Z', 0],
])('[UPG-1] one that is %s: both ways refused, with the number of the reason', (_name, differing, when, code) => {
  expect(eligibilities({ ...source, ...differing }, [], 'immediate', when)[0]?.types).toEqual([['transition_only', code], ['transition_with_license_transfer', code]]);
});

test('[UPG-6] the eligible way comes first: licences cannot be moved where the customer has the target already', () => {
  expect(eligibilities(source, [other])[0]?.types).toEqual([['transition_only'], ['transition_with_license_transfer', 3]]);
});

test('[UPG-1] a target that is sold only for a longer term is eligible', () => {
  const year = suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y', billingCycle: 'annual' });
  expect(eligibilities(year)[0]?.types[0]).toEqual(['transition_only']);
});

test.each<[string, Partial<SubscriptionOf<'licence'>>, string, unknown[]]>([
  ['free to take them', {}, now, ['sub-2']],
  ['not active', { status: 'suspended' }, now, ['sub-2', 1]],
  ['within its window', {}, '2021-06-25T09:59:59.999Z', ['sub-2', 2]],
  ['of another term', { termDuration: 'P3Y' }, now, ['sub-2', 3]],
  ['as large as leaves room for them', { quantity: 970 }, now, ['sub-2']],
  ['one licence larger', { quantity: 971 }, now, ['sub-2', 0]],
])('[UPG-3] an existing subscription that is %s', (_name, differing, when, expected) => {
  expect(eligibilities(source, [{ ...other, ...differing }], 'immediate', when)[0]?.into).toEqual([expected]);
});

test('[UPG-3] deleted ones and those of other partners are not listed', () => {
  expect(eligibilities(source, [{ ...other, status: 'deleted' }, { ...other, id: 'sub-3', partnerId: 'partner-2' }])[0]?.into).toEqual([]);
});

test('[UPG-1] with the next term: into no existing subscription, and only while auto-renew is on', () => {
  expect(eligibilities(source, [other], 'scheduled')[0]?.into).toEqual([]);
  expect(eligibilities({ ...source, autoRenew: false }, [], 'scheduled')[0]?.types[0]).toEqual(['transition_only', 0]);
});

test.each<[string, Subscription, boolean, boolean]>([
  ['that is sold only for shorter terms', suite('SUITEB', '2021-06-18T10:00:00Z', { quantity: 5, termDuration: 'P3Y', billingCycle: 'triennial' }), false, true],
  ['of SaaS, for which nothing is planned', suite<'saas'>('SUITEA', '2021-06-18T10:00:00Z', { kind: 'saas' }), true, false],
  ['of software, which becomes another only with its next term', suite<'software'>('SUITEA', '2021-06-18T10:00:00Z', { kind: 'software' }), false, true],
])('[UPG-1] [SCH-1] a target %s: at once by the rule of the upgrade, with the next term by that of the plan', (_name, of, atOnce, planned) => {
  const isEligible = (type: EligibilityType): boolean => eligibilities(of, [], type)[0]?.types[0]?.length === 1;
  expect([isEligible('immediate'), isEligible('scheduled')]).toEqual([atOnce, planned]);
});

test('[UPG-1] what is eligible succeeds, what is not is refused', () => {
  for (const [of, others] of [[source, []], [source, [other]], [{ ...source, status: 'suspended' as const }, []], [source, [{ ...other, status: 'suspended' as const }]]] as const) {
    for (const { to, types, into } of eligibilities(of, others)) {
      expect(upgrade({ toCatalogItemId: to }, of, now, others).ok).toBe(types[0]?.length === 1);
      for (const [toSubscriptionId, ...codes] of into) expect(upgrade({ toCatalogItemId: to, toSubscriptionId: String(toSubscriptionId) }, of, now, others).ok).toBe(codes.length === 0);
    }
  }
});
