import { catalogueOf } from '../../../src/domain/catalogue/state';
import { standingOf } from '../../../src/domain/subscription/limits/customerStanding';
import { comingOf } from '../../../src/domain/options/deadlines';
import { optionsOf } from '../../../src/domain/options/options';
import { newCommerce, policyBook } from '../../../src/domain/policy/policy';
import { plusHours, type Instant } from '../../../src/kernel/instant';
import { catchUp } from '../../../src/domain/subscription/term/catchUp';
import { applyPatch, type PatchContext, type PatchSubscription } from '../../../src/domain/subscription/patch';
import { asKind, type Subscription } from '../../../src/domain/subscription/state';
import { at } from '../subscription/bought';
import { catalogue, suite } from '../transition/suites';

const contextOf = (subscription: Subscription, now: Instant): PatchContext => {
  const { holdings, targets } = standingOf([subscription], subscription.partnerId, now);
  return { catalogue, schedule: { catalogue, segment: 'commercial', holdings, targets: targets.filter(({ id }) => id !== subscription.id) } };
};
const options = (subscription: Subscription, now: string) => optionsOf(subscription, newCommerce, contextOf(subscription, at(now)), at(now));
const shown = (subscription: Subscription, now: string) => Object.fromEntries(options(subscription, now).map((option) => [option.action, option.possible ? `until ${option.until}` : `${option.rule} ${option.opensAgain ?? ''}`.trim()]));

const june = suite('SUITEA', '2021-06-18T10:00:00Z');

test('[PRE-3] within the window everything can be done, each until its own instant', () => {
  expect(shown(june, '2021-06-20T10:00:00Z')).toEqual({
    addSeats: 'until 2021-07-18T00:00:00.000Z',
    reduceSeats: 'until 2021-06-25T10:00:00.000Z',
    rename: 'until 2021-07-18T00:00:00.000Z',
    cancel: 'until 2021-06-25T10:00:00.000Z',
    suspend: 'until 2021-07-18T00:00:00.000Z',
    turnAutoRenewOff: 'until 2021-07-18T00:00:00.000Z',
    planNextTerm: 'until 2021-07-18T00:00:00.000Z',
    planNextCharge: 'CYC-1',
  });
});

test('[PRE-3] outside it, the rule that forbids, and when the next window opens', () => {
  expect(shown(june, '2021-06-25T10:00:00.000Z')).toMatchObject({ reduceSeats: 'SUB-4 2021-07-18', cancel: 'CAN-1 2021-07-18', addSeats: expect.stringContaining('until') as string });
});

describe('[PRE-3] [SUB-4] seats that come off too late', () => {
  const late = at('2021-06-25T10:00:00.000Z');
  const day = '2021-07-18';
  /** Ten of SUITEA, of which the customer must have a twentieth of its SUITEB. */
  const share = catalogueOf('DE', [...catalogue.items.values()].map((item) => (item.sku.productId === 'SUITEA' ? { ...item, sku: { ...item.sku, kind: 'addon' as const, prerequisiteSkus: ['SUITEB:0001'], baseRule: { kind: 'at_least_percent' as const, percent: '5' } } } : item)));
  const againOf = (subscription: Subscription, bases: number): unknown => {
    const { holdings } = standingOf([subscription, suite('SUITEB', '2021-06-18T10:00:00Z', { subscriptionId: 'base', quantity: bases })], subscription.partnerId, late);
    const context: PatchContext = { ...contextOf(subscription, late), limits: { catalogue: share, holdings } };
    const option = optionsOf(subscription, newCommerce, context, late).find(({ action }) => action === 'reduceSeats');
    return option?.possible === false ? [option.rule, option.opensAgain] : option;
  };
  test.each<[string, Subscription, number, string | undefined]>([
    ['as many bases as leave one to spare', june, 180, day],
    ['one base more', june, 181, undefined],
    ['as many as need all of them', june, 200, undefined],
    ['more than they suffice for', june, 400, undefined],
    ['more than they suffice for, and more planned for the next term', asKind({ ...june, scheduledChange: { requestedAt: late, product: { ...june.offer, termDuration: 'P1M', billingCycle: 'monthly' }, quantity: 22 } }, 'licence'), 400, day],
  ])('[ORD-3] with %s', (_name, subscription, bases, expected) => {
    expect(againOf(subscription, bases)).toEqual(['SUB-4', expected]);
  });
});

test('[PRE-3] suspended: resuming and cancelling alone; being renewed: to be repeated later', () => {
  expect(shown({ ...june, status: 'suspended', autoRenew: false }, '2021-06-20T10:00:00Z')).toMatchObject({ addSeats: 'SUS-4', turnAutoRenewOn: 'REN-1', resume: expect.stringContaining('until') as string, cancel: expect.stringContaining('until') as string });
  expect(shown(june, '2021-07-18T00:00:00.000Z')).toMatchObject({ addSeats: 'REN-5', suspend: 'REN-5', turnAutoRenewOff: 'REN-5', planNextTerm: 'REN-5', cancel: 'REN-5' });
});

test('[PRE-3] [SCH-1] [POL-2] during extended service that renews another next term is one on the plan before it', () => {
  const month: Subscription = { ...june, extendedFrom: { termDuration: 'P1Y', billingCycle: 'annual' } };
  const plan = options(month, '2021-07-01T10:00:00Z').find(({ action }) => action === 'planNextTerm');
  expect(plan).toMatchObject({ possible: true, command: { scheduledChange: { product: { productId: 'SUITEA', termDuration: 'P1Y', billingCycle: 'annual' }, quantity: 11 } } });
});

test('[PRE-3] each effect is that of the command, to the cent', () => {
  const reduce = options(june, '2021-06-20T10:00:00Z').find(({ action }) => action === 'reduceSeats');
  expect(reduce).toMatchObject({ possible: true, outcome: { subscription: { quantity: 1 }, charges: [{ quantity: 10 }, { quantity: 1 }] } });
});

/** Numbers from 0 to 1, the same for a seed. */
const random = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

/** A life at random: hours pass, what is due is carried out or not, and something allowed is done. */
const liveAtRandom = (seed: number, steps: number, meet: (subscription: Subscription, now: Instant) => void): void => {
  const next = random(seed);
  let now = at('2021-06-18T10:00:00Z');
  let subscription: Subscription = suite('SUITEA', now, { quantity: 5, termDuration: next() < 0.5 ? 'P1M' : 'P1Y' });
  for (let step = 0; step < steps; step += 1) {
    now = plusHours(now, Math.floor(next() * 200) + 1);
    if (next() < 0.8) subscription = catchUp(subscription, catalogue, policyBook([newCommerce]), now).at(-1)?.subscription ?? subscription;
    meet(subscription, now);
    const patches: PatchSubscription[] = [{ quantity: subscription.quantity + 2 }, { quantity: Math.max(1, subscription.quantity - 1) }, { status: 'suspended' }, { status: 'active' }, { autoRenewEnabled: next() < 0.7 }, { friendlyName: `Name ${step}` }];
    const patch = patches[Math.floor(next() * patches.length)] ?? {};
    const decision = applyPatch(patch, subscription, newCommerce, now, contextOf(subscription, now));
    if (decision.ok) ({ subscription } = decision.value);
  }
};

test.each(Array.from({ length: 40 }, (_, seed) => seed * 7919 + 3))('[PRE-3] whatever was done before: what is listed as possible succeeds with that effect, what is not is refused so (seed %d)', (seed) => {
  liveAtRandom(seed, 40, (subscription, now) => {
    for (const option of optionsOf(subscription, newCommerce, contextOf(subscription, now), now)) {
      const done = applyPatch(option.command, subscription, newCommerce, now, contextOf(subscription, now));
      expect(done).toEqual(option.possible ? { ok: true, value: option.outcome } : { ok: false, error: option.refusal });
      if (option.possible) expect(option.outcome.events).not.toEqual([]);
      else expect(option.rule).toMatch(/^[A-Z]{3}-\d+$/);
      if (option.possible && option.until !== undefined) expect(option.until > now).toBe(true);
    }
  });
});

test.each(Array.from({ length: 20 }, (_, seed) => seed * 104729 + 11))('[PRE-3] what is said to be possible until an instant is so 1 ms before it (seed %d)', (seed) => {
  liveAtRandom(seed, 25, (subscription, now) => {
    for (const option of optionsOf(subscription, newCommerce, contextOf(subscription, now), now)) {
      if (!option.possible || option.until === undefined || option.action === 'reduceSeats') continue;
      const last = new Date(Date.parse(option.until) - 1).toISOString();
      expect(applyPatch(option.command, subscription, newCommerce, at(last), contextOf(subscription, at(last))).ok).toBe(true);
    }
  });
});

describe('what is ahead', () => {
  test('[PRE-3] windows, the last instant for cancelling, and the end of the term, in order', () => {
    const more = applyPatch({ quantity: 12 }, june, newCommerce, at('2021-06-20T08:00:00Z'));
    const { subscription } = more.ok ? more.value : { subscription: june };
    expect(comingOf(subscription, at('2021-06-20T09:00:00Z'))).toEqual([
      { at: '2021-06-25T10:00:00.000Z', kind: 'windowCloses', quantity: 10 },
      { at: '2021-06-25T10:00:00.000Z', kind: 'cancellationEnds' },
      { at: '2021-06-27T08:00:00.000Z', kind: 'windowCloses', quantity: 2 },
      { at: '2021-07-18T00:00:00.000Z', kind: 'renewal' },
    ]);
  });

  test.each<[string, Subscription, string]>([
    ['without auto-renew it expires', { ...june, autoRenew: false }, 'expiry'],
    ['a trial turns paid', asKind(june, 'trial'), 'trialConversion'],
    ['a year billed monthly is charged', suite('SUITEA', '2021-06-18T10:00:00Z', { termDuration: 'P1Y' }), 'cycleCharge'],
  ])('[PRE-3] %s', (_name, subscription, kind) => {
    expect(comingOf(subscription, at('2021-07-01T00:00:00Z')).map((coming) => coming.kind)).toContain(kind);
  });

  test('[PRE-3] what was cancelled has nothing ahead', () => {
    expect(comingOf({ ...june, status: 'deleted' }, at('2021-06-20T09:00:00Z'))).toEqual([]);
  });
});
