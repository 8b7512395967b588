import { targetPrice } from '../../../src/app/transfer/targetPrice';
import { catalogueOf, type CatalogueItem } from '../../../src/domain/catalogue/state';
import { extendedServiceTerm } from '../../../src/domain/policy/policy';
import { type Subscription } from '../../../src/domain/subscription/state';
import { at } from '../subscription/bought';
import { catalogue, suite } from '../transition/suites';

const [own] = [...catalogue.items.values()].filter(({ sku }) => sku.productId === 'SUITEA') as [CatalogueItem];
const inKronor = (plans: readonly (readonly [unitPrice: string, termDuration: 'P1M' | 'P1Y'])[]) =>
  catalogueOf('DE', [{ ...own, lines: [...own.lines, ...own.lines.slice(0, 1).flatMap((line) => plans.map(([unitPrice, termDuration]) => ({ ...line, currency: 'SEK', unitPrice, termDuration })))] }]);
const now = at('2026-06-10T10:00:00Z');
const month = suite('SUITEA', '2026-06-05T00:00:00Z', {}, extendedServiceTerm);
const extended: Subscription = { ...month, cyclePrice: '10.3824', autoRenew: false, extendedFrom: { termDuration: 'P1Y', billingCycle: 'monthly' } };

describe('what the target of a transfer pays for a month of extended service', () => {
  test.each([
    ['the monthly term and 3 %', [['110', 'P1M'], ['1200', 'P1Y']] as const, '113.3'],
    ['a month of the ended term and 23 %, where there is no monthly one', [['1200', 'P1Y']] as const, '123'],
  ])('[TRF-2] [POL-2] in another currency: %s', (_name, plans, cyclePrice) => {
    expect(targetPrice(inKronor(plans), extended, extendedServiceTerm, 'SEK', now)).toEqual({ currency: 'SEK', cyclePrice });
  });

  test('[TRF-2] [POL-2] the same in one currency, and nothing where neither is listed', () => {
    expect(targetPrice(inKronor([]), extended, extendedServiceTerm, 'EUR', now)).toMatchObject({ currency: 'EUR', cyclePrice: '10.3824' });
    expect(targetPrice(inKronor([]), extended, extendedServiceTerm, 'SEK', now)).toBeUndefined();
  });
});
