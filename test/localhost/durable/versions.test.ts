import type * as df from 'durable-functions';
import { type Versioning } from '../../../src/localhost/contracts';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { compareVersions } from '../../../src/localhost/durable/versioning';
import { durableApp, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

const of = (defaultVersion: string, more: Partial<Versioning> = {}): Versioning => ({ defaultVersion, matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject', ...more });

/** What an orchestration yields and is given back. */
type Steps = Generator<df.Task, unknown, never>;

/** Waits for a word, and answers with its version; begins anew once. */
const told = ({ app }: typeof df): void => {
  app.orchestration('told', function* ({ df: durable }): Steps {
    const word: string = yield durable.waitForExternalEvent('word');
    if (word === 'anew') durable.continueAsNew('again');
    return `${durable.version} ${word}`;
  });
  app.orchestration('parent', function* ({ df: durable }): Steps {
    return yield durable.callSubOrchestrator('child', undefined, 'kid');
  });
  app.orchestration('child', function* ({ df: durable }): Steps {
    return yield durable.callActivity('echo', durable.version);
  });
  app.activity('echo', { handler: (given: string) => given });
};

const statusOf = async (app: DurableApp, id: string) => {
  const { runtimeStatus, output, ...status } = await app.status(id);
  return [runtimeStatus, 'version' in status ? status.version : undefined, output];
};

describe('orchestrations have versions, as host.json says', () => {
  test('what names none is started with the default; sub-orchestrations too, whatever their parent has; a new history keeps it', async () => {
    const app = await durableApp(told, new MemoryStore(), 1000, of('2'));
    await app.start('parent', 'p');
    expect(await statusOf(app, 'p')).toEqual(['Completed', '2', '2']);
    expect((await app.call('POST', 'orchestrators/parent/q?version=1')).status).toBe(202);
    await app.clock.idle();
    expect(await statusOf(app, 'q')).toEqual(['Completed', '1', '2']);
    await app.start('told', 't');
    await app.raise('t', 'word', 'anew');
    await app.raise('t', 'word', 'done');
    expect(await statusOf(app, 't')).toEqual(['Completed', '2', '2 done']);
  });

  test('a host without a default gives none', async () => {
    const app = await durableApp(told, new MemoryStore(), 1000, of(''));
    await app.start('told', 't');
    await app.raise('t', 'word', 'done');
    expect((await statusOf(app, 't'))[1]).toBeUndefined();
  });

  test('one that is newer than the host is left, whatever comes for it, until a host runs that version; it can be terminated', async () => {
    const store = new MemoryStore();
    const older = await durableApp(told, store, 1000, of('1'));
    for (const id of ['a', 'b']) await older.call('POST', `orchestrators/told/${id}?version=2`);
    await older.raise('a', 'word', 'done');
    expect(await statusOf(older, 'a')).toEqual(['Pending', '2', null]);
    expect(older.lines.filter((line) => line.includes("'a' is of version 2, which this host does not run (defaultVersion 1)"))).toHaveLength(1);
    expect((await older.call('POST', 'instances/b/terminate?reason=no')).status).toBe(202);
    await older.clock.idle();
    expect((await statusOf(older, 'b'))[0]).toBe('Terminated');
    await older.runtime.stop();
    const newer = await durableApp(told, store, 1000, of('2'));
    await newer.clock.idle();
    expect(await statusOf(newer, 'a')).toEqual(['Completed', '2', '2 done']);
  });

  test('or fails, where host.json says so', async () => {
    const app = await durableApp(told, new MemoryStore(), 1000, of('1', { failureStrategy: 'Fail' }));
    await app.call('POST', 'orchestrators/told/a?version=2');
    await app.clock.idle();
    expect(await statusOf(app, 'a')).toEqual(['Failed', '2', expect.stringContaining('VersionMismatch: Orchestration version did not comply with Worker Versioning')]);
  });

  test('Strict runs that version alone, None every one', async () => {
    const strict = await durableApp(told, new MemoryStore(), 1000, of('2', { matchStrategy: 'Strict' }));
    await strict.call('POST', 'orchestrators/child/a?version=1');
    await strict.clock.idle();
    expect((await statusOf(strict, 'a'))[0]).toBe('Pending');
    const every = await durableApp(told, new MemoryStore(), 1000, of('2', { matchStrategy: 'None' }));
    await every.call('POST', 'orchestrators/child/a?version=3');
    await every.clock.idle();
    expect(await statusOf(every, 'a')).toEqual(['Completed', '3', '3']);
  });
});

test.each([
  ['', '', 0], ['', '1', -1], ['1', '', 1], ['1', '1.0', 0], ['1.2', '1.10', -1], ['2', '10', -1], ['1.0.0.1', '1', 1], ['beta', 'Alpha', 1], ['1a', '1A', 0],
])('version %p beside %p', (one, other, order) => {
  expect(Math.sign(compareVersions(one, other))).toBe(order);
});

describe('an instance that is under way meets new code', () => {
  /** The release before: asks, waits, ends. */
  const before = ({ app }: typeof df): void => {
    app.orchestration('sale', function* ({ df: durable }): Steps {
      const asked: string = yield durable.callActivity('ask');
      const answer: string = yield durable.waitForExternalEvent('answer');
      return [asked, answer, yield durable.callActivity('close')];
    });
    activities(app);
  };

  /** The next one looks at the stock first, and keeps the branch of before. */
  const after = ({ app }: typeof df): void => {
    app.orchestration('sale', function* ({ df: durable }): Steps {
      const isFirst = (durable.version ?? '') < '2';
      const stock: readonly string[] = isFirst ? [] : [yield durable.callActivity('look')];
      const asked: string = yield durable.callActivity('ask');
      const answer: string = yield durable.waitForExternalEvent('answer');
      return [...stock, asked, answer, yield durable.callActivity('close')];
    });
    activities(app);
  };

  /** As nobody should write it: the same change without the branch. */
  const broken = ({ app }: typeof df): void => {
    app.orchestration('sale', function* ({ df: durable }): Steps {
      const stock: string = yield durable.callActivity('look');
      const asked: string = yield durable.callActivity('ask');
      return [stock, asked, yield durable.waitForExternalEvent('answer')];
    });
    activities(app);
  };

  const activities = (app: (typeof df)['app']): void => {
    for (const name of ['look', 'ask', 'close']) app.activity(name, { handler: () => name });
  };

  const halted = async (): Promise<MemoryStore> => {
    const store = new MemoryStore();
    const app = await durableApp(before, store, 1000, of('1'));
    await app.start('sale', 's');
    expect((await app.status('s')).runtimeStatus).toBe('Running');
    await app.runtime.stop();
    return store;
  };

  test('it goes on by the branch that it began on, and what is started from then on takes the new one', async () => {
    const app = await durableApp(after, await halted(), 1000, of('2'));
    await app.raise('s', 'answer', 'yes');
    expect(await statusOf(app, 's')).toEqual(['Completed', '1', ['ask', 'yes', 'close']]);
    await app.start('sale', 'new');
    await app.raise('new', 'answer', 'yes');
    expect(await statusOf(app, 'new')).toEqual(['Completed', '2', ['look', 'ask', 'yes', 'close']]);
  });

  test('without the branch it fails, which a test of ours must find before', async () => {
    const app = await durableApp(broken, await halted(), 1000, of('2'));
    await app.raise('s', 'answer', 'yes');
    expect((await statusOf(app, 's'))[0]).toBe('Failed');
  });
});
