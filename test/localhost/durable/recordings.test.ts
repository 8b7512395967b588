import { type Versioning } from '../../../src/localhost/contracts';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { durableApp, type DurableApp } from './durableApp';
import { recordedApp } from './recordedApp';
import { neutral, recording, replayed, Sleeps, type Step } from './recordedSteps';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

/*
 * Left out: runs whose bodies were cut when they were recorded (`big…`, `statusLong`, `purge-big`), those of `callHttp` (`callHttp.test.ts`) and of the library's client
 * (`recordedClient.test.ts`), those that depend on how long storage takes (`collectTimeoutFast`: the instance has ended when the
 * second event comes; the answers of `retryTimeout`), on real time (`startAndWait` that does not end in time) or on what else the hub held (`list` without a filter, `entities`
 * page by page), and what the README of the runtime says is other than on Azure (`startSpace`, `pending`, JSON for Newtonsoft alone, an id like that of an entity).
 * `longTimers` and `jobhost` are of the extension in a bare JobHost: there the lengths of timers could be set, and functions saw the texts that they were handed.
 * `longTimers` begin when the start was taken up, since their timers count from then.
 */

const versions: Record<string, Versioning> = {
  versions: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  override: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  versionsFail: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Fail' },
};

const asRecorded: Versioning = { defaultVersion: '', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' };

/** Where it shows how much before their time timers rang when they were recorded: about so long, in ms. */
const EARLY: Readonly<Record<string, number>> = { 'loops/collectNoCancel': 400, 'longTimers/cancelledInSecondLeg': 750, 'longTimers/longAnyRings': 750 };

/** Where the order of ends depends on the moment. */
const PARALLEL = new Set(['runs/fanOut', 'runs/fanOutFail', 'runs/parentMany', 'runs/anyActivities']);

const sorted = (steps: readonly object[]): unknown =>
  steps.map((step) => {
    const { answer } = step as { answer?: { historyEvents?: readonly unknown[] } };
    return answer?.historyEvents === undefined ? step : { ...step, answer: { ...answer, historyEvents: answer.historyEvents.map((event) => JSON.stringify(Object.entries(event as object).sort(([a], [b]) => (a < b ? -1 : 1)))).sort() } };
  });

/** Steps as they are compared. Which of several activities failed first is a matter of the moment. */
const compared = (name: string, steps: readonly object[]): unknown => {
  const known = name === 'runs/fanOutFail' ? (JSON.parse(JSON.stringify(steps).replace(/failed: (first|second)/g, 'failed: <one of two>')) as object[]) : steps;
  return PARALLEL.has(name) ? sorted(known) : known;
};

const FOLDERS = ['runs', 'loops', 'management', 'purges', 'versions', 'versionsFail', 'override', 'longTimers', 'jobhost'];
const scenarios = FOLDERS.flatMap((folder) => Object.entries(recording(folder).scenarios).map(([name, steps]) => [`${folder}/${name}`, steps] as const));

const begun = (name: string, steps: readonly Step[], sleeps: Sleeps, store = new MemoryStore()): Promise<DurableApp> => {
  const [folder = ''] = name.split('/');
  const { timerLimits } = recording(folder);
  let app: DurableApp | undefined;
  const sleep = (ms: number): Promise<void> => sleeps.sleep(app?.clock.now() ?? 0, ms);
  const more = { begin: steps[0]?.at ?? 0, overrides: folder === 'override', timersEarlyBy: EARLY[name] ?? 0, ...(timerLimits && { timerLimits }) };
  return durableApp(recordedApp(sleep), store, 1_000, versions[folder] ?? asRecorded, more).then((made) => (app = made));
};

/** Notes what activities and entities are handed from now on, in the form of the recordings: .NET escapes what parts lines, which nobody sees who parses it. */
const handedBy = ({ invoker }: DurableApp): unknown[] => {
  const handed: unknown[] = [];
  const invoke = invoker.invoke.bind(invoker);
  jest.spyOn(invoker, 'invoke').mockImplementation((name, request) => {
    const kind = invoker.find(name)?.trigger.type;
    const text = request.triggerData?.string;
    if (kind === 'activityTrigger') handed.push([name, text?.replaceAll('\u2028', '\\u2028') ?? null]);
    if (kind === 'entityTrigger') handed.push([name, neutral(JSON.parse(text ?? 'null'))]);
    return invoke(name, request);
  });
  return handed;
};

describe('what the genuine host 4.1037.0 with the Durable extension 3.19.0 answered', () => {
  it.each(scenarios.filter(([name]) => name !== 'jobhost/entityDelayedSignal'))('%s', async (name, steps) => {
    const sleeps = new Sleeps();
    const app = await begun(name, steps, sleeps);
    const { local, genuine } = await replayed(app, sleeps, steps);
    expect(compared(name, local)).toEqual(compared(name, genuine));
  });

  const { scenarios: rig, handed: recorded = {} } = recording('jobhost');

  it.each(Object.keys(recorded).filter((name) => name !== 'entityDelayedSignal'))('jobhost/%s: what functions were handed', async (name) => {
    const sleeps = new Sleeps();
    const app = await begun(`jobhost/${name}`, rig[name] ?? [], sleeps);
    const handed = handedBy(app);
    await replayed(app, sleeps, rig[name] ?? []);
    expect(handed).toEqual(recorded[name]);
  });

  it('longTimers/splitInFour: what the orchestrator was handed beside its history', async () => {
    const { scenarios: runs, trigger } = recording('longTimers');
    const [started] = runs['splitInFour'] ?? [];
    const app = await begun('longTimers/splitInFour', started ? [started] : [], new Sleeps());
    const invoked = jest.spyOn(app.invoker, 'invoke');
    await app.start('longTimer', 'splitInFour-1', { ms: 10_000 });
    const { history: _history, ...handed } = JSON.parse(invoked.mock.calls[0]?.[1].triggerData?.string ?? 'null') as Record<string, unknown>;
    expect(handed).toEqual(trigger);
  });

  it('jobhost/entityDelayedSignal', async () => {
    const [sent, ...steps] = rig['entityDelayedSignal'] ?? [];
    const store = new MemoryStore();
    // The library has no signal for later: the one of the C# client, for 4 s later, waits in the store.
    const due = new Date((sent?.at ?? 0) + 4_000).toISOString();
    await store.post('@counter@delayed', { key: '1', messages: [{ kind: 'request', request: { op: 'add', signal: true, input: '11', id: '8820200c-45ec-479b-b522-35f288536951', due }, origin: null }] });
    await store.markLive('@counter@delayed');
    const app = await begun('jobhost/entityDelayedSignal', [sent ?? steps[0]].filter((step) => step !== undefined), new Sleeps(), store);
    const handed = handedBy(app);
    const { local, genuine } = await replayed(app, new Sleeps(), steps);
    expect([local, handed]).toEqual([genuine, recorded['entityDelayedSignal']]);
  });
});
