import { app as functions, trigger } from '@azure/functions';
import * as df from 'durable-functions';
import { durableApp, DAY, HOUR, START, type DurableApp } from './durableApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

type Context = df.OrchestrationContext;
type Steps = Generator<df.Task, unknown, never>;

/** Runs one orchestrator named `o` with activities that note their calls. */
const app = (orchestrator: (context: Context) => Steps, activities: Record<string, (input: never) => unknown> = {}): Promise<DurableApp> =>
  durableApp(({ app: durable }) => {
    durable.orchestration('o', orchestrator as df.OrchestrationHandler);
    for (const [name, handler] of Object.entries(activities)) durable.activity(name, { handler: handler as unknown as df.ActivityHandler });
  });

const hello = (name: string): string => `Hello ${name}!`;

describe('chaining', () => {
  it('hands the result of one activity to the next', async () => {
    const run = await app(
      function* ({ df: durable }) {
        const one = yield durable.callActivity('add', durable.getInput());
        const two = yield durable.callActivity('add', one);
        return [one, two];
      },
      { add: (n: number) => n + 1 },
    );
    await run.start('o', 'i', 5);
    expect(await run.status('i')).toEqual({
      name: 'o',
      instanceId: 'i',
      runtimeStatus: 'Completed',
      input: 5,
      output: [6, 7],
      customStatus: null,
      createdTime: '2026-01-31T10:00:00Z',
      lastUpdatedTime: '2026-01-31T10:00:00Z',
    });
  });

  it.each([
    ['text', 'abc', 'abc'],
    ['text that reads as a number', '5', '5'],
    ['an object', { a: [1, { b: null }] }, { a: [1, { b: null }] }],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a boolean, in .NET spelling', true, 'True'],
  ])('gives an activity %s', async (_, given, expected) => {
    let seen: unknown = 'not called';
    const run = await app(
      function* ({ df: durable }) {
        return yield durable.callActivity('see', given);
      },
      { see: (input: unknown) => (seen = input) },
    );
    await run.start('o', 'i');
    expect(seen).toEqual(expected);
    expect((await run.status('i')).output).toEqual(expected ?? null);
  });
});

describe('fan-out, fan-in', () => {
  it('runs a thousand activities at once and keeps their order', async () => {
    let calls = 0;
    const run = await app(
      function* ({ df: durable }) {
        const results = (yield durable.Task.all(Array.from({ length: 1_000 }, (_, n) => durable.callActivity('square', n)))) as number[];
        return results.reduce((sum, n) => sum + n, 0);
      },
      { square: (n: number) => (calls++, n * n) },
    );
    await run.start('o', 'i');
    expect((await run.status('i')).output).toBe(332_833_500);
    expect(calls).toBe(1_000);
  });

  it('runs no more activities and turns at once than host.json allows, and all of them in the end', async () => {
    const most = { activity: 0, orchestrator: 0 };
    const now = { activity: 0, orchestrator: 0 };
    const during = async <T>(kind: keyof typeof now, work: () => Promise<T>): Promise<T> => {
      now[kind] += 1;
      most[kind] = Math.max(most[kind], now[kind]);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        return await work();
      } finally {
        now[kind] -= 1;
      }
    };
    const run = await durableApp(
      ({ app: durable }) => {
        durable.orchestration('o', function* ({ df: context }): Steps {
          return yield context.Task.all([1, 2, 3, 4, 5].map((n) => context.callActivity('slow', n)));
        });
        durable.activity('slow', { handler: (n: number) => during('activity', async () => n) });
      },
      undefined,
      1_000,
      undefined,
      { limits: { activities: 2, orchestrators: 1 } },
    );
    const invoke = run.invoker.invoke.bind(run.invoker);
    run.invoker.invoke = (name, request) => (name === 'o' ? during('orchestrator', () => invoke(name, request)) : invoke(name, request));
    await Promise.all(['i', 'j', 'k'].map((id) => run.start('o', id)));
    expect(await Promise.all(['i', 'j', 'k'].map(async (id) => (await run.status(id)).output))).toEqual([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]);
    expect(most).toEqual({ activity: 2, orchestrator: 1 });
  });

  it('goes on after the first failure only when all have ended', async () => {
    const run = await app(
      function* ({ df: durable }) {
        try {
          yield durable.Task.all([durable.callActivity('fail'), durable.createTimer(new Date(START + HOUR))]);
        } catch {
          yield durable.callActivity('after');
        }
        return durable.currentUtcDateTime.toISOString();
      },
      {
        fail: () => {
          throw new Error('no');
        },
        after: () => 'x',
      },
    );
    await run.start('o', 'i');
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    await run.advance(HOUR);
    expect((await run.status('i')).output).toBe('2026-01-31T11:00:00.000Z');
  });
});

describe('failures', () => {
  const boom = (): never => {
    throw new Error('boom');
  };

  it('tell the orchestrator which activity failed and why', async () => {
    const run = await app(
      function* ({ df: durable }) {
        try {
          yield durable.callActivity('boom');
        } catch (error) {
          return (error as Error).message.split('\n')[0];
        }
        return 'no error';
      },
      { boom },
    );
    await run.start('o', 'i');
    expect((await run.status('i')).output).toBe("Activity function 'boom' failed: boom ");
  });

  it('of an orchestrator end the instance with its message', async () => {
    const run = await app(function* () {
      yield* [];
      throw new Error('out of luck');
    });
    await run.start('o', 'i');
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Failed', output: "Orchestrator function 'o' failed: out of luck" });
  });

  it.each([
    ['an empty message', new Error('')],
    ['no Error at all', 'just text'],
  ])('with %s end the instance with all that the worker said', async (_, thrown) => {
    const run = await app(function* () {
      yield* [];
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- apps do
      throw thrown;
    });
    await run.start('o', 'i');
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Failed', output: expect.stringMatching(/^Orchestrator function 'o' failed: One or more errors occurred. \(Result: Failure\nException: false/) as string });
  });

  it.each<[string, (context: Context) => df.Task]>([
    ["Activity 'nowhere'", ({ df: durable }) => durable.callActivity('nowhere')],
    ["Activity 'nowhere'", ({ df: durable }) => durable.Task.all([durable.callActivity('there'), durable.callActivity('nowhere')])],
    ["Orchestrator 'nowhere'", ({ df: durable }) => durable.callSubOrchestrator('nowhere')],
    ["Entity 'nowhere'", ({ df: durable }) => durable.callEntity(new df.EntityId('nowhere', 'x'), 'get')],
    ["Entity 'nowhere'", ({ df: durable }) => durable.lock(new df.EntityId('nowhere', 'x'))],
  ])('to be: %s is nothing the app has, so the instance runs for ever, and says so once', async (what, step) => {
    const run = await app(
      function* (context) {
        yield step(context);
      },
      { there: () => 1 },
    );
    await run.start('o', 'i');
    await run.raise('i', 'anything', 1);
    const warning = `${what} does not exist: this instance stays Running for ever, as on Azure.`;
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Running', localRuntimeWarning: warning });
    expect(run.lines.filter((line) => line.includes(`'i' (o): ${warning}`))).toHaveLength(1);
    expect((await run.call('POST', 'instances/i/terminate')).status).toBe(202);
  });

  it('of a custom status that is too long end the instance', async () => {
    const run = await app(function* ({ df: durable }) {
      durable.setCustomStatus('z'.repeat(durable.getInput()));
      yield durable.waitForExternalEvent('go');
    });
    await run.start('o', 'fits', 8_190);
    await run.start('o', 'long', 20_000);
    expect((await run.status('fits')).runtimeStatus).toBe('Running');
    expect(await run.status('long')).toMatchObject({ runtimeStatus: 'Failed', output: "Orchestrator function 'o' failed: The UTF-16 size of the JSON-serialized payload must not exceed 16 KB. The current payload size is 39 KB." });
  });

  it('carry the properties of an exception when the app provides them', async () => {
    const run = await app(
      function* ({ df: durable }) {
        try {
          yield durable.callActivity('boom');
        } catch (error) {
          const { failureDetails } = error as { failureDetails: { errorType: string; errorMessage: string; properties: unknown } };
          return [failureDetails.errorType, failureDetails.errorMessage, failureDetails.properties];
        }
        return 'no error';
      },
      { boom },
    );
    df.app.setExceptionPropertiesProvider({ getExceptionProperties: () => ({ code: 7 }) });
    try {
      await run.start('o', 'i');
    } finally {
      df.app.setExceptionPropertiesProvider(undefined);
    }
    expect((await run.status('i')).output).toEqual(['Error', 'boom', { code: 7 }]);
  });

  it('of code that no longer fits its history say so', async () => {
    let changed = false;
    const run = await app(
      function* ({ df: durable }) {
        yield durable.callActivity(changed ? 'other' : 'first');
        yield durable.waitForExternalEvent('go');
      },
      { first: () => 1, other: () => 2 },
    );
    await run.start('o', 'i');
    changed = true;
    await run.raise('i', 'go', null);
    const { runtimeStatus, output } = await run.status('i');
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(/^Non-Deterministic workflow detected: A previous execution of this orchestration scheduled an activity task with sequence number 0 named 'first', but the current orchestration replay instead scheduled an activity task named 'other' with this sequence number\./);
  });

  it('of a function that is no orchestrator of the library end the instance', async () => {
    const run = await durableApp(() => {
      functions.generic('o', { trigger: trigger.generic({ type: 'orchestrationTrigger' }), handler: () => ({ actions: [[{ actionType: 99 }]], isDone: false }) });
      functions.generic('p', { trigger: trigger.generic({ type: 'orchestrationTrigger' }), handler: () => 'done' });
    });
    await run.start('o', 'i');
    await run.start('p', 'j');
    expect((await run.status('i')).output).toContain('the local runtime could not follow it: The library asks for an action this runtime does not know');
    expect((await run.status('j')).output).toBe("Orchestrator function 'p' failed: the function did not answer with the state of an orchestrator");
  });

  it('to be: an orchestrator that waits for a timer it has cancelled runs for ever, and says so', async () => {
    const run = await app(function* ({ df: durable }) {
      const timer = durable.createTimer(new Date(START + HOUR));
      timer.cancel();
      yield timer;
    });
    await run.start('o', 'i');
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Running', localRuntimeWarning: 'The orchestrator waits for a timer that it has cancelled: this instance stays Running for ever, as on Azure.' });
  });
});

describe('retries', () => {
  const failing = (times: number) => {
    const calls: number[] = [];
    const handler = (clock: () => number) => () => {
      calls.push(clock() - START);
      if (calls.length <= times) throw new Error(`no ${calls.length}`);
      return 'done';
    };
    return { calls, handler };
  };

  const retrying = async (times: number, options: Partial<df.RetryOptions>) => {
    const { calls, handler } = failing(times);
    const run: DurableApp = await app(
      function* ({ df: durable }) {
        const retry = Object.assign(new df.RetryOptions(1_000, 3), options);
        try {
          return yield durable.callActivityWithRetry('flaky', retry);
        } catch (error) {
          return (error as Error).message.split('\n')[0];
        }
      },
      { flaky: handler(() => run.clock.now()) },
    );
    await run.start('o', 'i');
    await run.advance(DAY);
    return { calls, status: await run.status('i') };
  };

  it('back off and then succeed', async () => {
    const { calls, status } = await retrying(2, { backoffCoefficient: 3 });
    expect(calls).toEqual([0, 1_000, 4_000]);
    expect(status.output).toBe('done');
  });

  it('give up after the last attempt, at once', async () => {
    const { calls, status } = await retrying(99, {});
    expect(calls).toEqual([0, 1_000, 2_000]);
    expect(status).toMatchObject({ output: "Activity function 'flaky' failed: no 3 ", lastUpdatedTime: '2026-01-31T10:00:02Z' });
  });

  it('wait no longer than the longest interval', async () => {
    expect((await retrying(99, { maxNumberOfAttempts: 4, backoffCoefficient: 10, maxRetryIntervalInMilliseconds: 5_000 })).calls).toEqual([0, 1_000, 6_000, 11_000]);
  });

  it('stop when their time is over; the library waits for another attempt, for ever, and that is said', async () => {
    const { calls, status } = await retrying(99, { maxNumberOfAttempts: 9, retryTimeoutInMilliseconds: 2_500 });
    expect(calls).toEqual([0, 1_000, 2_000, 3_000]);
    expect(status).toMatchObject({ runtimeStatus: 'Running', localRuntimeWarning: "The retry timeout of 'flaky' has passed: no further attempt is made, and the orchestrator waits for one, so this instance stays Running for ever, as on Azure." });
  });
});

describe('human interaction', () => {
  const approval = () =>
    app(
      function* ({ df: durable }) {
        const timer = durable.createTimer(new Date(START + 72 * HOUR));
        const answer = durable.waitForExternalEvent('Answer');
        const first = yield durable.Task.any([answer, timer]);
        if (first === timer) return yield durable.callActivity('note', 'escalated');
        timer.cancel();
        return yield durable.callActivity('note', answer.result);
      },
      { note: (what: unknown) => ({ noted: what }) },
    );

  it('answers in time: the timer is cancelled and keeps nothing waiting', async () => {
    const run = await approval();
    await run.start('o', 'i');
    await run.advance(HOUR);
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    expect(await run.raise('i', 'Answer', { yes: true })).toBe(202);
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: { noted: { yes: true } }, lastUpdatedTime: '2026-01-31T11:00:00Z' });
    expect(await run.raise('i', 'Answer', null)).toBe(410);
  });

  it('answers too late: the timer wins at its instant', async () => {
    const run = await approval();
    await run.start('o', 'i');
    await run.advance(72 * HOUR - 1);
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    await run.advance(1);
    expect((await run.status('i')).output).toEqual({ noted: 'escalated' });
  });

  it('takes events that came before they were waited for, first come first served', async () => {
    const run = await app(function* ({ df: durable }) {
      yield durable.createTimer(new Date(START + HOUR));
      const one = yield durable.waitForExternalEvent('e');
      const two = yield durable.waitForExternalEvent('e');
      return [one, two];
    });
    await run.start('o', 'i');
    await run.raise('i', 'e', 'first');
    await run.raise('i', 'e', 'second');
    await run.advance(HOUR);
    expect((await run.status('i')).output).toEqual(['first', 'second']);
  });

  it('keeps an instance running while an uncancelled timer is open', async () => {
    const run = await app(function* ({ df: durable }) {
      yield durable.Task.any([durable.createTimer(new Date(START + HOUR)), durable.waitForExternalEvent('e')]);
      return 'done';
    });
    await run.start('o', 'i');
    await run.raise('i', 'e', null);
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    await run.advance(HOUR);
    expect((await run.status('i')).runtimeStatus).toBe('Completed');
  });
});

describe('timers', () => {
  it('of a month fire at their instant', async () => {
    const run = await app(function* ({ df: durable }) {
      yield durable.createTimer(new Date(START + 31 * DAY + 1));
      return durable.currentUtcDateTime.toISOString();
    });
    await run.start('o', 'i');
    await run.advance(31 * DAY);
    expect((await run.status('i')).runtimeStatus).toBe('Running');
    await run.advance(1);
    expect((await run.status('i')).output).toBe('2026-03-03T10:00:00.001Z');
  });

  it('of a month can be cancelled in their first leg; in a later one the instance fails', async () => {
    for (const days of [1, 4, 10, 27.5]) {
      const run = await app(
        function* ({ df: durable }) {
          const timer = durable.createTimer(new Date(START + 31 * DAY));
          const event = durable.waitForExternalEvent('e');
          yield durable.Task.any([timer, event]);
          timer.cancel();
          return yield durable.callActivity('note');
        },
        { note: () => 'noted' },
      );
      await run.start('o', 'i');
      await run.advance(days * DAY);
      await run.raise('i', 'e', null);
      const { runtimeStatus, output } = await run.status('i');
      if (days < 3) expect([runtimeStatus, output]).toEqual(['Completed', 'noted']);
      else expect([runtimeStatus, String(output)]).toEqual(['Failed', expect.stringContaining('Non-Deterministic workflow detected: A previous execution of this orchestration scheduled a timer task with sequence number 1')]);
    }
  });

  it('that were due while nothing ran fire before what came later', async () => {
    const run = await app(function* ({ df: durable }) {
      const timer = durable.createTimer(new Date(START + HOUR));
      const event = durable.waitForExternalEvent('e');
      const first = yield durable.Task.any([event, timer]);
      return first === timer ? 'timer' : 'event';
    });
    await run.start('o', 'i');
    await run.runtime.stop();
    await run.advance(2 * HOUR);
    const again = await run.restart();
    await again.clock.idle();
    await again.raise('i', 'e', null);
    expect((await again.status('i')).output).toBe('timer');
  });
});

describe('eternal orchestrations', () => {
  it('monitor with continue-as-new, keeping one turn of history', async () => {
    const run = await app(
      function* ({ df: durable }) {
        const { round } = durable.getInput<{ round: number }>();
        durable.setCustomStatus({ round });
        const ready = yield durable.callActivity('ready', round);
        if (ready) return `ready after ${round}`;
        yield durable.createTimer(new Date(durable.currentUtcDateTime.getTime() + HOUR));
        durable.continueAsNew({ round: round + 1 });
        return undefined;
      },
      { ready: (round: number) => round === 50 },
    );
    await run.start('o', 'i', { round: 0 });
    await run.advance(10 * HOUR);
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Running', customStatus: { round: 10 }, input: { round: 10 } });
    expect((await run.store.load('i')).history.length).toBeLessThan(10);
    await run.advance(90 * HOUR);
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 'ready after 50' });
  });

  it('hand events that come after the decision to the next execution', async () => {
    const run = await app(function* ({ df: durable }) {
      const { seen } = durable.getInput<{ seen: string[] }>();
      const next = yield durable.waitForExternalEvent('e');
      if (seen.length === 2) return [...seen, next];
      durable.continueAsNew({ seen: [...seen, next] });
      return undefined;
    });
    await run.start('o', 'i', { seen: [] });
    await Promise.all(['a', 'b', 'c'].map((name) => run.call('POST', 'instances/i/raiseEvent/e', name === 'a' ? '"a"' : JSON.stringify(name))));
    await run.clock.idle();
    expect((await run.status('i')).output).toEqual(['a', 'b', 'c']);
  });
});

describe('sub-orchestrations', () => {
  const parentAndChild = (parent: (context: Context) => Steps, child: (context: Context) => Steps) =>
    durableApp(({ app: durable }) => {
      durable.orchestration('o', parent as df.OrchestrationHandler);
      durable.orchestration('child', child as df.OrchestrationHandler);
    });

  it('give their result to the parent, and know it', async () => {
    const run = await parentAndChild(
      function* ({ df: durable }) {
        return yield durable.callSubOrchestrator('child', { n: 20 }, 'the-child');
      },
      function* ({ df: durable }) {
        yield* [];
        return [durable.getInput<{ n: number }>().n + 1, durable.instanceId, durable.parentInstanceId];
      },
    );
    await run.start('o', 'i');
    expect((await run.status('i')).output).toEqual([21, 'the-child', 'i']);
    expect(await run.status('the-child')).toMatchObject({ runtimeStatus: 'Completed', name: 'child' });
  });

  it('that fail tell the parent, who may try again', async () => {
    let tries = 0;
    const run = await parentAndChild(
      function* ({ df: durable }) {
        return yield durable.callSubOrchestratorWithRetry('child', new df.RetryOptions(1_000, 3), null, 'same-id');
      },
      function* () {
        yield* [];
        tries += 1;
        if (tries < 3) throw new Error(`try ${tries}`);
        return tries;
      },
    );
    await run.start('o', 'i');
    await run.advance(HOUR);
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 3, lastUpdatedTime: '2026-01-31T10:00:02Z' });
  });

  it('that fail for good fail the parent with both names', async () => {
    const run = await parentAndChild(
      function* ({ df: durable }) {
        yield durable.callSubOrchestrator('child');
      },
      function* () {
        yield* [];
        throw new Error('deep down');
      },
    );
    await run.start('o', 'i');
    const { runtimeStatus, output } = await run.status('i');
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(/^Orchestrator function 'o' failed: Orchestrator function 'child' failed: deep down/);
  });

  it('whose id is that of a running instance take it over, and say so', async () => {
    const run = await parentAndChild(
      function* ({ df: durable }) {
        return yield durable.callSubOrchestrator('child', 'mine', 'taken');
      },
      function* ({ df: durable }) {
        return [durable.getInput(), yield durable.waitForExternalEvent('go')];
      },
    );
    await run.start('child', 'taken', 'theirs');
    await run.start('o', 'i');
    const warning = "A sub-orchestration of 'i' has taken over the id 'taken' of an instance of 'child' that was Running: that one is gone without a trace, as on Azure.";
    expect(await run.status('taken')).toMatchObject({ runtimeStatus: 'Running', input: 'mine', localRuntimeWarning: warning });
    expect(run.lines.filter((line) => line.includes(warning))).toHaveLength(1);
    await run.raise('taken', 'go', 1);
    expect((await run.status('i')).output).toEqual(['mine', 1]);
  });

  it('that are terminated fail their parent, which cannot catch it', async () => {
    const run = await parentAndChild(
      function* ({ df: durable }) {
        try {
          yield durable.callSubOrchestrator('child', null, 'the-child');
        } catch {
          return 'caught';
        }
        return 'done';
      },
      function* ({ df: durable }) {
        yield durable.waitForExternalEvent('never');
      },
    );
    await run.start('o', 'i');
    await run.call('POST', 'instances/the-child/terminate?reason=enough');
    await run.clock.idle();
    const { runtimeStatus, output } = await run.status('i');
    expect([runtimeStatus, output]).toEqual(['Failed', expect.stringContaining("sub-orchestration task with sequence ID 0 and name 'child'")]);
  });

  it('that failed are rewound with their parent', async () => {
    let isBroken = true;
    const run = await durableApp(({ app: durable }) => {
      durable.orchestration('o', function* ({ df: context }): Steps {
        return ['parent', yield context.callSubOrchestrator('child', null, 'the-child')];
      });
      durable.orchestration('child', function* ({ df: context }): Steps {
        return ['child', yield context.callActivity('fragile')];
      });
      durable.activity('fragile', {
        handler: () => {
          if (isBroken) throw new Error('broken');
          return 'mended';
        },
      });
    });
    await run.start('o', 'i');
    expect((await run.status('i')).runtimeStatus).toBe('Failed');
    isBroken = false;
    expect((await run.call('POST', 'instances/i/rewind?reason=mended')).status).toBe(202);
    await run.clock.idle();
    expect([(await run.status('the-child')).output, (await run.status('i')).output]).toEqual([
      ['child', 'mended'],
      ['parent', ['child', 'mended']],
    ]);
  });
});

describe('steering', () => {
  const waiting = () =>
    app(
      function* ({ df: durable }) {
        durable.setCustomStatus('waiting');
        const name = yield durable.waitForExternalEvent('go');
        return yield durable.callActivity('hello', name);
      },
      { hello },
    );

  it('suspend holds the orchestrator back until resume', async () => {
    const run = await waiting();
    await run.start('o', 'i');
    expect((await run.call('POST', 'instances/i/suspend?reason=lunch')).status).toBe(202);
    await run.clock.idle();
    expect((await run.status('i')).runtimeStatus).toBe('Suspended');
    expect((await run.call('POST', 'instances/i/suspend')).status).toBe(500);
    await run.raise('i', 'go', 'Ada');
    await run.advance(DAY);
    expect((await run.status('i')).runtimeStatus).toBe('Suspended');
    expect((await run.call('POST', 'instances/i/resume?reason=back')).status).toBe(202);
    await run.clock.idle();
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Completed', output: 'Hello Ada!', customStatus: 'waiting' });
  });

  // As recorded from the Durable extension 3.19.0: the episodes of runs/suspended.json and runs/terminated.json.
  it('calls the orchestrator for a suspension, for what comes meanwhile, for resume and for a termination', async () => {
    let calls = 0;
    const run = await app(function* ({ df: durable }) {
      calls += 1;
      return yield durable.waitForExternalEvent('go');
    }, {});
    const counted: number[] = [];
    const then = async (step: Promise<unknown>): Promise<void> => {
      await step;
      await run.clock.idle();
      counted.push(calls);
    };
    await then(run.start('o', 'i'));
    await then(run.call('POST', 'instances/i/suspend?reason=why'));
    await then(run.raise('i', 'go', 1));
    await then(run.call('POST', 'instances/i/resume?reason=on'));
    await then(run.start('o', 'j'));
    await then(run.call('POST', 'instances/j/terminate?reason=enough'));
    expect(counted).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('suspended instances can be terminated', async () => {
    const run = await waiting();
    await run.start('o', 'i');
    await run.call('POST', 'instances/i/suspend');
    await run.call('POST', 'instances/i/terminate?reason=enough');
    await run.clock.idle();
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Terminated', output: 'enough' });
    expect((await run.call('POST', 'instances/i/terminate')).status).toBe(410);
    expect((await run.call('POST', 'instances/i/resume')).status).toBe(410);
  });

  it('resume of a running instance is refused', async () => {
    const run = await waiting();
    await run.start('o', 'i');
    expect((await run.call('POST', 'instances/i/resume')).status).toBe(500);
  });

  it('an ended id can be started again, a live one cannot', async () => {
    const run = await waiting();
    await run.start('o', 'i', 1);
    expect((await run.call('POST', 'orchestrators/o/i', 2)).status).toBe(409);
    await run.raise('i', 'go', 'Ada');
    await run.start('o', 'i', 3);
    expect(await run.status('i')).toMatchObject({ runtimeStatus: 'Running', input: 3, output: null });
    await run.raise('i', 'go', 'Grace');
    expect((await run.status('i')).output).toBe('Hello Grace!');
  });
});
