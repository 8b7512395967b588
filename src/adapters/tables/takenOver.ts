import { type TableClient } from '@azure/data-tables';
import { type Try } from './exchange';
import { type PipelinePolicy } from './oneTryWithin';

type PipelineResponse = Awaited<ReturnType<PipelinePolicy['sendRequest']>>;

/** Headers as the SDK asks for them. */
class ReceivedHeaders extends Map<string, string> {
  override get(name: string): string | undefined {
    return super.get(name.toLowerCase());
  }

  override has(name: string): boolean {
    return super.has(name.toLowerCase());
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this);
  }
}

/**
 * Lets the SDK take over after a first try that was made without it: the client's first request is not sent, but ends as that try did. So its retries, their pauses and number,
 * what it makes of errors and of challenges are what they would have been had it made the first try itself, and no request is made once more to find out.
 * @param client used for nothing before and nothing else afterwards.
 */
export const takenOver = (client: TableClient, first: Try): TableClient => {
  let pending: Try | undefined = first;
  const firstTry: PipelinePolicy = {
    name: 'firstTry',
    sendRequest: async (request, next): Promise<PipelineResponse> => {
      const ended = pending;
      pending = undefined;
      if (ended === undefined) return next(request);
      if ('fault' in ended) throw ended.fault;
      return { request, status: ended.status, headers: new ReceivedHeaders(ended.headers), bodyAsText: ended.body };
    },
  };
  client.pipeline.addPolicy(firstTry, { afterPhase: 'Sign' });
  return client;
};
