import * as library from 'durable-functions';

/** What an orchestration yields and is given back. */
type Steps = Generator<library.Task, unknown, never>;
type Context = library.OrchestrationContext;
type Durable = Context['df'];

const { EntityId, RetryOptions } = library;

const after = (df: Durable, ms: number): Date => new Date(df.currentUtcDateTime.getTime() + ms);

/** What `catch` sees of an error. */
const seen = (thrown: unknown): object => {
  const error = thrown as Partial<Error>;
  return { name: error.name, constructor: error.constructor?.name, message: error.message ?? String(thrown), isTaskFailedError: false, keys: Object.keys(error) };
};

const caught = function* (task: library.Task): Generator<library.Task, unknown, unknown> {
  try {
    return yield task;
  } catch (error) {
    return seen(error);
  }
};

const retry = (interval: number, attempts: number, more: Partial<library.RetryOptions> = {}): library.RetryOptions => Object.assign(new RetryOptions(interval, attempts), more);

const activities = (app: (typeof library)['app'], sleep: (ms: number) => Promise<void>): void => {
  const tries = new Map<string, number>();
  const activity = (name: string, handler: (input: never) => unknown): void => {
    app.activity(name, { handler: handler as unknown as library.ActivityHandler });
  };
  const thrown = (value: unknown) => (): never => {
    throw value;
  };
  activity('hello', (name: string) => `Hello ${name}!`);
  activity('double', (n: number) => n * 2);
  activity('echo', (given: unknown) => given);
  activity('describe', (given: unknown) => ({ type: typeof given, isNull: given === null, value: given === undefined ? 'undefined' : given }));
  activity('boom', (message?: string) => thrown(new Error(message ?? 'boom'))());
  activity('boomTyped', thrown(new TypeError('typed boom')));
  activity('boomString', thrown('only text'));
  activity('boomObject', thrown({ code: 7, why: 'an object' }));
  activity('boomEmpty', thrown(new Error()));
  activity('flaky', ({ key, failures }: { key: string; failures: number }) => {
    const count = (tries.get(key) ?? 0) + 1;
    tries.set(key, count);
    if (count <= failures) throw new Error(`attempt ${count} fails`);
    return `attempt ${count} succeeds`;
  });
  activity('sleep', async (ms: number) => {
    await sleep(ms);
    return `slept ${ms}`;
  });
  activity('nothing', () => undefined);
  activity('nul', () => null);
  activity('emptyText', () => '');
  activity('nan', () => NaN);
  activity('infinite', () => Infinity);
  activity('half', () => 0.5);
  activity('big53', () => 9007199254740992);
  activity('date', () => new Date(Date.UTC(2026, 0, 31, 10, 0, 0, 5)));
  activity('dateText', () => '2026-01-31T10:00:00.005Z');
  activity('odd', () => ({ n: NaN, u: undefined, d: new Date(Date.UTC(2026, 0, 31)), nested: { t: '2026-01-31T10:00:00+02:00' }, big: 12345678901234567000, small: 1e-7, one: 1.0 }));
  activity('yes', () => true);
  activity('list', () => [1, 'two', null]);
};

const plain: Record<string, (df: Durable) => Steps> = {
  *chain(df) {
    const out: unknown[] = [];
    for (const city of ['Tokyo', 'Seattle', 'London']) out.push(yield df.callActivity('hello', city));
    return out;
  },
  *fanOut(df) {
    return yield df.Task.all([1, 2, 3, 4, 5].map((n) => df.callActivity('double', n)));
  },
  *fanOutFail(df) {
    return yield* caught(df.Task.all([df.callActivity('double', 1), df.callActivity('boom', 'first'), df.callActivity('boom', 'second'), df.callActivity('sleep', 1500)]));
  },
  *anyActivities(df) {
    const [quick, slow] = [df.callActivity('sleep', 100), df.callActivity('sleep', 3000)];
    const winner = yield df.Task.any([slow, quick]);
    return { quickWon: winner === quick, result: (winner as library.Task).result };
  },
  *allEmpty(df) {
    return yield df.Task.all([]);
  },
  *anyTimerEvent(df) {
    const timer = df.createTimer(after(df, df.getInput<{ ms: number }>().ms));
    const event = df.waitForExternalEvent('go');
    if ((yield df.Task.any([event, timer])) !== event) return { won: 'timer' };
    timer.cancel();
    return { won: 'event', value: event.result };
  },
  *timerLeftOpen(df) {
    const timer = df.createTimer(after(df, 6000));
    const work = df.callActivity('double', 4);
    return { won: (yield df.Task.any([work, timer])) === work ? 'work' : 'timer' };
  },
  *twoEvents(df) {
    return [yield df.waitForExternalEvent('go'), yield df.waitForExternalEvent('go')];
  },
  *twoEventsAtOnce(df) {
    return yield df.Task.all([df.waitForExternalEvent('go'), df.waitForExternalEvent('go')]);
  },
  *earlyEvent(df) {
    yield df.callActivity('sleep', 2500);
    return yield df.waitForExternalEvent('go');
  },
  *twoEventsEarly(df) {
    yield df.callActivity('sleep', 3000);
    return [yield df.waitForExternalEvent('go'), yield df.waitForExternalEvent('go')];
  },
  *timer(df) {
    yield df.createTimer(after(df, df.getInput<{ ms?: number } | undefined>()?.ms ?? 1500));
    return 'rang';
  },
  *timerPast(df) {
    yield df.createTimer(after(df, -60_000));
    return 'rang';
  },
  *longTimer(df) {
    yield df.createTimer(after(df, df.getInput<{ ms: number }>().ms));
    return 'rang';
  },
  *longTimerCancelled(df) {
    const timer = df.createTimer(after(df, df.getInput<{ ms: number }>().ms));
    const event = df.waitForExternalEvent('go');
    const winner = yield df.Task.any([event, timer]);
    if (winner === event) timer.cancel();
    return winner === event ? 'event' : 'timer';
  },
};

const failing: Record<string, (df: Durable) => Steps> = {
  *retryOk(df) {
    return yield df.callActivityWithRetry('flaky', retry(700, 5), { key: df.instanceId, failures: 2 });
  },
  *retryExhausted(df) {
    return yield df.callActivityWithRetry('boom', retry(500, 3), 'always');
  },
  *retryExhaustedCaught(df) {
    return yield* caught(df.callActivityWithRetry('boom', retry(500, 3), 'always'));
  },
  *retryBackoff(df) {
    return yield df.callActivityWithRetry('flaky', retry(500, 5, { backoffCoefficient: 2, maxRetryIntervalInMilliseconds: 1500 }), { key: df.instanceId, failures: 4 });
  },
  *retryTimeout(df) {
    return yield* caught(df.callActivityWithRetry('boom', retry(700, 10, { retryTimeoutInMilliseconds: 1800 }), 'always'));
  },
  *caught(df) {
    return yield* caught(df.callActivity('boom', 'caught me'));
  },
  *caughtKinds(df) {
    const out: Record<string, unknown> = {};
    for (const name of ['boomTyped', 'boomString', 'boomObject', 'boomEmpty']) out[name] = yield* caught(df.callActivity(name));
    return out;
  },
  *uncaught(df) {
    return yield df.callActivity('boom', 'nobody catches');
  },
  *uncaughtTyped(df) {
    return yield df.callActivity('boomTyped');
  },
  *throws(df) {
    yield df.callActivity('double', 1);
    throw new Error('I throw');
  },
  *throwsAtOnce() {
    yield* [];
    throw new RangeError('at once');
  },
  *throwsText() {
    yield* [];
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- apps do
    throw 'only text';
  },
  *throwsEmpty() {
    yield* [];
    throw new Error();
  },
  *noSuchActivity(df) {
    return yield* caught(df.callActivity('missingActivity', 1));
  },
  *noSuchActivityUncaught(df) {
    return yield df.callActivity('missingActivity', 1);
  },
  *noSuchSub(df) {
    return yield* caught(df.callSubOrchestrator('missingOrchestrator', 1));
  },
  *noSuchEntity(df) {
    return yield* caught(df.callEntity(new EntityId('missingEntity', 'k'), 'op', 1));
  },
};

const nested: Record<string, (df: Durable) => Steps> = {
  *child(df) {
    return yield df.callActivity('double', df.getInput());
  },
  *childFails(df) {
    yield df.callActivity('double', 1);
    throw new Error('child fails');
  },
  *childFlaky(df) {
    return yield df.callActivity('flaky', df.getInput());
  },
  *parent(df) {
    return yield df.callSubOrchestrator('child', 21);
  },
  *parentNamed(df) {
    return yield df.callSubOrchestrator('child', 4, `${df.instanceId}-kid`);
  },
  *parentMany(df) {
    return yield df.Task.all([1, 2, 3].map((n) => df.callSubOrchestrator('child', n)));
  },
  *parentCaught(df) {
    return yield* caught(df.callSubOrchestrator('childFails'));
  },
  *parentUncaught(df) {
    return yield df.callSubOrchestrator('childFails');
  },
  *parentRetry(df) {
    return yield df.callSubOrchestratorWithRetry('childFlaky', retry(500, 3), { key: df.instanceId, failures: 1 });
  },
  *parentWaiting(df) {
    return yield df.Task.all([1, 2].map((n) => df.callSubOrchestrator('waiting', n, `${df.instanceId}-kid${n}`)));
  },
  *parentOfTaken(df) {
    return yield* caught(df.callSubOrchestrator('child', 1, df.getInput<string>()));
  },
};

const looping: Record<string, (df: Durable) => Steps> = {
  *again(df) {
    const n = df.getInput<number | undefined>() ?? 0;
    yield df.callActivity('double', n);
    if (n >= 3) return `ended at ${n}`;
    return df.continueAsNew(n + 1);
  },
  *collect(df) {
    const got = [...(df.getInput<unknown[] | undefined>() ?? []), yield df.waitForExternalEvent('item')];
    return got.length < 3 ? df.continueAsNew(got) : got;
  },
  /** The usual loop of an actor: wait for an event or a timeout, cancel the timer, go round. */
  *collectWithTimeout(df) {
    const { got, rounds } = df.getInput<{ got: unknown[]; rounds: number } | undefined>() ?? { got: [], rounds: 0 };
    const event = df.waitForExternalEvent('item');
    const timer = df.createTimer(after(df, 3000));
    const winner = yield df.Task.any([event, timer]);
    if (winner === event) timer.cancel();
    const next = { got: [...got, winner === event ? event.result : 'timeout'], rounds: rounds + 1 };
    return next.rounds < 4 ? df.continueAsNew(next) : next.got;
  },
  *againWithEvents(df) {
    const { got } = df.getInput<{ got: unknown[] }>();
    yield df.callActivity('sleep', 1500);
    const event = df.waitForExternalEvent('item');
    const timer = df.createTimer(after(df, 4000));
    const winner = yield df.Task.any([event, timer]);
    if (winner === event) timer.cancel();
    const next = { got: [...got, winner === event ? event.result : 'timeout'] };
    return next.got.length < 3 ? df.continueAsNew(next) : next.got;
  },
  *collectNoCancel(df) {
    const { got, rounds } = df.getInput<{ got: unknown[]; rounds: number } | undefined>() ?? { got: [], rounds: 0 };
    const event = df.waitForExternalEvent('item');
    const timer = df.createTimer(after(df, 2000));
    const winner = yield df.Task.any([event, timer]);
    const next = { got: [...got, winner === event ? event.result : 'timeout'], rounds: rounds + 1 };
    return next.rounds < 3 ? df.continueAsNew(next) : next.got;
  },
  *eventThenWork(df) {
    const event = df.waitForExternalEvent('item');
    const timer = df.createTimer(after(df, 60_000));
    const winner = yield df.Task.any([event, timer]);
    if (winner === event) timer.cancel();
    const worked: unknown = yield df.callActivity('hello', 'afterwards');
    return { won: winner === event ? event.result : 'timer', worked };
  },
  *againAtOnce(df) {
    yield* [];
    const n = df.getInput<number | undefined>() ?? 0;
    if (n >= 2) return n;
    df.continueAsNew(n + 1);
    return 'thrown away';
  },
  *status(df) {
    df.setCustomStatus('starting');
    yield df.callActivity('double', 1);
    df.setCustomStatus({ step: 2, of: [1, 2, 3] });
    yield df.waitForExternalEvent('go');
    df.setCustomStatus('ending');
    return 'done';
  },
  *statusFalsy(df) {
    df.setCustomStatus(df.getInput());
    yield df.callActivity('double', 1);
    return 'done';
  },
  *facts(df) {
    const before = { isReplaying: df.isReplaying, now: df.currentUtcDateTime, guid: df.newGuid('x') };
    yield df.callActivity('double', 1);
    return { before, instanceId: df.instanceId, parent: df.parentInstanceId, isReplaying: df.isReplaying, now: df.currentUtcDateTime, guid: df.newGuid('x'), version: df.version };
  },
  *waiting(df) {
    return { input: df.getInput<unknown>(), got: yield df.waitForExternalEvent('go') };
  },
  *echoInput(df) {
    yield* [];
    return df.getInput();
  },
  *describeInput(df) {
    const input = df.getInput<unknown>();
    return { type: typeof input, isNull: input === null, value: input === undefined ? 'undefined' : input, asActivitySeesIt: yield df.callActivity('describe', input) };
  },
  *echoThrough(df) {
    return yield df.callActivity('echo', df.getInput());
  },
  *oddValues(df) {
    const out: Record<string, unknown> = {};
    for (const name of ['nothing', 'nul', 'emptyText', 'nan', 'infinite', 'half', 'big53', 'date', 'dateText', 'odd', 'yes', 'list']) {
      const value: unknown = yield df.callActivity(name);
      out[name] = { type: typeof value, isDate: value instanceof Date, value: value === undefined ? 'undefined' : value };
    }
    return out;
  },
  *oddInputs(df) {
    const out: Record<string, unknown> = {};
    const values = { undef: undefined, nul: null, empty: '', zero: 0, no: false, nan: NaN, date: new Date(Date.UTC(2026, 0, 31)), dateText: '2026-01-31T10:00:00.005Z', numberText: '5', jsonText: '{"a":1}', text: 'plain', list: [1, null, 'x'], object: { d: '2026-01-31T10:00:00.1234567+02:00', u: undefined } };
    for (const [key, value] of Object.entries(values)) out[key] = yield df.callActivity('describe', value);
    return out;
  },
  *returns(df) {
    yield* [];
    const values: Record<string, unknown> = { null: null, empty: '', zero: 0, false: false, nan: NaN, date: new Date(Date.UTC(2026, 0, 31)), dateText: '2026-01-31T10:00:00.005Z', numberText: '5', jsonText: '{"a":1}' };
    return values[df.getInput<string>()];
  },
  *rewindable(df) {
    const a: unknown = yield df.callActivity('hello', 'first');
    const b: unknown = yield df.callActivity('flaky', { key: df.instanceId, failures: 1 });
    return [a, b, yield df.callActivity('hello', 'last')];
  },
};

const counter = (key: string): library.EntityId => new EntityId('counter', key);

const withEntities: Record<string, (df: Durable) => Steps> = {
  *entityCall(df) {
    const id = counter(df.getInput());
    yield df.callEntity(id, 'add', 5);
    const sum: unknown = yield df.callEntity(id, 'addReturn', 7);
    const facts: unknown = yield df.callEntity(id, 'facts');
    return { sum, facts, get: yield df.callEntity(id, 'get') };
  },
  *entityCallAll(df) {
    const id = counter(df.getInput());
    return yield df.Task.all([1, 2, 3].map((n) => df.callEntity(id, 'addReturn', n)));
  },
  *entitySignal(df) {
    const id = counter(df.getInput());
    df.signalEntity(id, 'add', 3);
    df.signalEntity(id, 'add', 4);
    return yield df.callEntity(id, 'get');
  },
  *entityFail(df) {
    return yield* caught(df.callEntity(counter(df.getInput()), 'fail', 'way'));
  },
  *entityFailUncaught(df) {
    return yield df.callEntity(counter(df.getInput()), 'fail', 'way');
  },
  *entitySetThenFail(df) {
    const id = counter(df.getInput());
    yield df.callEntity(id, 'add', 1);
    const failure: unknown = yield* caught(df.callEntity(id, 'setThenFail'));
    return { caught: failure, state: yield df.callEntity(id, 'get') };
  },
  *entityLock(df) {
    const key = df.getInput<string>();
    const [a, b] = [counter(`${key}-a`), counter(`${key}-b`)];
    const lock: library.DurableLock = yield df.lock(b, a);
    const inside: unknown = df.isLocked();
    yield df.callEntity(a, 'add', -10);
    yield df.callEntity(b, 'add', 10);
    lock.release();
    return { inside, outside: df.isLocked(), a: yield df.callEntity(a, 'get'), b: yield df.callEntity(b, 'get') };
  },
  *entityLockHeld(df) {
    const id = counter(`${df.getInput<string>()}-a`);
    yield df.lock(id);
    yield df.createTimer(after(df, 3000));
    yield df.callEntity(id, 'add', 1);
    return 'released by ending';
  },
};

const entity = (context: library.EntityContext<unknown>): void => {
  const { df } = context;
  const current = df.getState(() => 0) as number;
  const input = (): number => df.getInput<number>() ?? 0;
  switch (df.operationName) {
    case 'add':
      return df.setState(current + input());
    case 'addReturn':
      df.setState(current + input());
      return df.return(current + input());
    case 'get':
      return df.return(current);
    case 'reset':
      return df.setState(0);
    case 'fail':
      throw new Error(`no ${input()}`);
    case 'setThenFail':
      df.setState(999);
      throw new RangeError('after the set');
    case 'delete':
      return df.destructOnExit();
    case 'facts':
      return df.return({ name: df.entityName, key: df.entityKey, isNew: df.isNewlyConstructed, id: df.entityId, input: df.getInput() ?? 'none' });
    default:
      throw new Error(`unknown operation ${df.operationName}`);
  }
};

/** The app whose runs on the genuine host were recorded, as far as the recordings that are compared need it. */
export const recordedApp = (sleep: (ms: number) => Promise<void>) => ({ app }: typeof library): void => {
  activities(app, sleep);
  let flip = 0;
  const nondeterministic = function* (df: Durable): Steps {
    yield df.callActivity(flip++ === 0 ? 'hello' : 'echo', 'x');
    return yield df.callActivity('double', 2);
  };
  for (const [name, run] of Object.entries({ ...plain, ...failing, ...nested, ...looping, ...withEntities, nondeterministic })) {
    app.orchestration(name, ({ df }: Context) => run(df));
  }
  app.entity('counter', entity);
};
