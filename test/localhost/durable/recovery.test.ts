import { RestError } from '@azure/data-tables';
import type * as df from 'durable-functions';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { rowValue, type DurableStore } from '../../../src/localhost/durable/store/port';
import { durableApp, HOUR, START } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });
// Pauses between attempts are real time; here they take none.
jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

type Steps = Generator<df.Task, unknown, never>;

/** Calls to a store's methods, counted; `fail` may refuse one, before or after it took effect. */
const watched = (store: DurableStore, fail: (call: number) => 'before' | 'after' | undefined = () => undefined): { store: DurableStore; calls: string[] } => {
  const calls: string[] = [];
  const proxy = new Proxy(store, {
    get: (_, name) => {
      const method = Reflect.get(store, name) as (...args: unknown[]) => unknown;
      return async (...args: unknown[]): Promise<unknown> => {
        calls.push(`${String(name)} ${typeof args[0] === 'string' ? args[0] : ''}`.trim());
        const failure = ['create', 'commit', 'commitEntities', 'post', 'postEntities', 'markLive', 'load', 'loadEntities'].includes(String(name)) ? fail(calls.length) : undefined;
        if (failure === 'before') throw new RestError('storage is away', { statusCode: 503 });
        const result = await method.apply(store, args);
        if (failure === 'after') throw new RestError('the answer was lost', { code: 'ECONNRESET' });
        return result;
      };
    },
  });
  return { store: proxy, calls };
};

const scene = ({ app, EntityId }: typeof df): void => {
  app.orchestration('waiting', function* ({ df: durable }): Steps {
    const answer = durable.waitForExternalEvent('go');
    const timer = durable.createTimer(new Date(START + HOUR));
    const first = yield durable.Task.any([answer, timer]);
    if (first === timer) return 'late';
    timer.cancel();
    for (const key of ['log', 'other', 'third']) durable.signalEntity(new EntityId('log', key), 'add', durable.instanceId);
    yield durable.callEntity(new EntityId('log', 'all'), 'add', durable.instanceId);
    return yield durable.callSubOrchestrator('child', answer.result, `${durable.instanceId}/child`);
  });
  app.orchestration('child', function* ({ df: durable }): Steps {
    return (yield durable.Task.all([1, 2, 3].map((n) => durable.callActivity('times', n * durable.getInput<number>()))));
  });
  app.activity('times', { handler: (n: number) => n * 2 });
  app.entity<string[]>('log', ({ df: entity }) => {
    entity.setState([...(entity.getState(() => []) ?? []), entity.getInput<string>() ?? '']);
  });
};

describe('recovery', () => {
  it('reads the instances that live and none that have ended', async () => {
    const inner = new MemoryStore();
    const run = await durableApp(scene, inner);
    for (let n = 0; n < 20; n += 1) await run.start('child', `ended-${n}`, n);
    await run.start('waiting', 'live');
    await run.runtime.stop();
    const { store, calls } = watched(inner);
    const again = await run.restart(store);
    await again.clock.idle();
    expect(calls).toEqual(['open', 'liveIds', 'load live']);
    await again.advance(HOUR);
    expect((await again.status('live')).output).toBe('late');
  });

  it('says what the store has to say of what an earlier release left', async () => {
    const inner = new MemoryStore();
    const said = 'Entities moved to where this release keeps them: 1 (@log@all).';
    const store = new Proxy<DurableStore>(inner, { get: (_, name) => (name === 'open' ? () => Promise.resolve([said]) : (Reflect.get(inner, name) as () => void).bind(inner)) });
    expect((await durableApp(scene, store)).lines).toEqual([`warning: ${said}`]);
  });

  it('waiting instances that were put out of memory go on', async () => {
    const run = await durableApp(scene, new MemoryStore(), 2);
    const ids = Array.from({ length: 10 }, (_, n) => `i${n}`);
    for (const id of ids) await run.start('waiting', id);
    await run.raise('i0', 'go', 1);
    await run.raise('i5', 'go', 2);
    await run.advance(HOUR);
    const outputs = await Promise.all(ids.map(async (id) => (await run.status(id)).output));
    expect(outputs).toEqual([[2, 4, 6], 'late', 'late', 'late', 'late', [4, 8, 12], 'late', 'late', 'late', 'late']);
  });

  it.each(['before', 'after'] as const)('a storage account that fails now and then (%s it wrote) changes nothing', async (when) => {
    // Ever longer pauses between failures, so that every series of calls gets through in the end.
    const triangular = new Set(Array.from({ length: 100 }, (_, n) => (n * (n + 1)) / 2));
    for (let shift = 0; shift < 6; shift += 1) {
      const { store } = watched(new MemoryStore(), (call) => (triangular.has(call - shift) ? when : undefined));
      const run = await durableApp(scene, store);
      await run.start('waiting', 'a');
      await run.start('waiting', 'b');
      for (const [id, n] of [['a', 1], ['b', 2]] as const) await run.raise(id, 'go', n);
      expect([(await run.status('a')).output, (await run.status('b')).output]).toEqual([
        [2, 4, 6],
        [4, 8, 12],
      ]);
      for (const key of ['all', 'log', 'other', 'third']) {
        const log = await run.call('GET', `entities/log/${key}`);
        expect([key, (JSON.parse((log.body as Buffer).toString()) as string[]).sort()]).toEqual([key, ['a', 'b']]);
      }
      expect(run.lines.some((line) => line.includes('failed, next attempt'))).toBe(true);
    }
  });

  it('a runtime that stops stores what runs and begins nothing more', async () => {
    const store = new MemoryStore();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let runs = 0;
    const run = await durableApp(({ app }) => {
      app.orchestration('o', function* ({ df: durable }): Steps {
        yield durable.callActivity('gated');
        return yield durable.callActivity('gated');
      });
      app.activity('gated', { handler: () => gate.then(() => ++runs) });
    }, store);
    await run.call('POST', 'orchestrators/o/i');
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const stopped = run.runtime.stop();
    release();
    await stopped;
    expect([runs, (await store.load('i')).inbox.length]).toEqual([1, 1]);
    const again = await run.restart();
    await again.clock.idle();
    expect([runs, (await again.status('i')).output]).toEqual([2, 2]);
  });
});

describe('an instance whose rows are damaged', () => {
  /** Its history, or its record, is no JSON any more. */
  const damaged = (store: MemoryStore, id: string, what: 'history' | 'record'): DurableStore =>
    new Proxy<DurableStore>(store, {
      get: (_, name) => {
        const method = Reflect.get(store, name) as (...args: unknown[]) => unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          if (args[0] === id && (name === 'load' || (name === 'read' && what === 'record'))) rowValue(id, what === 'record' ? 'record' : 'history row 1', '[{"EventType":');
          return method.apply(store, args);
        };
      },
    });

  it.each(['history', 'record'] as const)('by its %s is named, and holds nothing up', async (what) => {
    const inner = new MemoryStore();
    const run = await durableApp(scene, inner);
    for (let n = 0; n < 3; n += 1) await run.start('waiting', `i${n}`);
    await run.runtime.stop();
    const again = await run.restart(damaged(inner, 'i1', what));
    await again.clock.idle();
    await again.raise('i0', 'go', 1);
    expect((await again.status('i0')).output).toEqual([2, 4, 6]);
    const why = /^error.*'i1' cannot be read, its (history row 1|record) is damaged \(.+\): it stands still until it is purged or the row is mended and the host started again\.$/;
    expect(again.lines.filter((line) => why.test(line))).toHaveLength(1);
    const status = await again.call('GET', 'instances/i1');
    if (what === 'history') expect(status).toMatchObject({ status: 202, body: { runtimeStatus: 'Running', localRuntimeWarning: expect.stringContaining('its history row 1 is damaged') as string } });
    else expect(status).toMatchObject({ status: 500, body: { ExceptionMessage: expect.stringContaining('its record is damaged') as string } });
    expect((await again.call('DELETE', 'instances/i1')).status).toBe(200);
    expect((await inner.load('i1')).stored).toBeUndefined();
  });

  it('by the record of an entity is named, and the entities that were asked for with it go on', async () => {
    const inner = new MemoryStore();
    const store = new Proxy<DurableStore>(inner, {
      get: (_, name) => {
        const method = Reflect.get(inner, name) as (...args: unknown[]) => unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          if ((name === 'load' || name === 'loadEntities') && [args[0]].flat().includes('@log@other')) rowValue('@log@other', 'record', '{"kind":');
          return method.apply(inner, args);
        };
      },
    });
    const run = await durableApp(scene, store);
    await run.start('waiting', 'a');
    await run.raise('a', 'go', 1);
    expect((await run.status('a')).output).toEqual([2, 4, 6]);
    const states = await Promise.all(['log', 'third', 'all'].map((key) => run.call('GET', `entities/log/${key}`)));
    expect(states.map(({ body }) => String(body))).toEqual(['["a"]', '["a"]', '["a"]']);
    expect(run.lines.filter((line) => /^error.*'@log@other' cannot be read, its record is damaged/.test(line))).toHaveLength(1);
    expect((await inner.load('@log@other')).inbox).toHaveLength(1);
  });
});
