import { z } from 'zod';
import { writtenDecimalSchema } from '../../kernel/schemas';
import { skuOverageSchema } from './overage';
import { promotionSchema } from './promotion';
import { categories, baseRuleSchema, landingPageSchema, meterSchema, segments, skuKinds } from './state';
import { skuKeySchema } from './skuKeySchema';
import { billingCycles, termDurations } from './terms';

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
  baseRule: baseRuleSchema.optional(),
  overage: skuOverageSchema.optional(),
  convertsTo: skuKeySchema.optional(),
  successor: skuKeySchema.optional(),
  exclusiveTo: z.array(z.guid()).optional(),
  freeTrialDays: z.number().int().positive().optional(),
  landingPage: landingPageSchema.optional(),
  withheld: z.enum(['not_in_programme', 'not_transactable']).optional(),
  meters: z.array(meterSchema).optional(),
  /** For what stands in no sheet; without dates, so for good. */
  prices: z
    .array(
      z.strictObject({
        market: z.string().length(2),
        currency: z.string().length(3),
        segment: z.enum(segments),
        termDuration: z.enum(termDurations),
        billingCycle: z.enum(billingCycles),
        unitPrice: writtenDecimalSchema,
        erpPrice: writtenDecimalSchema,
      }),
    )
    .optional(),
});
export type SkuExtras = z.infer<typeof skuExtrasSchema>;

export const catalogueExtrasSchema = z.strictObject({
  products: z.array(skuExtrasSchema),
  /** UPG-1: pairs one would expect and that are refused. */
  unsupportedUpgrades: z.array(z.strictObject({ from: skuKeySchema, to: skuKeySchema })),
  promotions: z.array(promotionSchema),
});
export type CatalogueExtras = z.infer<typeof catalogueExtrasSchema>;

export const NO_EXTRAS: CatalogueExtras = { products: [], unsupportedUpgrades: [], promotions: [] };
