import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MountedResponse } from '../../../src/localhost/contracts';
import { type TimerLimits } from '../../../src/localhost/durable/protocol';
import { type DurableApp } from './durableApp';

/** One request and what the genuine extension answered, ids and times made neutral. */
export interface Step {
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
export interface Recording {
  readonly recorded: { readonly host?: string; readonly extension: string };
  /** The lengths that were set for the recording, in ms. */
  readonly timerLimits?: TimerLimits;
  /** What an orchestrator was handed at first, without its history. */
  readonly trigger?: object;
  readonly scenarios: Record<string, readonly Step[]>;
  /** By scenario: what activities (function and text) and entities (function and trigger) were handed, in order. */
  readonly handed?: Record<string, readonly unknown[]>;
}

const neutralText = (text: string): string =>
  text
    .replace(/http:\/\/(127\.0\.0\.1|localhost):\d+/g, '')
    .replace(/taskHub=\w+/g, 'taskHub=<hub>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g, '<time>')
    .replace(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, '<id>')
    .replace(/( \n |: )\{"\$type".*\}/gs, '$1<exception>')
    .replace(/,"StackTrace":"[^"]*"/g, '')
    .replace(/(known orchestrator functions: ).*$/s, '$1<names>')
    .replace(/StackTrace: .*$/s, 'StackTrace: <stack>')
    .replace(/\nStack: .*$/s, '\nStack: <stack>');

/** Ids and times made neutral, and what only the extension spells so. */
export const neutral = (value: unknown, key = ''): unknown => {
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

export const recording = (folder: string): Recording => JSON.parse(readFileSync(join(__dirname, 'recorded', `${folder}.json`), 'utf8')) as Recording;

/** Activities that sleep. Virtual time stands still while one runs, so the clock is left behind meanwhile: what sleeps next does so from when the one before has woken. */
export class Sleeps {
  private readonly pending: { readonly until: number; readonly wake: () => void }[] = [];
  private woken = 0;

  sleep(now: number, ms: number): Promise<void> {
    return new Promise((wake) => this.pending.push({ until: Math.max(now, this.woken) + ms, wake }));
  }

  get any(): boolean {
    return this.pending.length > 0;
  }

  /** Wakes the first whose time is not after `to`. */
  wakeOne(to: number): boolean {
    const [next] = this.pending.sort((one, other) => one.until - other.until);
    if (next === undefined || next.until > to) return false;
    this.pending.shift();
    this.woken = next.until;
    next.wake();
    return true;
  }
}

const pass = async (app: DurableApp, sleeps: Sleeps, to: number): Promise<void> => {
  let move: Promise<void> | undefined;
  const progress = { isOver: false };
  while (!progress.isOver) {
    // Everything that can go on does so within some turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (sleeps.wakeOne(to)) continue;
    // A move that an activity holds up is ended by the next step, when it has woken.
    if (sleeps.any) return;
    move ??= app.clock
      .idle()
      .then(() => app.clock.advanceTo(Math.max(app.clock.now(), to)))
      .finally(() => (progress.isOver = true));
  }
  await move;
};

/** The status local and the answer, where the recording has one, in the form of the recording. */
export const replayed = async (app: DurableApp, sleeps: Sleeps, steps: readonly Step[]): Promise<{ local: object[]; genuine: object[] }> => {
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
