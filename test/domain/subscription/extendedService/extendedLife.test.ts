import { availabilityIdOf } from '../../../../src/domain/catalogue/availabilityId';
import { catalogueOf, type CatalogueItem, type PriceLine } from '../../../../src/domain/catalogue/state';
import { chooseTermEnd } from '../../../../src/domain/subscription/extendedService/chooseTermEnd';
import { instant } from '../../../../src/kernel/instant';
import { extendedServiceTerm, newCommerce, policyBook } from '../../../../src/domain/policy/policy';
import { catchUp } from '../../../../src/domain/subscription/term/catchUp';
import { nextTask } from '../../../../src/domain/subscription/nextTask';
import { type Outcome } from '../../../../src/domain/subscription/outcome';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { renewalSince, statusAt } from '../../../../src/domain/subscription/standing';
import { subscriptionSchema, type Subscription } from '../../../../src/domain/subscription/state';
import { lineRows } from '../../billing/lineRows';
import { type KindName } from '../../../../src/domain/subscription/kinds/table';
import { at, bought, decided, offer } from '../bought';

// |--4 May 2025 12:00 a year is bought, monthly 10, and auto-renew turned off--|--3 May 2026 last day of a year bought a day earlier--|--4 May 2026 last day of this one--|
const line = (unitPrice: string, termDuration: PriceLine['termDuration'], effectiveTo = '9999-12-31T00:00:00Z'): PriceLine => ({
  market: 'DE',
  currency: 'EUR',
  segment: 'commercial',
  termDuration,
  billingCycle: 'monthly',
  unitPrice,
  effectiveFrom: instant('2020-01-01T00:00:00Z'),
  effectiveTo: instant(effectiveTo),
  unitOfMeasure: '1 License',
  tags: [],
});
const catalogueWith = (lines: readonly PriceLine[]) => {
  const item: CatalogueItem = {
    sku: {
      productId: offer.productId,
      skuId: offer.skuId,
      productTitle: offer.title,
      title: offer.title,
      description: '',
      publisherName: offer.publisherName,
      isMicrosoft: true,
      kind: 'licence',
      tags: [],
      minimumQuantity: 1,
      maximumQuantity: 300,
      prerequisiteSkus: [],
      upgradeTargets: [],
      unsupportedUpgrades: [],
      allowedMarkets: [],
    },
    lines: [...lines],
  };
  return catalogueOf('DE', [item]);
};
const withMonths = catalogueWith([line('120', 'P1Y'), line('12', 'P1M')]);
const withoutMonths = catalogueWith([line('120', 'P1Y')]);
const on = policyBook([newCommerce, extendedServiceTerm]);
const sold = { ...offer, availabilityId: availabilityIdOf(offer.productId, offer.skuId, 'commercial', 'DE') };
const year = { offer: sold, termDuration: 'P1Y', billingCycle: 'monthly', cyclePrice: '10' } as const;

const withoutRenewal = (boughtAt: string, policy = extendedServiceTerm): Subscription => {
  const subscription = bought(boughtAt, year, policy);
  return decided(applyPatch({ autoRenewEnabled: false }, subscription, policy, at(boughtAt))).subscription;
};
const ending4May = withoutRenewal('2025-05-05T12:00:00Z');

const lastOf = (outcomes: readonly Outcome[]): Outcome => {
  const last = outcomes.at(-1);
  if (last === undefined) throw new Error('Nothing was due');
  return last;
};
const after = (subscription: Subscription, now: string, catalogue = withMonths, book = on): Outcome => lastOf(catchUp(subscription, catalogue, book, at(now)));

test('[POL-2] [SUS-3] what is suspended ends with its term: that extended service follows is refused, unless it is resumed with it', () => {
  const patched = (subscription: Subscription, patch: Parameters<typeof applyPatch>[0], when: string) => applyPatch(patch, subscription, extendedServiceTerm, at(when));
  const { subscription: suspended } = decided(patched(ending4May, { status: 'suspended' }, '2025-05-20T10:00:00Z'));
  expect(patched(suspended, { atTermEnd: 'extend' }, '2025-05-21T10:00:00Z')).toMatchObject({ ok: false, error: { kind: 'SubscriptionNotActive', status: 'suspended' } });
  expect(decided(patched(suspended, { status: 'active', atTermEnd: 'extend' }, '2025-05-21T10:00:00Z')).events).toEqual([{ type: 'SubscriptionResumed' }]);
  expect(decided(patched(ending4May, { status: 'suspended', atTermEnd: 'extend' }, '2025-05-20T10:00:00Z')).events).toEqual([{ type: 'SubscriptionSuspended' }]);
});

describe('the extended service term', () => {
  test.each([
    ['the last day before it began', withoutRenewal('2025-05-04T12:00:00Z'), '2026-05-03', 'expired'],
    ['the first day of it', ending4May, '2026-05-04', 'active'],
  ])('[POL-2] a term that ends on %s', (_name, subscription, lastDay, status) => {
    expect(subscription.term.end).toBe(lastDay);
    expect(after(subscription, '2026-05-05T00:00:00Z').subscription.status).toBe(status);
  });

  test.each([
    ['1 ms before 1 April 2025', '2025-03-31T23:59:59.999Z', newCommerce.name],
    ['from 1 April 2025 on', '2025-04-01T00:00:00.000Z', extendedServiceTerm.name],
  ])('[POL-2] what is bought %s begins under %s', (_name, boughtAt, name) => {
    const policy = name === newCommerce.name ? newCommerce : extendedServiceTerm;
    const threeYears = bought(boughtAt, { ...year, termDuration: 'P3Y' }, policy);
    expect(threeYears.term.extendable).toBe(name === newCommerce.name ? undefined : true);
  });

  test.each<[string, KindName]>([
    ['a trial', 'trial'],
    ['ISV SaaS', 'saas'],
    ['a traditional subscription', 'traditional'],
  ])('[POL-2] %s has none', (_name, kind) => {
    expect(bought('2025-06-01T00:00:00Z', { ...year, kind }, extendedServiceTerm).term.extendable).toBeUndefined();
  });

  test('[POL-2] [REN-2] is due when the term is over, and is a month at the price of the monthly term and 3 %', () => {
    const { subscription, events, charges, windowsOpened, reversibleUntil } = after(ending4May, '2026-05-05T00:03:00Z');
    expect(events).toEqual([{ type: 'SubscriptionExtended', termNumber: 2, termStart: '2026-05-05', termEnd: '2026-06-04', completedAt: '2026-05-05T00:03:00.000Z' }]);
    expect(lineRows(charges)).toEqual([['renew', '2026-05-05', '2026-06-04', '12.36', 10, '123.60']]);
    expect(subscription).toMatchObject({
      termDuration: 'P1M',
      billingCycle: 'monthly',
      autoRenew: false,
      extendedFrom: { termDuration: 'P1Y', billingCycle: 'monthly' },
      term: { extendable: true, policy: 'extended-service-term', cancellableUntil: '2026-06-05T00:00:00.000Z' },
    });
    expect([windowsOpened, reversibleUntil]).toEqual([[], '2026-06-05T00:00:00.000Z']);
    expect(subscriptionSchema.parse(subscription)).toEqual(subscription);
  });

  test('[POL-2] where there is no monthly term, a month of the ended one and 23 %', () => {
    expect(lineRows(after(ending4May, '2026-05-05T00:03:00Z', withoutMonths).charges)).toEqual([['renew', '2026-05-05', '2026-06-04', '12.3', 10, '123.00']]);
  });

  test('[POL-2] what is no longer sold expires', () => {
    const withdrawn = catalogueWith([line('120', 'P1Y', '2026-01-01T00:00:00Z')]);
    expect(after(ending4May, '2026-05-05T00:00:00Z', withdrawn).events).toEqual([{ type: 'SubscriptionExpired', reason: 'NoLongerSold' }]);
  });

  test('[POL-2] [REN-7] goes on month by month, each priced by the day it begins, however late it is carried out', () => {
    const dearer = catalogueWith([line('120', 'P1Y'), line('12', 'P1M', '2026-06-05T00:00:00Z'), { ...line('14', 'P1M'), effectiveFrom: instant('2026-06-05T00:00:00Z') }]);
    const outcomes = catchUp(ending4May, dearer, on, at('2026-07-10T09:00:00Z')).filter(({ events }) => events.some(({ type }) => type === 'SubscriptionExtended'));
    expect(outcomes.flatMap(({ charges }) => lineRows(charges))).toEqual([
      ['renew', '2026-05-05', '2026-06-04', '12.36', 10, '123.60'],
      ['renew', '2026-06-05', '2026-07-04', '14.42', 10, '144.20'],
      ['renew', '2026-07-05', '2026-08-04', '14.42', 10, '144.20'],
    ]);
    expect(lastOf(outcomes).subscription.extendedFrom).toEqual({ termDuration: 'P1Y', billingCycle: 'monthly' });
  });

  test('[POL-1] [POL-2] a term that began while it was switched on is extended although it is switched off since', () => {
    const off = policyBook([newCommerce], [extendedServiceTerm]);
    const extended = after(ending4May, '2026-05-05T00:00:00Z', withMonths, off).subscription;
    expect(extended.term.policy).toBe('extended-service-term');
    expect(after(extended, '2026-06-05T00:00:00Z', withMonths, off).events).toMatchObject([{ type: 'SubscriptionExtended', termNumber: 3 }]);
  });

  test('[POL-2] its number of seats is fixed, up and down', () => {
    const extended = after(ending4May, '2026-05-05T00:03:00Z').subscription;
    const now = at('2026-05-05T01:00:00Z');
    for (const quantity of [11, 9]) {
      expect(applyPatch({ quantity }, extended, extendedServiceTerm, now)).toEqual({ ok: false, error: { kind: 'ExtendedQuantityFixed', subscriptionId: 'sub-1' } });
    }
  });

  test('[POL-2] [PRE-3] [SUB-4] before it, no day is named on which seats could be taken off again: none opens a window', () => {
    const now = at('2026-05-01T00:00:00Z');
    const due = after(ending4May, now).subscription;
    expect(applyPatch({ quantity: 9 }, due, extendedServiceTerm, now)).toEqual({ ok: false, error: { kind: 'ReductionWindowClosed', requested: 1, removable: 0 } });
    expect(applyPatch({ status: 'deleted' }, due, extendedServiceTerm, now)).toMatchObject({ ok: false, error: { kind: 'CancellationWindowClosed', nextWindowOpens: '2026-05-05' } });
  });

  test('[POL-2] [REN-1] auto-renew turned on during it brings the plan before it back at the end of the month', () => {
    const extended = after(ending4May, '2026-05-05T00:03:00Z').subscription;
    const renewing = decided(applyPatch({ autoRenewEnabled: true }, extended, extendedServiceTerm, at('2026-05-20T00:00:00Z'))).subscription;
    const { subscription, events, charges, windowsOpened } = after(renewing, '2026-06-05T00:00:00Z');
    expect(events).toMatchObject([{ type: 'SubscriptionRenewed', termStart: '2026-06-05', termEnd: '2027-06-04' }]);
    expect(lineRows(charges)).toEqual([['renew', '2026-06-05', '2026-07-04', '10', 10, '100.00']]);
    expect([subscription.termDuration, subscription.billingCycle, subscription.extendedFrom, windowsOpened.length]).toEqual(['P1Y', 'monthly', undefined, 1]);
  });

  test('[POL-2] [REN-5] while it is due the subscription is active and being renewed, not expired', () => {
    const due = lastOf(catchUp(ending4May, withMonths, on, at('2026-05-04T23:59:59.999Z'))).subscription;
    const over = at('2026-05-05T00:00:00Z');
    expect([statusAt(due, over), renewalSince(due, over), nextTask(due)]).toEqual(['active', over, { kind: 'renewal', dueAt: over }]);
  });
});

describe('choosing what follows the term', () => {
  const now = at('2026-05-04T23:59:59.999Z');
  const due = lastOf(catchUp(ending4May, withMonths, on, now)).subscription;

  test('[POL-2] the end: the subscription expires with its term, and nothing is charged', () => {
    const { subscription, events, reversibleUntil } = decided(chooseTermEnd('cancel', due, now));
    expect([events, reversibleUntil]).toEqual([[{ type: 'TermEndChosen', choice: 'cancel' }], '2026-05-05T00:00:00.000Z']);
    expect(nextTask(subscription)).toEqual({ kind: 'expiry', dueAt: '2026-05-05T00:00:00.000Z' });
    const ended = after(subscription, '2026-05-05T00:00:00Z');
    expect([ended.events, ended.charges]).toEqual([[{ type: 'SubscriptionExpired', reason: 'CancelChosen' }], []]);
  });

  test('[POL-2] [REN-6] the end that was chosen is one for users too, from its instant on and not only once it is carried out', () => {
    const { subscription } = decided(chooseTermEnd('cancel', due, now));
    const over = at('2026-05-05T00:00:00Z');
    expect([statusAt(subscription, now), statusAt(subscription, over), after(subscription, over).subscription.status]).toEqual(['active', 'disabled', 'disabled']);
  });

  test('[POL-2] the choice is taken back, by choosing again or by turning auto-renew on', () => {
    const chosen = decided(chooseTermEnd('cancel', due, now)).subscription;
    expect(decided(chooseTermEnd('extend', chosen, now)).subscription).toEqual(due);
    const renewing = decided(applyPatch({ autoRenewEnabled: true }, chosen, extendedServiceTerm, now)).subscription;
    expect([renewing.cancelAtTermEnd, after(renewing, '2026-05-05T00:00:00Z').events]).toEqual([undefined, [expect.objectContaining({ type: 'SubscriptionRenewed' })]]);
  });

  test.each(['cancel', 'extend'] as const)('[POL-2] choosing what is so already changes nothing: %s', (choice) => {
    const chosen = decided(chooseTermEnd(choice, due, now)).subscription;
    expect(decided(chooseTermEnd(choice, chosen, now))).toMatchObject({ subscription: chosen, events: [] });
  });

  test('[POL-2] once the term is over it is too late', () => {
    const over = at('2026-05-05T00:00:00Z');
    expect(chooseTermEnd('cancel', due, over)).toEqual({ ok: false, error: { kind: 'ReadOnlyDuringRenewal', subscriptionId: due.id, member: 'scheduledActions', since: over } });
  });

  test('[POL-2] not while auto-renew is on, and not of what is no longer active', () => {
    expect(chooseTermEnd('cancel', { ...due, autoRenew: true }, now)).toEqual({ ok: false, error: { kind: 'NotWithAutoRenew', subscriptionId: 'sub-1' } });
    expect(chooseTermEnd('cancel', { ...due, status: 'expired' }, now)).toMatchObject({ ok: false, error: { kind: 'SubscriptionNotActive' } });
  });

  test('[POL-2] a term without extended service ends anyway: extending it is refused', () => {
    const ending3May = withoutRenewal('2025-05-04T12:00:00Z');
    const before = at('2026-05-01T00:00:00Z');
    expect(decided(chooseTermEnd('cancel', ending3May, before)).events).toEqual([]);
    expect(chooseTermEnd('extend', ending3May, before)).toEqual({ ok: false, error: { kind: 'NoExtendedService', subscriptionId: 'sub-1', termEnd: '2026-05-03' } });
  });
});
