import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { openTables, type TableOptions } from '../../src/adapters/tables/openTables';
import { ANY_ETAG, StoreUnavailable } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';

let azurite: RunningAzurite;
let server: Server | undefined;
/** How the store that is being tried sends its requests. */
let direct = false;

beforeAll(async () => {
  azurite = await startTestAzurite();
});
afterAll(() => azurite.stop());
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
});

/** A store that speaks to `listener` in place of the storage account. */
const storeBehind = async (listener: RequestListener, options: TableOptions) => {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connectionString = azurite.connectionString.replace(`:${azurite.ports.table}/`, `:${port}/`);
  return openTables({ connectionString }, { ...options, direct }).store('Faults');
};

const forward = async (incoming: IncomingMessage): Promise<IncomingMessage> => {
  const outgoing = request({ hostname: '127.0.0.1', port: azurite.ports.table, method: incoming.method, path: incoming.url, headers: incoming.headers });
  incoming.pipe(outgoing);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return answer;
};

const relay = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const answer = await forward(incoming);
  response.writeHead(answer.statusCode ?? 500, answer.headers);
  answer.pipe(response);
};

const create = { op: 'create', key: 'k', value: {} } as const;

describe.each([
  { name: 'through the SDK', isDirect: false, partition: 'sdk' },
  { name: 'directly', isDirect: true, partition: 'direct' },
])('a store that sends its requests $name', ({ isDirect, partition }) => {
  beforeEach(() => {
    direct = isDirect;
  });

  test.each([429, 500, 503])('%d on every try is StoreUnavailable, for all four operations', async (status) => {
    const store = await storeBehind((_, response) => response.writeHead(status, { 'Retry-After': '0' }).end(), { retries: 1 });
    await expect(store.read('p', 'k')).rejects.toThrow(StoreUnavailable);
    await expect(store.list('p', {})).rejects.toThrow(StoreUnavailable);
    await expect(store.listAcross({ fromPartition: 'a', toPartition: 'b' })).rejects.toThrow(StoreUnavailable);
    await expect(store.commit('p', [create])).rejects.toThrow(StoreUnavailable);
    await expect(store.commit('p', [create, { ...create, key: 'l' }])).rejects.toThrow(StoreUnavailable);
  });

  test('an overload that passes is not seen; the request is repeated as often as configured', async () => {
    let tries = 0;
    const store = await storeBehind(
      (_, response) => {
        tries += 1;
        if (tries <= 3) response.writeHead(503, { 'Retry-After': '0' }).end();
        else response.writeHead(204, { ETag: 'W/"1"' }).end();
      },
      { retries: 3 },
    );
    expect(await store.commit('p', [create])).toEqual({ ok: true, etags: new Map([['k', 'W/"1"']]) });
    expect(tries).toBe(4);
  });

  test('nobody listening is StoreUnavailable', async () => {
    const store = await storeBehind(() => undefined, { retries: 0 });
    server?.close();
    await expect(store.read('p', 'k')).rejects.toThrow(StoreUnavailable);
  });

  test('an answer that never comes is StoreUnavailable, after another try', async () => {
    let tries = 0;
    const store = await storeBehind(() => (tries += 1), { retries: 1, timeoutMillis: 20 });
    await expect(store.commit('p', [create])).rejects.toThrow(StoreUnavailable);
    expect(tries).toBe(2);
  });

  test('a fault that repeating cannot cure stays what it is', async () => {
    const store = await storeBehind((_, response) => response.writeHead(403).end(), { retries: 0 });
    await expect(store.read('p', 'k')).rejects.toMatchObject({ name: 'RestError', statusCode: 403 });
  });

  test('a table that does not exist is a fault, not a missing row', async () => {
    const store = openTables({ connectionString: azurite.connectionString }, { direct }).store('Nowhere');
    await expect(store.read('p', 'k')).rejects.toMatchObject({ name: 'RestError', statusCode: 404 });
    await expect(store.commit('p', [{ op: 'delete', key: 'k', etag: ANY_ETAG }])).rejects.toMatchObject({ name: 'RestError', statusCode: 404 });
    await expect(store.commit('p', [{ op: 'delete', key: 'k', etag: 'W/"datetime\'2026-01-01T00%3A00%3A00.0000000Z\'"' }])).rejects.toMatchObject({ name: 'RestError', statusCode: 404 });
    await expect(store.commit('p', [{ op: 'update', key: 'k', value: {}, etag: 'W/"1"' }])).rejects.toMatchObject({ name: 'RestError', statusCode: 404 });
  });

  test('ensureTable may be repeated, also at the same time', async () => {
    const tables = openTables({ connectionString: azurite.connectionString });
    await Promise.all([tables.ensureTable(`Twice${partition}`), tables.ensureTable(`Twice${partition}`)]);
    await tables.ensureTable(`Twice${partition}`);
    expect(await tables.store(`Twice${partition}`).commit('p', [create])).toMatchObject({ ok: true });
  });

  describe('when the answer of a commit is lost', () => {
    const others = () => openTables({ connectionString: azurite.connectionString }).store('Faults');

    /** The first request is carried out and not answered. @param meanwhile what others do before it is sent again. */
    const losing = async (meanwhile: () => Promise<unknown> = () => Promise.resolve()) => {
      await openTables({ connectionString: azurite.connectionString }).ensureTable('Faults');
      const methods: (string | undefined)[] = [];
      const store = await storeBehind(
        (incoming, response) => {
          methods.push(incoming.method);
          if (methods.length > 1) return void relay(incoming, response);
          void forward(incoming).then(async (answer) => {
            answer.resume();
            await meanwhile();
            incoming.socket.destroy();
          });
        },
        { retries: 1 },
      );
      return { store, methods };
    };

    test('and it is sent again, it knows its own row, and the etag that it gives is the row’s', async () => {
      const { store, methods } = await losing();
      const outcome = await store.commit(`one ${partition}`, [create]);
      const row = await others().read(`one ${partition}`, 'k');
      expect([outcome, methods]).toEqual([{ ok: true, etags: new Map([['k', row?.etag]]) }, ['POST', 'POST', 'GET']]);
    });

    test('the same of an update', async () => {
      const { store } = await losing();
      const made = await others().commit(`update ${partition}`, [create]);
      const etag = (made.ok && made.etags.get('k')) || '';
      const outcome = await store.commit(`update ${partition}`, [{ op: 'update', key: 'k', value: { n: 2 }, etag }]);
      const row = await others().read(`update ${partition}`, 'k');
      expect([outcome, row?.value]).toEqual([{ ok: true, etags: new Map([['k', row?.etag]]) }, { n: 2 }]);
    });

    test('a transaction does too, with rows that it took away', async () => {
      const { store, methods } = await losing();
      await others().commit(`several ${partition}`, [{ op: 'put', key: 'gone', value: {} }]);
      const outcome = await store.commit(`several ${partition}`, [{ op: 'delete', key: 'gone', etag: ANY_ETAG }, create, { op: 'put', key: 'l', value: {} }]);
      const rows = (await others().list(`several ${partition}`, {})).rows;
      expect([outcome, methods]).toEqual([{ ok: true, etags: new Map(rows.map(({ key, etag }) => [key, etag])) }, ['POST', 'POST', 'POST', 'GET', 'GET']]);
      expect(rows.map(({ key }) => key)).toEqual(['k', 'l']);
    });

    test('of a row that others wrote over before it was sent again it gives an etag with which nothing can be written', async () => {
      const over = `over ${partition}`;
      const { store } = await losing(() => others().commit(over, [{ op: 'put', key: 'k', value: { of: 'others' } }]));
      const outcome = await store.commit(over, [create, { ...create, key: 'l' }]);
      if (!outcome.ok) throw new Error('It happened');
      const write = async (key: string) => others().commit(over, [{ op: 'update', key, value: { of: 'me' }, etag: outcome.etags.get(key) ?? '' }]);
      expect(await write('k')).toEqual({ ok: false, conflict: { key: 'k', reason: 'changed' } });
      expect(await write('l')).toMatchObject({ ok: true });
      expect((await others().read(over, 'k'))?.value).toEqual({ of: 'others' });
    });

    test('where others wrote over all of it, it is a conflict', async () => {
      const all = `all ${partition}`;
      const { store } = await losing(() => others().commit(all, [{ op: 'put', key: 'k', value: { of: 'others' } }]));
      expect(await store.commit(all, [create])).toEqual({ ok: false, conflict: { key: 'k', reason: 'exists' } });
    });

    test('what somebody else wrote, in the very same words, is a conflict, though it was sent twice', async () => {
      const same = `same ${partition}`;
      await others().commit(same, [create]);
      const { store, methods } = await losing();
      expect([await store.commit(same, [create]), methods]).toEqual([{ ok: false, conflict: { key: 'k', reason: 'exists' } }, ['POST', 'POST', 'GET']]);
    });
  });

  test('a conflict with others costs no read', async () => {
    await openTables({ connectionString: azurite.connectionString }).ensureTable('Faults');
    const methods: (string | undefined)[] = [];
    const store = await storeBehind((incoming, response) => {
      methods.push(incoming.method);
      void relay(incoming, response);
    }, {});
    await store.commit(`others ${partition}`, [create]);
    expect(await store.commit(`others ${partition}`, [create])).toMatchObject({ ok: false });
    expect(await store.commit(`others ${partition}`, [create, { ...create, key: 'l' }])).toMatchObject({ ok: false });
    expect(methods).toEqual(['POST', 'POST', 'POST']);
  });

  test('deleting many missing rows among others takes two rounds, not one for each', async () => {
    await openTables({ connectionString: azurite.connectionString }).ensureTable('Faults');
    const writes: (string | undefined)[] = [];
    const store = await storeBehind((incoming, response) => {
      if (incoming.method !== 'GET') writes.push(incoming.method);
      void relay(incoming, response);
    }, {});
    const missing = Array.from({ length: 30 }, (_, i) => ({ op: 'delete', key: `none${i}`, etag: ANY_ETAG }) as const);
    expect(await store.commit(`rounds ${partition}`, [...missing, create, { ...create, key: 'l' }])).toMatchObject({ ok: true });
    expect(writes).toEqual(['POST', 'POST']);
  });
});
