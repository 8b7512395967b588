import { z } from 'zod';
import { type FunctionInvoker, type HostClock, type Logger, type MountedRoute, type RegisteredFunction, type RetryContext, type TypedData } from '../contracts';
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

/** The part of the host's admin API that serves development. Source: "Manually run a non HTTP-triggered function". */
export function adminRoutes(options: AdminOptions): readonly MountedRoute[] {
  return [
    { method: 'GET', template: 'admin/host/status', handle: async () => ({ status: 200, body: hostStatus(options.hostVersion) }) },
    { method: 'GET', template: 'admin/host/ping', outsideClock: true, handle: async () => ({ status: 200, headers: { 'cache-control': 'no-store,no-cache', pragma: 'no-cache' } }) },
    { method: 'GET', template: 'admin/warmup', outsideClock: true, handle: async () => ({ status: 200 }) },
    {
      method: 'GET',
      template: 'admin/functions',
      handle: async () => ({ status: 200, body: options.invoker.functions().map(({ name, trigger }) => ({ name, trigger: trigger.type })) }),
    },
    { method: 'POST', template: 'admin/functions/{name}', handle: async ({ params, body }) => runByHand(options, params['name'] ?? '', body) },
  ];
}

/** As recorded; what is of a machine of Azure's is empty, as it was there. The uptime is of real time, in ms. */
const hostStatus = (version: string): unknown => ({ id: 'localhost', state: 'Running', version, versionDetails: version, platformVersion: '', instanceId: '', computerName: '', processUptime: Math.round(process.uptime() * 1000), functionAppContentEditingState: 'Unknown' });

function runByHand(options: AdminOptions, name: string, body: Buffer): { status: number; body?: unknown } {
  const registered = options.invoker.find(name);
  if (!registered) return { status: 404 };
  if (registered.trigger.type.toLowerCase() === 'httptrigger') return { status: 400, body: { message: `"${registered.name}" answers HTTP requests; call its own address.` } };
  const run = ManualRun.safeParse(parseJson(body));
  if (!run.success) return { status: 400, body: { message: 'The body is a JSON object like {"input": "…"}.' } };
  void startInBackground(options, registered, manualData(registered, run.data.input, options.clock.now()));
  return { status: 202 };
}

/** Runs it as its trigger would: again, as it asks for, when it fails. */
async function startInBackground(options: AdminOptions, registered: RegisteredFunction, triggerData: TypedData): Promise<void> {
  const { name, retryOptions } = registered;
  try {
    const policy = retryPolicy(name, retryOptions);
    await attempt(options, name, triggerData, policy, policy && firstContext(policy));
  } catch (error) {
    options.logger.log('error', `Function "${name}" could not be run by hand: ${describeError(error)}`);
  }
}

async function attempt(options: AdminOptions, name: string, triggerData: TypedData, policy: RetryPolicy | undefined, retryContext: RetryContext | undefined): Promise<void> {
  const { invoker, clock, logger } = options;
  const result = await clock.busy(() => invoker.invoke(name, { triggerData, ...(retryContext && { retryContext }) }));
  if (result.ok) return;
  logger.log('error', describeFailure(name, result.error));
  const next = policy && retryContext && nextContext(policy, retryContext, result.error);
  if (next) clock.schedule(clock.now() + policy.delay(next.retryCount), () => attempt(options, name, triggerData, policy, next));
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
