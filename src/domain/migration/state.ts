import { z } from 'zod';
import { calendarDateSchema, instantSchema } from '../../kernel/schemas';
import { billingCycles, termDurations } from '../subscription/state';

/** What became of one traditional subscription. */
export const migratedSchema = z.object({
  currentSubscriptionId: z.string(),
  /** `product:sku:availability` that was bought. */
  catalogItemId: z.string(),
  newCommerceSubscriptionId: z.string(),
  newCommerceOrderId: z.string(),
  /** Last day of the new term. */
  subscriptionEnd: calendarDateSchema,
  quantity: z.number().int().positive(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  purchaseFullTerm: z.boolean(),
  /** Of a first term cut short on a day that was asked for. */
  customTermEnd: calendarDateSchema.optional(),
});
export type Migrated = z.infer<typeof migratedSchema>;

/** MIG-5: a migration that was carried out: begun and completed at one instant, as it is one transaction. */
export const migrationSchema = migratedSchema.extend({
  id: z.string(),
  customerId: z.string(),
  partnerId: z.string(),
  at: instantSchema,
  /** As clients that migrate in batches name one. */
  externalReferenceId: z.string().optional(),
  addOns: z.array(migratedSchema),
});
export type Migration = z.infer<typeof migrationSchema>;
