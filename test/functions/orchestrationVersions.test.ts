import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as df from 'durable-functions';
import { type HistoryEvent } from '../../src/localhost/durable/protocol';
import { MemoryStore } from '../../src/localhost/durable/store/memory';
import { durableApp, type DurableApp } from '../localhost/durable/durableApp';
import { episodes, isDecision, replayedEpisode } from '../localhost/durable/replayedHistory';
import { stepsOfFile } from './orchestrationSteps';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../localhost/support/currentCore').currentCore, { virtual: true });

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(__dirname, 'orchestrations');
const { defaultVersion } = (JSON.parse(readFileSync(join(ROOT, 'host.json'), 'utf8')) as { extensions: { durableTask: { defaultVersion: string } } }).extensions.durableTask;
const fileOf = (version: string): string => join(FOLDER, `${version}.json`);

/** What is kept of the orchestrations of one version: what each does, and a history of it as that version made it. */
interface Kept {
  readonly steps: Readonly<Record<string, readonly string[]>>;
  readonly histories: Readonly<Record<string, readonly HistoryEvent[]>>;
}

const files = readdirSync(join(ROOT, 'functions', 'orchestrations')).map((file) => join(ROOT, 'functions', 'orchestrations', file));
const steps = Object.assign({}, ...files.map(stepsOfFile)) as Kept['steps'];

const register = (library: typeof df): void => {
  jest.isolateModules(() => {
    jest.doMock('durable-functions', () => library);
    for (const file of files) jest.requireActual(file);
  });
};

const WHAT_TO_DO = `An orchestration does other things, or in another order, than version ${defaultVersion} of it, which instances that are under way have begun on.
If ${defaultVersion} is not released yet: delete test/functions/orchestrations/${defaultVersion}.json, and write it anew as below.
Otherwise raise extensions.durableTask.defaultVersion in host.json, keep what was done before for instances whose context.df.version is older, and run
WRITE_ORCHESTRATIONS=1 npx jest test/functions/orchestrationVersions --selectProjects unit
See "Change an orchestration" in CONTRIBUTING.md.`;

interface Run {
  readonly input: unknown;
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
  readonly events?: readonly unknown[];
}

const page = (more: boolean) => ({ completed: 2, setApart: 0, more });
const dueWork = (kind: string, activity: string): Run => ({ input: { partition: '2026-03-01T00|03', kind, pagesPerHistory: 20 }, answers: { [activity]: [page(true), page(true), page(false)] } });
const due = { at: '2026-01-31T10:00:00Z', kind: 'transfer', customerId: 'c', subject: 'e6d1' };
const shards = (isOver: boolean) => [0, 1].map((shard) => ({ shard, lines: 3, isOver }));

/** One life of each: to its end, through every kind of step it has. */
const runs: Readonly<Record<string, Run>> = {
  renewal: dueWork('renewal', 'renewDueSubscriptions'),
  trialConversion: dueWork('trialConversion', 'convertDueTrials'),
  cycleCharge: dueWork('cycle', 'chargeDueCycles'),
  cancellationWindow: dueWork('cancellationWindow', 'announceDueWindows'),
  transferApproval: { input: { ...due, stepsPerHistory: 20 }, answers: { advanceTransfer: ['Pending', 'InProgress', 'Complete'] }, events: [due, due] },
  invoiceRun: { input: { partnerId: 'p', month: '2026-01-01', roundsPerHistory: 20 }, answers: { beginInvoiceRun: [{ status: 'draft', shards: shards(false) }], countInvoiceShard: [...shards(false), ...shards(true)], issueInvoices: [{ status: 'issued', invoices: [] }] } },
  exportRun: { input: { due: { ...due, kind: 'export' }, partsPerHistory: 20 }, answers: { writeExportPart: [{ status: 'running', lines: 1, parts: 1 }, { status: 'completed', lines: 2, parts: 2 }] } },
};

/** The history of a run on the local runtime, with activities that answer as told. */
const recorded = async (name: string, { input, answers, events = [] }: Run): Promise<readonly HistoryEvent[]> => {
  const store = new MemoryStore();
  const app: DurableApp = await durableApp(
    (library) => {
      register(library);
      for (const [activity, all] of Object.entries(answers)) {
        const left = [...all];
        library.app.activity(activity, { handler: () => left.shift() });
      }
    },
    store,
    1000,
    { defaultVersion, matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  );
  await app.start(name, name, input);
  for (const event of events) await app.raise(name, 'due', event);
  if ((await app.status(name)).runtimeStatus !== 'Completed') throw new Error(`${name} did not end: ${JSON.stringify(await app.status(name))}`);
  return (await store.load(name)).history;
};

const writes = process.env['WRITE_ORCHESTRATIONS'] !== undefined;

test('what each orchestration does is what it did when its version was given out', async () => {
  if (writes && !existsSync(fileOf(defaultVersion))) {
    const histories: Record<string, readonly HistoryEvent[]> = {};
    for (const name of Object.keys(steps)) histories[name] = await recorded(name, runs[name] as Run);
    writeFileSync(fileOf(defaultVersion), `${JSON.stringify({ steps, histories }, undefined, 1)}\n`);
  }
  const kept = existsSync(fileOf(defaultVersion)) ? (JSON.parse(readFileSync(fileOf(defaultVersion), 'utf8')) as Kept).steps : undefined;
  expect({ whatToDo: JSON.stringify(kept) === JSON.stringify(steps) ? 'nothing' : WHAT_TO_DO, steps: kept }).toEqual({ whatToDo: 'nothing', steps });
});

test('the steps are told from the source: loops, branches, activities by their names also where a function is handed them, and events', () => {
  expect(steps['transferApproval']).toEqual(['loop', '  callActivity advanceTransfer', '  if', '    end', '  waitForExternalEvent due', '  if', '    continueAsNew', '    end']);
  expect(steps['cycleCharge']).toContain('  callActivity chargeDueCycles');
  expect(Object.keys(steps).toSorted()).toEqual(Object.keys(runs).toSorted());
});

test('what this version and all before it left under way goes on with this code, from wherever it had come to', async () => {
  const { invoker } = await durableApp(register);
  const essence = (event: HistoryEvent): unknown => [event.EventType, event.EventId, 'Name' in event ? event.Name : undefined];
  const versions = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
  expect(versions).toContain(defaultVersion);
  for (const version of versions) {
    const { histories } = JSON.parse(readFileSync(fileOf(version), 'utf8')) as Kept;
    expect(Object.keys(histories).length).toBeGreaterThan(5);
    for (const [name, history] of Object.entries(histories)) {
      const cuts = episodes(history);
      expect(cuts.length).toBeGreaterThan(2);
      for (const [number, cut] of cuts.entries()) {
        const { decided, episode, outcome } = await replayedEpisode(invoker, name, history, cut);
        const where = { version, name, episode: number };
        expect({ ...where, decided: decided.map(essence), outcome: outcome.kind }).toEqual({ ...where, decided: episode.filter(isDecision).map(essence), outcome: cut === cuts.at(-1) ? 'completed' : 'waiting' });
      }
    }
  }
});
