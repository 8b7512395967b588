/**
 * What the Durable host and the `durable-functions` library say to each other: history events in, actions out.
 * Names and numbers are those of the Durable Task Framework (DurableTask.Core.History.EventType) and of the out-of-process
 * schema of azure-functions-durable-extension; see the README for the published sources.
 */

export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventSent: 14,
  EventRaised: 15,
  ContinueAsNew: 16,
  GenericEvent: 17,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
} as const;

/** `ExecutionStarted`, … for a number of `EventType`. */
export const eventTypeName = (type: number): string => Object.entries(EventType).find(([, value]) => value === type)?.[0] ?? String(type);

/** The JSON object a failed activity may carry besides its texts (PascalCase, as the library reads it). */
export interface FailureDetails {
  readonly ErrorType: string;
  readonly ErrorMessage: string;
  readonly StackTrace?: string | undefined;
  readonly IsNonRetriable?: boolean | undefined;
  readonly InnerFailure?: null;
  readonly Properties?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Failure {
  readonly Reason: string;
  /** Null for a sub-orchestration that was terminated. */
  readonly Details: string | null;
  readonly FailureDetails?: FailureDetails | undefined;
}

export interface ParentInstance {
  readonly Name: string;
  readonly OrchestrationInstance: { readonly InstanceId: string; readonly ExecutionId: string };
  /** EventId of the SubOrchestrationInstanceCreated event in the parent's history. */
  readonly TaskScheduleId: number;
}

interface Common {
  /** -1 for events that come from outside. */
  readonly EventId: number;
  /** False in the episode that first sees the event; drives the library's `isReplaying`. */
  readonly IsPlayed: boolean;
  /** ISO 8601, UTC. */
  readonly Timestamp: string;
}

type Event<K extends keyof typeof EventType, Fields = unknown> = Common & { readonly EventType: (typeof EventType)[K] } & Fields;

export type ExecutionStarted = Event<
  'ExecutionStarted',
  {
    readonly Name: string;
    /** Null for none. */
    readonly Version: string | null;
    /** JSON text, or null for "no input". */
    readonly Input: string | null;
    readonly OrchestrationInstance: { readonly InstanceId: string; readonly ExecutionId: string };
    readonly ParentInstance: ParentInstance | null;
  }
>;
export type ExecutionCompleted = Event<'ExecutionCompleted', { readonly OrchestrationStatus: number; readonly Result: string | null; readonly FailureDetails?: FailureDetails }>;
export type ExecutionTerminated = Event<'ExecutionTerminated', { readonly Input: string | null }>;
export type TaskScheduled = Event<
  'TaskScheduled',
  {
    readonly Name: string;
    readonly Version: string;
    /** JSON array with the one argument. */
    readonly Input: string;
  }
>;
export type TaskCompleted = Event<'TaskCompleted', { readonly TaskScheduledId: number; readonly Result: string | null }>;
export type TaskFailed = Event<'TaskFailed', { readonly TaskScheduledId: number } & Failure>;
export type SubOrchestrationCreated = Event<
  'SubOrchestrationInstanceCreated',
  { readonly Name: string; readonly Version: string; readonly InstanceId: string; readonly Input: string | null }
>;
export type SubOrchestrationCompleted = Event<'SubOrchestrationInstanceCompleted', { readonly TaskScheduledId: number; readonly Result: string | null }>;
export type SubOrchestrationFailed = Event<'SubOrchestrationInstanceFailed', { readonly TaskScheduledId: number } & Failure>;
export type TimerCreated = Event<'TimerCreated', { readonly FireAt: string }>;
export type TimerFired = Event<'TimerFired', { readonly TimerId: number; readonly FireAt: string }>;
export type OrchestratorStarted = Event<'OrchestratorStarted'>;
export type OrchestratorCompleted = Event<'OrchestratorCompleted'>;
export type EventSent = Event<'EventSent', { readonly InstanceId: string; readonly Name: string; readonly Input: string }>;
export type EventRaised = Event<'EventRaised', { readonly Name: string; readonly Input: string | null }>;
export type ContinuedAsNew = Event<'ContinueAsNew'>;
/** What a rewind has taken out of a history, and its reason. */
export type GenericEvent = Event<'GenericEvent', { readonly Data: string | null; readonly Reason?: string }>;
export type ExecutionSuspended = Event<'ExecutionSuspended', { readonly Reason: string | null }>;
export type ExecutionResumed = Event<'ExecutionResumed', { readonly Reason: string | null }>;

export type HistoryEvent =
  | ExecutionStarted
  | ExecutionCompleted
  | ExecutionTerminated
  | TaskScheduled
  | TaskCompleted
  | TaskFailed
  | SubOrchestrationCreated
  | SubOrchestrationCompleted
  | SubOrchestrationFailed
  | TimerCreated
  | TimerFired
  | OrchestratorStarted
  | OrchestratorCompleted
  | EventSent
  | EventRaised
  | ContinuedAsNew
  | GenericEvent
  | ExecutionSuspended
  | ExecutionResumed;

/** What an orchestrator decides: one entry per event that the next episode must find in its history. */
export type DecidedEvent = TaskScheduled | TimerCreated | SubOrchestrationCreated | EventSent;

export const ActionType = {
  CallActivity: 0,
  CallActivityWithRetry: 1,
  CallSubOrchestrator: 2,
  CallSubOrchestratorWithRetry: 3,
  ContinueAsNew: 4,
  CreateTimer: 5,
  WaitForExternalEvent: 6,
  CallEntity: 7,
  CallHttp: 8,
  SignalEntity: 9,
  ScheduledSignalEntity: 10,
  WhenAny: 11,
  WhenAll: 12,
  LockEntities: 13,
  ReleaseEntities: 14,
} as const;

export interface RetryOptions {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
  readonly retryTimeoutInMilliseconds?: number;
}

export interface HttpRequestAction {
  readonly method: string;
  readonly uri: string;
  readonly content?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly tokenSource?: unknown;
  readonly asynchronousPatternEnabled?: boolean;
}

type ActionOf<K extends keyof typeof ActionType, Fields = unknown> = { readonly actionType: (typeof ActionType)[K] } & Fields;

export type CallActivity = ActionOf<'CallActivity', { readonly functionName: string; readonly input?: unknown }>;
export type CallActivityWithRetry = ActionOf<'CallActivityWithRetry', { readonly functionName: string; readonly input?: unknown; readonly retryOptions: RetryOptions }>;
interface SubOrchestratorFields {
  readonly functionName: string;
  readonly input?: unknown;
  readonly instanceId?: string;
  readonly version?: string;
}
export type CallSubOrchestrator = ActionOf<'CallSubOrchestrator', SubOrchestratorFields>;
export type CallSubOrchestratorWithRetry = ActionOf<'CallSubOrchestratorWithRetry', SubOrchestratorFields & { readonly retryOptions: RetryOptions }>;
export type CreateTimer = ActionOf<'CreateTimer', { readonly fireAt: string; readonly isCanceled: boolean }>;
interface EntityFields {
  readonly instanceId: string;
  readonly operation: string;
  readonly input?: unknown;
}
export type CallEntity = ActionOf<'CallEntity', EntityFields>;
export type LockEntities = ActionOf<'LockEntities', { readonly lockSet: readonly EntityName[]; readonly lockRequestId: string }>;
export type CallHttp = ActionOf<'CallHttp', { readonly httpRequest: HttpRequestAction }>;
export type WaitForExternalEvent = ActionOf<'WaitForExternalEvent', { readonly externalEventName: string }>;

export type Action =
  | CallActivity
  | CallActivityWithRetry
  | CallSubOrchestrator
  | CallSubOrchestratorWithRetry
  | ActionOf<'ContinueAsNew', { readonly input?: unknown }>
  | CreateTimer
  | WaitForExternalEvent
  | CallEntity
  | CallHttp
  | ActionOf<'SignalEntity', EntityFields>
  | ActionOf<'ScheduledSignalEntity', EntityFields & { readonly fireAt: string }>
  | ActionOf<'WhenAny', { readonly compoundActions: readonly Action[] }>
  | ActionOf<'WhenAll', { readonly compoundActions: readonly Action[] }>
  | LockEntities
  | ActionOf<'ReleaseEntities'>;

/** What one run of the orchestrator function returned, or carried in its exception. */
export interface OrchestratorState {
  readonly isDone: boolean;
  /** Everything yielded since the execution began, in `actions[0]`. */
  readonly actions: readonly (readonly Action[])[];
  readonly output?: unknown;
  readonly customStatus?: unknown;
  /** Present when the orchestrator threw; an empty text when the library lost the message. */
  readonly error?: string;
}

export interface EntityName {
  readonly name: string;
  readonly key: string;
}

/** `@<lower-case name>@<key>`: the instance id under which an entity lives. */
export const entityInstanceId = ({ name, key }: EntityName): string => `@${name.toLowerCase()}@${key}`;

export const isEntityInstanceId = (instanceId: string): boolean => /^@[^@]+@/.test(instanceId);

export const parseEntityInstanceId = (instanceId: string): EntityName => {
  const at = instanceId.indexOf('@', 1);
  return { name: instanceId.slice(1, at), key: instanceId.slice(at + 1) };
};

/** The Input of the events that carry an operation or a lock request to an entity. */
export interface EntityRequest {
  /** Operation name; absent for a lock request. */
  readonly op?: string;
  readonly signal: boolean;
  /** JSON text. */
  readonly input?: string | undefined;
  readonly id: string;
  readonly parent?: string;
  readonly parentExecution?: string;
  /** ISO 8601, UTC: not before this instant. */
  readonly due?: string;
  readonly lockset?: readonly EntityName[];
  /** Which entity of `lockset` this request is for. */
  readonly pos?: number;
}

export interface EntityResponse {
  /** JSON text. */
  readonly result?: string | undefined;
  readonly exceptionType?: string;
}

export const OrchestrationStatus = {
  Running: 0,
  Completed: 1,
  ContinuedAsNew: 2,
  Failed: 3,
  Canceled: 4,
  Terminated: 5,
  Pending: 6,
  Suspended: 7,
} as const;
export type StatusName = keyof typeof OrchestrationStatus;

export const isTerminal = (status: StatusName): boolean =>
  status === 'Completed' || status === 'Failed' || status === 'Terminated' || status === 'Canceled';

/** Activity name under which the host runs `callHttp`. */
export const HTTP_ACTIVITY = 'BuiltIn::HttpActivity';

/** How long timers are cut up: a timer further away than `longest` is created in legs of `leg`. Milliseconds. */
export interface TimerLimits {
  readonly longest: number;
  readonly leg: number;
}
const DAY = 86_400_000;
export const TIMER_LIMITS: TimerLimits = { longest: 6 * DAY, leg: 3 * DAY };

/** Wait before the next poll of a 202 response without Retry-After, in milliseconds. */
export const DEFAULT_HTTP_POLL = 30_000;
