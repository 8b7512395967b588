import { availabilityIdOf } from '../../../src/domain/catalogue/availabilityId';
import { catalogueOf, UNLIMITED_QUANTITY, type Catalogue, type CatalogueItem, type PriceLine, type Sku } from '../../../src/domain/catalogue/state';
import { type Holding } from '../../../src/domain/catalogue/holdings';
import { instant, type Instant } from '../../../src/kernel/instant';
import { type CartRequest } from '../../../src/domain/order/cart';
import { NO_STANDING } from '../../../src/domain/subscription/limits/customerStanding';
import { type PricingContext } from '../../../src/domain/order/priceLine';
import { type Seller } from '../../../src/domain/parties/partner/resellers';
import { type CartLine } from '../../../src/domain/order/state';
import { newCommerce } from '../../../src/domain/policy/policy';
import { holding as heldOf } from '../catalogue/offers';

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

const item = (productId: string, lines: readonly PriceLine[], kind: Sku['kind'] = 'licence', members: Partial<Sku> = {}): CatalogueItem => ({
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
    ...members,
  },
  lines: [...lines],
});

const office = item('OFFICE', [price('P1M', 'monthly', '10.08'), price('P1Y', 'monthly', '120.96'), price('P1Y', 'annual', '120.96')]);
const ending = item('ENDING', [price('P1M', 'monthly', '5', { effectiveTo: instant('2026-03-01T00:00:00Z') })]);
const school = item('SCHOOL', [price('P1M', 'monthly', '1', { segment: 'education' })]);
const trial = item('TRIAL', [price('P1M', 'monthly', '0')], 'trial');
const software = item('SERVER', [price('P1M', 'monthly', '9')], 'software');
const plans = [price('P1M', 'monthly', '10'), price('P1Y', 'annual', '120')];
const large = { minimumQuantity: 1, maximumQuantity: UNLIMITED_QUANTITY };
const base = item('BASE', plans, 'licence', large);
const copilot = item('COPILOT', plans, 'addon', { ...large, prerequisiteSkus: ['BASE:0001', 'OFFICE:0001'], baseRule: { kind: 'at_most_base' } });
const multiGeo = item('GEO', plans, 'addon', { ...large, prerequisiteSkus: ['BASE:0001', 'OFFICE:0001'], baseRule: { kind: 'at_least_percent', percent: '5' } });
const voice = item('VOICE', plans, 'addon', { ...large, prerequisiteSkus: ['OFFICE:0001'] });
const single = item('SINGLE', plans, 'licence', { ...large, ownershipLimit: { count: 1, scope: 'concurrent' } });
const isv = item('ISV', plans, 'licence', { ...large, isMicrosoft: false });

export const catalogue: Catalogue = catalogueOf('NL', [office, ending, school, trial, software, base, copilot, multiGeo, voice, single, isv]);

export const direct: Seller = { tenantId: 'p', kind: 'direct_bill', resellers: [], others: new Map() };

const reseller = (partnerId: string) => ({ name: `Reseller ${partnerId}`, partnerId, tenantId: '611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e', country: 'NL', agreementSigned: true });
export const provider: Seller = { ...direct, kind: 'indirect_provider', resellers: ['1', '2', '3', '4', '5', '6', '7'].map(reseller) };

/** A shop with little in it, for a commercial customer of a direct-bill partner that is billed in euros. */
export const shop = (members: Partial<PricingContext> = {}): PricingContext => ({
  catalogue,
  segment: 'commercial',
  currency: 'EUR',
  seller: direct,
  standing: NO_STANDING,
  policy: newCommerce,
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

export const request = (lines: readonly CartLine[], attestationAccepted: boolean | undefined = true): CartRequest => ({ customerId: 'c', partnerId: 'p', userId: 'u', attestationAccepted, lines });

/** What the customer holds of a SKU of this catalogue, from another partner. */
export const holding = (productId: string, quantity: number, differing: Partial<Holding> = {}): Holding =>
  heldOf({ subscriptionId: `held ${productId}`, productId, quantity, ...differing });

export const holds = (...holdings: readonly Holding[]): PricingContext => shop({ standing: { ...NO_STANDING, holdings } });
