import { type Check, mustHold } from '../engine/check';

/** Nothing is logged as an error but what a fault explains. */
export const nothingFailed = (): Check => {
  let faults = 0;
  return {
    name: 'nothing fails without a fault',
    after: ({ logged, isFaulty }) => {
      if (isFaulty) faults += 1;
      if (faults === 0) mustHold(logged.length === 0, 'DUE-2', () => `logged: ${logged.map(({ message, cause }) => `${message} ${String(cause)}`).join('; ')}`);
    },
  };
};
