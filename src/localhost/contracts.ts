/**
 * What the parts of the local runtime promise each other. Three parts, each in its folder:
 * `core/` loads the app and invokes functions, `http/` and `triggers/` decide when, `durable/` runs orchestrations.
 * Nothing here knows the application that is being run.
 */

/** One value as the Functions host hands it to a Node worker (the one-of of its RPC protocol). */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  int?: number;
  double?: number;
  collectionString?: { readonly string: readonly string[] };
  collectionBytes?: { readonly bytes: readonly Uint8Array[] };
  http?: HttpData;
}

/** An HTTP request (in) or response (out) in the worker's form. */
export interface HttpData {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  params?: Record<string, string>;
  body?: TypedData;
  statusCode?: string;
  cookies?: unknown[];
  enableContentNegotiation?: boolean;
}

/** A function as the app registered it. */
export interface RegisteredFunction {
  /** Name as registered; unique without regard to case. */
  readonly name: string;
  /** The binding whose type ends in `Trigger`. */
  readonly trigger: Binding;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly retryOptions?: unknown;
}

export interface Binding {
  readonly name: string;
  readonly type: string;
  readonly direction: string;
  readonly [option: string]: unknown;
}

export interface InvocationRequest {
  /** Data for the trigger binding; data for other inputs (the Durable client, say) is added by the invoker. */
  readonly triggerData: TypedData | null;
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  /** What `context.retryContext` shows: set by a trigger that runs a failed invocation again. */
  readonly retryContext?: RetryContext;
  /** A request that the functions library was given by itself, under this id, and answers by itself: `returnValue` is then `true` where it was answered, else `null`. */
  readonly streamed?: { readonly invocationId: string };
}

export interface RetryContext {
  readonly retryCount: number;
  readonly maxRetryCount: number;
  readonly exception?: { readonly message: string; readonly stackTrace?: string };
}

/**
 * What a function did. A throw inside it is a value here: every trigger decides what failure means.
 * Values are decoded from the worker's form: text stays text, JSON is parsed, numbers are numbers, bytes are a `Buffer`, an HTTP answer is
 * an `HttpData`, nothing is `null`. An error keeps its type when it was one; anything else that was thrown becomes an `Error`.
 */
export type InvocationResult =
  | { readonly ok: true; readonly returnValue: unknown; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: Error };

export interface FunctionInvoker {
  functions(): readonly RegisteredFunction[];
  /** Finds without regard to case, as the host does. */
  find(name: string): RegisteredFunction | undefined;
  /** Runs one function. Never rejects for what the function throws; rejects only when `name` is unknown. */
  invoke(name: string, request: InvocationRequest): Promise<InvocationResult>;
}

/** Stops something that was scheduled. Calling it twice, or after it ran, is harmless. */
export type Cancel = () => void;

/**
 * The runtime's time. Real: follows the machine. Virtual: stands still until advanced; then everything scheduled in between runs
 * in order, and time moves on only when nothing is busy.
 */
export interface HostClock {
  readonly virtual: boolean;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Runs `wake` once, as soon as the clock reaches `at` (at once, but not synchronously, if that is past). A wake that throws or rejects is logged. */
  schedule(at: number, wake: () => void | Promise<void>): Cancel;
  /** Marks work in progress: a virtual clock does not move on, and `idle` does not resolve, before the returned promise settles. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** As `busy`, for work that comes from outside: while the clock is moved or paused it waits until it may begin. @throws HeldTooLong */
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` while nothing is in progress and nothing from outside begins. Waits for what began before; pauses and moves never overlap. */
  pause<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no work is in progress. */
  idle(): Promise<void>;
}

/** How an app that wants to follow the runtime's clock finds it: `globalThis[Symbol.for(CLOCK_SYMBOL)]`. Absent on the Azure Functions host. */
export const CLOCK_SYMBOL = 'functions-localhost.clock';

export interface PublishedClock {
  readonly virtual: boolean;
  now(): number;
  /**
   * Lets a virtual clock skip idle ticks of a timer function: `nextDue(after)` answers the first instant (ms) at which a tick would find
   * something to do, or undefined for "nothing at all". `after` is the present; what is overdue answers an instant at or before it, and then the
   * very next tick runs. Asked again whenever work was done. Without a hint every tick runs.
   */
  hintTimer(functionName: string, nextDue: (after: number) => Promise<number | undefined>): void;
}

export interface Logger {
  log(level: 'trace' | 'debug' | 'information' | 'warning' | 'error', message: string): void;
}

/** A mounted part of the HTTP server that is not a function: the Durable management API, admin endpoints, a sandbox's own endpoints. */
export interface MountedRoute {
  readonly method: string;
  /** ASP.NET-style template, e.g. `runtime/webhooks/durabletask/instances/{instanceId}`. */
  readonly template: string;
  readonly handle: (request: MountedRequest) => Promise<MountedResponse>;
  /** The request is not work in progress: for a route that moves the clock, which waits until no work is, and for what runs nothing. */
  readonly outsideClock?: boolean;
  /** The largest body it takes, in bytes; 1 MiB if absent. */
  readonly largestBody?: number;
}

export interface MountedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface MountedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: unknown;
}

/** The Durable part as the host sees it. Built by `durable/engine.ts`. */
export interface DurableRuntime {
  /** Takes up every instance where it was; resolves when recovery has been scheduled, not when instances have ended. */
  start(): Promise<void>;
  /** Stops taking work and waits for running turns. */
  stop(): Promise<void>;
  /** The JSON text of a `durableClient` input binding. */
  clientBinding(taskHub?: string): string;
  readonly routes: readonly MountedRoute[];
}

/** Which versions of orchestrations this host runs, as `host.json` says (`extensions.durableTask`). */
export interface Versioning {
  /** What instances are started with that name none; empty: none. */
  readonly defaultVersion: string;
  /** `None`: all run. `Strict`: those of that version alone. `CurrentOrOlder`: no newer ones. */
  readonly matchStrategy: 'None' | 'Strict' | 'CurrentOrOlder';
  /** What becomes of others: `Reject` leaves them for a host that runs them, `Fail` ends them. */
  readonly failureStrategy: 'Reject' | 'Fail';
}

/** What the Durable part is built from. */
export interface DurableOptions {
  readonly taskHub: string;
  /** For example `http://127.0.0.1:7071`. */
  readonly baseUrl: string;
  readonly invoker: FunctionInvoker;
  readonly clock: HostClock;
  readonly logger: Logger;
  /** Where history lives: a storage account's connection string, or memory for tests. */
  readonly storage: { readonly connectionString: string } | 'memory';
  /** What the management API asks for, where it does: the client binding brings it along. */
  readonly systemKey?: string;
  /** Which versions of orchestrations run; all, and none is given, if absent. */
  readonly versioning?: Versioning;
  /** How many activities, and how many turns of orchestrators, run at the same time; 100 of each, if absent. */
  readonly limits?: { readonly activities?: number | undefined; readonly orchestrators?: number | undefined };
  /** Whether a start replaces an instance of the same id that has not ended (`overridableExistingInstanceStates: AnyState`). */
  readonly overrides?: boolean;
  /** How long before their time timers fire, in ms; 0 if absent. On Azure it is up to 900, since its queues count in whole seconds: an orchestrator then finds a clock before the timer's time. */
  readonly timersEarlyBy?: number;
  /** Ids of instances and executions: version-4 UUIDs unless a test says otherwise. */
  readonly newGuid?: () => string;
}
