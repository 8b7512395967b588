import { RestError, TableClient } from '@azure/data-tables';
import { type Try } from '../../../src/adapters/tables/exchange';
import { type PipelinePolicy } from '../../../src/adapters/tables/oneTryWithin';
import { takenOver } from '../../../src/adapters/tables/takenOver';

const CONNECTION = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aw==;EndpointSuffix=core.windows.net';

/** A client whose requests are not sent; what its retry policy is told of each try, and how many it made. */
const unsent = (first: Try) => {
  const seen: unknown[] = [];
  let sent = 0;
  const watch: PipelinePolicy = {
    name: 'watch',
    sendRequest: async (request, next) => {
      try {
        const answer = await next(request);
        seen.push([answer.status, answer.headers.get('Retry-After')]);
        return answer;
      } catch (error) {
        seen.push(error);
        throw error;
      }
    },
  };
  const client = TableClient.fromConnectionString(CONNECTION, 'Table', { retryOptions: { maxRetries: 2, retryDelayInMs: 1 }, additionalPolicies: [{ position: 'perRetry', policy: watch }] });
  takenOver(client, first).pipeline.addPolicy({ name: 'unsent', sendRequest: async () => Promise.reject(new RestError('Sent', { code: `SENT${(sent += 1)}` })) }, { afterPhase: 'Sign', afterPolicies: ['firstTry'] });
  return { client, seen, sent: () => sent };
};

test('the pause that overload asks for is known to the retry policy', async () => {
  const { client, seen } = unsent({ status: 503, headers: new Map([['retry-after', '0']]), body: '' });
  await expect(client.getEntity('p', 'k')).rejects.toMatchObject({ code: 'SENT1' });
  expect(seen).toEqual([[503, '0'], expect.objectContaining({ code: 'SENT1' })]);
});

test('a connection that broke is one try of those that there are', async () => {
  const fault = new RestError('broken', { code: 'ECONNRESET' });
  const { client, seen, sent } = unsent({ fault });
  await expect(client.getEntity('p', 'k')).rejects.toMatchObject({ code: 'SENT1' });
  expect([seen[0], sent()]).toEqual([fault, 1]);
});

test('a fault that repeating cannot cure is not repeated', async () => {
  const { client, sent } = unsent({ status: 403, headers: new Map([['content-type', 'application/json']]), body: '{"odata.error":{"code":"AuthorizationFailure","message":{"value":"No"}}}' });
  await expect(client.getEntity('p', 'k')).rejects.toMatchObject({ statusCode: 403, details: { odataError: { code: 'AuthorizationFailure' } } });
  expect(sent()).toBe(0);
});

test('an answer that the SDK understands is an answer', async () => {
  const { client, sent } = unsent({ status: 200, headers: new Map([['content-type', 'application/json']]), body: '{"odata.etag":"e","PartitionKey":"p","RowKey":"k","big@odata.type":"Edm.Int64","big":"7"}' });
  expect(await client.getEntity('p', 'k')).toMatchObject({ partitionKey: 'p', rowKey: 'k', etag: 'e', big: 7n });
  expect(sent()).toBe(0);
});
