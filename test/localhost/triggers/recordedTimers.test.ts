import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type FunctionInvoker, type RegisteredFunction, type RetryContext } from '../../../src/localhost/contracts';
import { memoryScheduleStore, type ScheduleStore } from '../../../src/localhost/triggers/scheduleStore';
import { TimerHints } from '../../../src/localhost/triggers/timerHints';
import { TimerListener } from '../../../src/localhost/triggers/timerListener';
import { collectingLogger } from '../support/collectingLogger';
import recorded from './recorded/timers.json';

// Eight timers on the genuine host (4.1037.0), from its recording 6-timers.json: to the second, from their start to a stop, and from the next start on.
const STARTED = Date.parse('2026-11-28T20:29:35.467Z');
const STOPPED = Date.parse('2026-11-28T20:34:08Z');
const AGAIN = Date.parse('2026-11-28T20:35:41.333Z');
const ENDED = Date.parse('2026-11-28T20:37:30Z');

type Name = keyof typeof recorded.timers;

interface Run {
  readonly at: string;
  readonly told: unknown;
  readonly retry: Pick<RetryContext, 'retryCount' | 'maxRetryCount'> | null;
}

const fixed = (seconds: number, maxRetryCount: number) => ({ retryStrategy: 'fixedDelay', maxRetryCount, delayInterval: { seconds } });

/** What each timer was made of. A run of 25 s is here one that is tried again after as long, as this clock stands still within a run. */
const made: Readonly<Record<Name, { readonly trigger: Readonly<Record<string, unknown>>; readonly retryOptions?: unknown }>> = {
  six20: { trigger: { schedule: '*/20 * * * * *' } },
  five: { trigger: { schedule: '*/1 * * * *' } },
  long: { trigger: { schedule: '*/10 * * * * *' }, retryOptions: fixed(25, 1) },
  nomon: { trigger: { schedule: '*/30 * * * * *', useMonitor: false } },
  onstart: { trigger: { schedule: '0 0 5 * * *', runOnStartup: true } },
  span: { trigger: { schedule: '00:00:45' } },
  minute: { trigger: { schedule: '0 * * * * *' } },
  retrying: { trigger: { schedule: '5 * * * * *' }, retryOptions: fixed(2, 2) },
};

interface Told {
  readonly Schedule: { readonly AdjustForDST: boolean };
  readonly ScheduleStatus: { readonly Last: string; readonly Next: string; readonly LastUpdated: string } | null;
  readonly IsPastDue: boolean;
}

const toTheSecond = (time: string): string => time.replace(/\.\d+/, '');

/** What a timer runs between two instants. */
async function runsOf(name: Name, store: ScheduleStore, from: number, to: number): Promise<{ runs: readonly Run[]; lines: readonly string[] }> {
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: from, logger });
  const runs: Run[] = [];
  const { trigger, retryOptions } = made[name];
  const registered: RegisteredFunction = { name, trigger: { name: 'timer', type: 'timerTrigger', direction: 'in', ...trigger }, bindings: {}, ...(retryOptions !== undefined && { retryOptions }) };
  const invoker: FunctionInvoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async (_, { triggerData, retryContext }) => {
      const { Schedule, ScheduleStatus: status, IsPastDue } = JSON.parse(triggerData?.json ?? '') as Told;
      const told = { adjustForDST: Schedule.AdjustForDST, status: status && [status.Last, status.Next, status.LastUpdated].map(toTheSecond), pastDue: IsPastDue };
      runs.push({ at: new Date(clock.now()).toISOString().slice(11, 19), told, retry: retryContext ? { retryCount: retryContext.retryCount, maxRetryCount: retryContext.maxRetryCount } : null });
      // The function of the recording that is tried again succeeds the third time.
      if (retryContext && retryContext.retryCount < (name === 'long' ? 1 : 2)) return { ok: false, error: new Error('again') };
      return { ok: true, returnValue: null, outputs: {} };
    },
  };
  const listener = new TimerListener(registered, { invoker, clock, logger, setting: () => undefined }, store, new TimerHints());
  await listener.start();
  await clock.idle();
  await clock.advanceTo(to);
  await listener.stop();
  return { runs: name === 'long' ? runs.filter(({ retry }) => retry?.retryCount === 0).map((run) => ({ ...run, retry: null })) : runs, lines: logger.lines };
}

test.each(Object.keys(recorded.timers) as Name[])('"%s" runs as recorded, is handed what was recorded, and goes on after a stop as recorded', async (name) => {
  const { starts, first, retry, after } = recorded.timers[name];
  const store = memoryScheduleStore();
  const { runs, lines } = await runsOf(name, store, STARTED, STOPPED);
  expect([runs.map(({ at }) => at), runs[0]?.told, runs[0]?.retry]).toEqual([starts, first, retry]);
  if (name === 'retrying') expect(lines.filter((line) => line.startsWith('warning'))).toEqual(['warning: Function "retrying" was to be tried again when it was stopped: that is given up, and its tick counts as run, as on Azure.']);
  // What came later in the recording came on another host.
  const same = after.filter(([at]) => typeof at === 'string' && at < '20:37:30');
  // The first call of a new process took half a second there, so that what is tried again comes as much later.
  const timed = ([at, told]: readonly unknown[], nth: number): unknown => (name === 'retrying' && nth > 0 ? told : [at, told]);
  expect((await runsOf(name, store, AGAIN, ENDED)).runs.slice(0, same.length).map(({ at, told }, nth) => timed([at, told], nth))).toEqual(same.map(timed));
});
