import { gzipTexts } from '../../../src/adapters/backups/gzipTexts';
import { MemoryBackupFiles } from '../../../src/adapters/memory/memoryBackupFiles';
import { type BackupManifest } from '../../../src/app/backup/backupForm';
import { knownParts, verifyBackup } from '../../../src/app/backup/verifyBackup';
import { allManifests, BucketReader, indexOf } from '../../../src/app/backup/readBackup';
import { takeBackup, type BackupPorts } from '../../../src/app/backup/takeBackup';
import { instant, plusMinutes } from '../../../src/kernel/instant';
import { ANY_ETAG, type PartitionStore } from '../../../src/kernel/partitionStore';
import { tableNames } from '../../../src/wiring/wiring';
import { backupOrder } from '../../../src/wiring/backupOrder';
import { FaultPlan, FaultyStore, Killed } from '../../support/faultyStore';
import { memoryStores, rowsOf, wrapStores, type TableName } from '../../support/worldStores';
import { type Stores } from '../../../src/wiring/wiring';

const start = instant('2026-11-29T01:00:00.000Z');
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

class Bench {
  readonly files = new MemoryBackupFiles();
  readonly stores = memoryStores();
  private minutes = 0;
  readonly pauses: number[] = [];

  get ports(): BackupPorts {
    return { files: this.files, packing: gzipTexts, order, now: () => plusMinutes(start, this.minutes++), pause: async (millis) => void this.pauses.push(millis) };
  }

  take(isFull = false, stores: Stores = this.stores, ports = this.ports): Promise<BackupManifest> {
    const tables = backupOrder.map(({ table, isSettled }) => ({ table, isSettled, store: stores[table] }));
    return takeBackup(ports, [{ account: 'main', tables }], { isFull, by: 'test', app: '0', clockAt: start, progress: () => undefined });
  }

  async put(table: TableName, partition: string, rows: Readonly<Record<string, object>>): Promise<void> {
    for (const [key, value] of Object.entries(rows)) await this.stores[table].commit(partition, [{ op: 'put', key, value }]);
  }

  /** What a back-up has of a table, read from its files. */
  async read(manifest: BackupManifest, table: TableName): Promise<Readonly<Record<string, unknown>>> {
    const found: Record<string, unknown> = {};
    const reader = new BucketReader(this.ports, knownParts((await allManifests(this.ports)).manifests));
    for (const own of manifest.accounts.flatMap(({ tables }) => tables).filter((each) => each.table === table)) {
      for await (const entry of indexOf(this.ports, own)) for (const { key, text } of await reader.read(entry)) found[`${entry.partition}|${key}`] = JSON.parse(text);
    }
    return found;
  }

  async stored(table: TableName): Promise<Readonly<Record<string, unknown>>> {
    return Object.fromEntries((await rowsOf(this.stores[table])).map(({ partition, key, value }) => [`${partition}|${key}`, value]));
  }

  verify(manifest: BackupManifest) {
    return verifyBackup({ ...this.ports, order }, manifest, (_, { value }) => (value['unreadable'] === undefined ? undefined : 'damaged'), () => undefined);
  }
}

const tableOf = (manifest: BackupManifest, table: TableName) => manifest.accounts[0]?.tables.find((each) => each.table === table);
const many = (count: number, prefix = 'k'): Readonly<Record<string, object>> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${String(index).padStart(5, '0')}`, { type: 'x', n: index }]));

test('every table has its place in the order', () => {
  expect(backupOrder.map(({ table }) => table).toSorted()).toEqual([...tableNames].toSorted());
});

test('a back-up has every row of every table, also of partitions that go over pages', async () => {
  const bench = new Bench();
  await bench.put('Commerce', 'a', many(3));
  await bench.put('Commerce', 'b', many(2500));
  await bench.put('Commerce', 'c', many(700));
  await bench.put('Commerce', 'd ü/x', many(700));
  await bench.put('Events', 'p', many(1200));
  for (const table of tableNames) await bench.put(table, 'z', { one: { type: table } });
  const manifest = await bench.take();
  for (const table of tableNames) expect(await bench.read(manifest, table)).toEqual(await bench.stored(table));
  expect(tableOf(manifest, 'Commerce')).toMatchObject({ partitions: 5, rows: 3904, newRows: 3904, unsettled: [] });
  expect(await bench.verify(manifest)).toEqual({ rows: 3904 + 1201 + tableNames.length - 2, found: 0, faults: [], unreadable: [], unreadableRows: 0 });
});

test('an increment has what changed, came and went, and leaves the rest to the one before', async () => {
  const bench = new Bench();
  await bench.put('Commerce', 'a', many(5));
  await bench.put('Commerce', 'gone', many(5));
  await bench.put('Commerce', 'many', many(3000));
  const full = await bench.take();
  await bench.stores.Commerce.commit('a', [{ op: 'delete', key: 'k00002', etag: ANY_ETAG }]);
  for (const key of Object.keys(many(5))) await bench.stores.Commerce.commit('gone', [{ op: 'delete', key, etag: ANY_ETAG }]);
  await bench.put('Commerce', 'many', { k01500: { type: 'changed' }, l: { type: 'new' } });
  await bench.put('Commerce', 'new', many(1));
  const next = await bench.take();
  expect(next).toMatchObject({ kind: 'increment', base: full.id, uses: [full.id, next.id] });
  expect(await bench.read(next, 'Commerce')).toEqual(await bench.stored('Commerce'));
  expect(Object.keys(await bench.read(full, 'Commerce'))).toHaveLength(3010);
  const { newRows = 0, rows } = tableOf(next, 'Commerce') ?? {};
  expect(rows).toBe(3006);
  // Two buckets of the three thousand, and all of the small ones.
  expect(newRows).toBeLessThan(1500);
  expect((await bench.verify(next)).found).toBe(0);
  const idle = await bench.take();
  expect(idle.accounts[0]?.tables.map((table) => table.newRows)).toEqual(tableNames.map(() => 0));
  expect(idle.uses).toEqual([full.id, next.id]);
  expect((await bench.take(true)).uses).toHaveLength(1);
});

test('two requests for a thousand rows of what is taken as of one moment, one for the rest', async () => {
  const bench = new Bench();
  for (let customer = 0; customer < 100; customer += 1) {
    await bench.put('Commerce', `c${String(customer).padStart(3, '0')}`, many(30));
    await bench.put('Events', `c${String(customer).padStart(3, '0')}`, many(30));
  }
  const manifest = await bench.take();
  expect(tableOf(manifest, 'Commerce')?.operations).toBe(8);
  expect(tableOf(manifest, 'Events')?.operations).toBe(4);
});

/** Writes to the partition each time that a page of it was read, so many times. */
const busy = (store: PartitionStore, partition: string, times: number): PartitionStore => {
  let left = times;
  const written = async <T>(answer: Promise<T>): Promise<T> => {
    const page = await answer;
    if (left > 0) {
      left -= 1;
      // A transaction moves a seat from the first row of the partition to the last.
      await store.commit(partition, [{ op: 'put', key: 'a', value: { seats: left } }, { op: 'put', key: 'z', value: { seats: 1000 - left } }]);
    }
    return page;
  };
  return { read: (...given) => store.read(...given), commit: (...given) => store.commit(...given), list: (...given) => written(store.list(...given)), listAcross: (...given) => written(store.listAcross(...given)) };
};

test('a customer that changes meanwhile is looked at until it stays as it is: its rows are of one moment', async () => {
  const bench = new Bench();
  await bench.put('Commerce', 'c', { ...many(2400), a: { seats: 500 }, z: { seats: 500 } });
  await bench.put('Commerce', 'd', many(2));
  const manifest = await bench.take(false, wrapStores(bench.stores, (store, table) => (table === 'Commerce' ? busy(store, 'c', 9) : store)));
  const { 'c|a': a, 'c|z': z } = (await bench.read(manifest, 'Commerce')) as Record<string, { seats: number }>;
  expect((a?.seats ?? 0) + (z?.seats ?? 0)).toBe(1000);
  expect(tableOf(manifest, 'Commerce')?.unsettled).toEqual([]);
  expect(bench.pauses.length).toBeGreaterThan(0);
});

test('one that never stays as it is, is named, and the others are whole', async () => {
  const bench = new Bench();
  await bench.put('Commerce', 'c', { ...many(2400), a: { seats: 500 }, z: { seats: 500 } });
  await bench.put('Commerce', 'd', many(2));
  const manifest = await bench.take(false, wrapStores(bench.stores, (store, table) => (table === 'Commerce' ? busy(store, 'c', 1e6) : store)));
  expect(tableOf(manifest, 'Commerce')?.unsettled).toEqual(['c']);
  expect(Object.keys(await bench.read(manifest, 'Commerce'))).toHaveLength(2404);
});

test('a customer that is marked, restored and finished while its table is read is named', async () => {
  const bench = new Bench();
  for (const partition of ['c', 'd', 'e', 'f']) await bench.put('Commerce', partition, many(1001));
  // A minute passes at each look at the clock; the customer is marked for three of them, while others are read.
  let pages = 0;
  const marking = (store: PartitionStore): PartitionStore => ({
    read: (...given) => store.read(...given),
    commit: (...given) => store.commit(...given),
    listAcross: (...given) => store.listAcross(...given),
    list: async (...given) => {
      pages += 1;
      if (pages === 3) await bench.put('Partners', 'restoring', { e: { type: 'restoring', backupId: 'x', startedAt: start } });
      if (pages === 9) await bench.stores.Partners.commit('restoring', [{ op: 'delete', key: 'e', etag: ANY_ETAG }]);
      return store.list(...given);
    },
  });
  const manifest = await bench.take(false, wrapStores(bench.stores, (store, table) => (table === 'Commerce' ? marking(store) : store)));
  expect(tableOf(manifest, 'Commerce')?.unsettled).toEqual(['e']);
});

test('killed before any operation, there is no back-up; the next one is whole', async () => {
  const bench = new Bench();
  for (const table of tableNames) await bench.put(table, 'p', many(2));
  const plan = new FaultPlan([]);
  const through = (of: FaultPlan) => wrapStores(bench.stores, (store) => new FaultyStore(store, of));
  await bench.take(true, through(plan));
  const before = (await allManifests(bench.ports)).manifests.length;
  for (let nth = 1; nth <= plan.seen('listAcross'); nth += 1) {
    await expect(bench.take(true, through(new FaultPlan([{ at: 'listAcross', nth, does: 'dieAfter' }])))).rejects.toThrow(Killed);
    expect((await allManifests(bench.ports)).manifests).toHaveLength(before);
  }
  const files = bench.files.files.size;
  // And at each file that is written.
  for (let nth = 0; nth < 20; nth += 1) {
    let puts = 0;
    const dying: BackupPorts = { ...bench.ports, files: { put: async (name, content) => (puts++ === nth ? Promise.reject(new Killed('put')) : bench.files.put(name, content)), get: (name) => bench.files.get(name), names: (prefix) => bench.files.names(prefix), remove: (name) => bench.files.remove(name) } };
    await expect(bench.take(true, bench.stores, dying)).rejects.toThrow(Killed);
  }
  expect((await allManifests(bench.ports)).manifests).toHaveLength(before);
  expect(bench.files.files.size).toBeGreaterThan(files);
  const whole = await bench.take();
  for (const table of tableNames) expect(await bench.read(whole, table)).toEqual(await bench.stored(table));
});

describe('verify', () => {
  test('finds a part that was changed, cut short or lost, and reads the rest', async () => {
    for (const harm of ['changed', 'cut', 'lost'] as const) {
      const bench = new Bench();
      await bench.put('Commerce', 'a', many(5));
      await bench.put('Usage', 'u', many(5));
      const manifest = await bench.take();
      const name = tableOf(manifest, 'Commerce')?.parts[0]?.name ?? '';
      const content = bench.files.files.get(name) ?? new Uint8Array();
      if (harm === 'lost') bench.files.files.delete(name);
      else if (harm === 'cut') bench.files.files.set(name, content.slice(0, content.length - 12));
      else bench.files.files.set(name, await gzipTexts.pack((await gzipTexts.unpack(content)).replace('"n":3', '"n":4')));
      const { found, faults, rows } = await bench.verify(manifest);
      expect({ found, rows, tables: faults.map(({ table }) => table) }).toEqual({ found: 1, rows: 5, tables: ['Commerce'] });
      expect(faults[0]?.fault).toContain(name);
    }
  });

  test('a row that cannot be read is named, and is no fault of the back-up', async () => {
    const bench = new Bench();
    await bench.put('Commerce', 'a', { ...many(2), x: { unreadable: 'not JSON' } });
    expect(await bench.verify(await bench.take())).toMatchObject({ rows: 3, found: 0, unreadableRows: 1, unreadable: [{ table: 'Commerce', partition: 'a', key: 'x', reason: 'damaged' }] });
  });

  test('a manifest that was changed is damaged, and does not take the others with it', async () => {
    const bench = new Bench();
    await bench.put('Commerce', 'a', many(2));
    const [first, second] = [await bench.take(), await bench.take()];
    const name = `manifests/${first.id}.json`;
    bench.files.files.set(name, Buffer.from(Buffer.from(bench.files.files.get(name) ?? '').toString().replace('"rows":2', '"rows":3')));
    expect(await allManifests(bench.ports)).toEqual({ manifests: [second], damaged: [{ id: first.id, fault: `${name} is not as it was written` }] });
  });
});
