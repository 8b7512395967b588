import type * as df from 'durable-functions';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { type DurableStore } from '../../../src/localhost/durable/store/port';
import { durableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Steps = Generator<df.Task, unknown, never>;

/** Counts the calls of a store by their name. */
const counted = (store: DurableStore): { store: DurableStore; take: () => Record<string, number> } => {
  let calls: Record<string, number> = {};
  const proxy = new Proxy(store, {
    get: (_, name) => {
      const method = Reflect.get(store, name) as (...args: unknown[]) => unknown;
      return (...args: unknown[]): unknown => {
        calls[String(name)] = (calls[String(name)] ?? 0) + 1;
        return method.apply(store, args);
      };
    },
  });
  const take = (): Record<string, number> => {
    const taken = calls;
    calls = {};
    return taken;
  };
  return { store: proxy, take };
};

const app = ({ app: durable, EntityId }: typeof df): void => {
  durable.activity('double', { handler: (n: number) => n * 2 });
  durable.entity('counter', ({ df: entity }) => entity.setState((entity.getState(() => 0) as number) + 1));
  durable.orchestration('chain', function* ({ df: context }): Steps {
    let n = 1;
    for (let step = 0; step < 5; step += 1) n = yield context.callActivity('double', n);
    return n;
  });
  durable.orchestration('fanOut', function* ({ df: context }): Steps {
    const results: number[] = yield context.Task.all(Array.from({ length: 100 }, (_, n) => context.callActivity('double', n)));
    return results.length;
  });
  durable.orchestration('signalOne', function* ({ df: context }): Steps {
    yield* [];
    for (let n = 0; n < 50; n += 1) context.signalEntity(new EntityId('counter', 'one'), 'add');
    return 'sent';
  });
  durable.orchestration('signalMany', function* ({ df: context }): Steps {
    yield* [];
    for (let n = 0; n < 50; n += 1) context.signalEntity(new EntityId('counter', `of-${n}`), 'add');
    return 'sent';
  });
  durable.orchestration('signalThenWork', function* ({ df: context }): Steps {
    for (let n = 0; n < 50; n += 1) context.signalEntity(new EntityId('counter', `of-${n}`), 'add');
    return yield context.callActivity('double', 1);
  });
  durable.orchestration('callOne', function* ({ df: context }): Steps {
    for (let n = 0; n < 5; n += 1) yield context.callEntity(new EntityId('counter', 'called'), 'add');
    return 'called';
  });
};

describe('storage calls, start to end', () => {
  it.each([
    // A turn for each activity, and one for the start: the result is stored with what comes of it.
    ['chain', 'a chain of five activities', { create: 1, markLive: 1, commit: 6, markIdle: 1 }],
    ['fanOut', 'a fan-out of 100', { create: 1, markLive: 1, commit: 2, markIdle: 1 }],
    ['signalOne', '50 signals to one entity', { create: 1, markLive: 1, commit: 2, load: 1, markIdle: 1 }],
    // What many entities ask for at the same time is one call.
    ['signalMany', '50 signals to 50 entities', { create: 1, markLive: 1, commit: 1, loadEntities: 1, commitEntities: 1, markIdle: 1 }],
    // Its next turn stores what the entities have not taken yet; entries of the live list that come together share a transaction.
    ['signalThenWork', '50 signals to 50 entities, then an activity', { create: 1, markLive: 51, commit: 2, loadEntities: 1, postEntities: 1, commitEntities: 1, markIdle: 1 }],
    ['callOne', 'five calls of an entity', { create: 1, markLive: 2, commit: 11, post: 5, load: 1, markIdle: 1 }],
  ])('%s: of %s', async (name, _, calls) => {
    const { store, take } = counted(new MemoryStore());
    const run = await durableApp(app, store);
    take();
    await run.start(name, 'i');
    const made = take();
    expect((await run.status('i')).runtimeStatus).toBe('Completed');
    expect(made).toEqual(calls);
  });

  it('signalMany, once more: entities in memory are not read', async () => {
    const { store, take } = counted(new MemoryStore());
    const run = await durableApp(app, store);
    await run.start('signalMany', 'i');
    take();
    await run.start('signalMany', 'j');
    expect(take()).toEqual({ create: 1, markLive: 1, commit: 1, commitEntities: 1, markIdle: 1 });
  });
});
