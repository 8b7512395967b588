import { TableClient } from '@azure/data-tables';
import { busyTransaction } from '../../../src/adapters/tables/busyTransaction';
import { type PipelinePolicy } from '../../../src/adapters/tables/oneTryWithin';

const CONNECTION = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=aw==;EndpointSuffix=core.windows.net';
const HEAD = '--batchresponse_b\r\nContent-Type: multipart/mixed; boundary=changesetresponse_c\r\n\r\n';
const END = '--changesetresponse_c--\r\n--batchresponse_b--\r\n';
const part = (status: string, more: string): string => `--changesetresponse_c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status}\r\nDataServiceVersion: 3.0;\r\n${more}\r\n`;

const DONE = `${HEAD}${part('204 No Content', 'ETag: W/"1"\r\n\r\n')}${part('204 No Content', 'ETag: W/"2"\r\n\r\n')}${END}`;
const refused = (status: string, code: string): string => `${HEAD}${part(status, `Content-Type: application/json\r\n\r\n{"odata.error":{"code":"${code}","message":{"lang":"en-US","value":"0:${code}."}}}`)}${END}`;

/** A client that two retries are made for; its transactions are answered 202 with these bodies, the last one over and over. */
const answered = (...bodies: readonly string[]) => {
  const client = TableClient.fromConnectionString(CONNECTION, 'Table', { retryOptions: { maxRetries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 1 }, additionalPolicies: [{ position: 'perRetry', policy: busyTransaction }] });
  let tries = 0;
  const instead: PipelinePolicy = {
    name: 'instead',
    sendRequest: async (request) => {
      tries += 1;
      return { request, status: 202, headers: request.headers, bodyAsText: bodies[Math.min(tries, bodies.length) - 1] ?? '' };
    },
  };
  client.pipeline.addPolicy(instead, { afterPhase: 'Sign', afterPolicies: ['busyTransaction'] });
  const commit = () => client.submitTransaction([['create', { partitionKey: 'p', rowKey: 'k' }], ['create', { partitionKey: 'p', rowKey: 'l' }]]);
  return { commit, tries: () => tries };
};

test.each([['503 Service Unavailable', 'ServerBusy'], ['500 Internal Server Error', 'OperationTimedOut']])('a transaction of which one write is answered %s is sent again', async (status, code) => {
  const { commit, tries } = answered(refused(status, code), DONE);
  expect((await commit()).subResponses.map(({ etag }) => etag?.trim())).toEqual(['W/"1"', 'W/"2"']);
  expect(tries()).toBe(2);
});

test('one that stays busy ends as busy', async () => {
  const { commit, tries } = answered(refused('503 Service Unavailable', 'ServerBusy'));
  await expect(commit()).rejects.toMatchObject({ statusCode: 503 });
  expect(tries()).toBe(3);
});

test('one whose condition did not hold is not sent again', async () => {
  const { commit, tries } = answered(refused('412 Precondition Failed', 'UpdateConditionNotSatisfied'));
  await expect(commit()).rejects.toMatchObject({ statusCode: 412, message: '0:UpdateConditionNotSatisfied.' });
  expect(tries()).toBe(1);
});
