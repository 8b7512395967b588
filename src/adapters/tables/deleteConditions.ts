import { AsyncLocalStorage } from 'node:async_hooks';
import { type TableClient } from '@azure/data-tables';
import { ANY_ETAG } from '../../kernel/partitionStore';
import { type PipelinePolicy } from './oneTryWithin';

/** The condition of each delete of a transaction, as the SDK writes it: the head of the delete's part, to the etag. Rows are JSON text of one line each, so no row looks like it. */
const CONDITION = /(\r\nDELETE [^\r\n]+\r\n(?:[^\r\n]+\r\n)*?If-Match: )\*(?=\r\n)/gi;

/** @param etags of the deletes, in their order. @throws Error where the text has another number of them: then nothing may be sent. */
const withConditions = (body: unknown, etags: readonly string[]): string => {
  let placed = 0;
  const text = String(body).replace(CONDITION, (_, head: string) => {
    placed += 1;
    return head + (etags[placed - 1] ?? ANY_ETAG);
  });
  if (placed !== etags.length) throw new Error(`${placed} deletes in a transaction that has ${etags.length}: the SDK writes them otherwise than it did`);
  return text;
};

/** Of the SDK, whose transactions delete whatever is there and take no etag: the condition is put into what it sends. */
export class DeleteConditions {
  private readonly asked = new AsyncLocalStorage<readonly string[]>();

  /** @param client what it sends passes by here. */
  constructor(client: TableClient) {
    const policy: PipelinePolicy = {
      name: 'deleteConditions',
      sendRequest: (request, next) => {
        const etags = this.asked.getStore();
        if (etags !== undefined) request.body = withConditions(request.body, etags);
        return next(request);
      },
    };
    // The first of all: who signs the request in says how long it is.
    client.pipeline.addPolicy(policy, { phase: 'Serialize' });
  }

  /** @param etags of the deletes of the one transaction that `work` sends, in their order. */
  within<T>(etags: readonly string[], work: () => Promise<T>): Promise<T> {
    return etags.every((etag) => etag === ANY_ETAG) ? work() : this.asked.run(etags, work);
  }
}
