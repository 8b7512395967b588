import { TableClient } from '@azure/data-tables';
import { DeleteConditions } from '../../../src/adapters/tables/deleteConditions';
import { type PipelinePolicy } from '../../../src/adapters/tables/oneTryWithin';
import { ANY_ETAG } from '../../../src/kernel/partitionStore';

/** A client of the SDK that sends nothing; what it would have sent. */
const silent = () => {
  const client = TableClient.fromConnectionString('UseDevelopmentStorage=true', 'Silent');
  const bodies: string[] = [];
  const lengths: (string | undefined)[] = [];
  const instead: PipelinePolicy = {
    name: 'instead',
    sendRequest: async (request) => {
      bodies.push(typeof request.body === 'string' ? request.body : '');
      lengths.push(request.headers.get('content-length'));
      return { request, status: 202, headers: request.headers, bodyAsText: '' };
    },
  };
  const conditions = new DeleteConditions(client);
  client.pipeline.addPolicy(instead, { afterPhase: 'Sign' });
  return { client, conditions, bodies, lengths };
};

const key = (rowKey: string) => ({ partitionKey: 'p', rowKey });
const conditionsIn = (body = ''): readonly string[] => [...body.matchAll(/^(?:DELETE|PATCH) [^\r\n]*RowKey='(\w+)'[^]*?^If-Match: (.*)\r$/gm)].map(([, row, etag]) => `${row} ${etag}`);

describe('a transaction of the SDK', () => {
  test('deletes each row on its own condition, whatever the rows that it writes hold; the request says how long it has become', async () => {
    const { client, conditions, bodies, lengths } = silent();
    const looksLikeOne = { ...key('c'), text: '\r\nDELETE x HTTP/1.1\r\nIf-Match: *\r\n' };
    await conditions.within(['"of a"', ANY_ETAG, '"of d$&"'], () => client.submitTransaction([['delete', key('a')], ['update', looksLikeOne, 'Merge', { etag: '"of c"' }], ['delete', key('b')], ['delete', key('d')]]));
    expect(conditionsIn(bodies[0])).toEqual(['a "of a"', 'c "of c"', 'b *', 'd "of d$&"']);
    expect(lengths).toEqual([String(Buffer.byteLength(bodies[0] ?? ''))]);
  });

  test('has its own conditions while others are sent, and none where none is asked', async () => {
    const { client, conditions, bodies } = silent();
    const send = (etag: string) => conditions.within([etag], () => client.submitTransaction([['delete', key('a')]]));
    await Promise.all([send('"1"'), send(ANY_ETAG), send('"2"')]);
    await client.submitTransaction([['delete', key('a')]]);
    expect(bodies.map(conditionsIn).flat().sort()).toEqual(['a "1"', 'a "2"', 'a *', 'a *']);
  });

  test('in which not every delete is found is not sent', async () => {
    const { client, conditions, bodies } = silent();
    await expect(conditions.within(['"1"', '"2"'], () => client.submitTransaction([['delete', key('a')]]))).rejects.toThrow('1 deletes in a transaction that has 2');
    expect(bodies).toEqual([]);
  });
});
