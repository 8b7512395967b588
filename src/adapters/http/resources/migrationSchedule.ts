import { z } from 'zod';
import { type ScheduleCommand } from '../../../domain/migration/schedule';
import { type MigrationSchedule } from '../../../domain/migration/scheduleState';
import { dayAtMidnight } from '../wireDates';
import { sentDaySchema } from '../wireSchemas';
import { askedPlan, mostAddOns, planBody } from './migration';

const addOns = z.array(z.object(planBody)).max(mostAddOns, `must hold at most ${mostAddOns} add-ons`).optional();

/** As clients send it. The page names its add-ons `addOnMigrationSchedules` in the table and `addOnMigrations` in the sample: either is taken. */
export const scheduleBody = z
  .object({
    ...planBody,
    externalReferenceId: z.string().trim().max(100).optional(),
    targetDate: sentDaySchema.optional().meta({ description: 'The UTC day on which it shall be carried out, as it begins; or `migrateOnRenewal`.' }),
    migrateOnRenewal: z.boolean().optional().meta({ description: 'On the last day of the term.' }),
    addOnMigrations: addOns,
    addOnMigrationSchedules: addOns,
  })
  .refine((body) => (body.addOnMigrations ?? []).length === 0 || (body.addOnMigrationSchedules ?? []).length === 0, { message: 'must not be sent with addOnMigrations', path: ['addOnMigrationSchedules'] });

export const askedSchedule = (body: z.infer<typeof scheduleBody>): ScheduleCommand => ({
  ...askedPlan(body),
  addOns: [...(body.addOnMigrations ?? []), ...(body.addOnMigrationSchedules ?? [])].map(askedPlan),
  externalReferenceId: body.externalReferenceId,
  targetDate: body.targetDate,
  migrateOnRenewal: body.migrateOnRenewal,
});

const statuses = { created: 'Created', completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled' } as const;

/** In any letter case, as published. */
export const scheduleStatusSchema = z.enum(['created', 'completed', 'failed', 'cancelled']);

type Planned = Pick<MigrationSchedule, 'currentSubscriptionId' | 'quantity' | 'termDuration' | 'billingCycle' | 'purchaseFullTerm' | 'customTermEnd'>;

const plannedMembers = ({ currentSubscriptionId, quantity, termDuration, billingCycle, purchaseFullTerm = false, customTermEnd }: Planned) => ({
  currentSubscriptionId,
  ...(quantity !== undefined && { quantity }),
  ...(termDuration !== undefined && { termDuration }),
  ...(billingCycle !== undefined && { billingCycle }),
  purchaseFullTerm,
  ...(customTermEnd !== undefined && { customTermEndDate: dayAtMidnight(customTermEnd) }),
});

/** The contract's NewCommerceMigrationSchedule; what was not said of the plan is left out, and taken from the subscription on the day. */
export const scheduleResource = (schedule: MigrationSchedule) => {
  const { id, customerId, status, targetDate, subscriptionEnd, createdAt, modifiedAt, externalReferenceId, migrationId, failure, addOns: added } = schedule;
  return {
    id,
    ...plannedMembers(schedule),
    status: statuses[status],
    customerTenantId: customerId,
    subscriptionEndDate: dayAtMidnight(subscriptionEnd),
    ...(targetDate !== undefined && { targetDate: dayAtMidnight(targetDate) }),
    migrateOnRenewal: targetDate === undefined,
    createdTime: createdAt,
    lastModifiedTime: modifiedAt,
    ...(externalReferenceId !== undefined && { externalReferenceId }),
    ...(migrationId !== undefined && { newCommerceMigrationId: migrationId }),
    ...(failure !== undefined && { errorDescription: failure }),
    addOnMigrations: added.map(plannedMembers),
    attributes: { objectType: 'NewCommerceMigrationSchedule' },
  };
};
