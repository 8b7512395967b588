import { format, types } from 'node:util';

/** Whatever was thrown, as an Error: an Error stays itself, text becomes its message, anything else its JSON. */
export function toError(thrown: unknown): Error {
  // Errors of another realm (a vm context, a test runner's) are not instances of ours.
  if (thrown instanceof Error || types.isNativeError(thrown)) return thrown;
  if (thrown === undefined || thrown === null) return new Error('Unknown error');
  if (typeof thrown === 'string') return new Error(thrown);
  return new Error(typeof thrown === 'object' ? JSON.stringify(thrown) : format('%s', thrown));
}

/** An error for the log: its stack where it has one. */
export function describeError(thrown: unknown): string {
  const error = toError(thrown);
  return error.stack ?? error.message;
}
