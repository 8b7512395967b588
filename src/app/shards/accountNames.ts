import { z } from 'zod';
import { type PartitionStore } from '../../kernel/partitionStore';
import { rowReader } from '../unreadable';

/** Of the table `Partners` of each account. */
export const NAME_PARTITION = 'account';
const PARTITION = NAME_PARTITION;
const KEY = 'name';

const nameRows = rowReader('Partners', 'storageAccount', z.object({ name: z.string().min(1) }));

/** A storage account as the settings name it. */
export interface NamedAccount {
  readonly name: string;
  /** Its own table of that name. */
  readonly partners: PartitionStore;
}

/** What an account says that it is called; undefined: nothing. @throws RowUnreadable. */
export const nameOf = async ({ partners }: NamedAccount): Promise<string | undefined> => {
  const row = await partners.read(PARTITION, KEY);
  return row && nameRows.read(row).name;
};

/** Writes an account's name into it, once. */
export const nameAccount = async ({ name, partners }: NamedAccount): Promise<void> => {
  await partners.commit(PARTITION, [{ op: 'create', key: KEY, value: { type: 'storageAccount', name } }]);
};
