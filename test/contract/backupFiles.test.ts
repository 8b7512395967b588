import { gzipTexts } from '../../src/adapters/backups/gzipTexts';
import { blobBackupFiles } from '../../src/adapters/backups/blobBackupFiles';
import { toStoredKey } from '../../src/adapters/tables/storedKey';
import { openTables } from '../../src/adapters/tables/openTables';
import { BucketReader, indexOf } from '../../src/app/backup/readBackup';
import { takeBackup } from '../../src/app/backup/takeBackup';
import { instant } from '../../src/kernel/instant';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { backupFilesContract } from '../support/backupFilesContract';

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startTestAzurite();
});
afterAll(() => azurite.stop());

let opened = 0;
const container = () => blobBackupFiles({ connectionString: azurite.connectionString, container: `backups-${(opened += 1)}` });

backupFilesContract('Azurite', async () => container());

test('tables are backed up with every row, in the order that storage has them', async () => {
  const tables = openTables({ connectionString: azurite.connectionString });
  await tables.ensureTable('Commerce');
  const store = tables.store('Commerce');
  const rows = Array.from({ length: 1100 }, (_, index) => `k${String(index).padStart(4, '0')}`);
  for (let start = 0; start < rows.length; start += 100) await store.commit('b many', rows.slice(start, start + 100).map((key) => ({ op: 'create' as const, key, value: { key, text: 'grün' } })));
  for (const partition of ['a', 'b', 'c/ü', 'c~', 'Z', '1']) await store.commit(partition, [{ op: 'create', key: 'x|1', value: { type: 'x', partition } }]);
  const order = (a: string, b: string): number => (toStoredKey(a) === toStoredKey(b) ? 0 : toStoredKey(a) < toStoredKey(b) ? -1 : 1);
  const ports = { files: container(), packing: gzipTexts, order, now: () => instant('2026-11-29T01:00:00.000Z'), pause: async () => undefined };
  const wish = { isFull: false, by: 'test', app: '0', clockAt: instant('2026-11-29T01:00:00.000Z'), progress: () => undefined };
  const manifest = await takeBackup(ports, [{ account: 'main', tables: [{ table: 'Commerce', store, isSettled: true }] }], wish);
  const [table] = manifest.accounts[0]?.tables ?? [];
  expect(table).toMatchObject({ partitions: 7, rows: 1106, unsettled: [] });
  const reader = new BucketReader(ports);
  const found: string[] = [];
  for await (const entry of indexOf(ports, table ?? { index: [] })) for (const { key } of await reader.read(entry)) found.push(`${entry.partition}|${key}`);
  expect(found).toEqual(['1|x|1', 'Z|x|1', 'a|x|1', 'b|x|1', ...rows.map((key) => `b many|${key}`), 'c/ü|x|1', 'c~|x|1']);
  const again = await takeBackup({ ...ports, now: () => instant('2026-11-29T02:00:00.000Z') }, [{ account: 'main', tables: [{ table: 'Commerce', store, isSettled: true }] }], wish);
  expect(again.accounts[0]?.tables[0]).toMatchObject({ rows: 1106, newRows: 0 });
});
