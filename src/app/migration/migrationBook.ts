import { migrationSchema, type Migration } from '../../domain/migration/state';
import { changedOfMigration } from '../../domain/migration/toldFields';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { migrationKey, migrationPrefix } from '../command/commerceKeys';
import { recordId, withChanged, type EventRecord } from '../command/eventRecord';
import { readablePage, rowReader, type Page } from '../unreadable';

const migrationRows = rowReader('Commerce', 'migration', migrationSchema);

export const migrationWrite = (migration: Migration): Write => ({ op: 'create', key: migrationKey(migration.id), value: { type: 'migration', ...migration } });

/** What is told of a migration: that it was begun, and that it was completed, which is one transaction. */
export const migrationRecords = (migration: Migration): readonly EventRecord[] => {
  const { id, customerId, partnerId, at, currentSubscriptionId, newCommerceSubscriptionId, newCommerceOrderId } = migration;
  const told = { customerId, partnerId, subject: { kind: 'migration' as const, id }, at };
  return [
    { ...told, deadlines: [], id: recordId(id, 1), version: 1, facts: [{ type: 'MigrationStarted', currentSubscriptionId }], ...withChanged(changedOfMigration(undefined, 'started', migration)) },
    { ...told, deadlines: [], id: recordId(id, 2), version: 2, facts: [{ type: 'MigrationCompleted', currentSubscriptionId, newCommerceSubscriptionId, newCommerceOrderId }], ...withChanged(changedOfMigration('started', 'completed', migration)) },
  ];
};

/** Rows of a migration in its transaction: its own, and two for each event. */
export const MIGRATION_ROWS = 1 + 2 * 2;

/** @throws RowUnreadable. */
export const readMigration = async (commerce: PartitionStore, customerId: string, migrationId: string): Promise<Migration | undefined> => {
  const row = await commerce.read(customerId, migrationKey(migrationId));
  return row && migrationRows.read(row);
};

/** A page of a customer's, every partner's, in order of their ids, as far as they can be read. */
export const migrationPage = async (commerce: PartitionStore, customerId: string, limit: number, continuation?: string): Promise<Page<Migration>> => {
  const page = await commerce.list(customerId, { prefix: migrationPrefix, limit, ...(continuation !== undefined && { continuation }) });
  return readablePage(page, migrationRows);
};
