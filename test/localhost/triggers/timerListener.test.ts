import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { CLOCK_SYMBOL, type FunctionInvoker, type InvocationRequest, type PublishedClock, type RegisteredFunction } from '../../../src/localhost/contracts';
import { memoryScheduleStore, type ScheduleStore } from '../../../src/localhost/triggers/scheduleStore';
import { TimerHints } from '../../../src/localhost/triggers/timerHints';
import { TimerListener } from '../../../src/localhost/triggers/timerListener';
import { collectingLogger } from '../support/collectingLogger';

const START = '2026-01-31T10:00:00Z';
const short = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z').replace('2026-', '');

interface SetUp {
  readonly start?: string;
  readonly trigger?: Readonly<Record<string, unknown>>;
  readonly retry?: unknown;
  readonly store?: ScheduleStore;
  /** Called for each run; a throw fails it. */
  readonly run?: (attempt: InvocationRequest) => void | Promise<void>;
}

function setUp({ start = START, trigger = {}, retry, store = memoryScheduleStore(), run = () => undefined }: SetUp = {}) {
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: Date.parse(start), logger });
  const hints = new TimerHints();
  const ran: string[] = [];
  const registered: RegisteredFunction = {
    name: 'Nightly',
    trigger: { name: 'timer', type: 'timerTrigger', direction: 'in', schedule: '0 0 * * * *', ...trigger },
    bindings: {},
    ...(retry ? { retryOptions: retry } : {}),
  };
  const invoker: FunctionInvoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async (_, request) => {
      const info = JSON.parse(request.triggerData?.json ?? '') as { IsPastDue: boolean };
      ran.push(`${short(clock.now())}${info.IsPastDue ? ' past due' : ''}${request.retryContext && request.retryContext.retryCount > 0 ? ` retry ${request.retryContext.retryCount}` : ''}`);
      try {
        await run(request);
        return { ok: true, returnValue: null, outputs: {} };
      } catch (error) {
        return { ok: false, error: error as Error };
      }
    },
  };
  const settings: Record<string, string> = { NIGHTLY: '0 0 3 * * *' };
  const listener = new TimerListener(registered, { invoker, clock, logger, setting: (name) => settings[name] }, store, hints);
  return { clock, hints, listener, logger, ran, store, advanceTo: (to: string) => clock.advanceTo(Date.parse(to)) };
}

describe('ticks', () => {
  it('run at their times and tell the function its schedule', async () => {
    const infos: unknown[] = [];
    const { listener, ran, advanceTo } = setUp({ run: (request) => void infos.push(JSON.parse(request.triggerData?.json ?? '')) });
    await listener.start();
    await advanceTo('2026-01-31T12:59:59Z');
    expect(ran).toEqual(['01-31T11:00:00Z', '01-31T12:00:00Z']);
    expect(infos[1]).toEqual({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: { Last: '2026-01-31T11:00:00+00:00', Next: '2026-01-31T12:00:00+00:00', LastUpdated: '2026-01-31T11:00:00+00:00' },
      IsPastDue: false,
    });
  });

  // As recorded from the genuine host (4.1037.0), 6-timers.json: starts of "long", a run of 25 s every 10 s, and what "five", "six20" and "span" are handed first.
  it('a run that takes longer than its interval is followed by one at once, never by two', async () => {
    const { listener, ran, clock, advanceTo } = setUp({ start: '2026-11-28T20:29:32Z', trigger: { schedule: '*/10 * * * * *' }, retry: { retryStrategy: 'fixedDelay', maxRetryCount: 1, delayInterval: { seconds: 25 } }, run: ({ retryContext }) => {
      // A second attempt makes a run of 25 s on a clock that stands still within a run.
      if (retryContext?.retryCount === 0) throw new Error('again');
    } });
    await listener.start();
    await advanceTo('2026-11-28T20:30:55Z');
    expect(ran.filter((run) => !run.includes('retry')).map((run) => run.slice(6, 14))).toEqual(['20:29:40', '20:30:05', '20:30:30', '20:30:55']);
    expect(clock.now()).toBe(Date.parse('2026-11-28T20:30:55Z'));
  });

  it.each<[string, Readonly<Record<string, unknown>>, unknown]>([
    ['five', { schedule: '*/1 * * * *' }, { Schedule: { AdjustForDST: true }, ScheduleStatus: { Last: '0001-01-01T00:00:00+00:00', Next: '2026-11-28T20:30:00+00:00', LastUpdated: '0001-01-01T00:00:00+00:00' }, IsPastDue: false }],
    ['six20', { schedule: '*/20 * * * * *' }, { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false }],
    ['nomon', { schedule: '0 */30 * * * *', useMonitor: false }, { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false }],
    ['span', { schedule: '00:00:45' }, { Schedule: { AdjustForDST: false }, ScheduleStatus: null, IsPastDue: false }],
  ])('the first run of "%s" is handed what the genuine host hands over', async (_, trigger, expected) => {
    const infos: unknown[] = [];
    const { listener, advanceTo } = setUp({ start: '2026-11-28T20:29:32Z', trigger, run: (request) => void infos.push(JSON.parse(request.triggerData?.json ?? '')) });
    await listener.start();
    await advanceTo('2026-11-28T21:00:00Z');
    expect(infos[0]).toEqual(expected);
  });

  it('go on after one that fails, which is logged', async () => {
    const { listener, ran, logger, advanceTo } = setUp({
      run: () => {
        throw new Error('no luck');
      },
    });
    await listener.start();
    await advanceTo('2026-01-31T12:00:00Z');
    expect(ran).toHaveLength(2);
    expect(logger.lines).toEqual(Array(2).fill('error: Function "Nightly" failed: Error: no luck'));
  });

  it('take their schedule from a setting, and count an interval from the last run', async () => {
    const fromSetting = setUp({ trigger: { schedule: '%NIGHTLY%' } });
    await fromSetting.listener.start();
    await fromSetting.advanceTo('2026-02-01T03:00:00Z');
    expect(fromSetting.ran).toEqual(['02-01T03:00:00Z']);

    const interval = setUp({ start: '2026-01-31T10:00:07Z', trigger: { schedule: '00:45:00' } });
    await interval.listener.start();
    await interval.advanceTo('2026-01-31T11:30:07Z');
    expect(interval.ran).toEqual(['01-31T10:45:07Z', '01-31T11:30:07Z']);
  });

  it('stop when the listener stops, which waits for a running one', async () => {
    let finish = (): void => undefined;
    const { listener, ran, clock, advanceTo } = setUp({ run: () => new Promise<void>((resolve) => (finish = resolve)) });
    await listener.start();
    const advanced = advanceTo('2026-01-31T15:00:00Z');
    while (ran.length === 0) await new Promise((resolve) => setImmediate(resolve));
    let stopped = false;
    const stop = listener.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    finish();
    await Promise.all([stop, advanced]);
    expect([ran, short(clock.now())]).toEqual([['01-31T11:00:00Z'], '01-31T15:00:00Z']);
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ schedule: '%NOPE%' }, 'Function "Nightly": "%NOPE%" in "%NOPE%" does not resolve: there is no app setting "NOPE".'],
    [{ schedule: '0 0 0 L * *' }, 'Function "Nightly": "0 0 0 L * *" is not an NCRONTAB expression'],
    [{ schedule: undefined }, 'Function "Nightly": it has no schedule.'],
  ])('with %j the listener refuses to be made', (trigger, message) => {
    expect(() => setUp({ trigger })).toThrow(message);
  });
});

describe('start', () => {
  it('runs at once with runOnStartup, and then at its times', async () => {
    const { listener, ran, advanceTo } = setUp({ trigger: { runOnStartup: true } });
    await listener.start();
    await advanceTo('2026-01-31T11:00:00Z');
    expect(ran).toEqual(['01-31T10:00:00Z', '01-31T11:00:00Z']);
  });

  /** Lives until 11:30 with a tick at 11:00, then starts again at `at`. */
  async function restart(at: string, first: SetUp = {}, second: SetUp = {}): Promise<string[]> {
    const store = memoryScheduleStore();
    const before = setUp({ store, ...first });
    await before.listener.start();
    await before.advanceTo('2026-01-31T11:30:00Z');
    await before.listener.stop();
    const after = setUp({ store, start: at, ...second });
    await after.listener.start();
    await after.clock.idle();
    await after.advanceTo('2026-02-01T00:00:00Z');
    return after.ran.slice(0, 2);
  }

  it.each<[string, string, string[]]>([
    ['before the next tick', '2026-01-31T11:59:59Z', ['01-31T12:00:00Z', '01-31T13:00:00Z']],
    ['at the very instant of a tick', '2026-01-31T12:00:00Z', ['01-31T12:00:00Z past due', '01-31T13:00:00Z']],
    ['after one missed tick', '2026-01-31T12:00:01Z', ['01-31T12:00:01Z past due', '01-31T13:00:00Z']],
    ['after many missed ticks', '2026-01-31T20:30:00Z', ['01-31T20:30:00Z past due', '01-31T21:00:00Z']],
  ])('again %s', async (_, at, expected) => {
    expect(await restart(at)).toEqual(expected);
  });

  it('forgets what was missed when the schedule is another one, the monitor is off, or the clock went back', async () => {
    const half = { trigger: { schedule: '0 30 * * * *' } };
    expect(await restart('2026-01-31T20:00:00Z', {}, half)).toEqual(['01-31T20:30:00Z', '01-31T21:30:00Z']);
    const unmonitored = { trigger: { useMonitor: false } };
    expect(await restart('2026-01-31T20:15:00Z', unmonitored, unmonitored)).toEqual(['01-31T21:00:00Z', '01-31T22:00:00Z']);
    expect(await restart('2026-01-31T09:15:00Z')).toEqual(['01-31T10:00:00Z', '01-31T11:00:00Z']);
  });

  it('does not monitor a schedule of less than a minute unless told to', async () => {
    const seconds = { trigger: { schedule: '*/30 * * * * *' } };
    expect(await restart('2026-01-31T20:00:01Z', seconds, seconds)).toEqual(['01-31T20:00:30Z', '01-31T20:01:00Z']);
  });
});

describe('retries', () => {
  const fails = (times: number): (() => void) => () => {
    times -= 1;
    if (times >= 0) throw new Error('no luck');
  };

  it('come after a fixed delay until one succeeds, and no tick comes between', async () => {
    const retry = { retryStrategy: 'fixedDelay', maxRetryCount: 5, delayInterval: { seconds: 3000 } };
    const { listener, ran, advanceTo } = setUp({ retry, run: fails(2) });
    await listener.start();
    await advanceTo('2026-01-31T13:00:00Z');
    expect(ran).toEqual(['01-31T11:00:00Z', '01-31T11:50:00Z retry 1', '01-31T12:40:00Z retry 2', '01-31T12:40:00Z', '01-31T13:00:00Z']);
  });

  it('the first attempt knows that there may be others, as recorded in 6-timers.json ("retrying")', async () => {
    const contexts: unknown[] = [];
    const { listener, advanceTo } = setUp({ retry: { retryStrategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 2 } }, run: ({ retryContext }) => void contexts.push(retryContext) });
    await listener.start();
    await advanceTo('2026-01-31T11:00:00Z');
    expect(contexts).toEqual([{ retryCount: 0, maxRetryCount: 2 }]);
  });

  it('double their delay up to the maximum and end after the last', async () => {
    const retry = { retryStrategy: 'exponentialBackoff', maxRetryCount: 3, minimumInterval: { seconds: 60 }, maximumInterval: { seconds: 180 } };
    const { listener, ran, advanceTo } = setUp({ retry, run: fails(99) });
    await listener.start();
    await advanceTo('2026-01-31T11:59:00Z');
    expect(ran).toEqual(['01-31T11:00:00Z', '01-31T11:01:00Z retry 1', '01-31T11:03:00Z retry 2', '01-31T11:06:00Z retry 3']);
  });

  it('a policy that is not one is refused', () => {
    expect(() => setUp({ retry: { retryStrategy: 'fixedDelay', maxRetryCount: 1 } })).toThrow('Function "Nightly" has a retry policy that is not valid');
  });
});

describe('hints on a virtual clock', () => {
  it('end in order, and say so, where storage is gone by the stop', async () => {
    const store = memoryScheduleStore();
    const { listener, hints, logger, clock, advanceTo } = setUp({ store });
    publishedHint(hints, clock, async () => undefined);
    await listener.start();
    await advanceTo('2026-01-31T12:30:00Z');
    store.save = () => Promise.reject(new Error('storage is gone'));
    await listener.stop();
    expect(logger.lines).toEqual([expect.stringMatching(/^error: The schedule of function "Nightly" could not be stored as it was stopped, so a tick may count as missed at the next start: .*storage is gone/)]);
  });

  it('let idle ticks pass: only the first tick at or after the due instant runs', async () => {
    const { listener, hints, ran, clock, advanceTo } = setUp({ run: () => void due.shift() });
    const due = ['2026-01-31T14:20:00Z', '2026-02-28T09:00:00Z'];
    publishedHint(hints, clock, async () => (due[0] === undefined ? undefined : Date.parse(due[0])));
    await listener.start();
    await advanceTo('2026-12-31T00:00:00Z');
    expect(ran).toEqual(['01-31T15:00:00Z', '02-28T09:00:00Z']);
  });

  it('are asked again after work was done, at the instant it was done too', async () => {
    const { listener, hints, ran, clock, advanceTo } = setUp({ run: () => void (due = undefined) });
    let due: number | undefined;
    let asked = 0;
    publishedHint(hints, clock, async () => {
      asked += 1;
      return due;
    });
    await listener.start();
    const at = Date.parse('2026-03-01T05:00:00Z');
    clock.schedule(at, () => void (due = at));
    await advanceTo('2026-04-01T00:00:00Z');
    expect(ran).toEqual(['03-01T05:00:00Z']);
    // At the start, after the work, after the tick.
    expect(asked).toBe(3);
  });

  it('every tick runs while something stays due', async () => {
    const { listener, hints, ran, clock, advanceTo } = setUp();
    publishedHint(hints, clock, async () => Date.parse('2026-01-31T09:00:00Z'));
    await listener.start();
    await advanceTo('2026-01-31T12:30:00Z');
    expect(ran).toEqual(['01-31T11:00:00Z', '01-31T12:00:00Z']);
  });

  it('a hint that fails is logged and the next tick runs', async () => {
    const { listener, hints, ran, logger, clock, advanceTo } = setUp();
    publishedHint(hints, clock, () => Promise.reject(new Error('index gone')));
    await listener.start();
    await advanceTo('2026-01-31T11:30:00Z');
    expect(ran).toEqual(['01-31T11:00:00Z']);
    expect(logger.lines[0]).toBe('error: The hint of timer "Nightly" failed, so its next tick runs: Error: index gone');
  });

  it('ticks that were let pass are not past due after a restart', async () => {
    const store = memoryScheduleStore();
    const before = setUp({ store });
    publishedHint(before.hints, before.clock, async () => undefined);
    await before.listener.start();
    await before.advanceTo('2026-01-31T20:30:00Z');
    await before.listener.stop();
    const after = setUp({ store, start: '2026-01-31T20:30:00Z' });
    await after.listener.start();
    await after.advanceTo('2026-01-31T21:00:00Z');
    expect(after.ran).toEqual(['01-31T21:00:00Z']);
  });

  it('the published clock is gone when it is taken back', () => {
    const { hints, clock } = setUp();
    const takeBack = hints.publish(clock);
    const published = (): PublishedClock | undefined => (globalThis as Record<symbol, PublishedClock | undefined>)[Symbol.for(CLOCK_SYMBOL)];
    expect([published()?.virtual, published()?.now()]).toEqual([true, Date.parse(START)]);
    takeBack();
    expect(published()).toBeUndefined();
  });
});

/** Leaves a hint the way an app does: through the published clock. */
function publishedHint(hints: TimerHints, clock: VirtualClock, nextDue: (after: number) => Promise<number | undefined>): void {
  const takeBack = hints.publish(clock);
  (globalThis as unknown as Record<symbol, PublishedClock>)[Symbol.for(CLOCK_SYMBOL)]?.hintTimer('NIGHTLY', nextDue);
  takeBack();
}
