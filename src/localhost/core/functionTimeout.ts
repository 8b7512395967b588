import { url as inspectedAt } from 'node:inspector';
import { formatTimeSpan } from '../triggers/timeSpan';

/** Longer waits than this are none: a timer of Node would ring at once. In ms, almost 25 days. */
const LONGEST_WAIT = 2_147_483_647;

/** A function has run for longer than `functionTimeout`. Named and worded as by the Azure host. */
export class FunctionTimeout extends Error {
  override readonly name = 'FunctionTimeoutException';
}

/**
 * Runs `over` when so much real time has gone by, in ms, unless that is more than a timer of Node can count, or Node's inspector is open: whoever reads at a breakpoint is no function that hangs.
 * @returns what takes it back
 */
export function afterTimeout(ms: number, over: () => void): () => void {
  if (ms > LONGEST_WAIT || inspectedAt() !== undefined) return () => undefined;
  const timer = setTimeout(over, ms);
  return () => clearTimeout(timer);
}

/** What the work of a function gives. Rejects with `FunctionTimeout` after `ms` of real time; what the function does then goes on unseen, and what comes of it is thrown away. */
export function withinTimeout<T>(name: string, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = afterTimeout(ms, () => reject(new FunctionTimeout(`Timeout value of ${formatTimeSpan(ms)} was exceeded by function: Functions.${name}`)));
    work.then(resolve, reject).finally(cancel);
  });
}
