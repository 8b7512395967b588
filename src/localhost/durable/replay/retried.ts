import { type RetryOptions } from '../protocol';
import { type Decisions } from './decisions';
import { Task } from './task';

const SIX_DAYS = 6 * 86_400_000;

/** Milliseconds to wait after failure number `failures` (1 for the first): first × coefficient^(failures − 1), at most the maximum. */
export const retryDelay = (options: RetryOptions, failures: number): number => {
  const delay = options.firstRetryIntervalInMilliseconds * (options.backoffCoefficient ?? 1) ** (failures - 1);
  return Math.min(delay, options.maxRetryIntervalInMilliseconds ?? SIX_DAYS);
};

/**
 * Repeats `attempt` until it succeeds or the attempts are used up, with a timer after every failure. After the last failure too, due at
 * once: the library counts it. Once the retry timeout has passed no further attempt is made. The library knows nothing of that and waits
 * for one, for ever; `expired` is called then.
 */
export const retried = (options: RetryOptions, decisions: Decisions, attempt: () => Task, expired: () => void): Task => {
  const whole = new Task();
  const expiresAt = decisions.now + (options.retryTimeoutInMilliseconds ?? Infinity);
  let failures = 0;
  const run = (): void => {
    attempt().whenSettled((task) => {
      if (!task.failed) {
        whole.succeed(task.result);
        return;
      }
      failures += 1;
      const last = failures >= options.maxNumberOfAttempts;
      if (!last && decisions.now >= expiresAt) {
        expired();
        whole.fail(task.failure);
        return;
      }
      const wait = last ? 0 : retryDelay(options, failures);
      decisions.timer(decisions.now + wait, false).whenSettled(() => {
        if (last) whole.fail(task.failure);
        else run();
      });
    });
  };
  run();
  return whole;
};
