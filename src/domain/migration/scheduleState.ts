import { z } from 'zod';
import { calendarDateSchema, instantSchema } from '../../kernel/schemas';
import { billingCycles, termDurations } from '../subscription/state';

const scheduledPlanSchema = z.object({
  currentSubscriptionId: z.string(),
  termDuration: z.enum(termDurations).optional(),
  billingCycle: z.enum(billingCycles).optional(),
  purchaseFullTerm: z.boolean().optional(),
  quantity: z.number().int().positive().optional(),
  customTermEnd: calendarDateSchema.optional(),
});

/** MIG-6: a migration that is planned: what shall be done as it was asked for, and when. */
export const migrationScheduleSchema = scheduledPlanSchema.extend({
  id: z.string(),
  version: z.number().int().positive(),
  customerId: z.string(),
  partnerId: z.string(),
  status: z.enum(['created', 'completed', 'failed', 'cancelled']),
  /** The UTC day on which it is carried out; absent: on the last day of the term. */
  targetDate: calendarDateSchema.optional(),
  /** When it is carried out: as that day begins. */
  dueAt: instantSchema,
  /** Last day of the term that it was planned in. */
  subscriptionEnd: calendarDateSchema,
  createdAt: instantSchema,
  modifiedAt: instantSchema,
  externalReferenceId: z.string().optional(),
  addOns: z.array(scheduledPlanSchema),
  /** What came of it. */
  migrationId: z.string().optional(),
  /** Why nothing came of it: the name of what refused it. */
  failure: z.string().optional(),
});
export type MigrationSchedule = z.infer<typeof migrationScheduleSchema>;
