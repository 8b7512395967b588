import * as df from 'durable-functions';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type DurableOptions, type DurableRuntime, type MountedResponse, type Versioning } from '../../../src/localhost/contracts';
import { createCore } from '../../../src/localhost/core/coreModule';
import { type ProgrammingModel } from '../../../src/localhost/core/coreTypes';
import { AppInvoker } from '../../../src/localhost/core/invoker';
import { durableRuntimeOn } from '../../../src/localhost/durable';
import { type TimerLimits } from '../../../src/localhost/durable/protocol';
import { MemoryStore } from '../../../src/localhost/durable/store/memory';
import { type DurableStore } from '../../../src/localhost/durable/store/port';
import { collectingLogger } from '../support/collectingLogger';
import { setCurrentCore } from '../support/currentCore';

export const START = Date.parse('2026-01-31T10:00:00.000Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The part of a status body that tests look at. */
export interface Status {
  readonly runtimeStatus: string;
  readonly output: unknown;
  readonly input: unknown;
  readonly customStatus: unknown;
  readonly name: string;
  readonly createdTime: string;
  readonly lastUpdatedTime: string;
  readonly historyEvents?: readonly Record<string, unknown>[];
}

export interface DurableApp {
  readonly clock: VirtualClock;
  readonly lines: string[];
  readonly store: DurableStore;
  readonly runtime: DurableRuntime;
  readonly invoker: AppInvoker;
  /** Starts an instance and waits until nothing can go on without time passing. */
  start(name: string, id: string, input?: unknown): Promise<void>;
  raise(id: string, event: string, data: unknown): Promise<number>;
  status(id: string, query?: string): Promise<Status>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<MountedResponse>;
  advance(ms: number): Promise<void>;
  /** Another runtime on the same store at the same time, as after a crash: the old one is simply forgotten. */
  restart(store?: DurableStore): Promise<DurableApp>;
}

/** @property begin where the clock stands at first, in milliseconds since 1970; `START` if absent. */
type More = Partial<DurableOptions> & { readonly begin?: number; readonly timerLimits?: TimerLimits };

let model: ProgrammingModel | undefined;

/** Runs functions that `register` declares with the real library, on a virtual clock. */
export const durableApp = async (register: (library: typeof df) => void, store: DurableStore = new MemoryStore(), maxLoaded = 1_000, versioning?: Versioning, more: More = {}): Promise<DurableApp> => {
  const logger = collectingLogger();
  const core = createCore(logger);
  setCurrentCore(core.module);
  register(df);
  // The library tells its programming model once per process, to the core it met first.
  model = core.module.getProgrammingModel() ?? model;
  if (model !== undefined) core.module.setProgrammingModel(model);
  return appOn(store, new AppInvoker(core), new VirtualClock({ start: more.begin ?? START, logger }), logger, maxLoaded, versioning, more);
};

let guids = 0;

const appOn = async (store: DurableStore, invoker: AppInvoker, clock: VirtualClock, logger: ReturnType<typeof collectingLogger>, maxLoaded: number, versioning: Versioning | undefined, { begin: _begin, ...more }: More): Promise<DurableApp> => {
  const newGuid = (): string => `00000000-0000-4000-8000-${String(++guids).padStart(12, '0')}`;
  const runtime = durableRuntimeOn(store, { taskHub: 'TestHub', baseUrl: 'http://127.0.0.1:7071', invoker, clock, logger, newGuid, maxLoaded, ...(versioning && { versioning }), ...more });
  await runtime.start();
  const app: DurableApp = {
    clock,
    lines: logger.lines,
    store,
    runtime,
    invoker,
    call: (method, path, body, headers = {}) => call(runtime, method, path, body, headers),
    advance: (ms) => clock.advanceTo(clock.now() + ms),
    // A clock of its own: what the old runtime was busy with never ends.
    restart: (other = store) => appOn(other, invoker, new VirtualClock({ start: clock.now(), logger }), logger, maxLoaded, versioning, more),
    start: async (name, id, input) => {
      const { status } = await app.call('POST', `orchestrators/${name}/${encodeURIComponent(id)}`, input === undefined ? undefined : JSON.stringify(input));
      if (status !== 202) throw new Error(`start of ${id} answered ${status}`);
      await clock.idle();
    },
    raise: async (id, event, data) => {
      const { status } = await app.call('POST', `instances/${encodeURIComponent(id)}/raiseEvent/${event}`, JSON.stringify(data));
      await clock.idle();
      return status;
    },
    status: async (id, query = '') => (await app.call('GET', `instances/${encodeURIComponent(id)}${query}`)).body as Status,
  };
  return app;
};

/** Finds the route as the host's table would: literal segments without regard to case, `{name?}` optional. */
const call = async (runtime: DurableRuntime, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<MountedResponse> => {
  const url = new URL(`http://127.0.0.1:7071/runtime/webhooks/durabletask/${path}`);
  const segments = url.pathname.slice(1).replace(/\/$/, '').split('/');
  for (const route of runtime.routes) {
    const template = route.template.split('/');
    const params: Record<string, string> = {};
    const rest = template.at(-1)?.startsWith('{*') === true;
    const fits = (rest ? template.slice(0, -1) : template).every((part, position) => {
      const segment = segments[position];
      const name = /^\{(\w+)(\??)\}$/.exec(part);
      if (name === null) return segment?.toLowerCase() === part.toLowerCase();
      if (segment !== undefined && segment !== '') params[name[1] ?? ''] = decodeURIComponent(segment);
      return segment !== undefined || name[2] === '?';
    });
    if (route.method !== method || !fits || (segments.length > template.length && !rest)) continue;
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    return route.handle({ method, url, params, headers: sent, body: Buffer.from(text) });
  }
  throw new Error(`No route for ${method} ${path}`);
};
