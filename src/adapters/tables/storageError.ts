import { RestError } from '@azure/data-tables';
import { ANY_ETAG, StoreUnavailable, type Write } from '../../kernel/partitionStore';

const UNAVAILABLE = new Set([408, 429, 500, 502, 503, 504]);

/** `EntityAlreadyExists`, `TableNotFound`, …; a single call and a transaction report it in different places. */
const codeOf = (error: RestError): string | undefined => {
  const details = error.details as { odataError?: { code?: string } } | undefined;
  return details?.odataError?.code ?? error.code;
};

/** The row is not there. A missing table is another matter: a deployment fault, and loud. */
export const isMissingRow = (error: unknown): error is RestError => error instanceof RestError && error.statusCode === 404 && codeOf(error) !== 'TableNotFound';

/** Which write of a transaction failed: the service begins the message with `<index>:`. A single call carries no index. */
export const failedIndex = (error: RestError, writes: number): number | undefined => {
  if (writes === 1) return 0;
  const index = /^(\d+):/.exec(error.message)?.[1];
  return index === undefined ? undefined : Number(index);
};

/** Whether the error says that the condition of this write did not hold. */
export const conflictReason = (error: RestError, write: Write): 'exists' | 'changed' | undefined => {
  if (write.op === 'create' && error.statusCode === 409 && codeOf(error) === 'EntityAlreadyExists') return 'exists';
  if ((write.op === 'update' || (write.op === 'delete' && write.etag !== ANY_ETAG)) && (error.statusCode === 412 || isMissingRow(error))) return 'changed';
  return undefined;
};

/** Overload, server faults, time-outs and broken connections, all after the retries, become StoreUnavailable; the rest stays what it is. */
export const toStoreError = (error: unknown): unknown => {
  const unavailable = error instanceof RestError && (error.statusCode === undefined || UNAVAILABLE.has(error.statusCode));
  return unavailable ? new StoreUnavailable(`Table Storage: ${error.message}`, { cause: error }) : error;
};
