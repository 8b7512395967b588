import { z } from 'zod';
import { SettingsWrong } from '../app/settingsWrong';
import { MAIN_ACCOUNT } from '../app/shards/shardMap';
import { isStorageAccount } from './settingForms';

/** A storage account beside the first. */
export interface StorageShard {
  readonly name: string;
  /** Connection string, or the address of its tables. */
  readonly account: string;
}

const MOST_SHARDS = 63;

/** Whatever stands in the setting, part by part. */
const partsOf = (text: string): readonly StorageShard[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const sign = part.indexOf('=');
      return { name: part.slice(0, Math.max(sign, 0)).trim(), account: part.slice(sign + 1).trim() };
    });

const isShardName = (name: string): boolean => /^[a-z][a-z0-9]{0,19}$/.test(name) && name !== MAIN_ACCOUNT;

/** `NEXTTERM_STORAGE_SHARDS`: `east=https://…,west=https://…`. No message shows a value: some are secrets. */
export const storageShardsSchema = z
  .string()
  .trim()
  .transform(partsOf)
  .refine((shards) => shards.every(({ name, account }) => isShardName(name) && isStorageAccount(account)), 'must be storage accounts with a name each, separated by commas: east=https://ACCOUNT.table.core.windows.net, say; a name has up to 20 lower-case letters and digits, and is not main; or empty')
  .refine((shards) => new Set(shards.map(({ name }) => name)).size === shards.length && new Set(shards.map(({ account }) => account)).size === shards.length, 'names an account twice')
  .refine((shards) => shards.length <= MOST_SHARDS, `names more than ${MOST_SHARDS} accounts`)
  .default([]);

/** The setting by itself, for commands that open storage and nothing else. @throws SettingsWrong. */
export const storageShardsIn = (environment: Readonly<Record<string, string | undefined>>): readonly StorageShard[] => {
  const parsed = storageShardsSchema.safeParse(environment['NEXTTERM_STORAGE_SHARDS']);
  if (parsed.success) return parsed.data;
  throw new SettingsWrong(parsed.error.issues.map(({ message }) => ({ setting: 'NEXTTERM_STORAGE_SHARDS', problem: message })));
};
