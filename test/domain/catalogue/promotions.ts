import { type Promotion } from '../../../src/domain/catalogue/promotion';
import { type PromotionQuestion } from '../../../src/domain/catalogue/promotionEligibility';
import { catalogueOf, type Catalogue } from '../../../src/domain/catalogue/state';
import { instant } from '../../../src/kernel/instant';
import { line, offer, sku } from './offers';

const SKU = { productId: 'NCPX7K2M9QH4', skuId: '0001' };

/** 12 % off a year of Werkplek Standaard from March to June, for whoever buys it. */
export const promotion = (facts: Partial<Promotion> = {}): Promotion => ({
  id: 'PRXK7M2N9QH4:0001:PRAV3T8R1ZW6',
  name: 'Voorjaar',
  description: 'Twelve percent off.',
  market: 'NL',
  segment: 'commercial',
  startDate: instant('2026-03-01T00:00:00Z'),
  endDate: instant('2026-06-30T23:59:59Z'),
  autoApplicable: true,
  requiredProducts: [{ ...SKU, termDuration: 'P1Y', billingCycle: 'monthly', percentDiscount: '0.12' }],
  constraints: {},
  ...facts,
});

/** With a trial of the offer, SKU 0002. */
export const withPromotions = (...promotions: readonly Promotion[]): Catalogue =>
  catalogueOf('NL', [{ sku: sku(), lines: [line()] }, { sku: sku({ skuId: '0002', kind: 'trial', convertsTo: 'NCPX7K2M9QH4:0001' }), lines: [line({ termDuration: 'P1M', billingCycle: 'none' })] }], promotions);

export const question = (facts: Partial<PromotionQuestion> = {}): PromotionQuestion => ({
  offer: offer(),
  termDuration: 'P1Y',
  billingCycle: 'monthly',
  quantity: 10,
  holdings: [],
  at: instant('2026-04-01T00:00:00Z'),
  ...facts,
});
