import { RestError } from '@azure/data-tables';
import type * as df from 'durable-functions';
import { readOrchestratorAnswer } from '../../../src/localhost/durable/libraryAnswer';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { rowValue, type DurableStore, type TurnWrite } from '../../../src/localhost/durable/store/port';
import { durableApp, HOUR, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });
// Pauses between attempts are real time; here they take none.
jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

type Steps = Generator<df.Task, unknown, never>;

type Call = (name: string, args: readonly unknown[], go: () => Promise<unknown>) => Promise<unknown>;

/** A store whose calls go through `call`. */
const through = (store: DurableStore, call: Call): DurableStore =>
  new Proxy(store, {
    get: (_, name) => {
      const method = Reflect.get(store, name) as (...args: unknown[]) => Promise<unknown>;
      if (name === 'markIdle') return method.bind(store);
      return (...args: unknown[]): Promise<unknown> => call(String(name), args, () => method.apply(store, args));
    },
  });

const tooLarge = (): RestError => new RestError('The request body is too large', { statusCode: 413 });

/** Storage that refuses the turns for which `isRefused` says so, whenever they are tried. */
const refusing = (store: DurableStore, isRefused: (turn: TurnWrite) => boolean): DurableStore =>
  through(store, async (name, args, go) => {
    const turns = name === 'commit' || name === 'commitEntities' ? ([args[0]].flat() as TurnWrite[]) : [];
    if (turns.some(isRefused)) throw tooLarge();
    return go();
  });

const scene = ({ app, EntityId }: typeof df): void => {
  app.orchestration('waiting', function* ({ df: durable }): Steps {
    return yield durable.waitForExternalEvent('go');
  });
  app.orchestration('parent', function* ({ df: durable }): Steps {
    try {
      return yield durable.callSubOrchestrator('waiting', null, durable.getInput<string>());
    } catch (error) {
      return `caught: ${String((error as Error).message).split('\n')[0] ?? ''}`;
    }
  });
  app.orchestration('signals', function* ({ df: durable }): Steps {
    for (const key of durable.getInput<string[]>()) durable.signalEntity(new EntityId('log', key), 'add', durable.instanceId);
    return yield durable.callActivity('echo', 'signalled');
  });
  app.orchestration('calls', function* ({ df: durable }): Steps {
    try {
      return yield durable.callEntity(new EntityId('log', 'caller'), 'signal', durable.getInput<string>());
    } catch {
      return 'the entity failed';
    }
  });
  app.orchestration('throwing', function* ({ df: durable }): Steps {
    try {
      return yield durable.callActivity('throws', durable.getInput<string>());
    } catch (error) {
      return String((error as Error).message).split('\n')[0];
    }
  });
  app.activity('echo', { handler: (text: string) => text });
  app.activity('throws', {
    handler: (message: string) => {
      throw new Error(message);
    },
  });
  app.entity<string[]>('log', ({ df: entity }) => {
    entity.setState([...(entity.getState(() => []) ?? []), entity.getInput<string>() ?? '']);
    if (entity.operationName === 'signal') entity.signalEntity(new EntityId('log', 'x'.repeat(500)), 'add');
  });
};

const errors = ({ lines }: DurableApp, of: RegExp): string[] => lines.filter((line) => line.startsWith('error') && of.test(line));
const entityState = async (run: DurableApp, key: string): Promise<unknown> => {
  const { status, body } = await run.call('GET', `entities/log/${key}`);
  return status === 200 ? JSON.parse(String(body)) : status;
};

describe('a turn that fails whenever it is tried', () => {
  it('fails its orchestration after five attempts, says why, and holds nothing up', async () => {
    const store = refusing(new MemoryStore(), ({ record: { id, ...record } }) => id === 'bad' && (record as { status?: string }).status !== 'Failed');
    const run = await durableApp(scene, store);
    await run.start('parent', 'p', 'bad');
    const { runtimeStatus, output } = await run.status('bad');
    expect([runtimeStatus, output]).toEqual(['Failed', "Orchestrator function 'waiting' failed: the local runtime could not carry out its turn. A turn of 'bad' failed 5 times, and is not tried again: The request body is too large"]);
    expect((await run.status('p')).output).toMatch(/^caught: .*could not carry out its turn/);
    expect(errors(run, /A turn of 'bad' failed, next attempt/)).toHaveLength(4);
    await run.start('waiting', 'good');
    await run.raise('good', 'go', 1);
    await run.advance(HOUR);
    expect((await run.status('good')).output).toBe(1);
    expect(await run.raise('bad', 'go', 1)).toBe(410);
  });

  it('that cannot even be failed stands still, says so, and goes on once storage takes it', async () => {
    let isRefused = true;
    const run = await durableApp(scene, refusing(new MemoryStore(), ({ record }) => record.id === 'bad' && isRefused));
    await run.start('waiting', 'bad');
    await run.advance(HOUR);
    expect(await run.status('bad')).toMatchObject({ runtimeStatus: 'Pending', localRuntimeWarning: expect.stringMatching(/^'bad' stands still until something comes for it or the host is started again\. Ending 'bad' failed 5 times/) as string });
    isRefused = false;
    await run.raise('bad', 'go', 7);
    const after = await run.status('bad');
    expect([after.runtimeStatus, after.output, 'localRuntimeWarning' in after]).toEqual(['Completed', 7, false]);
  });

  it('of an entity leaves it standing, with what came for it, and its senders go on', async () => {
    let isRefused = true;
    const run = await durableApp(scene, refusing(new MemoryStore(), ({ record }) => record.id === '@log@bad' && isRefused));
    await run.start('signals', 'a', ['bad', 'good']);
    expect([(await run.status('a')).output, await entityState(run, 'good'), await entityState(run, 'bad')]).toEqual(['signalled', ['a'], 404]);
    expect(errors(run, /'@log@bad' stands still/)).toHaveLength(1);
    isRefused = false;
    await run.start('signals', 'b', ['bad']);
    expect(await entityState(run, 'bad')).toEqual(['a', 'b']);
  });

  it('of an entity whose messages cannot be stored either loses these, and says how many', async () => {
    const store = through(new MemoryStore(), async (name, args, go) => {
      const asked = [args[0]].flat() as readonly (string | { readonly id?: string; readonly record?: { readonly id: string } })[];
      if (/^(commit|post)/.test(name) && asked.some((one) => (typeof one === 'string' ? one : (one.id ?? one.record?.id)) === '@log@bad')) throw tooLarge();
      return go();
    });
    const run = await durableApp(scene, store);
    await run.start('signals', 'a', ['bad', 'good']);
    expect([(await run.status('a')).output, await entityState(run, 'good')]).toEqual(['signalled', ['a']]);
    expect(errors(run, /1 messages for '@log@bad' are thrown away/)).toHaveLength(1);
  });

  it('while storage is away is tried until it is back, however long that takes', async () => {
    let away = 50;
    const store = through(new MemoryStore(), async (name, _, go) => {
      if (name === 'commit' && away-- > 0) throw new RestError('Server Busy', { statusCode: 503 });
      return go();
    });
    const run = await durableApp(scene, store);
    await run.start('waiting', 'i');
    await run.raise('i', 'go', 1);
    expect((await run.status('i')).output).toBe(1);
  });
});

describe('what can never be stored is refused when it is asked for', () => {
  const long = 'x'.repeat(401);
  const escaped = '#'.repeat(81);

  it.each([
    { name: 'a start', path: (id: string) => `orchestrators/waiting/${encodeURIComponent(id)}` },
    { name: 'a signal', path: (id: string) => `entities/log/${encodeURIComponent(id)}?op=add` },
  ])('$name of an id whose key is too long', async ({ path }) => {
    const run = await durableApp(scene);
    for (const id of [long, escaped]) expect(await run.call('POST', path(id), '1')).toMatchObject({ status: 400, body: { Message: expect.stringContaining('Instance ids have at most 400 characters') as string } });
  });

  it.each([long, escaped, '@log@a'])('a sub-orchestration by the id %s', async (id) => {
    const run = await durableApp(scene);
    await run.start('parent', 'p', id);
    expect(await run.status('p')).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringContaining(id) as string });
  });

  it('a signal, by an orchestration or by an entity, which then has done nothing', async () => {
    const run = await durableApp(scene);
    await run.start('signals', 'a', ['good', long]);
    expect(await run.status('a')).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringContaining('cannot be called') as string });
    await run.start('calls', 'b', 'x');
    expect([(await run.status('b')).output, await entityState(run, 'caller')]).toEqual(['the entity failed', 404]);
  });

  it('a start, or a rewind, of an instance whose record is damaged: answered at once, and the clock moves', async () => {
    const inner = new MemoryStore();
    await inner.create({ ...({} as Parameters<DurableStore['create']>[0]), id: 'i' });
    const store = through(inner, async (name, args, go) => {
      if ((name === 'read' || name === 'load') && args[0] === 'i') rowValue('i', 'record', '{"kind":');
      return go();
    });
    const run = await durableApp(scene, store);
    for (const path of ['orchestrators/waiting/i', 'instances/i/rewind']) {
      expect(await run.call('POST', path, '1')).toMatchObject({ status: 500, body: { ExceptionMessage: expect.stringContaining('its record is damaged') as string } });
    }
    await run.advance(HOUR);
  });
});

describe('what an activity or orchestrator throws', () => {
  it.each(['{"errorType":"Conflict", cut off', '{"errorType":'])('may begin as the library writes details: %s', async (message) => {
    const run = await durableApp(scene);
    await run.start('throwing', 'i', message);
    expect((await run.status('i')).output).toContain(`failed: ${message}`);
  });

  it.each(['', '{"isDone":', 'null', '7'])('may hold the mark of the library’s state, followed by “%s”', (rest) => {
    const error = new Error(`odd\n\n$OutOfProcData$:${rest}`);
    expect(readOrchestratorAnswer({ ok: false, error })).toMatchObject({ kind: 'broken', error: expect.stringContaining('odd') as string });
  });
});

describe('an id that is removed and started at the same time', () => {
  it('is started when it is gone, and nothing of the new instance is removed', async () => {
    let release: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const isPurging = new Promise<void>((resolve) => (reached = resolve));
    const store = through(new MemoryStore(), async (name, _, go) => {
      if (name !== 'purge') return go();
      reached();
      await gate;
      return go();
    });
    const run = await durableApp(scene, store);
    await run.start('waiting', 'i');
    await run.raise('i', 'go', 1);
    const purged = run.call('DELETE', 'instances/i');
    await isPurging;
    const started = run.call('POST', 'orchestrators/waiting/i');
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    release();
    expect([(await purged).status, (await started).status]).toEqual([200, 202]);
    await run.clock.idle();
    await run.raise('i', 'go', 2);
    expect((await run.status('i')).output).toBe(2);
  });

  it('is not removed when it has begun anew since its end was read', async () => {
    const other: { run?: DurableApp } = {};
    let isFirst = true;
    const store = through(new MemoryStore(), async (name, args, go) => {
      const answer = await go();
      // The reading of the purge; the start that follows it reads too.
      if (name === 'read' && args[0] === 'i' && isFirst) {
        isFirst = false;
        await other.run?.call('POST', 'orchestrators/waiting/i');
      }
      return answer;
    });
    const run = await durableApp(scene, store);
    other.run = run;
    await run.start('waiting', 'i');
    await run.raise('i', 'go', 1);
    const { status, body } = await run.call('DELETE', 'instances/i');
    expect([status, String(body)]).toEqual([412, expect.stringMatching(/has status (Pending|Running)/) as string]);
    await run.clock.idle();
    await run.raise('i', 'go', 2);
    expect((await run.status('i')).output).toBe(2);
  });
});

describe('a rewind', () => {
  it('whose answer was lost is taken up all the same', async () => {
    let lose = false;
    const store = through(new MemoryStore(), async (name, _, go) => {
      const answer = await go();
      if (name !== 'commit' || !lose) return answer;
      lose = false;
      throw new RestError('the answer was lost', { code: 'ECONNRESET' });
    });
    let isBroken = true;
    const run = await durableApp(({ app }) => {
      app.orchestration('o', function* ({ df: durable }): Steps {
        return yield durable.callActivity('a');
      });
      app.activity('a', {
        handler: () => {
          if (isBroken) throw new Error('broken');
          return 'mended';
        },
      });
    }, store);
    await run.start('o', 'i');
    expect((await run.status('i')).runtimeStatus).toBe('Failed');
    isBroken = false;
    lose = true;
    expect((await run.call('POST', 'instances/i/rewind')).status).toBe(202);
    await run.clock.idle();
    expect((await run.status('i')).output).toBe('mended');
  });
});
