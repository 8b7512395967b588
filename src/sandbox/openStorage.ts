import { join } from 'node:path';
import { findRunningAzurite, startAzurite } from '../localhost';
import { openDataFolder } from './dataFolder';
import { clearLeftElsewhere } from './folderLock';
import { readClockFile, writeClockFile } from './clockFile';

/** Where an installation is kept: a local data folder (absolute), or a storage account by connection string or address. */
export type StorageTarget = { readonly dataFolder: string } | { readonly storage: string };

export interface OpenStorage {
  /** Connection string of the account, or the address of its tables. */
  readonly storage: string;
  /** Of a data folder that NextTerm runs on. */
  readonly isRunning: boolean;
  /** Milliseconds since 1970 at which the installation's own clock stands, where it is a virtual one. */
  readonly virtualNow?: number;
  /** Says of a data folder what a start of NextTerm would have: that it holds a world, and which clock it goes by. @param virtualNow milliseconds since 1970; undefined: the real one. */
  readonly keepWorld: (virtualNow: number | undefined) => void;
  readonly close: () => Promise<void>;
}

const NOTHING_TO_KEEP = (): void => undefined;

/** Where a folder's virtual clock stands. */
const virtualNowOf = (clockFile: string, wayOut: () => string): Pick<OpenStorage, 'virtualNow'> => {
  const clock = readClockFile(clockFile, wayOut);
  return clock?.virtual === true ? { virtualNow: clock.now } : {};
};

/**
 * Reaches an installation's storage. A data folder on which NextTerm runs is reached through its storage; else the folder is taken and storage runs just as long.
 * @throws SandboxProblem for a folder that cannot be used
 */
export const openStorage = async (target: StorageTarget, warn: (line: string) => void): Promise<OpenStorage> => {
  if ('storage' in target) return { storage: target.storage, isRunning: false, keepWorld: NOTHING_TO_KEEP, close: async () => undefined };
  const { dataFolder } = target;
  const running = await findRunningAzurite(join(dataFolder, 'storage'));
  if (running !== undefined) return { storage: running, isRunning: true, ...virtualNowOf(join(dataFolder, 'clock.json'), () => 'Stop the server, and start it with --restore'), keepWorld: NOTHING_TO_KEEP, close: async () => undefined };
  await clearLeftElsewhere(dataFolder, warn);
  const folder = openDataFolder(dataFolder, { fresh: false });
  try {
    const clock = virtualNowOf(folder.clockFile, () => folder.wayOut());
    const azurite = await startAzurite({ data: folder.storageFolder, logger: { log: (level, line) => (level === 'error' ? warn(line) : undefined) } });
    const keepWorld = (virtualNow: number | undefined): void => {
      writeClockFile(folder.clockFile, virtualNow === undefined ? { virtual: false } : { virtual: true, now: virtualNow });
      folder.markFilled();
    };
    return { storage: azurite.connectionString, isRunning: false, ...clock, keepWorld, close: () => azurite.stop().finally(() => folder.close()) };
  } catch (error) {
    folder.close();
    throw error;
  }
};
