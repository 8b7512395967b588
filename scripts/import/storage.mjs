import path from 'node:path';

/**
 * Opens the catalogue's table where the options say. A data folder on which NextTerm runs is reached through its storage; else the folder is taken
 * and storage runs just as long.
 * @param {NodeRequire} load loads compiled modules, by their path below dist/src
 * @returns {Promise<{ store: object, close: () => Promise<void> }>}
 */
export async function openCatalogue(target, load, log) {
  const { openTables } = load('adapters/tables/openTables.js');
  const catalogueIn = async (account) => {
    const tables = openTables(account);
    await tables.ensureTable('Catalogue');
    return tables.store('Catalogue');
  };
  if ('storage' in target) {
    const account = target.storage.startsWith('https://') ? { accountUrl: target.storage } : { connectionString: target.storage };
    return { store: await catalogueIn(account), close: async () => {} };
  }

  const { findRunningAzurite, startAzurite } = load('localhost/index.js');
  const running = await findRunningAzurite(path.join(target.dataFolder, 'storage'));
  if (running !== undefined) {
    log('NextTerm is running on this data folder: it shows the import within ten seconds.');
    return { store: await catalogueIn({ connectionString: running }), close: async () => {} };
  }
  const { openDataFolder } = load('sandbox/dataFolder.js');
  const folder = openDataFolder(target.dataFolder, { fresh: false });
  try {
    const logger = { log: (level, line) => (level === 'error' ? console.error(line) : undefined) };
    const azurite = await startAzurite({ data: folder.storageFolder, logger });
    const close = () => azurite.stop().finally(() => folder.close());
    try {
      return { store: await catalogueIn({ connectionString: azurite.connectionString }), close };
    } catch (error) {
      await azurite.stop();
      throw error;
    }
  } catch (error) {
    folder.close();
    throw error;
  }
}
