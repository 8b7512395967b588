import { type Check, mustHold } from '../engine/check';

/** Nothing is logged as an error but what a fault explains: one that met this very work, or one before that is not made good yet. */
export const nothingFailed = (): Check => ({
  name: 'nothing fails without a fault',
  after: ({ logged, isFaulty, lateSince }) => {
    if (isFaulty || lateSince !== undefined) return;
    mustHold(logged.length === 0, 'DUE-2', () => `logged: ${logged.map(({ message, cause }) => `${message} ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}`).join('; ')}`);
  },
});
