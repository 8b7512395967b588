import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { writtenDecimalSchema } from '../../kernel/schemas';
import { skuOverageSchema } from './overage';
import { promotionSchema } from './promotion';
import { categories, baseRuleSchema, landingPageSchema, meterSchema, segments, skuKey, skuKinds } from './state';
import { skuKeySchema } from './skuKeySchema';
import { billingCycles, termDurations } from './terms';

type StatedMeter = z.infer<typeof meterSchema>;

const hasOrder = ({ tiers }: StatedMeter): boolean => tiers.every(({ fromUnits }, index) => (index === 0 ? new Decimal(fromUnits).isZero() : new Decimal(fromUnits).gt(tiers[index - 1]?.fromUnits ?? '0')));

/** A meter as a list brings it: what is stored was checked so. */
const statedMeterSchema = meterSchema
  .refine(hasOrder, { message: 'must begin at 0 and ascend', path: ['tiers'] })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveFrom === undefined || effectiveTo === undefined || effectiveFrom < effectiveTo, { message: 'must be after effectiveFrom', path: ['effectiveTo'] });

/** Of two of one key one would be lost. */
const areApart = <T>(all: readonly T[], keyOf: (each: T) => string): boolean => new Set(all.map(keyOf)).size === all.length;

const areDistinct = (meters: readonly StatedMeter[]): boolean => areApart(meters, ({ meterId, effectiveFrom }) => `${meterId.toLowerCase()}|${effectiveFrom ?? ''}`);

/** In another case it would be a market in which nobody buys. */
const statedMarketSchema = z.string().regex(/^[A-Z]{2}$/, 'must be a country in two capitals, such as NL');

/** What neither price sheet nor offer matrix can say of a SKU; and, with a title, a SKU that stands in no sheet at all. */
export const skuExtrasSchema = z.strictObject({
  productId: z.string(),
  skuId: z.string().regex(/^[0-9A-Z]{4}$/),
  kind: z.enum(skuKinds),
  category: z.enum(categories).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  publisherName: z.string().optional(),
  minimumQuantity: z.number().int().positive().optional(),
  maximumQuantity: z.number().int().positive().optional(),
  prerequisiteSkus: z.array(skuKeySchema).optional(),
  /** Of what stands in no offer matrix, as traditional offers do not. */
  upgradeTargets: z.array(skuKeySchema).optional(),
  baseRule: baseRuleSchema.optional(),
  overage: skuOverageSchema.optional(),
  convertsTo: skuKeySchema.optional(),
  successor: skuKeySchema.optional(),
  migratesTo: skuKeySchema.optional(),
  exclusiveTo: z.array(z.guid()).optional(),
  freeTrialDays: z.number().int().positive().optional(),
  landingPage: landingPageSchema.optional(),
  withheld: z.enum(['not_in_programme', 'not_transactable']).optional(),
  neverCancelled: z.literal(true).optional(),
  meters: z.array(statedMeterSchema).refine(areDistinct, 'must name a meter once for each day from which it holds').optional(),
  /** For what stands in no sheet; without dates, so for good. */
  prices: z
    .array(
      z.strictObject({
        market: statedMarketSchema,
        currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capitals, such as EUR'),
        segment: z.enum(segments),
        termDuration: z.enum(termDurations),
        billingCycle: z.enum(billingCycles),
        unitPrice: writtenDecimalSchema,
        erpPrice: writtenDecimalSchema,
      }),
    )
    .refine((prices) => areApart(prices, ({ market, currency, segment, termDuration, billingCycle }) => [market, currency, segment, termDuration, billingCycle].join('|')), 'must name a market, currency, segment, term and plan once')
    .optional(),
})
  .refine(({ minimumQuantity = 1, maximumQuantity = minimumQuantity }) => minimumQuantity <= maximumQuantity, { message: 'is less than minimumQuantity', path: ['maximumQuantity'] })
  .refine(({ kind, migratesTo }) => kind === 'traditional' || migratesTo === undefined, { message: 'only a traditional offer has one', path: ['migratesTo'] })
  .refine(({ kind, meters, freeTrialDays }) => kind !== 'saas' || meters === undefined || freeTrialDays === undefined, { message: 'metered SaaS has no free days', path: ['freeTrialDays'] })
  .refine(({ kind, meters, minimumQuantity = 1, maximumQuantity = 1 }) => kind !== 'saas' || meters === undefined || (minimumQuantity === 1 && maximumQuantity === 1), { message: 'metered SaaS has no seats: its quantity is 1', path: ['maximumQuantity'] })
  .refine(({ kind, meters = [] }) => kind !== 'saas' || meters.every(({ earnsCredit }) => !earnsCredit), { message: 'dimensions of SaaS earn no credit', path: ['meters'] });
export type SkuExtras = z.infer<typeof skuExtrasSchema>;

export const catalogueExtrasSchema = z.strictObject({
  products: z.array(skuExtrasSchema).refine((products) => areApart(products, ({ productId, skuId }) => skuKey(productId, skuId)), 'must name a SKU once'),
  /** UPG-1: pairs one would expect and that are refused. */
  unsupportedUpgrades: z.array(z.strictObject({ from: skuKeySchema, to: skuKeySchema })),
  promotions: z.array(promotionSchema.extend({ market: statedMarketSchema })).refine((promotions) => areApart(promotions, ({ market, id }) => `${market}|${id.toUpperCase()}`), 'must name a promotion once for a market'),
});
export type CatalogueExtras = z.infer<typeof catalogueExtrasSchema>;

export const NO_EXTRAS: CatalogueExtras = { products: [], unsupportedUpgrades: [], promotions: [] };
