import { z } from 'zod';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { ReadTrail } from '../../src/app/command/readTrail';
import { RememberedRows } from '../../src/app/command/rememberedRows';
import { rowReader } from '../../src/app/unreadable';
import { FaultPlan, FaultyStore } from '../support/faultyStore';
import { httpOver } from '../support/httpWorld';
import { World } from '../support/world';
import { ANY_ETAG } from '../../src/kernel/partitionStore';

const row = { type: 'subscription', name: 'a' };

describe('rows that are remembered', () => {
  const remembering = () => {
    const time = { passed: 0 };
    return { time, remembered: new RememberedRows(new ReadTrail(new MemoryPartitionStore()), () => time.passed) };
  };

  test('are subscriptions and carts, as they were read or stored, with the etag that the next commit needs', async () => {
    const { remembered } = remembering();
    await remembered.store.commit('c', [{ op: 'create', key: 'subscription|s', value: row }, { op: 'create', key: 'order|o', value: row }]);
    expect(remembered.recall('c', 'subscription|s')).toMatchObject({ value: row, etag: (await remembered.store.read('c', 'subscription|s'))?.etag });
    expect(remembered.recall('c', 'order|o')).toBeUndefined();
    const etag = remembered.recall('c', 'subscription|s')?.etag ?? '';
    expect(await remembered.store.commit('c', [{ op: 'update', key: 'subscription|s', value: { ...row, name: 'b' }, etag }])).toMatchObject({ ok: true });
    expect(remembered.recall('c', 'subscription|s')?.value).toEqual({ ...row, name: 'b' });
    await remembered.store.commit('c', [{ op: 'delete', key: 'subscription|s', etag: ANY_ETAG }]);
    expect(remembered.recall('c', 'subscription|s')).toBeUndefined();
  });

  test('as one object while they stay as they are, which is checked once and changed by nobody', async () => {
    const { remembered } = remembering();
    const checked: unknown[] = [];
    const reader = rowReader('Commerce', 'subscription', z.object({ name: z.string(), tags: z.array(z.string()).default([]) }).refine((value) => checked.push(value)));
    await remembered.store.commit('c', [{ op: 'create', key: 'subscription|s', value: row }, { op: 'create', key: 'order|o', value: row }]);
    const read = async (key: string) => {
      const found = await remembered.store.read('c', key);
      if (found === undefined) throw new Error(`There is no ${key}`);
      return reader.readStored(found);
    };
    const first = await read('subscription|s');
    expect((await read('subscription|s')).value).toBe(first.value);
    expect(checked).toHaveLength(1);
    expect(() => first.value.tags.push('mine')).toThrow(TypeError);
    await remembered.store.commit('c', [{ op: 'update', key: 'subscription|s', value: { ...row, name: 'b' }, etag: first.etag }]);
    expect(await read('subscription|s')).toMatchObject({ value: { name: 'b' } });
    expect((await read('order|o')).value).not.toBe((await read('order|o')).value);
  });

  test('for five minutes', async () => {
    const { time, remembered } = remembering();
    await remembered.store.commit('c', [{ op: 'create', key: 'cart|1', value: row }]);
    time.passed = 300_000;
    expect(remembered.recall('c', 'cart|1')).toBeDefined();
    time.passed = 300_001;
    expect(remembered.recall('c', 'cart|1')).toBeUndefined();
    await remembered.store.read('c', 'cart|1');
    expect(remembered.recall('c', 'cart|1')).toBeDefined();
  });

  test('not after a conflict, nor after a commit whose outcome is unknown', async () => {
    const memory = new MemoryPartitionStore();
    const remembered = new RememberedRows(new ReadTrail(new FaultyStore(memory, new FaultPlan([{ at: 'commit', nth: 3, does: 'lostAnswer' }]))), () => 0);
    await remembered.store.commit('c', [{ op: 'create', key: 'cart|1', value: row }]);
    expect(await remembered.store.commit('c', [{ op: 'update', key: 'cart|1', value: row, etag: 'stale' }])).toMatchObject({ ok: false });
    expect(remembered.recall('c', 'cart|1')).toBeUndefined();
    await remembered.store.read('c', 'cart|1');
    await expect(remembered.store.commit('c', [{ op: 'put', key: 'cart|1', value: row }])).rejects.toThrow();
    expect(remembered.recall('c', 'cart|1')).toBeUndefined();
  });
});

describe('a change by a process whose memory is out of date', () => {
  const at = '2021-06-18T10:00:00Z';

  /** A process that remembers a subscription of ten seats, which another one has changed since. */
  const outOfDate = async (theirs: object) => {
    const world = await World.at(at);
    const customer = world.customer('Zonnebloem');
    const [id = ''] = await world.buy('havn', customer, [{ sku: 'NCM365ENTE03:0001', quantity: 10 }]);
    const path = `/v1/customers/${customer}/subscriptions/${id}`;
    const http = httpOver(world);
    const own = world.app;
    const { headers } = await http(path);
    world.use(world.newProcess());
    expect((await http(path, { method: 'PATCH', body: theirs })).status).toBe(200);
    world.use(own);
    return { http, path, etag: Object.entries(headers).find(([name]) => name.toLowerCase() === 'etag')?.[1] ?? '' };
  };

  test('[SUB-7] is stored, though it is what the process believes to be so', async () => {
    const { http, path } = await outOfDate({ quantity: 12 });
    expect(await http(path, { method: 'PATCH', body: { quantity: 10 } })).toMatchObject({ status: 200, body: { quantity: 10 } });
    expect(await http(path)).toMatchObject({ body: { quantity: 10 } });
  });

  test('[SUB-3] is decided on what the other has left', async () => {
    const { http, path } = await outOfDate({ friendlyName: 'Theirs' });
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 } })).toMatchObject({ status: 200, body: { quantity: 12, friendlyName: 'Theirs' } });
  });

  test('[SUB-1] is refused for that, and never for what is remembered', async () => {
    const { http, path } = await outOfDate({ status: 'deleted' });
    expect((await http(path, { method: 'PATCH', body: { quantity: 12 } })).status).toBe(400);
    expect(await http(path)).toMatchObject({ body: { quantity: 10, status: 'deleted' } });
  });

  test('[SUB-2] is refused under the etag of before', async () => {
    const { http, path, etag } = await outOfDate({ friendlyName: 'Theirs' });
    expect(await http(path, { method: 'PATCH', body: { quantity: 12 }, headers: { 'If-Match': etag } })).toMatchObject({ status: 400, body: { code: 2055 } });
  });

  test('[PAR-3] of another partner is none', async () => {
    const { http, path } = await outOfDate({ friendlyName: 'Theirs' });
    expect((await http(path, { method: 'PATCH', as: 'nordlys', body: { quantity: 12 } })).status).toBe(404);
  });
});
