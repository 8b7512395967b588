import { catalogueOf, type CatalogueItem } from '../../../../src/domain/catalogue/state';
import { newCommerce } from '../../../../src/domain/policy/policy';
import { applyPatch } from '../../../../src/domain/subscription/patch';
import { importSubscription } from '../../../../src/domain/subscription/importSubscription';
import { purchase } from '../../../../src/domain/subscription/purchase';
import { type Subscription } from '../../../../src/domain/subscription/state';
import { transition } from '../../../../src/domain/transition/transition';
import { allowanceOf } from '../../../../src/domain/usage/overage/allowance';
import { broughtByLines, cameRunning, mayHaveBrought, paidElsewhere } from '../../../../src/domain/usage/overage/broughtInMonth';
import { calendarDate } from '../../../../src/kernel/calendarDate';
import { at, decided, offer, order } from '../../subscription/bought';
import { catalogue as suites, context, itemId, suite } from '../../transition/suites';

const day = calendarDate;
const TELCO = { service: 'PhoneServices', minutesPerLicence: 100 };

const withOverage = (keys: readonly string[]) =>
  catalogueOf('DE', [...suites.items.values()].map((item): CatalogueItem => (keys.includes(item.sku.productId) ? { ...item, sku: { ...item.sku, overage: TELCO } } : item)));

/** Twelve of A, two of them taken off on 22 June, the others upgraded to B on the 25th: every line, and what B is then. */
const upgraded = (keys: readonly string[]) => {
  const catalogue = withOverage(keys);
  const own = (productId: string) => (keys.includes(productId) ? { overage: TELCO } : {});
  const first = suite('SUITEA', '2021-06-18T10:00:00Z', { quantity: 12 });
  const twelve: Subscription = { ...first, offer: { ...first.offer, ...own('SUITEA') } };
  const ten = decided(applyPatch({ quantity: 10 }, twelve, newCommerce, at('2021-06-22T10:00:00Z')));
  const done = transition({ toCatalogItemId: itemId('SUITEB'), quantity: 10, transitionType: 'transition_only' }, ten.subscription, { ...context([ten.subscription]), catalogue }, at('2021-06-25T10:00:00Z'));
  const whole = done.ok ? done.value.outcomes[0] : undefined;
  if (whole === undefined) throw new Error(`Refused: ${JSON.stringify(done)}`);
  const bought = { ...ten.charges[0], chargeType: 'new', sign: 1, chargeStart: day('2021-06-18'), quantity: 12 } as (typeof ten.charges)[number];
  return { catalogue, subscription: whole.subscription, lines: [bought, ...ten.charges, ...whole.charges] };
};

describe('[OVG-6] minutes are those of the SKU that was charged', () => {
  test.each([
    ['both bring them: as many as there were at most', ['SUITEA', 'SUITEB'], 12],
    ['only the later one brings them: the earlier one’s licences brought none', ['SUITEB'], 10],
    ['only the earlier one brought them: what it brought stays', ['SUITEA'], 12],
    ['neither', [], 0],
  ] as const)('upgraded in the month, %s', (_name, keys, licences) => {
    const { catalogue, subscription, lines } = upgraded(keys);
    const brought = mayHaveBrought([subscription], 'PhoneServices', catalogue, day('2021-06-01')).flatMap((each) => broughtByLines(each, lines, 'PhoneServices', catalogue));
    expect(allowanceOf(brought, day('2021-06-01'), day('2021-06-30'))).toEqual({ licences, minutes: licences * TELCO.minutesPerLicence });
  });

  test('of another service nothing', () => {
    const { catalogue, subscription, lines } = upgraded(['SUITEA', 'SUITEB']);
    expect([mayHaveBrought([subscription], 'Fax', catalogue, day('2021-06-01')), broughtByLines(subscription, lines, 'Fax', catalogue)]).toEqual([[], []]);
  });

  test.each([
    ['in the month of its upgrade', '2021-06-01', {}, true],
    ['in the month before it', '2021-05-01', {}, true],
    ['in the month after it', '2021-07-01', {}, false],
    ['renewed within the month', '2021-07-01', { number: 2, start: day('2021-07-18') }, true],
    ['renewed with the month', '2021-07-01', { number: 2, start: day('2021-07-01') }, false],
  ] as const)('what may have been another SKU %s', (_name, month, term, isIt) => {
    const { catalogue, subscription } = upgraded(['SUITEA']);
    expect(mayHaveBrought([{ ...subscription, term: { ...subscription.term, ...term } }], 'PhoneServices', catalogue, day(month))).toHaveLength(isIt ? 1 : 0);
  });
});

describe('[OVG-6] licences that were paid for elsewhere bring minutes to the end of their cycle', () => {
  const since = at('2026-02-10T00:00:00Z');
  const year = { ...order, offer: { ...offer, overage: TELCO }, termDuration: 'P1Y' } as const;
  /** Ten for a year, billed by the month since 10 February; they came here on 1 March. */
  const { subscription: came, charges: none } = decided(importSubscription({ ...year, termStartedAt: since, boughtAt: since, autoRenew: true, isSuspended: false }, newCommerce, at('2026-03-01T00:00:00Z')));
  const bought = { productId: offer.productId, skuId: offer.skuId, quantity: 10 };
  const licencesIn = (month: string, subscription: Subscription, lines: Parameters<typeof paidElsewhere>[2]): number =>
    allowanceOf(broughtByLines(subscription, [paidElsewhere(subscription, bought, lines), ...lines], 'PhoneServices', withOverage([])), day(`${month}-01`), day(`${month}-28`)).licences;

  test('as they are, and no longer', () => {
    expect(none).toEqual([]);
    expect(['2026-02', '2026-03', '2026-04'].map((month) => licencesIn(month, came, []))).toEqual([10, 10, 0]);
  });

  test.each([
    ['within it', '2026-03-05T10:00:00Z', 12],
    ['once the next one was charged here', '2026-03-12T10:00:00Z', 12],
  ])('each once where seats are added %s', (_name, when, licences) => {
    const { subscription, charges } = decided(applyPatch({ quantity: 12 }, came, newCommerce, at(when)));
    expect(licencesIn('2026-03', subscription, charges)).toBe(licences);
  });

  test('none of what began here, nor of what came from another partner here', () => {
    const { subscription, charges } = decided(purchase(year, newCommerce, since));
    expect([cameRunning(came, none), cameRunning(subscription, charges), cameRunning({ ...came, billedFrom: day('2026-03-02') }, none)]).toEqual([true, false, false]);
  });
});
