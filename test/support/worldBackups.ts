import { gzipTexts } from '../../src/adapters/backups/gzipTexts';
import { MemoryBackupFiles } from '../../src/adapters/memory/memoryBackupFiles';
import { toStoredKey } from '../../src/adapters/tables/storedKey';
import { type BackupManifest } from '../../src/app/backup/backupForm';
import { finishRestore, restoreAll, type RestorePorts } from '../../src/app/backup/restoreAll';
import { takeBackup, type BackupPorts } from '../../src/app/backup/takeBackup';
import { type Instant } from '../../src/kernel/instant';
import { backupOrder } from '../../src/wiring/backupOrder';
import { tableNames, type Stores } from '../../src/wiring/wiring';
import { memoryStores, rowsOf, type TableName } from './worldStores';

const order = (a: string, b: string): number => {
  const [first, second] = [toStoredKey(a), toStoredKey(b)];
  return first === second ? 0 : first < second ? -1 : 1;
};

/** Back-ups of a world in memory. */
export class WorldBackups {
  readonly files = new MemoryBackupFiles();
  readonly ports: BackupPorts;

  /** @param now of the world. */
  constructor(now: () => Instant) {
    this.ports = { files: this.files, packing: gzipTexts, order, now, pause: async () => undefined };
  }

  take(stores: Stores, isFull = false): Promise<BackupManifest> {
    const tables = backupOrder.map(({ table, isSettled }) => ({ table, isSettled, store: stores[table] }));
    return takeBackup(this.ports, [{ account: 'main', tables }], { isFull, by: 'test', app: '0', clockAt: this.ports.now(), progress: () => undefined });
  }

  portsInto(stores: Stores): RestorePorts {
    return { ...this.ports, tables: tableNames.map((table) => ({ table, store: stores[table] })), partners: stores.Partners };
  }

  /** All of it, into tables of their own. */
  async restored(manifest: BackupManifest): Promise<Stores> {
    const stores = memoryStores();
    await restoreAll(this.portsInto(stores), manifest, () => undefined);
    await finishRestore(this.portsInto(stores));
    return stores;
  }
}

/** Rows without their etags, as they are compared. */
export const textsOf = async (stores: Stores, tables: readonly TableName[] = tableNames): Promise<readonly string[]> =>
  (await Promise.all(tables.map(async (table) => (await rowsOf(stores[table])).map(({ partition, key, value }) => `${table} ${partition} ${key} ${JSON.stringify(value)}`)))).flat();
