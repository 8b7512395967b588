import { type Failure, type RetryOptions } from '../protocol';
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
 * once: the library counts it. Once the retry timeout has passed the remaining attempts are not run but fail like the last one, since
 * the library knows no other way to give up.
 */
export const retried = (options: RetryOptions, decisions: Decisions, attempt: (failWith: Failure | undefined) => Task): Task => {
  const whole = new Task();
  const expiresAt = decisions.now + (options.retryTimeoutInMilliseconds ?? Infinity);
  let failures = 0;
  const run = (failWith: Failure | undefined): void => {
    attempt(failWith).whenSettled((task) => {
      if (!task.failed) {
        whole.succeed(task.result);
        return;
      }
      failures += 1;
      const last = failures >= options.maxNumberOfAttempts;
      const expired = decisions.now >= expiresAt;
      const wait = last || expired ? 0 : retryDelay(options, failures);
      decisions.timer(decisions.now + wait, false).whenSettled(() => {
        if (last) whole.fail(task.failure);
        else run(expired ? task.failure : undefined);
      });
    });
  };
  run(undefined);
  return whole;
};
