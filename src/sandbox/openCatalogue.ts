import { join } from 'node:path';
import { openTables } from '../adapters/tables/openTables';
import { type PartitionStore } from '../kernel/partitionStore';
import { findRunningAzurite, startAzurite } from '../localhost';
import { openDataFolder } from './dataFolder';

/** Where a catalogue is kept: a local data folder (absolute), or a storage account by connection string or address. */
export type CatalogueTarget = { readonly dataFolder: string } | { readonly storage: string };

export interface OpenCatalogue {
  /** The `Catalogue` table. */
  readonly store: PartitionStore;
  readonly close: () => Promise<void>;
}

const catalogueIn = async (account: Parameters<typeof openTables>[0]): Promise<PartitionStore> => {
  const tables = openTables(account);
  await tables.ensureTable('Catalogue');
  return tables.store('Catalogue');
};

/**
 * Opens the catalogue's table. A data folder on which NextTerm runs is reached through its storage; else the folder is taken and storage runs just as long.
 * @throws SandboxProblem for a folder that cannot be used; StoreUnavailable
 */
export const openCatalogue = async (target: CatalogueTarget, { print, warn }: { readonly print: (line: string) => void; readonly warn: (line: string) => void }): Promise<OpenCatalogue> => {
  if ('storage' in target) {
    const account = target.storage.startsWith('https://') ? { accountUrl: target.storage } : { connectionString: target.storage };
    return { store: await catalogueIn(account), close: async () => undefined };
  }
  const running = await findRunningAzurite(join(target.dataFolder, 'storage'));
  if (running !== undefined) {
    print('NextTerm is running on this data folder: it shows the import within ten seconds.');
    return { store: await catalogueIn({ connectionString: running }), close: async () => undefined };
  }
  const folder = openDataFolder(target.dataFolder, { fresh: false });
  try {
    const azurite = await startAzurite({ data: folder.storageFolder, logger: { log: (level, line) => (level === 'error' ? warn(line) : undefined) } });
    try {
      const store = await catalogueIn({ connectionString: azurite.connectionString });
      return { store, close: () => azurite.stop().finally(() => folder.close()) };
    } catch (error) {
      await azurite.stop();
      throw error;
    }
  } catch (error) {
    folder.close();
    throw error;
  }
};
