import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { openTables } from '../../../src/adapters/tables/openTables';

interface Answered {
  readonly rows: readonly string[];
  /** Key of the row that the next page begins with; absent: that was all. */
  readonly next?: string;
}

const servers: Server[] = [];

afterAll(() => servers.forEach((server) => server.close()));

/** An account of storage that answers queries with these pages, one after the other, in the form of Azure. */
const account = async (pages: readonly Answered[]): Promise<{ readonly asked: string[]; readonly connectionString: string }> => {
  const asked: string[] = [];
  const left = [...pages];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost').searchParams.get('NextRowKey') ?? '');
    const { rows = [], next } = left.shift() ?? {};
    response.writeHead(200, { 'content-type': 'application/json', ...(next !== undefined && { 'x-ms-continuation-NextPartitionKey': 'p', 'x-ms-continuation-NextRowKey': next }) });
    response.end(JSON.stringify({ value: rows.map((key) => ({ 'odata.etag': 'W/"1"', PartitionKey: 'p', RowKey: key, d0: '{}', n: 1 })) }));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { asked, connectionString: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=aw==;TableEndpoint=http://127.0.0.1:${(server.address() as AddressInfo).port}/devstoreaccount1` };
};

const keysIn = ({ rows, continuation }: { readonly rows: readonly { readonly key: string }[]; readonly continuation?: string }) => [rows.map(({ key }) => key), continuation !== undefined];

const EMPTY = [{ rows: [], next: 'a' }, { rows: [], next: 'b' }] as const;

test.each([
  ['a row behind two pages without', [...EMPTY, { rows: ['b'], next: 'c' }], [['b'], true], ['', 'a', 'b']],
  ['nothing behind them', [...EMPTY, { rows: [] }], [[], false], ['', 'a', 'b']],
  ['a row at once', [{ rows: ['b'], next: 'c' }, { rows: ['c'] }], [['b'], true], ['']],
])('a page without a row is the last: %s', async (_name, pages, expected, requests) => {
  for (const list of ['list', 'listAcross'] as const) {
    const { asked, connectionString } = await account(pages);
    const store = openTables({ connectionString }, { retries: 0 }).store('Table');
    const page = list === 'list' ? await store.list('p', { limit: 1 }) : await store.listAcross({ fromPartition: 'a', toPartition: 'z', limit: 1 });
    expect([keysIn(page), asked]).toEqual([expected, requests]);
  }
});
