import { availabilityIdOf } from '../../src/catalogue/availabilityId';
import { catalogueOf, type CatalogueItem, type PriceLine } from '../../src/catalogue/state';
import { instant, type Instant } from '../../src/kernel/instant';
import { type CartRequest } from '../../src/order/cart';
import { type PricingContext } from '../../src/order/priceLine';
import { type CartLine } from '../../src/order/state';

export const at = instant('2026-02-27T09:00:00.000Z');

const price = (termDuration: PriceLine['termDuration'], billingCycle: PriceLine['billingCycle'], unitPrice: string, members: Partial<PriceLine> = {}): PriceLine => ({
  market: 'NL',
  currency: 'EUR',
  segment: 'commercial',
  termDuration,
  billingCycle,
  unitPrice,
  effectiveFrom: instant('2026-01-01T00:00:00Z'),
  unitOfMeasure: '1 License',
  tags: [],
  ...members,
});

const item = (productId: string, lines: readonly PriceLine[], kind: CatalogueItem['sku']['kind'] = 'licence'): CatalogueItem => ({
  sku: {
    productId,
    skuId: '0001',
    productTitle: productId,
    title: `${productId} title`,
    description: '',
    publisherName: 'Microsoft Corporation',
    isMicrosoft: true,
    kind,
    tags: [],
    minimumQuantity: 2,
    maximumQuantity: 300,
    prerequisiteSkus: [],
    upgradeTargets: [],
    unsupportedUpgrades: [],
    allowedMarkets: [],
  },
  lines: [...lines],
});

const office = item('OFFICE', [price('P1M', 'monthly', '10.08'), price('P1Y', 'monthly', '120.96'), price('P1Y', 'annual', '120.96')]);
const ending = item('ENDING', [price('P1M', 'monthly', '5', { effectiveTo: instant('2026-03-01T00:00:00Z') })]);
const school = item('SCHOOL', [price('P1M', 'monthly', '1', { segment: 'education' })]);
const trial = item('TRIAL', [price('P1M', 'monthly', '0')], 'trial');

/** A shop with little in it, for a commercial customer of a direct-bill partner that is billed in euros. */
export const shop = (members: Partial<PricingContext> = {}): PricingContext => ({
  catalogue: catalogueOf('NL', [office, ending, school, trial]),
  segment: 'commercial',
  currency: 'EUR',
  sellsThroughResellers: false,
  at,
  ...members,
});

export const later = (instantText: string): { readonly at: Instant } => ({ at: instant(instantText) });

export const itemId = (productId: string, segment = 'commercial'): string => `${productId}:0001:${availabilityIdOf(productId, '0001', segment, 'NL')}`;

export const line = (members: Partial<CartLine> = {}): CartLine => ({
  id: 0,
  catalogItemId: itemId('OFFICE'),
  quantity: 10,
  billingCycle: 'monthly',
  termDuration: 'P1M',
  additionalResellers: [],
  ...members,
});

export const request = (lines: readonly CartLine[], attestationAccepted = true): CartRequest => ({ customerId: 'c', partnerId: 'p', userId: 'u', attestationAccepted, lines });
