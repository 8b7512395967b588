import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { type RunningAzurite, startAzurite } from '../../../src/localhost/azurite';
import { collectingLogger } from '../../localhost/support/collectingLogger';
import { startTestApp, type TestApp } from '../../localhost/support/testApp';

jest.mock('@azure/functions-core', () => jest.requireActual<typeof import('../../localhost/support/currentCore')>('../../localhost/support/currentCore').currentCore, { virtual: true });

let azurite: RunningAzurite;
let app: TestApp | undefined;
beforeAll(async () => {
  azurite = await startAzurite({ logger: collectingLogger() });
});
afterAll(() => azurite.stop());
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const connection = '';
const start = async (register: (functions: typeof import('@azure/functions')) => void): Promise<TestApp> => {
  app = await startTestApp(register, { settings: { AzureWebJobsStorage: azurite.connectionString, IN: 'inbox' }, hostJson: { extensions: { http: { routePrefix: '' }, queues: { messageEncoding: 'none', maxPollingInterval: '00:00:00.1' } } } });
  return app;
};
const blobs = (): BlobServiceClient => BlobServiceClient.fromConnectionString(azurite.connectionString);
const table = (name: string): TableClient => TableClient.fromConnectionString(azurite.connectionString, name, { allowInsecureConnection: true });
/** Asks until something is there: queues and blobs are looked for in real time. */
const until = async <T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

it('several outputs at once, of a request: a blob, a table and a queue, and the answer', async () => {
  const { fetch } = await start(({ app: functions, output }) => {
    const blob = output.storageBlob({ path: 'reports/{id}.json', connection });
    const row = output.table({ tableName: 'Reports', connection, partitionKey: '{id}' });
    const item = output.storageQueue({ queueName: 'reports', connection });
    functions.http('report', {
      route: 'report/{id}',
      methods: ['POST'],
      extraOutputs: [blob, row, item],
      handler: async (request, context) => {
        context.extraOutputs.set(blob, { content: await request.text() });
        context.extraOutputs.set(row, [{ RowKey: '1', total: 5, at: 'x' }, { partitionKey: 'other', rowKey: '2', nested: { a: 1 } }]);
        context.extraOutputs.set(item, 'made');
        return { status: 201 };
      },
    });
  });
  expect((await fetch('/report/r7', { method: 'POST', body: 'hello' })).status).toBe(201);
  expect((await blobs().getContainerClient('reports').getBlobClient('r7.json').downloadToBuffer()).toString()).toBe('{"content":"hello"}');
  expect(await table('Reports').getEntity('r7', '1')).toMatchObject({ total: 5, at: 'x' });
  expect(await table('Reports').getEntity('other', '2')).toMatchObject({ nested: '{"a":1}' });
  const { receivedMessageItems } = await QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('reports').receiveMessages();
  expect(receivedMessageItems.map(({ messageText }) => messageText)).toEqual(['made']);
  // The entity is there already: the call fails, and its log says why.
  expect((await fetch('/report/r7', { method: 'POST', body: 'again' })).status).toBe(500);
  expect(app?.lines.at(-1)).toMatch(/^error: Function "report" failed: RestError: .*/);
});

it('inputs: an entity, a list, a blob as bytes and as text, and nothing where there is none', async () => {
  const prices = table('Prices');
  await prices.createTable();
  for (const [rowKey, amount] of [['a', 1], ['b', 2], ['c', 3]] as const) await prices.createEntity({ partitionKey: 'NL', rowKey, amount, large: 5n, note: "it's" });
  const container = blobs().getContainerClient('texts');
  await container.create();
  await container.getBlockBlobClient('one.txt').uploadData(Buffer.from('{"not":"parsed as bytes"}'));
  const { fetch } = await start(({ app: functions, input }) => {
    const one = input.table({ tableName: 'Prices', connection, partitionKey: 'NL', rowKey: '{row}' });
    const some = input.table({ tableName: 'Prices', connection, partitionKey: 'NL', filter: "amount gt 1 and note eq 'it''s'", take: 1 });
    const none = input.table({ tableName: 'Nowhere', connection });
    const bytes = input.storageBlob({ path: 'texts/{row}.txt', connection });
    const text = input.generic({ type: 'blob', path: 'texts/one.txt', dataType: 'string' });
    functions.http('read', {
      route: 'read/{row}',
      extraInputs: [one, some, none, bytes, text],
      handler: (_, { extraInputs }) => ({ jsonBody: [extraInputs.get(one), extraInputs.get(some), extraInputs.get(none), Buffer.isBuffer(extraInputs.get(bytes)), extraInputs.get(text)].map((value) => value ?? null) }),
    });
  });
  const list = [{ PartitionKey: 'NL', RowKey: 'b', amount: 2, large: 5, note: "it's" }];
  expect(await (await fetch('/read/a')).json()).toEqual([{ PartitionKey: 'NL', RowKey: 'a', amount: 1, large: 5, note: "it's" }, list, [], false, { not: 'parsed as bytes' }]);
  expect(await (await fetch('/read/one')).json()).toEqual([null, list, [], true, { not: 'parsed as bytes' }]);
});

it('a blob trigger: each blob once, again when it has changed, five times when it fails, and not again after a restart', async () => {
  const container = blobs().getContainerClient('inbox');
  await container.create();
  const put = (name: string, text: string): Promise<unknown> => container.getBlockBlobClient(name).uploadData(Buffer.from(text));
  const ran: string[] = [];
  const register = ({ app: functions, output }: typeof import('@azure/functions')): void => {
    const copy = output.storageBlob({ path: 'copies/{name}.bak', connection });
    functions.storageBlob('copy', {
      path: '%IN%/{name}.txt',
      connection,
      return: copy,
      handler: (blob, { triggerMetadata }) => {
        ran.push(`${String(triggerMetadata?.['name'])} ${String(triggerMetadata?.['blobTrigger'])} ${(blob as Buffer).toString()}`);
        if ((blob as Buffer).toString() === 'bad') throw new Error('no luck');
        return blob;
      },
    });
  };
  await put('a.txt', 'one');
  await put('a.png', 'no');
  await start(register);
  await until(() => (ran.length === 1 ? ran : undefined));
  await put('a.txt', 'two');
  await until(() => (ran.length === 2 ? ran : undefined));
  expect(ran).toEqual(['a inbox/a.txt one', 'a inbox/a.txt two']);
  await put('b.txt', 'bad');
  const poison = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('webjobs-blobtrigger-poison');
  const message = await until(async () => ((await poison.exists()) ? (await poison.receiveMessages()).receivedMessageItems[0]?.messageText : undefined));
  expect(JSON.parse(Buffer.from(message, 'base64').toString())).toMatchObject({ FunctionId: 'Host.Functions.copy', ContainerName: 'inbox', BlobName: 'b.txt' });
  await app?.stop();
  expect(ran.slice(2)).toEqual(Array(5).fill('b inbox/b.txt bad'));
  expect((await blobs().getContainerClient('copies').getBlobClient('a.bak').downloadToBuffer()).toString()).toBe('two');
  await put('c.txt', 'three');
  await start(register);
  await until(() => (ran.length >= 8 ? ran : undefined));
  expect(ran.slice(7)).toEqual(['c inbox/c.txt three']);
});
