import type * as df from 'durable-functions';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { type DurableStore } from '../../../src/localhost/durable/store/port';
import { durableApp, HOUR, type DurableApp } from './durableApp';
import { atEveryWrite, dieAt } from './faultyStore';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

/** A sender of several turns and histories; logs that pass on what they are told to `all`. @param gate what the entity of that key waits for in the midst of an operation. */
const app = (gate: (key: string) => Promise<void>) => ({ app: durable, EntityId }: typeof df): void => {
  durable.orchestration('sender', function* ({ df: context }): Steps {
    const round = context.getInput<number>() ?? 0;
    for (let n = 0; n < 3; n += 1) for (const key of ['a', 'b', 'c']) context.signalEntity(new EntityId('log', key), 'add', `${round}.${n}`);
    yield context.callActivity('nothing');
    for (const key of ['a', 'b', 'c']) context.signalEntity(new EntityId('log', key), 'add', `${round}.last`);
    if (round === 0) return context.continueAsNew(1);
    return 'sent';
  });
  durable.orchestration('once', function* ({ df: context }): Steps {
    yield* [];
    context.signalEntity(new EntityId('log', 'a'), 'add', context.getInput());
    return 'sent';
  });
  durable.activity('nothing', { handler: () => null });
  // The library awaits it, though its type does not say so.
  const log = (async ({ df: entity }: df.EntityContext<string[]>): Promise<void> => {
    await gate(entity.entityId.key);
    const told = entity.getInput<string>() ?? '';
    entity.setState([...(entity.getState(() => []) ?? []), told]);
    if (entity.operationName === 'add') entity.signalEntity(new EntityId('log', 'all'), 'passed', told);
  }) as (context: df.EntityContext<string[]>) => void;
  durable.entity<string[]>('log', log);
};

const open = (): Promise<void> => Promise.resolve();

const logOf = async (run: DurableApp, key: string): Promise<string[]> => {
  const { body } = await run.call('GET', `entities/log/${key}`);
  return body === undefined ? [] : (JSON.parse((body as Buffer).toString()) as string[]);
};

const gated = (): { gate: () => Promise<void>; release: () => void } => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  return { gate: () => gate, release };
};

const aWhile = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const inboxOf = async (store: DurableStore, id: string): Promise<number> => (await store.load(id)).inbox.length;

describe('signals', () => {
  const inOrder = ['0.0', '0.1', '0.2', '0.last', '1.0', '1.1', '1.2', '1.last'];

  it.each([
    ['all entities are quick', []],
    ['those that get them are at work', ['a', 'b', 'c']],
    ['one that is signalled by entities is at work', ['all']],
  ])('arrive once and in order, whenever the process dies: %s', async (_, slow) => {
    const writes = await atEveryWrite(
      () => new MemoryStore(),
      async (faulty) => {
        const first = { isAlive: true };
        const run = await durableApp(app((key) => (first.isAlive && slow.includes(key) ? new Promise(() => undefined) : open())), faulty);
        return { run: { run, first }, finished: run.call('POST', 'orchestrators/sender/s').then(aWhile) };
      },
      async ({ run: { run, first }, store, where }) => {
        first.isAlive = false;
        const again = await run.restart(store);
        await again.clock.idle();
        if ((await again.call('GET', 'instances/s')).status === 404) await again.call('POST', 'orchestrators/sender/s');
        await again.clock.idle();
        const logs = await Promise.all(['a', 'b', 'c'].map((key) => logOf(again, key)));
        const all = await logOf(again, 'all');
        expect([where, logs, all.sort()]).toEqual([where, [inOrder, inOrder, inOrder], inOrder.flatMap((told) => [told, told, told]).sort()]);
        expect(await store.liveIds()).not.toContain('s');
      },
    );
    expect(writes).toBeGreaterThan(10);
  });

  it('do not hold their sender up: what its entity has not taken by the next turn is stored', async () => {
    const { gate, release } = gated();
    const store = new MemoryStore();
    const run = await durableApp(app(gate), store);
    await run.call('POST', 'orchestrators/sender/s');
    await aWhile();
    expect((await run.status('s')).runtimeStatus).toBe('Completed');
    expect(await inboxOf(store, '@log@a')).toBeGreaterThan(0);
    expect(await store.liveIds()).toContain('s');
    release();
    await run.clock.idle();
    expect([await logOf(run, 'a'), await inboxOf(store, '@log@a')]).toEqual([inOrder, 0]);
    expect(await store.liveIds()).not.toContain('s');
  });

  it.each([
    ['purged', (run: DurableApp) => run.call('DELETE', 'instances/s'), ['first']],
    ['started again', (run: DurableApp) => run.call('POST', 'orchestrators/once/s', '"second"'), ['first', 'second']],
  ])('are not lost when their sender is %s and then the process dies', async (_, change, expected) => {
    const { gate } = gated();
    const store = new MemoryStore();
    let wait = gate;
    const run = await durableApp(app(() => wait()), store);
    await run.call('POST', 'orchestrators/once/s', '"first"');
    await aWhile();
    expect([(await run.status('s')).output, await inboxOf(store, '@log@a')]).toEqual(['sent', 0]);
    await change(run);
    await aWhile();
    expect(await inboxOf(store, '@log@a')).toBe(1);
    wait = open;
    const again = await run.restart();
    await again.clock.idle();
    expect(await logOf(again, 'a')).toEqual(expected);
  });

  it('are not lost when the process dies while their sender is started again', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 3; at <= 9; at += 1) {
        const { gate } = gated();
        const store = new MemoryStore();
        let wait = gate;
        const run = await durableApp(app(() => wait()), dieAt(store, at, when));
        await Promise.race([run.call('POST', 'orchestrators/once/s', '"first"'), aWhile()]);
        await aWhile();
        void run.call('POST', 'orchestrators/once/s', '"second"');
        await aWhile();
        const isSecondStarted = (await store.read('s'))?.record.generation === 1;
        wait = open;
        const again = await run.restart(store);
        await again.clock.idle();
        expect([when, at, await logOf(again, 'a')]).toEqual([when, at, isSecondStarted ? ['first', 'second'] : ['first']]);
      }
    }
  });

  it('of a sender that is started again right after a restart are not lost', async () => {
    const { gate } = gated();
    let wait = gate;
    const run = await durableApp(app(() => wait()), new MemoryStore());
    for (let n = 0; n < 40; n += 1) await run.call('POST', `orchestrators/once/s${n}`, `"first ${n}"`);
    await aWhile();
    wait = open;
    const again = await run.restart();
    await again.call('POST', 'orchestrators/once/s39', '"second"');
    await again.clock.idle();
    const log = await logOf(again, 'a');
    expect([log.length, log.filter((told) => told === 'first 39' || told === 'second')]).toEqual([41, ['first 39', 'second']]);
  });

  it('that a stop overtakes are stored, and their sender is done with', async () => {
    const { gate, release } = gated();
    const store = new MemoryStore();
    const run = await durableApp(app(gate), store);
    for (const n of [1, 2]) await run.call('POST', `orchestrators/once/s${n}`, String(n)).then(aWhile);
    const stopped = run.runtime.stop();
    release();
    await stopped;
    expect((await store.liveIds()).filter((id) => id.startsWith('s'))).toEqual([]);
    const again = await run.restart();
    await again.advance(HOUR);
    expect(await logOf(again, 'a')).toEqual([1, 2]);
  });
});
