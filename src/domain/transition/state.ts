import { z } from 'zod';
import { instantSchema } from '../../kernel/schemas';
import { billingCycles, termDurations } from '../subscription/state';

/** As the contract spells them. */
export const transitionTypes = ['transition_only', 'transition_with_license_transfer'] as const;
export type TransitionType = (typeof transitionTypes)[number];

/** Numbers of the contract for what stands against an upgrade, or against moving licences. */
export const obstacleCodes = { Other: 0, NotActive: 2, ConflictingServices: 3, NoTargets: 7, NotATarget: 8 } as const;

export const obstacleSchema = z.object({ code: z.number().int(), description: z.string() });
export type Obstacle = z.infer<typeof obstacleSchema>;

/** One thing that was done, or could not be. */
export const transitionEventSchema = z.object({
  name: z.enum(['Conversion', 'LicenseReassignment']),
  status: z.enum(['Started', 'Completed', 'Failed']),
  at: instantSchema,
  errors: z.array(obstacleSchema).optional(),
});

/** An upgrade that was carried out: history of the subscription it started from. */
export const transitionSchema = z.object({
  operationId: z.string(),
  at: instantSchema,
  fromCatalogItemId: z.string(),
  fromSubscriptionId: z.string(),
  toCatalogItemId: z.string(),
  /** The same as the source for an upgrade in place. */
  toSubscriptionId: z.string(),
  quantity: z.number().int().positive(),
  termDuration: z.enum(termDurations),
  billingCycle: z.enum(billingCycles),
  transitionType: z.enum(transitionTypes),
  /** That the target was priced with. */
  promotionId: z.string().optional(),
  events: z.array(transitionEventSchema),
});
export type Transition = z.infer<typeof transitionSchema>;
