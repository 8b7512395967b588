import { z } from 'zod';
import { type RetryContext } from '../contracts';

const Duration = z.looseObject({ seconds: z.number().nonnegative() });

/** `retry` of a function in the worker's form. */
const RetryOptions = z.discriminatedUnion('retryStrategy', [
  z.looseObject({ retryStrategy: z.literal('fixedDelay'), maxRetryCount: z.int(), delayInterval: Duration }),
  z.looseObject({ retryStrategy: z.literal('exponentialBackoff'), maxRetryCount: z.int(), minimumInterval: Duration, maximumInterval: Duration }),
]);

export interface RetryPolicy {
  /** -1: without end. */
  readonly maxRetryCount: number;
  /** Wait in ms before retry `retry`, counted from 1. */
  delay(retry: number): number;
}

/**
 * A function's retry policy; undefined when it has none. The Azure host adds some randomness to the exponential delays, this one does not.
 * Errors: a policy that is not one. Source: "Azure Functions error handling and retries", Retry policies.
 */
export function retryPolicy(functionName: string, options: unknown): RetryPolicy | undefined {
  if (options === undefined) return undefined;
  const parsed = RetryOptions.safeParse(options);
  if (!parsed.success) throw new Error(`Function "${functionName}" has a retry policy that is not valid:\n${z.prettifyError(parsed.error)}`);
  const policy = parsed.data;
  if (policy.retryStrategy === 'fixedDelay') return { maxRetryCount: policy.maxRetryCount, delay: () => policy.delayInterval.seconds * 1000 };
  const { minimumInterval, maximumInterval, maxRetryCount } = policy;
  return { maxRetryCount, delay: (retry) => Math.min(maximumInterval.seconds, minimumInterval.seconds * 2 ** (retry - 1)) * 1000 };
}

/** What the first attempt is told. */
export const firstContext = ({ maxRetryCount }: RetryPolicy): RetryContext => ({ retryCount: 0, maxRetryCount });

/** What the attempt after a failed one is told; undefined when that was the last. */
export function nextContext({ maxRetryCount }: RetryPolicy, { retryCount }: RetryContext, { message, stack }: Error): RetryContext | undefined {
  if (maxRetryCount >= 0 && retryCount >= maxRetryCount) return undefined;
  return { retryCount: retryCount + 1, maxRetryCount, exception: { message, ...(stack !== undefined && { stackTrace: stack }) } };
}
