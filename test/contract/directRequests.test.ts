import { type AddressInfo } from 'node:net';
import { TableClient, type TableEntity } from '@azure/data-tables';
import fc from 'fast-check';
import { openTables, type TableOptions } from '../../src/adapters/tables/openTables';
import { ANY_ETAG, type CommitOutcome, type PartitionStore, type Row, type Write } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { answerWith, type Fault, type FaultyAccount, type ReceivedRequest, startFaultyAccount } from '../support/faultyAccount';

/** Printed with every failure by fast-check; change it to look elsewhere. */
const SEED = 20_261_129;

let azurite: RunningAzurite;
const accounts: FaultyAccount[] = [];
let opened = 0;

beforeAll(async () => {
  azurite = await startTestAzurite();
});
afterAll(() => azurite.stop());
afterEach(() => {
  for (const account of accounts.splice(0)) account.stop();
});

interface Tried {
  readonly store: PartitionStore;
  readonly account: FaultyAccount;
}

/** A store on an empty table, with something between it and Azurite. */
const open = async (direct: boolean, options: TableOptions = {}): Promise<Tried> => {
  opened += 1;
  const table = `Direct${opened}`;
  await openTables({ connectionString: azurite.connectionString }).ensureTable(table);
  const account = await startFaultyAccount(azurite);
  accounts.push(account);
  return { store: openTables({ connectionString: account.connectionString }, { ...options, direct }).store(table), account };
};

const both = async (options?: TableOptions): Promise<readonly [Tried, Tried]> => [await open(false, options), await open(true, options)];

/** What may differ: ids, the time, the table and the port that a test was given, and who sends it. */
const withoutChance = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/Direct\d+/g, 'TABLE')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/datetime'[^']*'/g, 'TIME')
    .replace(/Time:\S+/g, 'TIME')
    .replace(/"w":"[^"]*"/g, '"w":"MARK"');

/** The SDK names itself and its request, takes compressed answers, and says that it keeps the connection. */
const ONLY_THE_SDK = new Set(['user-agent', 'x-ms-client-request-id', 'accept-encoding', 'connection']);
const CHANGES = new Set(['authorization', 'x-ms-date']);

const plain = ({ method, url, headers, body }: ReceivedRequest) => ({
  method,
  url: withoutChance(url),
  body: withoutChance(body),
  headers: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !ONLY_THE_SDK.has(name))
      .map(([name, value]): [string, string] => [name, CHANGES.has(name) ? value.slice(0, 5) : withoutChance(value)])
      .sort(),
  ),
});

const ODD_KEY = "q'u'o''te & 50% (a/b\\c) +=;:@$!*,\"<>[]^`{|}~ #? ü漢😀";

test('what is sent directly is letter by letter what the SDK sends', async () => {
  const play = async ({ store, account }: Tried): Promise<readonly ReceivedRequest[]> => {
    await store.commit(ODD_KEY, [{ op: 'create', key: ODD_KEY, value: { type: 'x', text: 'ü "q" \\ \r\n' } }]);
    const etag = (await store.read(ODD_KEY, ODD_KEY))?.etag ?? '';
    await store.commit(ODD_KEY, [{ op: 'update', key: ODD_KEY, value: { long: 'x'.repeat(40_000) }, etag }]);
    await store.commit(ODD_KEY, [{ op: 'put', key: ODD_KEY, value: { n: 1 } }]);
    await store.read(ODD_KEY, 'none');
    const row = await store.read(ODD_KEY, ODD_KEY);
    await store.commit(ODD_KEY, [
      { op: 'create', key: 'a', value: { a: 1 } },
      { op: 'put', key: 'b', value: { b: 2 } },
      { op: 'update', key: ODD_KEY, value: { c: 3 }, etag: row?.etag ?? '' },
    ]);
    await store.commit(ODD_KEY, [
      { op: 'delete', key: 'a', etag: ANY_ETAG },
      { op: 'put', key: 'b', value: { b: 3 } },
    ]);
    const [b, odd] = await Promise.all([store.read(ODD_KEY, 'b'), store.read(ODD_KEY, ODD_KEY)]);
    await store.commit(ODD_KEY, [
      { op: 'put', key: 'c', value: { text: '\r\nDELETE x HTTP/1.1\r\nIf-Match: *\r\n' } },
      { op: 'delete', key: ODD_KEY, etag: odd?.etag ?? '' },
      { op: 'delete', key: 'c2', etag: ANY_ETAG },
    ]);
    await store.commit(ODD_KEY, [{ op: 'delete', key: 'b', etag: b?.etag ?? '' }]);
    await store.commit(ODD_KEY, [{ op: 'delete', key: 'c', etag: ANY_ETAG }]);
    return account.received;
  };
  const [bySdk, direct] = await both();
  const [expected, sent] = [await play(bySdk), await play(direct)];
  expect(sent.map(plain)).toEqual(expected.map(plain));
  expect(sent).toHaveLength(14);
  expect(sent.flatMap(({ body }) => body.match(/If-Match: \*\r\n/g) ?? [])).toHaveLength(2);
  expect(sent.filter(({ headers }) => headers['x-ms-client-request-id'] !== undefined)).toEqual([]);
});

describe('after a first try that failed, directly sent requests end as those of the SDK do', () => {
  const ends: Readonly<Record<string, Fault>> = {
    'loses the answer after the commit': async ({ relay, incoming }) => {
      await relay();
      incoming.socket.destroy();
    },
    'closes before anything is done': ({ incoming }) => void incoming.socket.destroy(),
    'resets the connection': ({ incoming }) => void incoming.socket.resetAndDestroy(),
    'breaks off in the middle of the answer': async ({ relay, response, incoming }) => {
      const { status, headers, body } = await relay();
      const { 'transfer-encoding': _, ...others } = headers;
      response.writeHead(status, { ...others, 'content-length': body.length + 100 });
      response.write(body.slice(0, body.length / 2) || 'x', () => incoming.socket.destroy());
    },
    'breaks off in the head of the answer': async ({ relay, incoming }) => {
      await relay();
      incoming.socket.write('HTTP/1.1 204 No Con', () => incoming.socket.destroy());
    },
    'talks nonsense': ({ incoming }) => void incoming.socket.end('\u0000\u0001 nonsense\r\n\r\n'),
    'says more than it promised': ({ incoming }) => void incoming.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}'),
    ...Object.fromEntries([408, 429, 500, 503].map((status) => [`answers ${status} with Retry-After`, ({ response }: { response: Parameters<Fault>[0]['response'] }) => void response.writeHead(status, { 'Retry-After': '0' }).end()])),
    'is busy in the words of the service': ({ response }) =>
      answerWith(response, { status: 503, headers: { 'content-type': 'application/json', 'x-ms-retry-after-ms': '1' }, body: JSON.stringify({ 'odata.error': { code: 'ServerBusy', message: { lang: 'en-US', value: 'Busy' } } }) }),
    'refuses the signature': ({ response }) =>
      answerWith(response, { status: 403, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ 'odata.error': { code: 'AuthenticationFailed', message: { lang: 'en-US', value: 'Clock skew' } } }) }),
    'asks for a token': ({ response }) => void response.writeHead(401, { 'WWW-Authenticate': 'Bearer authorization_uri="https://login.example/t"' }).end(),
    'finds the request bad': ({ response }) => void response.writeHead(400).end('<html>'),
    'has no such table': ({ response }) =>
      answerWith(response, { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ 'odata.error': { code: 'TableNotFound', message: { lang: 'en-US', value: 'No table' } } }) }),
    'finds nothing and does not say what': ({ response }) => void response.writeHead(404).end(),
    'succeeds with text that is none': ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"odata.etag":'),
    'succeeds with nothing': ({ response }) => void response.writeHead(204).end(),
    'accepts and says nothing of the writes': ({ response }) => void response.writeHead(202, { 'content-type': 'multipart/mixed; boundary=b' }).end('--b\r\n--b--\r\n'),
    'tells of one write too few': async ({ relay, response }) => {
      const answer = await relay();
      const parts = answer.body.split('--changesetresponse');
      answerWith(response, { ...answer, body: [...parts.slice(0, 1), ...parts.slice(2)].join('--changesetresponse') });
    },
    'redirects': ({ response, request }) => void response.writeHead(307, { location: `http://127.0.0.1:${(response.socket?.address() as AddressInfo).port}${request.url}` }).end(),
  };

  type Work = (commit: (writes: (etag: string) => readonly Write[]) => Promise<CommitOutcome>, read: () => Promise<Row | undefined>) => Promise<unknown>;

  interface Seen {
    readonly outcome: unknown;
    readonly tries: readonly string[];
    readonly rows: unknown;
  }

  const told = async (work: () => Promise<unknown>): Promise<unknown> => {
    try {
      return JSON.parse(withoutChance(JSON.stringify((await work()) ?? null, (_, value: unknown) => (value instanceof Map ? [...(value as Map<string, string>)] : value)))) as unknown;
    } catch (error) {
      const { name, statusCode, code } = error as { name?: string; statusCode?: number; code?: string };
      return { name, statusCode, code };
    }
  };

  const see = async ({ store, account }: Tried, partition: string, fault: Fault, work: Work): Promise<Seen> => {
    const written = await store.commit(partition, [{ op: 'put', key: 'there', value: { v: 1 } }]);
    const etag = (written.ok && written.etags.get('there')) || '';
    account.received.length = 0;
    account.fail(fault);
    const outcome = await told(() => work((writes) => store.commit(partition, writes(etag)), () => store.read(partition, 'there')));
    const tries = account.received.map(({ method, url }) => `${method} ${withoutChance(url)}`);
    const { rows } = await store.list(partition, {});
    return { outcome, tries, rows: rows.map(({ key, value }) => ({ key, value })) };
  };

  const create: Write = { op: 'create', key: 'new', value: { v: 2 } };
  const works: Readonly<Record<string, Work>> = {
    read: (_, read) => read(),
    create: (commit) => commit(() => [create]),
    delete: (commit) => commit(() => [{ op: 'delete', key: 'there', etag: ANY_ETAG }]),
    'delete on a condition': (commit) => commit((etag) => [{ op: 'delete', key: 'there', etag }]),
    'transaction with a delete on a condition': (commit) => commit((etag) => [{ op: 'put', key: 'new', value: { v: 2 } }, { op: 'delete', key: 'there', etag }]),
    transaction: (commit) => commit((etag) => [create, { op: 'update', key: 'there', value: { v: 2 }, etag }]),
    'transaction without a condition': (commit) => commit(() => [{ op: 'put', key: 'new', value: { v: 2 } }, { op: 'put', key: 'there', value: { v: 2 } }]),
  };

  /** Of every work, beside each other, as each waits before it tries again. */
  const seeAll = async (direct: boolean, fault: Fault): Promise<Readonly<Record<string, Seen>>> => {
    const seen = Object.entries(works).map(async ([what, work], number) => [what, await see(await open(direct), `p${number}`, fault, work)] as const);
    return Object.fromEntries(await Promise.all(seen));
  };

  test.each(Object.keys(ends))('that %s', async (name) => {
    const [bySdk, direct] = await Promise.all([seeAll(false, ends[name] as Fault), seeAll(true, ends[name] as Fault)]);
    expect(direct).toEqual(bySdk);
  });

  const [BATCH, before, after] = ['POST /devstoreaccount1/$batch', [{ key: 'there', value: { v: 1 } }], ['new', 'there'].map((key) => ({ key, value: { v: 2 } }))];

  const looked = ['new', 'there'].map((key) => `GET /devstoreaccount1/TABLE(PartitionKey='once',RowKey='${key}')`);

  test.each([
    { name: 'loses the answer after the commit', outcome: { ok: true }, tries: [BATCH, BATCH, ...looked], rows: after },
    { name: 'breaks off in the middle of the answer', outcome: { name: 'StoreUnavailable' }, tries: [BATCH], rows: after },
    { name: 'tells of one write too few', outcome: { name: 'StoreUnavailable' }, tries: [BATCH], rows: after },
    { name: 'accepts and says nothing of the writes', outcome: { name: 'StoreUnavailable' }, tries: [BATCH], rows: before },
    { name: 'refuses the signature', outcome: { name: 'RestError', statusCode: 403, code: 'AuthenticationFailed' }, tries: [BATCH], rows: before },
    { name: 'closes before anything is done', outcome: { ok: true }, tries: [BATCH, BATCH], rows: after },
    { name: 'answers 503 with Retry-After', outcome: { ok: true }, tries: [BATCH, BATCH], rows: after },
  ])('and a transaction is written once, or not at all, where it $name', async ({ name, outcome, tries, rows }) => {
    const seen = await see(await open(true), 'once', ends[name] as Fault, works['transaction'] as Work);
    expect(seen).toMatchObject({ outcome, tries, rows });
  });
});

test('storage that asks for less is told of, once for each answer, whoever sent the request', async () => {
  const busy: Fault = ({ response }) => void response.writeHead(503, { 'Retry-After': '0' }).end();
  for (const direct of [false, true]) {
    let throttled = 0;
    const { store, account } = await open(direct, { onThrottled: () => (throttled += 1) });
    account.fail(busy, busy);
    expect(await store.commit('p', [{ op: 'put', key: 'a', value: {} }])).toMatchObject({ ok: true });
    expect((await store.list('p', {})).rows).toHaveLength(1);
    expect(throttled).toBe(2);
  }
});

test('a connection that was closed while nothing was sent is replaced, and nothing is sent twice', async () => {
  const { store, account } = await open(true);
  account.fail(async ({ relay, response, incoming }) => {
    answerWith(response, await relay());
    response.once('finish', () => incoming.socket.destroy());
  });
  expect(await store.commit('p', [{ op: 'create', key: 'a', value: {} }])).toMatchObject({ ok: true });
  expect(await store.commit('p', [{ op: 'create', key: 'b', value: {} }])).toMatchObject({ ok: true });
  expect((await store.list('p', {})).rows.map(({ key }) => key)).toEqual(['a', 'b']);
});

test('an answer that does not come after the commit is unknown, and it was written', async () => {
  const { store, account } = await open(true, { retries: 1, timeoutMillis: 40 });
  const swallow: Fault = async ({ relay }) => void (await relay());
  account.fail(swallow, swallow);
  await expect(store.commit('p', [{ op: 'create', key: 'a', value: {} }, { op: 'create', key: 'b', value: {} }])).rejects.toMatchObject({ name: 'StoreUnavailable', cause: { code: 'ETIMEDOUT' } });
  expect(account.received.map(({ url }) => url)).toEqual([expect.stringContaining('$batch'), expect.stringContaining('$batch')]);
  await expect(openTables({ connectionString: azurite.connectionString }).store(`Direct${opened}`).read('p', 'a')).resolves.toMatchObject({ key: 'a' });
});

describe('what one way writes the other reads', () => {
  const key = fc.oneof(fc.constantFrom(ODD_KEY, "'", "''", 'a b', '..', '%27', 'K', 'k'), fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }));
  const value = fc.record(
    {
      type: fc.oneof(fc.string({ maxLength: 6 }), fc.integer()),
      number: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(1, 1.0, -0, 2 ** 53, 1e21, -0.1)),
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('2026-01-01T00:00:00Z', 'AQID', '12345678901234567890', '\r\n--changeset_x\r\n', '"\\'), fc.integer({ min: 32_740, max: 32_800 }).map((length) => 'x'.repeat(length))),
      nested: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: [] },
  );
  const write = fc.record({ op: fc.constantFrom('create' as const, 'put' as const), key, value });

  test(`byte for byte, whatever keys and values hold (seed ${SEED})`, async () => {
    const { store: bySdk } = await open(false);
    const { store: direct } = await open(true);
    // Two tables, one way of writing each; each is then read in the other way.
    const [sdkTable, directTable] = [`Direct${opened - 1}`, `Direct${opened}`];
    const readers = { bySdk: openTables({ connectionString: azurite.connectionString }).store(directTable), direct: openTables({ connectionString: azurite.connectionString }, { direct: true }).store(sdkTable) };
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(write, { minLength: 1, maxLength: 4, selector: ({ key: each }) => each }), key, async (writes, partitionOf) => {
        run += 1;
        const partition = `${run} ${partitionOf}`;
        const outcomes: readonly CommitOutcome[] = await Promise.all([bySdk.commit(partition, writes), direct.commit(partition, writes)]);
        for (const { key: each, value: written } of writes) {
          const rows: readonly (Row | undefined)[] = await Promise.all([readers.direct.read(partition, each), readers.bySdk.read(partition, each)]);
          expect(rows).toEqual(outcomes.map((outcome) => ({ partition, key: each, value: JSON.parse(JSON.stringify(written)) as unknown, etag: outcome.ok && outcome.etags.get(each) })));
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test.each<{ name: string; columns: Record<string, unknown> }>([
    { name: 'a count that is a double', columns: { n: { type: 'Double', value: '1.0' }, d0: '{"v":1}' } },
    { name: 'a count of 64 bits', columns: { n: { type: 'Int64', value: '1' }, d0: '{"v":1}' } },
    { name: 'a count that is text', columns: { n: '1', d0: '{"v":1}' } },
    { name: 'a date for text', columns: { n: 1, d0: { type: 'DateTime', value: '2026-01-01T00:00:00Z' } } },
    { name: 'bytes for text', columns: { n: 1, d0: { type: 'Binary', value: 'AQID' } } },
    { name: 'a GUID for text', columns: { n: 1, d0: { type: 'Guid', value: '00000000-0000-0000-0000-000000000001' } } },
    { name: 'columns of somebody else besides', columns: { n: 1, d0: '{"v":1}', at: { type: 'DateTime', value: '2026-01-01T00:00:00Z' }, big: { type: 'Int64', value: '12345678901234567' }, is: true, size: 2.5 } },
    { name: 'no columns', columns: {} },
  ])('a row edited by hand: $name', async ({ columns }) => {
    const { store } = await open(false);
    const table = `Direct${opened}`;
    const entity: TableEntity = { partitionKey: 'p', rowKey: 'k', ...columns };
    await TableClient.fromConnectionString(azurite.connectionString, table, { allowInsecureConnection: true }).createEntity(entity);
    const expected = await store.read('p', 'k');
    expect(expected).toMatchObject({ key: 'k' });
    await expect(openTables({ connectionString: azurite.connectionString }, { direct: true }).store(table).read('p', 'k')).resolves.toEqual(expected);
  });
});
