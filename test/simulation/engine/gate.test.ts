import { MemoryPartitionStore } from '../../../src/adapters/memory/memoryPartitionStore';
import { StoreUnavailable } from '../../../src/kernel/partitionStore';
import { Killed } from '../../support/faultyStore';
import { gated, Gate, type StoreFault } from './gate';

const tableWith = (...faults: StoreFault[]) => {
  const gate = new Gate();
  gate.arm(faults);
  return { gate, table: gated(new MemoryPartitionStore(), 'Commerce', gate) };
};

const create = (key: string) => [{ op: 'create', key, value: {} }] as const;

describe('what stands between a host and its tables', () => {
  test('meets the operation of its kind and place, and as many after it as it is told', async () => {
    const { gate, table } = tableWith({ does: 'unavailable', at: 'read', nth: 2, times: 2 });
    await table.commit('p', create('a'));
    await table.read('p', 'a');
    await expect(table.read('p', 'a')).rejects.toThrow(StoreUnavailable);
    await expect(table.read('p', 'a')).rejects.toThrow(StoreUnavailable);
    expect(await table.read('p', 'a')).toMatchObject({ key: 'a' });
    expect(gate.met).toHaveLength(2);
  });

  test('loses an answer to what took effect, and dies before or after', async () => {
    const { gate, table } = tableWith({ does: 'lostAnswer', at: 'commit', nth: 1 }, { does: 'dieAfter', at: 'commit', nth: 2 });
    await expect(table.commit('p', create('a'))).rejects.toThrow(StoreUnavailable);
    expect(await table.read('p', 'a')).toBeDefined();
    await expect(table.commit('p', create('b'))).rejects.toThrow(Killed);
    expect(gate.isDead).toBe(true);
    await expect(table.read('p', 'b')).rejects.toThrow(Killed);
  });

  test('refuses as changed only a commit that has a condition', async () => {
    const { table } = tableWith({ does: 'conflict', at: 'commit', nth: 1 });
    expect(await table.commit('p', [{ op: 'put', key: 'a', value: {} }])).toMatchObject({ ok: true });
    expect(await table.commit('p', create('b'))).toEqual({ ok: false, conflict: { key: 'b', reason: 'exists' } });
    expect(await table.read('p', 'b')).toBeUndefined();
    expect(await table.commit('p', create('b'))).toMatchObject({ ok: true });
  });

  test('sends again what took effect: a commit with a condition meets its own write', async () => {
    const { table } = tableWith({ does: 'sentAgain', at: 'commit', nth: 1 });
    expect(await table.commit('p', [{ op: 'put', key: 'a', value: {} }])).toMatchObject({ ok: true });
    expect(await table.commit('p', create('b'))).toEqual({ ok: false, conflict: { key: 'b', reason: 'exists' } });
    expect(await table.read('p', 'b')).toBeDefined();
  });
});
