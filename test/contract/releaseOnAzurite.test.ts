import { blobBackupFiles } from '../../src/adapters/backups/blobBackupFiles';
import { openTables } from '../../src/adapters/tables/openTables';
import { finishRestore, restoreAll } from '../../src/app/backup/restoreAll';
import { takeBackup } from '../../src/app/backup/takeBackup';
import { rebuild } from '../../src/app/check/rebuild';
import { goOnWithRows, type RowPosition } from '../../src/app/schema/upgradeRows';
import { groupBy } from '../../src/kernel/groupBy';
import { instant } from '../../src/kernel/instant';
import { type PartitionStore, type Write } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { backupOrder } from '../../src/wiring/backupOrder';
import { tableNames, type Stores } from '../../src/wiring/wiring';
import { startTestAzurite } from '../support/azurite';
import { readRelease, type Release } from '../releases/release';
import { World } from '../support/world';
import { textsOf, WorldBackups } from '../support/worldBackups';
import { memoryStores, rowsOf } from '../support/worldStores';

let azurites: readonly RunningAzurite[];

beforeAll(async () => {
  azurites = await Promise.all([startTestAzurite(), startTestAzurite()]);
});
afterAll(() => Promise.all(azurites.map((azurite) => azurite.stop())));

const tablesOf = async ({ connectionString }: RunningAzurite): Promise<Stores> => {
  const tables = openTables({ connectionString }, { direct: true });
  await Promise.all(tableNames.map((name) => tables.ensureTable(name)));
  return Object.fromEntries(tableNames.map((name) => [name, tables.store(name)])) as Readonly<Record<string, PartitionStore>>;
};

const MOST_OF_A_TRANSACTION = 50;

/** Every row, a partition at a time. */
const copyInto = async (from: Stores, to: Stores): Promise<void> => {
  for (const table of tableNames) {
    const partitions = groupBy(await rowsOf(from[table]), ({ partition }) => partition);
    for (const [partition, rows] of partitions) {
      const writes = rows.map(({ key, value }): Write => ({ op: 'create', key, value }));
      for (let start = 0; start < writes.length; start += MOST_OF_A_TRANSACTION) {
        const { ok } = await to[table].commit(partition, writes.slice(start, start + MOST_OF_A_TRANSACTION));
        if (!ok) throw new Error(`A row of ${partition} is there twice in ${table}`);
      }
    }
  }
};

/** As the release before left it: of a partner whose version was not counted. */
const ofEarlierForm = async ({ stores }: Release): Promise<Stores> => {
  const partners = await rowsOf(stores.Partners);
  const earlier = memoryStores();
  for (const { partition, key, value } of partners) {
    const { schemaVersion: _said, version: _counted, ...rest } = value;
    await earlier.Partners.commit(partition, [{ op: 'create', key, value: value['type'] === 'partner' ? rest : value }]);
  }
  return { ...stores, Partners: earlier.Partners };
};

/** What the check of everything finds, by a world that holds these rows in memory. */
const findingsOver = async (stores: Stores, at: string): Promise<readonly string[]> => {
  const held = memoryStores();
  await copyInto(stores, held);
  const world = await World.at(at, held);
  return (await rebuild(world.app, false)).findings.map((finding) => JSON.stringify(finding)).toSorted();
};

test('what a release left lies in an account, its rows are brought up, it is backed up to blobs and restored into another account, row by row', async () => {
  const [here, there] = azurites;
  if (here === undefined || there === undefined) throw new Error('Two accounts are needed');
  const release = await readRelease('0.1.0');
  const [stores, restored] = await Promise.all([tablesOf(here), tablesOf(there)]);
  await copyInto(await ofEarlierForm(release), stores);

  const now = () => instant(release.told.from);
  const counted = async (writes: boolean) => {
    let [next, upgraded, left]: [RowPosition | undefined, number, number] = [undefined, 0, 0];
    do {
      const step = await goOnWithRows({ stores, directory: stores.Directory, clock: { now } }, next, { writes, everything: false });
      [next, upgraded, left] = [step.next, upgraded + step.upgraded, left + step.left];
    } while (next !== undefined);
    return { upgraded, left };
  };
  const { left: partners } = await counted(false);
  expect(partners).toBeGreaterThan(2);
  expect(await counted(true)).toEqual({ upgraded: partners, left: 0 });
  expect(await counted(true)).toEqual({ upgraded: 0, left: 0 });

  const files = blobBackupFiles({ connectionString: here.connectionString, container: 'backups' });
  const ports = { ...new WorldBackups(now).ports, files };
  const manifest = await takeBackup(ports, [{ account: 'main', tables: backupOrder.map(({ table, isSettled }) => ({ table, isSettled, store: stores[table] })) }], { isFull: true, by: 'test', app: '0', clockAt: now(), progress: () => undefined });
  const into = { ...ports, tables: tableNames.map((table) => ({ table, store: restored[table] })), partners: restored.Partners };
  await restoreAll(into, manifest, () => undefined);
  await finishRestore(into);
  expect(await textsOf(restored)).toEqual(await textsOf(stores));
  expect(await findingsOver(restored, release.told.from)).toEqual(await findingsOver(release.stores, release.told.from));
});
