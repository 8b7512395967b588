import { RestError, type TableServiceClientOptions } from '@azure/data-tables';

type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/**
 * Gives up a try that takes longer, so that the retry policy begins another. The SDK has no time-out of its own accord, and the one it can be
 * given leaves a timer behind for every request.
 */
export const oneTryWithin = (millis: number): PipelinePolicy => ({
  name: 'oneTryWithin',
  sendRequest: async (request, next) => {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), millis);
    request.abortSignal = timeout.signal;
    try {
      return await next(request);
    } catch (error) {
      throw timeout.signal.aborted ? new RestError(`No answer within ${millis} ms`, { code: 'ETIMEDOUT', request }) : error;
    } finally {
      clearTimeout(timer);
      delete request.abortSignal;
    }
  },
});
