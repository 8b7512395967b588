import { migrationSchema, type Migration } from '../../domain/migration/state';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { migrationKey, migrationPrefix } from '../command/commerceKeys';
import { readablePage, rowReader, type Page } from '../unreadable';

const migrationRows = rowReader('Commerce', 'migration', migrationSchema);

export const migrationWrite = (migration: Migration): Write => ({ op: 'create', key: migrationKey(migration.id), value: { type: 'migration', ...migration } });

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
