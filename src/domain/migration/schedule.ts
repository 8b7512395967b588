import { dayOf, plusDays, startOfDay, type CalendarDate } from '../../kernel/calendarDate';
import { type Instant } from '../../kernel/instant';
import { failure, success, type Result } from '../../kernel/result';
import { type Subscription } from '../subscription/state';
import { migrate, type MigrationCommand, type MigrationContext, type MigrationProblem } from './migrate';
import { type AskedPlan } from './plan';
import { type MigrationRefusal } from './refusals';
import { type MigrationSchedule } from './scheduleState';

/** What a caller asks for: a migration, and on which day; without one on the last day of the term. */
export interface ScheduleCommand extends MigrationCommand {
  readonly targetDate?: CalendarDate | undefined;
  readonly migrateOnRenewal?: boolean | undefined;
}

export type ScheduleEvent =
  | { readonly type: 'MigrationScheduled' | 'MigrationRescheduled'; readonly currentSubscriptionId: string; readonly dueAt: Instant }
  | { readonly type: 'MigrationScheduleCancelled'; readonly currentSubscriptionId: string }
  | { readonly type: 'MigrationScheduleCompleted'; readonly currentSubscriptionId: string; readonly migrationId: string }
  | { readonly type: 'MigrationScheduleFailed'; readonly currentSubscriptionId: string; readonly reason: string };

export interface ScheduleChange {
  readonly before: MigrationSchedule | undefined;
  readonly schedule: MigrationSchedule;
  readonly event: ScheduleEvent;
}

/** What a schedule is decided on. */
export interface ScheduleContext extends MigrationContext {
  readonly scheduleId: string;
  /** All of the customer's. */
  readonly schedules: readonly MigrationSchedule[];
}

const planOf = ({ currentSubscriptionId, termDuration, billingCycle, purchaseFullTerm, quantity, customTermEnd }: AskedPlan) => ({
  currentSubscriptionId,
  ...(termDuration !== undefined && { termDuration }),
  ...(billingCycle !== undefined && { billingCycle }),
  ...(purchaseFullTerm !== undefined && { purchaseFullTerm }),
  ...(quantity !== undefined && { quantity }),
  ...(customTermEnd !== undefined && { customTermEnd }),
});

/** MIG-6: on the last day of a term the new one is bought for that day, and renews as the old one would have. */
const dueOn = (targetDate: CalendarDate | undefined, { term }: Pick<Subscription, 'term'>): Instant => startOfDay(targetDate ?? term.end);

const whenProblem = ({ targetDate, migrateOnRenewal = false }: ScheduleCommand, { id: subscriptionId, autoRenew, term }: Subscription, now: Instant): MigrationProblem | undefined => {
  if (migrateOnRenewal === (targetDate !== undefined)) return { kind: 'ScheduleTimeUnclear', subscriptionId };
  if (migrateOnRenewal) return autoRenew ? undefined : { kind: 'ScheduleNeedsAutoRenew', subscriptionId };
  const from = plusDays(dayOf(now), 1);
  return targetDate !== undefined && (targetDate < from || targetDate > term.end) ? { kind: 'ScheduleDateOutsideTerm', subscriptionId, date: targetDate, from, to: term.end } : undefined;
};

/** Nobody changes what is over. */
const openProblem = (stored: MigrationSchedule | undefined): MigrationRefusal | undefined =>
  stored === undefined || stored.status === 'created' ? undefined : { kind: 'MigrationScheduleOver', scheduleId: stored.id, status: stored.status };

/**
 * MIG-6: plans a migration, or plans it anew. It is judged as it would be carried out on its day with what the customer has now.
 * Refused: ScheduleTimeUnclear (neither a day nor the renewal, or both), ScheduleDateOutsideTerm (from tomorrow to the last day of the term, both included), ScheduleNeedsAutoRenew, MigrationScheduledAlready,
 * MigrationScheduleOver, MemberFixed (another subscription), and what {@link migrate} refuses.
 * @param stored the schedule that is replaced; undefined: a new one.
 */
export const planMigration = (command: ScheduleCommand, source: Subscription, stored: MigrationSchedule | undefined, context: ScheduleContext): Result<ScheduleChange, MigrationProblem> => {
  const { shop, schedules, scheduleId, customerId } = context;
  const now = shop.at;
  if (stored !== undefined && stored.currentSubscriptionId !== source.id) return failure({ kind: 'MemberFixed', member: 'currentSubscriptionId', stored: stored.currentSubscriptionId });
  const other = schedules.find(({ id, status, currentSubscriptionId }) => id !== scheduleId && status === 'created' && currentSubscriptionId === source.id);
  const problem = openProblem(stored) ?? (other === undefined ? whenProblem(command, source, now) : { kind: 'MigrationScheduledAlready' as const, subscriptionId: source.id, scheduleId: other.id });
  if (problem !== undefined) return failure(problem);
  const { targetDate, externalReferenceId } = command;
  const dueAt = dueOn(targetDate, source);
  const tried = migrate(command, source, { ...context, shop: { ...shop, at: dueAt < now ? now : dueAt } });
  if (!tried.ok) return tried;
  const schedule: MigrationSchedule = {
    ...planOf(command),
    id: scheduleId,
    version: (stored?.version ?? 0) + 1,
    customerId,
    partnerId: source.partnerId,
    status: 'created',
    ...(targetDate !== undefined && { targetDate }),
    dueAt,
    subscriptionEnd: source.term.end,
    createdAt: stored?.createdAt ?? now,
    modifiedAt: now,
    addOns: command.addOns.map(planOf),
    ...(externalReferenceId !== undefined && { externalReferenceId }),
  };
  return success({ before: stored, schedule, event: { type: stored === undefined ? 'MigrationScheduled' : 'MigrationRescheduled', currentSubscriptionId: source.id, dueAt } });
};

const next = (before: MigrationSchedule, differing: Partial<MigrationSchedule>, now: Instant): MigrationSchedule => ({ ...before, ...differing, version: before.version + 1, modifiedAt: now });

/** MIG-6: nothing will come of it. Refused: MigrationScheduleOver. */
export const cancelSchedule = (stored: MigrationSchedule, now: Instant): Result<ScheduleChange, MigrationRefusal> => {
  const problem = openProblem(stored);
  if (problem !== undefined) return failure(problem);
  return success({ before: stored, schedule: next(stored, { status: 'cancelled' }, now), event: { type: 'MigrationScheduleCancelled', currentSubscriptionId: stored.currentSubscriptionId } });
};

/** It was carried out. */
export const completedSchedule = (stored: MigrationSchedule, migrationId: string, now: Instant): ScheduleChange => ({
  before: stored,
  schedule: next(stored, { status: 'completed', migrationId }, now),
  event: { type: 'MigrationScheduleCompleted', currentSubscriptionId: stored.currentSubscriptionId, migrationId },
});

/** It was refused on its day, for good. @param reason the name of the refusal. */
export const failedSchedule = (stored: MigrationSchedule, reason: string, now: Instant): ScheduleChange => ({
  before: stored,
  schedule: next(stored, { status: 'failed', failure: reason }, now),
  event: { type: 'MigrationScheduleFailed', currentSubscriptionId: stored.currentSubscriptionId, reason },
});

/** Whether the term that it waits for the end of was begun anew before that (MIG-3). */
const isOfNewTerm = ({ targetDate, subscriptionEnd }: MigrationSchedule, { term }: Pick<Subscription, 'term'>): boolean => targetDate === undefined && term.end > subscriptionEnd && term.start <= subscriptionEnd;

/** MIG-6: when it will be carried out: as is stored, and where the term that it waits for the end of was begun anew (MIG-3), which is stored once the old end has come, on the new last day. @param held what it is of, or an add-on of that. */
export const carriedOutAt = (stored: MigrationSchedule, held: Pick<Subscription, 'term'>): Instant => (isOfNewTerm(stored, held) ? dueOn(stored.targetDate, held) : stored.dueAt);

/** MIG-6: where the term that it waits for the end of was begun anew before that (MIG-3), it waits for the new end, however late it is looked at; undefined: it is due. */
export const movedSchedule = (stored: MigrationSchedule, source: Subscription, now: Instant): ScheduleChange | undefined => {
  const { currentSubscriptionId } = stored;
  const dueAt = carriedOutAt(stored, source);
  return isOfNewTerm(stored, source) ? { before: stored, schedule: next(stored, { dueAt, subscriptionEnd: source.term.end }, now), event: { type: 'MigrationRescheduled', currentSubscriptionId, dueAt } } : undefined;
};

/** What is carried out on the day. */
export const scheduledCommand = ({ addOns, externalReferenceId, ...plan }: MigrationSchedule): MigrationCommand => ({ ...planOf(plan), addOns, externalReferenceId });
