import { z } from 'zod';
import { writtenDecimalSchema, instantSchema } from '../../kernel/schemas';
import { skuKeySchema } from './skuKeySchema';
import { billingCycles, termDurations } from './terms';

/** A discount on the partner's price for what is bought within its dates. */
export const promotionSchema = z.object({
  /** `product:sku:availability` in shape, with parts of its own. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  market: z.string().length(2),
  segment: z.enum(['commercial', 'education', 'government', 'nonprofit']),
  /** Both included; the last second as a whole. */
  startDate: instantSchema,
  endDate: instantSchema,
  /** False: the line must name it. */
  autoApplicable: z.boolean(),
  requiredProducts: z.array(
    z.object({
      productId: z.string(),
      skuId: z.string(),
      termDuration: z.enum(termDurations),
      billingCycle: z.enum(billingCycles),
      /** A fraction: `0.12` is twelve percent. */
      percentDiscount: writtenDecimalSchema.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a fraction, 0 to 1'),
    }),
  ),
  constraints: z.object({
    /** Seats per customer over all partners, both included. */
    seats: z.object({ minimum: z.number().int(), maximum: z.number().int() }).optional(),
    /** Only who never bought the product SKU, its trial included. */
    firstPurchase: z.boolean().optional(),
    /** Subscriptions per customer, over all partners and for ever. */
    lifetimeRedemptions: z.number().int().optional(),
    /** `product:sku` lists; all of one of them must be held. Doubt: the contract shows a list of lists and does not say which of the two means "or". */
    ownedProducts: z.array(z.array(skuKeySchema).min(1)).optional(),
  }),
});
export type Promotion = z.infer<typeof promotionSchema>;
