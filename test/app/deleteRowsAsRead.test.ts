import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { deleteRowsAsRead } from '../../src/app/deleteRowsAsRead';
import { type Row } from '../../src/kernel/partitionStore';
import { CountingStore } from '../support/countingStore';
import { interrupted } from '../support/interrupted';

const keysOf = async (store: MemoryPartitionStore): Promise<readonly string[]> => (await store.list('p', {})).rows.map(({ key }) => key);

const filled = async (count: number): Promise<{ readonly store: MemoryPartitionStore; readonly rows: readonly Row[] }> => {
  const store = new MemoryPartitionStore();
  for (let at = 0; at < count; at += 1) await store.commit('p', [{ op: 'create', key: `k${String(at).padStart(3, '0')}`, value: {} }]);
  return { store, rows: (await store.list('p', {})).rows };
};

test('rows that nobody wrote since go, one operation for a hundred', async () => {
  const { store, rows } = await filled(205);
  const counted = new CountingStore(store);
  expect(await deleteRowsAsRead(counted, 'p', rows)).toBe(0);
  expect([await keysOf(store), counted.counts.operations()]).toEqual([[], 3]);
});

test('one that was written meanwhile stays, and is counted; one that is gone holds up none', async () => {
  const { store, rows } = await filled(5);
  const { store: met, hasActed } = interrupted(store, { deletes: 'k' }, () => store.commit('p', [{ op: 'put', key: 'k001', value: { new: true } }, { op: 'delete', key: 'k003', etag: rows[3]?.etag ?? '' }]));
  expect(await deleteRowsAsRead(met, 'p', rows)).toBe(1);
  expect([hasActed(), await keysOf(store)]).toEqual([true, ['k001']]);
});

test('where others write them again and again, what is not known to be gone is counted', async () => {
  const { store, rows } = await filled(8);
  let next = 0;
  const restless = { read: store.read.bind(store), list: store.list.bind(store), listAcross: store.listAcross.bind(store), commit: async (...[partition, writes]: Parameters<typeof store.commit>) => {
    await store.commit('p', [{ op: 'put', key: rows[next]?.key ?? '', value: {} }]);
    next += 1;
    return store.commit(partition, writes);
  } };
  expect(await deleteRowsAsRead(restless, 'p', rows)).toBe(8);
  expect(await keysOf(store)).toHaveLength(8);
});

test('of no rows it is no work', async () => {
  const { store } = await filled(0);
  const counted = new CountingStore(store);
  expect([await deleteRowsAsRead(counted, 'p', []), counted.counts.operations()]).toEqual([0, 0]);
});
