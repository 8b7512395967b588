import { availabilityIdOf } from '../../../../../src/domain/catalogue/availabilityId';
import { type HoldingStatus } from '../../../../../src/domain/catalogue/holdings';
import { catalogueOf, UNLIMITED_QUANTITY, type CatalogueItem, type Sku } from '../../../../../src/domain/catalogue/state';
import { instant } from '../../../../../src/kernel/instant';
import { NO_STANDING } from '../../../../../src/domain/subscription/limits/customerStanding';
import { reviewLines } from '../../../../../src/domain/order/reviewLines';
import { line, shop } from '../../../order/shop';

const item = (ownershipLimit?: Sku['ownershipLimit']): CatalogueItem => ({
  sku: {
    productId: 'INSIGHT',
    skuId: '0001',
    productTitle: 'Insight',
    title: 'Insight',
    description: '',
    publisherName: 'Fjordlys Analytics AS',
    isMicrosoft: false,
    kind: 'saas',
    tags: [],
    minimumQuantity: 1,
    maximumQuantity: UNLIMITED_QUANTITY,
    prerequisiteSkus: [],
    upgradeTargets: [],
    unsupportedUpgrades: [],
    allowedMarkets: [],
    freeTrialDays: 30,
    ...(ownershipLimit && { ownershipLimit }),
  },
  lines: [
    { market: 'NL', currency: 'EUR', segment: 'commercial', termDuration: 'P1M', billingCycle: 'monthly', unitPrice: '2', effectiveFrom: instant('2026-01-01T00:00:00Z'), unitOfMeasure: '', tags: [] },
  ],
});

const asked = line({ catalogItemId: `INSIGHT:0001:${availabilityIdOf('INSIGHT', '0001', 'commercial', 'NL')}`, billingCycle: 'none', quantity: 1 });

/** What a customer is told who had the offer once before, in that status. */
const secondTime = (ownershipLimit: Sku['ownershipLimit'], status: HoldingStatus) => {
  const holdings = [{ subscriptionId: 's', productId: 'INSIGHT', skuId: '0001', quantity: 1, status, partnerId: 'p' }];
  return reviewLines([asked], shop({ catalogue: catalogueOf('NL', [item(ownershipLimit)]), standing: { ...NO_STANDING, holdings } }))[0]?.result;
};

const free = { ok: true, value: { billingCycle: 'none', renewsTo: { termDuration: 'P1M', billingCycle: 'monthly' } } };

test.each([
  ['no limit: free days every time', undefined, 'active', free],
  ['one at a time, and it runs', { count: 1, scope: 'concurrent' }, 'active', { ok: false, error: { kind: 'AlreadyHeld' } }],
  ['one at a time, and it is over', { count: 1, scope: 'concurrent' }, 'expired', free],
  ['one ever, and it is over', { count: 1, scope: 'lifetime' }, 'expired', { ok: false, error: { kind: 'AlreadyHeld' } }],
] as const)('[ORD-6] [CAT-4] a second order where the catalogue says %s', (_name, limit, status, expected) => {
  expect(secondTime(limit, status)).toMatchObject(expected);
});
