import { type PipelinePolicy } from './oneTryWithin';

/** The status of a write that was not carried out for want of capacity, in a transaction's answer. No row stands in one. */
const BUSY = /\r\n\r\nHTTP\/1\.1 (408|429|500|502|503|504) /;

/**
 * A transaction is answered 202 whatever became of it; that storage was too busy is said of one of its writes. The retry policy looks at the status of the whole: with that of
 * the write it repeats the transaction, as any other request.
 */
export const busyTransaction: PipelinePolicy = {
  name: 'busyTransaction',
  sendRequest: async (request, next) => {
    const response = await next(request);
    const busy = response.status === 202 ? BUSY.exec(response.bodyAsText ?? '')?.[1] : undefined;
    return busy === undefined ? response : { ...response, status: Number(busy) };
  },
};
