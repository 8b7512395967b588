import { z } from 'zod';
import { decimalSchema, instantSchema } from '../kernel/schemas';
import { billingCycles, termDurations } from './terms';

/** A discount on the partner's price for what is bought within its dates. */
export const promotionSchema = z.object({
  /** `product:sku:availability` in shape, with parts of its own. */
  id: z.string(),
  name: z.string(),
  description: z.string(),
  market: z.string().length(2),
  segment: z.enum(['commercial', 'education', 'government', 'nonprofit']),
  /** Both included. */
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
      percentDiscount: decimalSchema,
    }),
  ),
  constraints: z.object({
    /** Seats per customer over all partners, both included. */
    seats: z.object({ minimum: z.number().int(), maximum: z.number().int() }).optional(),
    firstPurchase: z.boolean().optional(),
    lifetimeRedemptions: z.number().int().optional(),
  }),
});
export type Promotion = z.infer<typeof promotionSchema>;
