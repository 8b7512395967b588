import type * as df from 'durable-functions';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { durableApp, type DurableApp } from './durableApp';
import { atEveryWrite } from './faultyStore';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

/** One that lets a lock go and takes it again in the same turn, or at the end of a history, and then holds it until it is told; and one that wants it once. */
const app = ({ app: durable, EntityId }: typeof df): void => {
  const shared = new EntityId('shared', 'x');
  durable.orchestration('again', function* ({ df: context }): Steps {
    const first = (yield context.lock(shared)) as df.DurableLock;
    first.release();
    const second = (yield context.lock(shared)) as df.DurableLock;
    yield context.callEntity(shared, 'enter', 'holder');
    yield context.waitForExternalEvent('go');
    yield context.callEntity(shared, 'leave', 'holder');
    second.release();
    return 'done';
  });
  durable.orchestration('anew', function* ({ df: context }): Steps {
    yield context.lock(shared);
    if (context.getInput<number | undefined>() === undefined) return context.continueAsNew(1);
    yield context.callEntity(shared, 'enter', 'holder');
    yield context.waitForExternalEvent('go');
    yield context.callEntity(shared, 'leave', 'holder');
    return 'done';
  });
  durable.activity('fail', { handler: () => Promise.reject(new Error('no more')) });
  let isChanged = false;
  durable.orchestration('changed', function* ({ df: context }): Steps {
    const lock = (yield context.lock(shared)) as df.DurableLock;
    if (isChanged) lock.release();
    isChanged = true;
    yield context.callActivity('nothing');
    return yield context.waitForExternalEvent('go');
  });
  durable.activity('nothing', { handler: () => null });
  durable.orchestration('failing', function* ({ df: context }): Steps {
    yield context.lock(shared);
    return yield context.callActivity('fail');
  });
  durable.orchestration('other', function* ({ df: context }): Steps {
    yield context.lock(shared);
    yield context.callEntity(shared, 'enter', 'other');
    yield context.callEntity(shared, 'leave', 'other');
    return 'done';
  });
  durable.entity<string[]>('shared', ({ df: entity }) => entity.setState([...(entity.getState(() => []) ?? []), `${entity.operationName ?? ''} ${entity.getInput<string>() ?? ''}`]));
};

const entered = async (run: DurableApp): Promise<string[]> => {
  const { body } = await run.call('GET', 'entities/shared/x');
  return body === undefined ? [] : (JSON.parse((body as Buffer).toString()) as string[]);
};

describe('a lock', () => {
  it.each(['again', 'anew'])('that is let go and taken again is held, whenever the process dies: %s', async (name) => {
    const writes = await atEveryWrite(
      () => new MemoryStore(),
      async (faulty) => {
        const run = await durableApp(app, faulty);
        return { run, finished: run.call('POST', `orchestrators/${name}/holder`).then(() => run.clock.idle()) };
      },
      async ({ run, store, where }) => {
        const again = await run.restart(store);
        await again.clock.idle();
        if ((await again.call('GET', 'instances/holder')).status === 404) await again.start(name, 'holder');
        await again.start('other', 'o');
        expect([where, await entered(again)]).toEqual([where, ['enter holder']]);
        await again.raise('holder', 'go', null);
        expect([where, await entered(again), (await again.status('o')).output]).toEqual([where, ['enter holder', 'leave holder', 'enter other', 'leave other'], 'done']);
      },
    );
    expect(writes).toBeGreaterThan(8);
  });

  it('is free again when its holder no longer agrees with its history, and would release it', async () => {
    const run = await durableApp(app);
    await run.start('changed', 'c');
    await run.raise('c', 'go', null);
    expect((await run.status('c')).output).toContain('Non-Deterministic workflow detected');
    await run.start('other', 'o');
    expect((await run.status('o')).output).toBe('done');
  });

  it('of one that fails is released in its history, with which it does not agree when it is rewound', async () => {
    const run = await durableApp(app);
    await run.start('failing', 'f');
    const { output, historyEvents = [] } = await run.status('f', '?showHistory=true');
    expect([output, historyEvents.filter(({ EventType }) => EventType === 'EventSent').map(({ Name }) => Name)]).toEqual([expect.stringContaining('no more') as string, ['op', 'release']]);
    await run.start('other', 'o');
    expect((await run.status('o')).output).toBe('done');
    await run.call('POST', 'instances/f/rewind');
    await run.clock.idle();
    expect(await run.status('f')).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringContaining('Non-Deterministic workflow detected') as string });
  });
});
