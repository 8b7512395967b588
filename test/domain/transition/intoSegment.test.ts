import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type Segment } from '../../../src/domain/catalogue/state';
import { type Subscription } from '../../../src/domain/subscription/state';
import { transitionEligibilities } from '../../../src/domain/transition/eligibility';
import { transition } from '../../../src/domain/transition/transition';
import { at } from '../subscription/bought';
import { catalogue, context, offerOf, suite } from './suites';

const now = at('2021-06-26T10:00:00Z');
const availability = (segment: Segment): string => availabilityIdOf('SUITEB', '0001', segment, 'DE');
/** The suites, B for schools too, at half its price. */
const schools = catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === 'SUITEB' ? { ...item, lines: item.lines.flatMap((line) => [line, { ...line, segment: 'education' as const, unitPrice: '3.2' }]) } : item)));

const source = suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 30 });
const paidForm = { productId: 'SUITEB', skuId: '0001', availabilityId: availability('commercial'), termDuration: 'P1Y', billingCycle: 'monthly' } as const;
const trial = suite<'trial'>('SUITEC', '2021-06-18T10:00:00Z', { kind: 'trial', quantity: 25, cyclePrice: '0', paidForm });
/** Of B in a segment, out of its window. */
const target = (segment: Segment): Subscription => suite('SUITEB', '2021-06-18T10:00:00Z', { subscriptionId: `of ${segment}`, offer: { ...offerOf('SUITEB'), availabilityId: availability(segment) } });

const both = [target('commercial'), target('education')];
const into = (from: Subscription, named: Segment, existing: Segment, customer: Segment) => {
  const done = transition({ toCatalogItemId: `SUITEB:0001:${availability(named)}`, quantity: from.quantity, transitionType: 'transition_only', toSubscriptionId: `of ${existing}` }, from, { ...context([from, ...both]), catalogue: schools, segment: customer }, now);
  return done.ok ? undefined : done.error;
};
const refused = (existing: Segment) => ({ kind: 'TargetIsOtherItem', subscriptionId: `of ${existing}`, catalogItemId: `SUITEB:0001:${availability(existing)}` });

describe.each([
  ['UPG-3', 'licences', source],
  ['TRI-4', 'a trial', trial],
] as const)('[%s] [CUS-3] %s', (_rule, _name, from) => {
  test('go into a subscription of the offer that is named, and into none of its SKU in another segment', () => {
    expect([into(from, 'education', 'education', 'education'), into(from, 'commercial', 'commercial', 'education')]).toEqual([undefined, undefined]);
    expect([into(from, 'commercial', 'education', 'education'), into(from, 'education', 'commercial', 'education')]).toEqual([refused('education'), refused('commercial')]);
  });

  test('of a customer that is no school any more go into nothing at the price of schools', () => {
    expect(into(from, 'commercial', 'education', 'commercial')).toEqual(refused('education'));
    expect(into(from, 'education', 'education', 'commercial')).toMatchObject({ kind: 'UpgradeNotOffered' });
  });

  test('eligible is what is of the offer', () => {
    const eligible = transitionEligibilities(from, 'immediate', { ...context([from, ...both]), catalogue: schools, segment: 'education' }, now).map(({ target: offer, into: existing }) => [offer.segment, existing.map(({ subscription, obstacles }) => [subscription.id, obstacles.length])]);
    expect(eligible).toEqual(expect.arrayContaining([['commercial', [['of commercial', 0]]], ['education', [['of education', 0]]]]));
  });
});
