import { completedSchedule, failedSchedule, movedSchedule, scheduledCommand, type ScheduleChange } from '../../domain/migration/schedule';
import { type MigrationSchedule } from '../../domain/migration/scheduleState';
import { type Instant } from '../../kernel/instant';
import { type Changes } from '../command/changes';
import { CHANGED, type Contention } from '../command/contention';
import { causedBy } from '../command/eventRecord';
import { eventWrites, type Publishing } from '../command/publishing';
import { storedEvents, type StoredEvents } from '../command/storedEvents';
import { type Deadline } from '../due/deadline';
import { type App } from '../ports';
import { decide, loadMigration, mayMigrate, migrationChanges, type MigrationPorts } from './decideMigration';
import { readSchedule, scheduleRecord, scheduleWrite } from './scheduleBook';

export type SchedulePorts = MigrationPorts & Pick<App, 'partnerByTenant'> & { readonly contention: Contention; readonly publishing: Publishing };

const only = (change: ScheduleChange): { readonly change: ScheduleChange; readonly beside?: Changes } => ({ change });

/** What becomes of a schedule that is due. @throws while its subscription is being renewed: it is tried again. */
const due = async (ports: SchedulePorts, schedule: MigrationSchedule, now: Instant) => {
  const { customerId, currentSubscriptionId, partnerId } = schedule;
  const partner = await ports.partnerByTenant(partnerId);
  if (partner === undefined) return only(failedSchedule(schedule, 'PartnerUnknown', now));
  const loaded = await loadMigration(ports, partner, customerId, currentSubscriptionId);
  if (!loaded.ok) return only(failedSchedule(schedule, loaded.error.kind, now));
  const moved = movedSchedule(schedule, loaded.value.source, now);
  if (moved !== undefined) return only(moved);
  const allowed = mayMigrate(partner, loaded.value);
  if (!allowed.ok) return only(failedSchedule(schedule, allowed.error.kind, now));
  const decided = decide(ports, scheduledCommand(schedule), loaded.value, partner, now);
  if (decided.ok) return { change: completedSchedule(schedule, decided.value.migration.id, now), beside: migrationChanges(decided.value, loaded.value, now) };
  if (decided.error.kind === 'RenewalInProgress') throw new Error(`${currentSubscriptionId} is being renewed, and is migrated after that`);
  return only(failedSchedule(schedule, decided.error.kind, now));
};

/**
 * MIG-6: carries out a migration that was planned, with the schedule in one transaction, or says in the schedule why it cannot be. Decided from the state: one that is over, or is not due yet, needs nothing but its events out.
 * @throws when the store fails, while a renewal is under way, or where others change the same again and again; the deadline stays, and the sweep comes again.
 */
export const carryOutSchedule = async (ports: SchedulePorts, { customerId, subject }: Deadline): Promise<void> => {
  const { clock, commerce, contention, publishing } = ports;
  const stored = await contention.insist(customerId, subject, async (): Promise<StoredEvents | undefined | typeof CHANGED> => {
    const schedule = await readSchedule(commerce, customerId, subject);
    const now = clock.now();
    if (schedule === undefined || schedule.value.status !== 'created' || now < schedule.value.dueAt) return undefined;
    const { change, beside = { writes: [], records: [] } } = await due(ports, schedule.value, now);
    const records = causedBy({ command: 'migrationSchedule' }, [...beside.records, scheduleRecord(change)]);
    const writes = [...beside.writes, scheduleWrite(change.schedule, schedule.etag), ...eventWrites(records)];
    const committed = await commerce.commit(customerId, writes);
    return committed.ok ? storedEvents(records, writes, committed) : CHANGED;
  });
  await publishing.bringOutOrLookFor(customerId, [stored]);
};
