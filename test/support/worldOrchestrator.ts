import type * as df from 'durable-functions';

/** An orchestration as this test double runs it: it yields what `callActivity` gave it, and gets the activity's result. */
export type Orchestration = (context: df.OrchestrationContext) => Generator<unknown, unknown, unknown>;

/** Loads a file of orchestrations and keeps what it registers instead of handing it to the host. */
export const captureOrchestrations = (durable: typeof df, load: () => unknown): ReadonlyMap<string, Orchestration> => {
  const captured = new Map<string, Orchestration>();
  const spy = jest.spyOn(durable.app, 'orchestration').mockImplementation(((name: string, handler: Orchestration) => captured.set(name, handler)) as never);
  load();
  spy.mockRestore();
  return captured;
};

export interface ActivityCall {
  readonly activity: string;
  readonly input: unknown;
}

/** What an orchestration yields that waits to be told. */
interface Waiting {
  readonly event: string;
}

/** Activities side by side. */
interface All {
  readonly all: readonly ActivityCall[];
}

export interface Orchestrated {
  /** Undefined for one that waits. */
  readonly output: unknown;
  readonly customStatuses: readonly unknown[];
}

/** Only what an orchestration of ours may use; anything else it reaches for is undefined and fails. */
const contextFor = (input: unknown, customStatuses: unknown[], continueAsNew: (next: unknown) => void): df.OrchestrationContext =>
  ({
    df: {
      getInput: () => input,
      callActivity: (activity: string, given: unknown): ActivityCall => ({ activity, input: given }),
      Task: { all: (calls: readonly ActivityCall[]): All => ({ all: calls }) },
      waitForExternalEvent: (event: string): Waiting => ({ event }),
      setCustomStatus: (status: unknown) => customStatuses.push(status),
      continueAsNew,
    },
  }) as unknown as df.OrchestrationContext;

const overTheWire = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** One history. */
const driveOnce = async (orchestration: Orchestration, input: unknown, carryOut: (activity: string, input: unknown) => Promise<unknown>, customStatuses: unknown[]): Promise<{ readonly output: unknown; readonly anew?: { readonly input: unknown } }> => {
  let anew: { readonly input: unknown } | undefined;
  const run = orchestration(contextFor(overTheWire(input), customStatuses, (next) => void (anew = { input: next })));
  let step = run.next();
  while (step.done !== true) {
    if ('event' in (step.value as ActivityCall | Waiting)) return { output: undefined };
    const yielded = step.value as ActivityCall | All;
    const carried = async ({ activity, input: given }: ActivityCall): Promise<unknown> => overTheWire(await carryOut(activity, overTheWire(given)));
    let result: unknown;
    try {
      result = 'all' in yielded ? await Promise.all(yielded.all.map(carried)) : await carried(yielded);
    } catch (error) {
      step = run.throw(error);
      continue;
    }
    step = run.next(result);
  }
  return { output: step.value, ...(anew !== undefined && { anew }) };
};

/**
 * Drives an orchestration to its end, or to where it waits for an event; from one history to the next where it continues as new. What crosses to and from an activity does so as JSON, as in the runtime.
 * @throws what the activity throws, unless the orchestration catches it.
 */
export const drive = async (orchestration: Orchestration, input: unknown, carryOut: (activity: string, input: unknown) => Promise<unknown>): Promise<Orchestrated> => {
  const customStatuses: unknown[] = [];
  let ended = await driveOnce(orchestration, input, carryOut, customStatuses);
  while (ended.anew !== undefined) ended = await driveOnce(orchestration, ended.anew.input, carryOut, customStatuses);
  return { output: ended.output, customStatuses };
};
