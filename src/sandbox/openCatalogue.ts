import { openTables } from '../adapters/tables/openTables';
import { type PartitionStore } from '../kernel/partitionStore';
import { openStorage, type StorageTarget } from './openStorage';

export interface OpenCatalogue {
  /** The `Catalogue` table. */
  readonly store: PartitionStore;
  readonly close: () => Promise<void>;
}

/**
 * Opens the catalogue's table. A data folder on which NextTerm runs is reached through its storage; else the folder is taken and storage runs just as long.
 * @throws SandboxProblem for a folder that cannot be used; StoreUnavailable
 */
export const openCatalogue = async (target: StorageTarget, { print, warn }: { readonly print: (line: string) => void; readonly warn: (line: string) => void }): Promise<OpenCatalogue> => {
  const { storage, isRunning, close } = await openStorage(target, warn);
  try {
    if (isRunning) print('NextTerm is running on this data folder: it shows the import within ten seconds.');
    const tables = openTables(storage.startsWith('https://') ? { accountUrl: storage } : { connectionString: storage });
    await tables.ensureTable('Catalogue');
    return { store: tables.store('Catalogue'), close };
  } catch (error) {
    await close();
    throw error;
  }
};
