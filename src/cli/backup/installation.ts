import { resolve } from 'node:path';
import { instantFromMillis, type Instant } from '../../kernel/instant';
import { openStorage, type StorageTarget } from '../../sandbox/openStorage';
import { openStores } from '../../wiring/openStores';
import { storageShardsIn } from '../../wiring/storageShards';
import { type Stores } from '../../wiring/tables';
import { UsageProblem } from '../problem';
import { type Terminal } from '../terminal';

/** Flags that say which installation is meant. */
export interface InstallationFlags {
  readonly data?: string;
  readonly storage?: string;
}

/** @param cwd what a relative folder is relative to. @throws UsageProblem. */
export const targetOf = ({ data, storage }: InstallationFlags, cwd: string): StorageTarget => {
  if (data === '' || storage === '') throw new UsageProblem('A flag has an empty value.');
  if (data !== undefined && storage !== undefined) throw new UsageProblem('--data and --storage name two places: give one of them.');
  const account = storage ?? (data === undefined ? process.env['NEXTTERM_STORAGE'] : undefined);
  return account === undefined || account === '' ? { dataFolder: resolve(cwd, data ?? '.nextterm') } : { storage: account };
};

/** An installation's tables, without its app. */
export interface Installation {
  readonly stores: Stores;
  /** What its own clock says: another than the machine's where it is a virtual one. */
  readonly clockNow: () => Instant;
  /** See `openStorage`. */
  readonly keepWorld: (virtualNow: number | undefined) => void;
  readonly close: () => Promise<void>;
}

export const realNow = (): Instant => instantFromMillis(Date.now());

/** @param makesTables whether those that are missing are made. @throws SandboxProblem, StoreUnavailable. */
export const openInstallation = async (target: StorageTarget, makesTables: boolean, { complain }: Terminal): Promise<Installation> => {
  const { storage, virtualNow, keepWorld, close } = await openStorage(target, complain);
  try {
    const stores = await openStores({ storage, storageShards: storageShardsIn(process.env), directStorage: true }, undefined, makesTables);
    const clockNow = virtualNow === undefined ? realNow : (): Instant => instantFromMillis(virtualNow);
    return { stores, clockNow, keepWorld, close };
  } catch (error) {
    await close();
    throw error;
  }
};
