import { type Log } from '../../app/log';

const described = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));

/** Writes where the Functions host collects: standard output and standard error. */
export const consoleLog: Log = {
  info: (message) => console.log(message),
  error: (message, cause) => console.error(cause === undefined ? message : `${message}: ${described(cause)}`),
};
