import { migrationScheduleSchema, type MigrationSchedule } from '../../domain/migration/scheduleState';
import { type ScheduleChange } from '../../domain/migration/schedule';
import { changedOfSchedule } from '../../domain/migration/toldFields';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { allRows } from '../allRows';
import { migrationScheduleKey, migrationSchedulePrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { type Deadline } from '../due/deadline';
import { type Stored } from '../subscription/subscriptionBook';
import { readablePage, rowReader, type Page } from '../unreadable';

export const migrationScheduleRows = rowReader('Commerce', 'migration schedule', migrationScheduleSchema);

/** @throws RowUnreadable. */
export const readSchedule = async (commerce: PartitionStore, customerId: string, scheduleId: string): Promise<Stored<MigrationSchedule> | undefined> => {
  const row = await commerce.read(customerId, migrationScheduleKey(scheduleId));
  return row && migrationScheduleRows.readStored(row);
};

/** All of a customer's, for a rule. @throws RowUnreadable where one cannot be read. */
export const allSchedules = async (commerce: PartitionStore, customerId: string): Promise<readonly MigrationSchedule[]> =>
  (await allRows(commerce, customerId, migrationSchedulePrefix)).map((row) => migrationScheduleRows.read(row));

/** A page of a customer's, every partner's, in order of their ids, as far as they can be read. */
export const schedulePage = async (commerce: PartitionStore, customerId: string, limit: number, continuation?: string): Promise<Page<MigrationSchedule>> => {
  const page = await commerce.list(customerId, { prefix: migrationSchedulePrefix, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, migrationScheduleRows);
};

/** @param etag of the row that was decided on; absent for a new one. */
export const scheduleWrite = (schedule: MigrationSchedule, etag: string | undefined): Write => {
  const row = { key: migrationScheduleKey(schedule.id), value: { type: 'migrationSchedule', ...schedule } };
  return etag === undefined ? { op: 'create', ...row } : { op: 'update', ...row, etag };
};

/** When a migration that is planned is to be carried out. */
export const scheduleDeadline = ({ dueAt, customerId, id }: MigrationSchedule): Deadline => ({ at: dueAt, kind: 'migrationSchedule', customerId, subject: id });

export const scheduleRecord = ({ before, schedule, event }: ScheduleChange): EventRecord => {
  const { id, version, customerId, partnerId, modifiedAt, status, dueAt } = schedule;
  return {
    id: recordId(id, version),
    customerId,
    partnerId,
    subject: { kind: 'migrationSchedule', id },
    version,
    at: modifiedAt,
    facts: [{ ...event }],
    ...withChanged(changedOfSchedule(before, schedule)),
    deadlines: status === 'created' ? [{ at: dueAt, kind: 'migrationSchedule', subject: id }] : [],
  };
};
