import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { ANY_ETAG, StoreUnavailable, type PartitionStore, type Write } from '../../src/kernel/partitionStore';
import { CountingStore, OperationCounts } from '../support/countingStore';
import { FaultPlan, FaultyStore, Killed, type Fault } from '../support/faultyStore';
import { storeContract } from '../support/storeContract';

// A double that is told nothing must be indistinguishable from what it wraps.
storeContract('memory, counted', async () => new CountingStore(new MemoryPartitionStore()));
storeContract('memory, without faults', async () => new FaultyStore(new MemoryPartitionStore(), new FaultPlan([])));

const create = (key: string): Write => ({ op: 'create', key, value: {} });
const keysOf = async (store: PartitionStore): Promise<string[]> => (await store.list('p', {})).rows.map((row) => row.key);

test('counts by table and kind, in all, and from zero again', async () => {
  const counts = new OperationCounts();
  const [a, b] = ['A', 'B'].map((table) => new CountingStore(new MemoryPartitionStore(), table, counts)) as [CountingStore, CountingStore];
  await a.commit('p', [create('x'), create('y')]);
  await a.commit('p', [create('x')]);
  await a.read('p', 'x');
  await b.list('p', {});
  await a.listAcross({ fromPartition: 'a', toPartition: 'z' });
  expect(counts.of('A')).toEqual({ read: 1, list: 0, listAcross: 1, commit: 2, writes: 3, rows: 3 });
  expect(counts.of('B')).toEqual({ read: 0, list: 1, listAcross: 0, commit: 0, writes: 0, rows: 0 });
  expect([counts.operations(), counts.total().writes]).toEqual([5, 3]);
  counts.reset();
  expect(counts.operations()).toBe(0);
});

test.each<{ does: Fault['does']; written: string[] }>([
  { does: 'dieBefore', written: ['1'] },
  { does: 'dieAfter', written: ['1', '2'] },
])('$does: the process is dead until revived', async ({ does, written }) => {
  const memory = new MemoryPartitionStore();
  const plan = new FaultPlan([{ at: 'commit', nth: 2, does }]);
  const [one, other] = [new FaultyStore(memory, plan), new FaultyStore(memory, plan)];
  await one.commit('p', [create('1')]);
  await expect(other.commit('p', [create('2')])).rejects.toThrow(Killed);
  await expect(one.read('p', '1')).rejects.toThrow(Killed);
  expect(await keysOf(memory)).toEqual(written);
  plan.revive();
  expect(await keysOf(one)).toEqual(written);
  expect(plan.seen('commit')).toBe(2);
});

test.each<{ does: Fault['does']; written: string[] }>([
  { does: 'unavailable', written: [] },
  { does: 'lostAnswer', written: ['1'] },
])('$does: StoreUnavailable once', async ({ does, written }) => {
  const memory = new MemoryPartitionStore();
  const store = new FaultyStore(memory, new FaultPlan([{ at: 'commit', nth: 1, does }]));
  await expect(store.commit('p', [create('1')])).rejects.toThrow(StoreUnavailable);
  expect(await keysOf(memory)).toEqual(written);
  expect(await store.commit('p', [create('2')])).toMatchObject({ ok: true });
});

test('reads and lists can fail too', async () => {
  const plan = new FaultPlan((['read', 'list', 'listAcross'] as const).map((at) => ({ at, nth: 1, does: 'unavailable' as const })));
  const store = new FaultyStore(new MemoryPartitionStore(), plan);
  await expect(store.read('p', 'k')).rejects.toThrow(StoreUnavailable);
  await expect(store.list('p', {})).rejects.toThrow(StoreUnavailable);
  await expect(store.listAcross({ fromPartition: 'a', toPartition: 'b' })).rejects.toThrow(StoreUnavailable);
});

test('a spurious conflict names the first conditional write and writes nothing; without conditions there is none', async () => {
  const memory = new MemoryPartitionStore();
  const store = new FaultyStore(memory, new FaultPlan([1, 2].map((nth) => ({ at: 'commit', nth, does: 'conflict' }))));
  const put: Write = { op: 'put', key: 'a', value: {} };
  expect(await store.commit('p', [put, create('b')])).toEqual({ ok: false, conflict: { key: 'b', reason: 'exists' } });
  expect(await keysOf(memory)).toEqual([]);
  expect(await store.commit('p', [put])).toMatchObject({ ok: true });
});

test('a delete as a row was read can meet a spurious conflict, one of whatever is there cannot', async () => {
  const memory = new MemoryPartitionStore();
  await memory.commit('p', [create('a')]);
  const store = new FaultyStore(memory, new FaultPlan([1, 2].map((nth) => ({ at: 'commit', nth, does: 'conflict' }))));
  const etag = (await memory.read('p', 'a'))?.etag ?? '';
  expect(await store.commit('p', [{ op: 'delete', key: 'a', etag }])).toEqual({ ok: false, conflict: { key: 'a', reason: 'changed' } });
  expect(await keysOf(memory)).toEqual(['a']);
  expect(await store.commit('p', [{ op: 'delete', key: 'a', etag: ANY_ETAG }])).toMatchObject({ ok: true });
  expect(await keysOf(memory)).toEqual([]);
});
