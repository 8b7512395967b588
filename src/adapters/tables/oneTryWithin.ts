import { RestError, type TableServiceClientOptions } from '@azure/data-tables';

export type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** What a try that took too long ends with: the retry policy begins another for it. */
export const noAnswerWithin = (millis: number): RestError => new RestError(`No answer within ${millis} ms`, { code: 'ETIMEDOUT' });

/** Gives `work` a signal that is aborted after so many milliseconds of real time. No timer is left behind, as `AbortSignal.timeout` would for every request. */
export const within = async <T>(millis: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), millis);
  try {
    return await work(timeout.signal);
  } finally {
    clearTimeout(timer);
  }
};

/** Gives up a try that takes longer, so that the retry policy begins another. The SDK has no time-out of its own accord. */
export const oneTryWithin = (millis: number): PipelinePolicy => ({
  name: 'oneTryWithin',
  sendRequest: (request, next) =>
    within(millis, async (signal) => {
      request.abortSignal = signal;
      try {
        return await next(request);
      } catch (error) {
        throw signal.aborted ? noAnswerWithin(millis) : error;
      } finally {
        delete request.abortSignal;
      }
    }),
});
