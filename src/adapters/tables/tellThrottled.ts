import { type PipelinePolicy } from './oneTryWithin';

const THROTTLED: ReadonlySet<number> = new Set([429, 503]);

/** Tells of every answer by which storage asks for less, those that a repeat makes good included. A first try that was made without the SDK comes by here too, once it takes over. @param tell throws nothing. */
export const tellThrottled = (tell: () => void): PipelinePolicy => ({
  name: 'tellThrottled',
  sendRequest: async (request, next) => {
    const response = await next(request);
    if (THROTTLED.has(response.status)) tell();
    return response;
  },
});
