import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MountedResponse, type Versioning } from '../../../src/localhost/contracts';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { durableApp, type DurableApp } from './durableApp';
import { recordedApp } from './recordedApp';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../support/currentCore').currentCore, { virtual: true });

/** One request and what the genuine extension answered, ids and times made neutral. */
interface Step {
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  /** Method and path below `runtime/webhooks/durabletask`. */
  readonly ask: string;
  readonly what?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly status: number;
  /** JSON; absent: not compared. */
  readonly answer?: unknown;
  /** The name under which later requests have the id that this one made up. */
  readonly binds?: string;
}
interface Recording {
  readonly recorded: { readonly host: string; readonly extension: string };
  readonly scenarios: Record<string, readonly Step[]>;
}

const neutralText = (text: string): string =>
  text
    .replace(/http:\/\/127\.0\.0\.1:7071/g, '')
    .replace(/taskHub=\w+/g, 'taskHub=<hub>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, '<time>')
    .replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, '<id>')
    .replace(/( \n |: )\{"\$type".*\}/gs, '$1<exception>')
    .replace(/StackTrace: .*$/s, 'StackTrace: <stack>')
    .replace(/\nStack: .*$/s, '\nStack: <stack>');

const neutral = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return key === 'Details' && value.trimStart().startsWith('{"$type"') ? '<exception>' : neutralText(value);
  if (Array.isArray(value)) return value.map((item) => neutral(item));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, neutral(member, name)]));
  // What a parser says is its own affair.
  const message = String(members['Message']);
  if (String(members['ExceptionType']).startsWith('Newtonsoft')) delete members['ExceptionMessage'];
  if (message.startsWith('Could not parse JSON content')) return { ...members, Message: 'Could not parse JSON content', ExceptionMessage: undefined };
  // Of messages between orchestrations and entities it is not compared how the extension spells them.
  if (members['EventType'] === 'EventSent' || (members['EventType'] === 'EventRaised' && members['Name'] === '<id>')) return { ...members, Input: '<message>' };
  return members;
};

const bodyOf = ({ body }: MountedResponse): unknown => {
  if (!Buffer.isBuffer(body)) return body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown);
  return JSON.parse(body.toString()) as unknown;
};

const recording = (folder: string): Recording => JSON.parse(readFileSync(join(__dirname, 'recorded', `${folder}.json`), 'utf8')) as Recording;

/** Activities that sleep, by the end of their sleep. Virtual time stands still while one runs, so the clock is left behind until the last has woken. */
type Sleeps = { readonly until: number; readonly wake: () => void }[];

const pass = async (app: DurableApp, sleeps: Sleeps, to: number): Promise<void> => {
  for (;;) {
    // Everything that can go on does so within some turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const due = sleeps.findIndex(({ until }) => until <= to);
    if (due < 0) break;
    sleeps.splice(due, 1)[0]?.wake();
  }
  if (sleeps.length > 0) return;
  await app.clock.idle();
  await app.clock.advanceTo(Math.max(app.clock.now(), to));
};

/** The status local and the answer, where the recording has one, in the form of the recording. */
const replayed = async (app: DurableApp, sleeps: Sleeps, steps: readonly Step[]): Promise<{ local: object[]; genuine: object[] }> => {
  const ids = new Map<string, string>();
  const named = (text: string): string => text.replace(/<id\d+>/g, (name) => ids.get(name) ?? name);
  const local: object[] = [];
  const genuine: object[] = [];
  let before = { at: 0, ask: '' };
  for (const step of steps) {
    const { at, ask, what, headers, body, status, answer, binds } = step;
    // What was sent in one go is so here.
    const goesOn = what?.startsWith('at once') === true || (ask.includes('raiseEvent') && before.ask.includes('raiseEvent') && at - before.at < 150);
    before = step;
    if (!goesOn) await pass(app, sleeps, at + (what === 'final status' ? 2_000 : 0));
    const [method = '', path = ''] = ask.split(' ');
    const bare = { 'content-type': '', ...(what?.includes('without Content-Length') === true ? { 'content-length': '' } : {}) };
    const response = await app.call(method, named(path), body, { ...bare, ...headers });
    const given = bodyOf(response);
    if (binds !== undefined && typeof given === 'object' && given !== null && 'id' in given) ids.set(binds, String(given.id));
    const title = `${ask}${what === undefined ? '' : ` (${what})`}`;
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer) && typeof given === 'object' && given !== null) Reflect.deleteProperty(given, 'localRuntimeWarning');
    local.push({ title, status: response.status, ...(answer === undefined ? {} : { answer: neutral(given) }) });
    genuine.push({ title, status, ...(answer === undefined ? {} : { answer: neutral(answer) }) });
  }
  return { local, genuine };
};

const versions: Record<string, Versioning> = {
  versions: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  override: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' },
  versionsFail: { defaultVersion: '2.0', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Fail' },
};

const asRecorded: Versioning = { defaultVersion: '', matchStrategy: 'CurrentOrOlder', failureStrategy: 'Reject' };

/** Where the order of ends depends on the moment. */
const PARALLEL = new Set(['runs/fanOut', 'runs/parentMany']);

const sorted = (steps: readonly object[]): unknown =>
  steps.map((step) => {
    const { answer } = step as { answer?: { historyEvents?: readonly unknown[] } };
    return answer?.historyEvents === undefined ? step : { ...step, answer: { ...answer, historyEvents: answer.historyEvents.map((event) => JSON.stringify(Object.entries(event as object).sort(([a], [b]) => (a < b ? -1 : 1)))).sort() } };
  });

const scenarios = ['runs', 'loops', 'management', 'purges', 'versions', 'versionsFail', 'override'].flatMap((folder) => Object.entries(recording(folder).scenarios).map(([name, steps]) => [`${folder}/${name}`, steps] as const));

describe('what the genuine host 4.1037.0 with the Durable extension 3.19.0 answered', () => {
  it.each(scenarios)('%s', async (name, steps) => {
    const [folder = ''] = name.split('/');
    const sleeps: Sleeps = [];
    const sleep = (ms: number): Promise<void> => new Promise((wake) => sleeps.push({ until: app.clock.now() + ms, wake }));
    const app: DurableApp = await durableApp(recordedApp(sleep), new MemoryStore(), 1_000, versions[folder] ?? asRecorded, { begin: steps[0]?.at ?? 0, overrides: folder === 'override' });
    const { local, genuine } = await replayed(app, sleeps, steps);
    expect(PARALLEL.has(name) ? sorted(local) : local).toEqual(PARALLEL.has(name) ? sorted(genuine) : genuine);
  });
});
