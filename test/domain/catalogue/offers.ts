import { offerOf, type FoundOffer } from '../../../src/domain/catalogue/findOffer';
import { type Holding } from '../../../src/domain/catalogue/holdings';
import { catalogueOf, type Catalogue, type CatalogueItem, type PriceLine, type Segment, type Sku } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';

export const sku = (facts: Partial<Sku> = {}): Sku => ({
  productId: 'NCPX7K2M9QH4',
  skuId: '0001',
  productTitle: 'Werkplek Standaard',
  title: 'Werkplek Standaard',
  description: '',
  publisherName: 'Microsoft Corporation',
  isMicrosoft: true,
  kind: 'licence',
  tags: ['License'],
  minimumQuantity: 1,
  maximumQuantity: 300,
  prerequisiteSkus: [],
  upgradeTargets: [],
  unsupportedUpgrades: [],
  allowedMarkets: [],
  ...facts,
});

/** 120.96 EUR a year in NL, commercial, on sale during 2026, unless told otherwise. */
export const line = (facts: Partial<PriceLine> = {}): PriceLine => ({
  market: 'NL',
  currency: 'EUR',
  segment: 'commercial',
  termDuration: 'P1Y',
  billingCycle: 'monthly',
  unitPrice: '120.96',
  effectiveFrom: instant('2026-01-01T00:00:00Z'),
  effectiveTo: instant('2027-01-01T00:00:00Z'),
  unitOfMeasure: '1 License',
  tags: [],
  ...facts,
});

export const nlOf = (...items: readonly CatalogueItem[]): Catalogue => catalogueOf('NL', items);

export const offer = (facts: Partial<Sku> = {}, lines: readonly PriceLine[] = [line()], segment: Segment = 'commercial'): FoundOffer => {
  const item = { sku: sku(facts), lines: [...lines] };
  return offerOf(nlOf(item), item, segment);
};

export const holding = (facts: Partial<Holding> = {}): Holding => ({
  subscriptionId: 'e2a5c1b8-0000-4000-8000-000000000001',
  productId: 'NCPX7K2M9QH4',
  skuId: '0001',
  quantity: 10,
  status: 'active',
  partnerId: 'another partner',
  ...facts,
});
