import * as df from 'durable-functions';
import { durableApp, HOUR, START, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Context = df.OrchestrationContext;
type Steps = Generator<df.Task, unknown, never>;

const account = new df.EntityId('Account', 'Ada@1');

const app = (orchestrators: Record<string, (context: Context) => Steps>): Promise<DurableApp> =>
  durableApp(({ app: durable }) => {
    for (const [name, orchestrator] of Object.entries(orchestrators)) durable.orchestration(name, orchestrator as df.OrchestrationHandler);
    durable.entity('Account', ({ df: entity }) => {
      const balance = entity.getState(() => 0) as number;
      switch (entity.operationName) {
        case 'add':
          entity.setState(balance + (entity.getInput<number>() ?? 0));
          break;
        case 'get':
          entity.return(balance);
          break;
        case 'pass on':
          entity.signalEntity(new df.EntityId('Account', 'other'), 'add', balance);
          break;
        case 'fail':
          throw new Error('no funds');
        case 'delete':
          entity.destructOnExit();
          break;
        case undefined:
          throw new Error('an operation has a name');
      }
    });
    durable.activity('pause', { handler: () => null });
  });

const stateOf = async (run: DurableApp, key: string): Promise<[number, string]> => {
  const { status, body } = await run.call('GET', `entities/Account/${encodeURIComponent(key)}`);
  return [status, body === undefined ? '' : (body as Buffer).toString()];
};

describe('entities', () => {
  it('keep what clients signal, in order', async () => {
    const run = await app({});
    expect(await stateOf(run, 'a')).toEqual([404, '']);
    for (const amount of [5, 7, -2]) expect((await run.call('POST', 'entities/Account/a?op=add', amount)).status).toBe(202);
    await run.clock.idle();
    expect(await stateOf(run, 'a')).toEqual([200, '10']);
    await run.call('DELETE', 'entities/account/a');
    await run.clock.idle();
    expect(await stateOf(run, 'a')).toEqual([404, '']);
  });

  it('answer calls and take signals of orchestrations', async () => {
    const run = await app({
      *o({ df: durable }) {
        durable.signalEntity(account, 'add', 40);
        durable.signalEntity(account, 'add', 2);
        return yield durable.callEntity(account, 'get');
      },
    });
    await run.start('o', 'i');
    expect((await run.status('i')).output).toBe(42);
    expect(await stateOf(run, 'Ada@1')).toEqual([200, '42']);
  });

  it('signal each other', async () => {
    const run = await app({});
    await run.call('POST', 'entities/Account/a?op=add', 5);
    await run.call('POST', 'entities/Account/a?op=pass%20on');
    await run.clock.idle();
    expect(await stateOf(run, 'other')).toEqual([200, '5']);
  });

  it('that fail tell their caller nothing: the library loses the message', async () => {
    const run = await app({
      *o({ df: durable }) {
        try {
          yield durable.callEntity(account, 'fail');
        } catch (error) {
          return (error as Error).message;
        }
        return 'no error';
      },
    });
    await run.start('o', 'i');
    expect((await run.status('i')).output).toBe('[object Object]');
  });

  it('that nobody has written are refused', async () => {
    const run = await app({});
    expect(await run.call('POST', 'entities/ghost/x?op=get')).toEqual({
      status: 400,
      body: { Message: "The function 'ghost' doesn't exist, is disabled, or is not an entity function. Additional info: The following are the known entity functions: 'Account'." },
    });
  });

  it('wait with everybody else while one holds the lock', async () => {
    const run = await app({
      *holder({ df: durable }) {
        const lock = (yield durable.lock(new df.EntityId('Account', 'b'), account)) as df.DurableLock;
        yield durable.callEntity(account, 'add', 1);
        yield durable.createTimer(new Date(START + HOUR));
        const seen = yield durable.callEntity(account, 'get');
        lock.release();
        yield durable.callActivity('pause');
        return seen;
      },
      *other({ df: durable }) {
        yield durable.callEntity(account, 'add', 10);
        return yield durable.callEntity(account, 'get');
      },
    });
    await run.start('holder', 'h');
    await run.start('other', 'o');
    await run.call('POST', 'entities/Account/b?op=add', 3);
    await run.clock.idle();
    expect([await stateOf(run, 'Ada@1'), await stateOf(run, 'b')]).toEqual([
      [200, '1'],
      [404, ''],
    ]);
    await run.advance(HOUR);
    expect([(await run.status('h')).output, (await run.status('o')).output, await stateOf(run, 'b')]).toEqual([1, 11, [200, '3']]);
  });

  it('are free again when the holder is terminated', async () => {
    const run = await app({
      *holder({ df: durable }) {
        yield durable.lock(account);
        yield durable.waitForExternalEvent('never');
      },
      *second({ df: durable }) {
        yield durable.lock(account);
        return 'mine';
      },
    });
    await run.start('holder', 'h');
    await run.start('second', 's');
    expect((await run.status('s')).runtimeStatus).toBe('Running');
    await run.call('POST', 'instances/h/terminate');
    await run.clock.idle();
    expect((await run.status('s')).output).toBe('mine');
  });

  it('are listed with their state when asked', async () => {
    const run = await app({});
    await run.call('POST', 'entities/Account/a?op=add', 5);
    await run.clock.idle();
    expect((await run.call('GET', 'entities/account?fetchState=true')).body).toEqual([{ entityId: { name: 'account', key: 'a' }, lastOperationTime: '2026-01-31T10:00:00.000Z', state: 5 }]);
    expect((await run.call('GET', 'instances')).body).toMatchObject([{ name: '@account@a', runtimeStatus: 'Running', customStatus: { entityExists: true } }]);
  });
});
