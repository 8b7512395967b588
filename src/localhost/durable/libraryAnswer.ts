import { type InvocationResult } from '../contracts';
import { type Failure, type FailureDetails, type OrchestratorState } from './protocol';

const OUT_OF_PROC_DATA = '\n\n$OutOfProcData$:';

/** In the host's words, which hold all that the worker said. */
const inFull = (message: string, stack: string): string => `One or more errors occurred. (Result: Failure\nException: ${message}\nStack: ${stack})`;

export type OrchestratorAnswer =
  | { readonly kind: 'state'; readonly state: OrchestratorState; readonly stack: string }
  /** The run gave no state to go by: the orchestration fails with this message. */
  | { readonly kind: 'broken'; readonly error: string; readonly stack: string };

/** Undefined for a text that only begins like what the library writes. */
const readJson = <T>(text: string): T | undefined => {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
};

const isState = (value: unknown): value is OrchestratorState => typeof value === 'object' && value !== null && 'actions' in value && Array.isArray(value.actions);

/**
 * Reads what running an orchestrator gave. A thrown error carries the library's state after a marker; the library leaves `error` out when
 * the message is empty or what was thrown is no Error, and the orchestration then fails with the whole of what the worker said.
 */
export const readOrchestratorAnswer = (result: InvocationResult): OrchestratorAnswer => {
  if (result.ok) {
    if (isState(result.returnValue)) return { kind: 'state', state: result.returnValue, stack: '' };
    return { kind: 'broken', error: 'the function did not answer with the state of an orchestrator', stack: '' };
  }
  const { message, stack = '' } = result.error;
  const marker = message.lastIndexOf(OUT_OF_PROC_DATA);
  // The library gave up: nothing is known of what was decided.
  if (marker < 0) return { kind: 'state', state: { isDone: false, actions: [[]], error: inFull(message, stack) }, stack };
  const state = readJson<unknown>(message.slice(marker + OUT_OF_PROC_DATA.length));
  if (!isState(state)) return { kind: 'broken', error: inFull(message, stack), stack };
  return { kind: 'state', state: { ...state, isDone: false, error: state.error ?? inFull(message, '') }, stack };
};

/** JSON text of a custom status, or null for none. */
export const customStatusOf = (state: OrchestratorState): string | null => (state.customStatus === undefined ? null : JSON.stringify(state.customStatus));

const LONGEST_STATUS_BYTES = 16 * 1_024;

/** Why the extension fails an orchestration for its custom status (JSON text), or undefined. */
export const customStatusRefusal = (status: string | null): string | undefined => {
  const bytes = (status ?? '').length * 2;
  return bytes > LONGEST_STATUS_BYTES ? `The UTF-16 size of the JSON-serialized payload must not exceed 16 KB. The current payload size is ${Math.floor(bytes / 1_024)} KB.` : undefined;
};

/** JSON text of what an activity returned. Bytes become base64, numbers that JSON has not become text, as they do in .NET. */
export const activityResult = (value: unknown): string => {
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  return JSON.stringify(typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value ?? null));
};

/**
 * What a failed activity leaves in the history. With an exception properties provider (`df.app.setExceptionPropertiesProvider`) the
 * library puts structured details into the message; they become FailureDetails.
 */
export const activityFailure = (name: string, error: Error): Failure => {
  const details = structuredDetails(error.message);
  const message = details?.ErrorMessage ?? error.message;
  return {
    Reason: `Activity function '${name}' failed: ${message}`,
    Details: exceptionJson(message, error.stack ?? message),
    ...(details === undefined ? {} : { FailureDetails: details }),
  };
};

/** The exception as the extension serialises it. Stack traces of the host itself, some kilobytes, are null here. */
const exceptionJson = (message: string, stack: string): string =>
  JSON.stringify({
    $type: 'System.Exception, System.Private.CoreLib',
    ClassName: 'System.Exception',
    Message: message,
    Data: null,
    InnerException: {
      $type: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script',
      IsUserException: false,
      RemoteStackTrace: stack,
      RemoteMessage: message,
      RemoteTypeName: null,
      Message: `Result: Failure\nException: ${message}\nStack: ${stack}`,
      Data: { $type: 'System.Collections.ListDictionaryInternal, System.Private.CoreLib' },
      InnerException: null,
      HelpLink: null,
      Source: 'System.Private.CoreLib',
      HResult: -2146233088,
      StackTrace: null,
    },
    HelpURL: null,
    StackTraceString: null,
    RemoteStackTraceString: null,
    RemoteStackIndex: 0,
    ExceptionMethod: null,
    HResult: -2146233088,
    Source: null,
    WatsonBuckets: null,
  });

const structuredDetails = (message: string): FailureDetails | undefined => {
  if (!message.startsWith('{"errorType":')) return undefined;
  const found = readJson<{ errorType: string; errorMessage: string; stackTrace?: string; isNonRetriable?: boolean; properties?: Record<string, unknown> }>(message);
  if (found === undefined) return undefined;
  const { errorType, errorMessage, stackTrace, isNonRetriable, properties } = found;
  return { ErrorType: errorType, ErrorMessage: errorMessage, StackTrace: stackTrace, IsNonRetriable: isNonRetriable, Properties: properties };
};
