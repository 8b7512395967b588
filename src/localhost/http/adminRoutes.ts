import { z } from 'zod';
import { type Cancel, type FunctionInvoker, type HostClock, type Logger, type MountedRoute, type RegisteredFunction, type RetryContext, type TypedData } from '../contracts';
import { describeFailure } from '../core/invoker';
import { describeError } from '../describeError';
import { dotnetInstant } from '../triggers/dotnetInstant';
import { firstContext, nextContext, retryPolicy, type RetryPolicy } from '../triggers/timerRetry';

export interface AdminOptions {
  readonly invoker: FunctionInvoker;
  readonly clock: HostClock;
  readonly logger: Logger;
  readonly hostVersion: string;
}

const ManualRun = z.looseObject({ input: z.unknown().optional() });

export interface Admin {
  readonly routes: readonly MountedRoute[];
  /** Resolves when nothing that was run by hand goes on. What was to be tried again is given up, which the log says. */
  stop(): Promise<void>;
}

/** The part of the host's admin API that serves development. Source: "Manually run a non HTTP-triggered function". */
export function adminApi(options: AdminOptions): Admin {
  const runs = new RunsByHand(options);
  return { routes: adminRoutes(options, runs), stop: () => runs.stop() };
}

function adminRoutes(options: AdminOptions, runs: RunsByHand): readonly MountedRoute[] {
  return [
    { method: 'GET', template: 'admin/host/status', handle: async () => ({ status: 200, body: hostStatus(options.hostVersion) }) },
    { method: 'GET', template: 'admin/host/ping', outsideClock: true, handle: async () => ({ status: 200, headers: { 'cache-control': 'no-store,no-cache', pragma: 'no-cache' } }) },
    { method: 'GET', template: 'admin/warmup', outsideClock: true, handle: async () => ({ status: 200 }) },
    {
      method: 'GET',
      template: 'admin/functions',
      handle: async () => ({ status: 200, body: options.invoker.functions().map(({ name, trigger }) => ({ name, trigger: trigger.type })) }),
    },
    { method: 'POST', template: 'admin/functions/{name}', handle: async ({ params, body }) => runByHand(options, runs, params['name'] ?? '', body) },
  ];
}

/** As recorded; what is of a machine of Azure's is empty, as it was there. The uptime is of real time, in ms. */
const hostStatus = (version: string): unknown => ({ id: 'localhost', state: 'Running', version, versionDetails: version, platformVersion: '', instanceId: '', computerName: '', processUptime: Math.round(process.uptime() * 1000), functionAppContentEditingState: 'Unknown' });

function runByHand(options: AdminOptions, runs: RunsByHand, name: string, body: Buffer): { status: number; body?: unknown } {
  const registered = options.invoker.find(name);
  if (!registered) return { status: 404 };
  if (registered.trigger.type.toLowerCase() === 'httptrigger') return { status: 400, body: { message: `"${registered.name}" answers HTTP requests; call its own address.` } };
  const run = ManualRun.safeParse(parseJson(body));
  if (!run.success) return { status: 400, body: { message: 'The body is a JSON object like {"input": "…"}.' } };
  return runs.begin(registered, manualData(registered, run.data.input, options.clock.now())) ? { status: 202 } : { status: 503, body: { message: 'The host is stopping.' } };
}

/** Functions that run by hand, in the background of the request that asked for it. */
class RunsByHand {
  readonly #running = new Set<Promise<void>>();
  /** Names of functions that are to be tried again, by what takes that back. */
  readonly #retries = new Map<Cancel, string>();
  #stopped = false;

  constructor(private readonly options: AdminOptions) {}

  /** Runs it as its trigger would: again, as it asks for, when it fails. @returns whether it was begun: not while the host stops. */
  begin({ name, retryOptions }: RegisteredFunction, triggerData: TypedData): boolean {
    if (this.#stopped) return false;
    void this.#run(name, async () => {
      const policy = retryPolicy(name, retryOptions);
      await this.#attempt(name, triggerData, policy, policy && firstContext(policy));
    });
    return true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const [cancel, name] of this.#retries) {
      cancel();
      this.#giveUp(name);
    }
    this.#retries.clear();
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #run(name: string, work: () => Promise<void>): Promise<void> {
    const run = work()
      .catch((error: unknown) => this.options.logger.log('error', `Function "${name}" could not be run by hand: ${describeError(error)}`))
      .finally(() => this.#running.delete(run));
    this.#running.add(run);
    return run;
  }

  async #attempt(name: string, triggerData: TypedData, policy: RetryPolicy | undefined, retryContext: RetryContext | undefined): Promise<void> {
    const { invoker, clock, logger } = this.options;
    const result = await clock.busy(() => invoker.invoke(name, { triggerData, ...(retryContext && { retryContext }) }));
    if (result.ok) return;
    logger.log('error', describeFailure(name, result.error));
    const next = policy && retryContext && nextContext(policy, retryContext, result.error);
    if (!next) return;
    if (this.#stopped) {
      this.#giveUp(name);
      return;
    }
    const cancel = clock.schedule(clock.now() + policy.delay(next.retryCount), () => {
      this.#retries.delete(cancel);
      return this.#run(name, () => this.#attempt(name, triggerData, policy, next));
    });
    this.#retries.set(cancel, name);
  }

  #giveUp(name: string): void {
    this.options.logger.log('warning', `Function "${name}", which was run by hand, was to be tried again when the host was stopped: that is given up.`);
  }
}

/** A timer gets a timer's input, whatever was sent; every other trigger gets the input as text. */
function manualData(registered: RegisteredFunction, input: unknown, now: number): TypedData {
  if (registered.trigger.type.toLowerCase() !== 'timertrigger') return { string: typeof input === 'string' ? input : JSON.stringify(input ?? null) };
  const at = dotnetInstant(now);
  return { json: JSON.stringify({ Schedule: { AdjustForDST: false }, ScheduleStatus: { Last: at, Next: at, LastUpdated: at }, IsPastDue: false }) };
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Answered with 400 by the caller: undefined is no object.
    return undefined;
  }
}
