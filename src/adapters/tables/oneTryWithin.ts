import { RestError, type TableServiceClientOptions } from '@azure/data-tables';

export type PipelinePolicy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/** What a try that took too long ends with: the retry policy begins another for it. */
export const noAnswerWithin = (millis: number): RestError => new RestError(`No answer within ${millis} ms`, { code: 'ETIMEDOUT' });

/** @param giveUp ends one try and throws nothing. @returns what calls it off; a timer that is not called off in time has done its work, so none is left behind. */
export const giveUpAfter = (millis: number, giveUp: () => void): (() => void) => {
  const timer = setTimeout(giveUp, millis);
  return () => clearTimeout(timer);
};

/**
 * Gives up a try that takes longer, so that the retry policy begins another. The SDK has no time-out of its own accord, and the one it can be
 * given leaves a timer behind for every request.
 */
export const oneTryWithin = (millis: number): PipelinePolicy => ({
  name: 'oneTryWithin',
  sendRequest: async (request, next) => {
    const timeout = new AbortController();
    const callOff = giveUpAfter(millis, () => timeout.abort());
    request.abortSignal = timeout.signal;
    try {
      return await next(request);
    } catch (error) {
      throw timeout.signal.aborted ? noAnswerWithin(millis) : error;
    } finally {
      callOff();
      delete request.abortSignal;
    }
  },
});
