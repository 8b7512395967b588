import { type InvocationResult } from '../contracts';
import { type Failure, type FailureDetails, type OrchestratorState } from './protocol';

const OUT_OF_PROC_DATA = '\n\n$OutOfProcData$:';
const NO_MESSAGE = 'the orchestrator threw something without a message';

export type OrchestratorAnswer =
  | { readonly kind: 'state'; readonly state: OrchestratorState; readonly stack: string }
  /** The run gave no state to go by: the orchestration fails with this message. */
  | { readonly kind: 'broken'; readonly error: string; readonly stack: string };

const isState = (value: unknown): value is OrchestratorState => typeof value === 'object' && value !== null && 'actions' in value && Array.isArray(value.actions);

/**
 * Reads what running an orchestrator gave. A thrown error carries the library's state after a marker; the library leaves `error` out when
 * the message is empty or what was thrown is no Error, and the extension then takes the instance for running for ever. Here it fails.
 */
export const readOrchestratorAnswer = (result: InvocationResult): OrchestratorAnswer => {
  if (result.ok) {
    if (isState(result.returnValue)) return { kind: 'state', state: result.returnValue, stack: '' };
    return { kind: 'broken', error: 'the function did not answer with the state of an orchestrator', stack: '' };
  }
  const { message, stack = '' } = result.error;
  const marker = message.lastIndexOf(OUT_OF_PROC_DATA);
  if (marker < 0) return { kind: 'broken', error: message === '' ? NO_MESSAGE : message, stack };
  const state = JSON.parse(message.slice(marker + OUT_OF_PROC_DATA.length)) as OrchestratorState;
  return { kind: 'state', state: { ...state, isDone: false, error: state.error ?? NO_MESSAGE }, stack };
};

/** JSON text of a custom status, or null for none. */
export const customStatusOf = (state: OrchestratorState): string | null => (state.customStatus === undefined ? null : JSON.stringify(state.customStatus));

/** JSON text of what an activity returned. Bytes become base64, as they do in .NET. */
export const activityResult = (value: unknown): string => JSON.stringify(value instanceof Uint8Array ? Buffer.from(value).toString('base64') : (value ?? null));

/**
 * What a failed activity leaves in the history. With an exception properties provider (`df.app.setExceptionPropertiesProvider`) the
 * library puts structured details into the message; they become FailureDetails.
 */
export const activityFailure = (name: string, error: Error): Failure => {
  const details = structuredDetails(error.message);
  const message = details?.ErrorMessage ?? error.message;
  return {
    // Two blanks: that is how the published extension puts it.
    Reason: `Activity function '${name}' failed:  ${message}`,
    Details: error.stack ?? message,
    ...(details === undefined ? {} : { FailureDetails: details }),
  };
};

const structuredDetails = (message: string): FailureDetails | undefined => {
  if (!message.startsWith('{"errorType":')) return undefined;
  const { errorType, errorMessage, stackTrace, isNonRetriable, properties } = JSON.parse(message) as {
    errorType: string;
    errorMessage: string;
    stackTrace?: string;
    isNonRetriable?: boolean;
    properties?: Record<string, unknown>;
  };
  return { ErrorType: errorType, ErrorMessage: errorMessage, StackTrace: stackTrace, IsNonRetriable: isNonRetriable, Properties: properties };
};
