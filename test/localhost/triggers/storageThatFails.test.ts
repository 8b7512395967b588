import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { connectionString } from '../../../src/localhost/azurite';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type FunctionInvoker, type RegisteredFunction } from '../../../src/localhost/contracts';
import { BlobListener } from '../../../src/localhost/triggers/blobListener';
import { blobScheduleStore } from '../../../src/localhost/triggers/blobScheduleStore';
import { collectingLogger } from '../support/collectingLogger';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
});

/** A storage account that answers as told. @returns its connection string. */
const storage = async (answer: (request: string) => Answer): Promise<string> => {
  const opened = createServer((request: IncomingMessage, response) => {
    request.resume();
    const { status, headers = {}, body = '' } = answer(`${request.method} ${decodeURIComponent(request.url ?? '').replace('/devstoreaccount1/', '')}`);
    response.writeHead(status, { 'x-ms-request-id': '1', 'x-ms-version': '2025-01-05', ...headers });
    response.end(body);
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const { port } = opened.address() as AddressInfo;
  return connectionString({ blob: port, queue: port, table: port });
};

it('a schedule is stored once storage answers, though the first that should have been was refused', async () => {
  const asked: string[] = [];
  const store = blobScheduleStore(
    await storage((request) => {
      asked.push(request);
      return { status: asked.length === 1 ? 403 : 201 };
    }),
  );
  const status = { last: undefined, next: 60_000, lastUpdated: 0 };
  await expect(store.save('nightly', status)).rejects.toThrow();
  await store.save('nightly', status);
  await store.save('nightly', status);
  const container = 'PUT azure-webjobs-hosts?restype=container';
  const blob = 'PUT azure-webjobs-hosts/timers/localhost/Host.Functions.nightly/status';
  expect(asked).toEqual([container, container, blob, blob]);
});

it('a blob that cannot be settled is left alone until there has been a pause, and keeps no virtual clock from moving', async () => {
  const ofBlob = { etag: '"0x1"', 'last-modified': 'Mon, 30 Nov 2026 10:00:00 GMT', 'content-length': '1', 'x-ms-blob-type': 'BlockBlob' };
  const listed = '<Blob><Name>a.txt</Name><Properties><Last-Modified>Mon, 30 Nov 2026 10:00:00 GMT</Last-Modified><Etag>0x1</Etag><Content-Length>1</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>';
  const page = (blobs: string): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ContainerName="in"><Blobs>${blobs}</Blobs><NextMarker /></EnumerationResults>` });
  const account = await storage((request) => {
    if (request.includes('comp=list')) return page(request.startsWith('GET in?') ? listed : '');
    if (request.startsWith('PUT') && !request.includes('restype=container')) return { status: 400 };
    if (request.startsWith('HEAD in/a.txt')) return { status: 200, headers: ofBlob };
    if (request.startsWith('GET in/a.txt')) return { status: 200, headers: ofBlob, body: 'x' };
    return { status: 201 };
  });
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: 0, logger });
  const registered: RegisteredFunction = { name: 'arrived', trigger: { name: 'blob', type: 'blobTrigger', direction: 'in', path: 'in/{name}', connection: 'STORE' }, bindings: {} };
  let runs = 0;
  const invoker: FunctionInvoker = {
    functions: () => [registered],
    find: () => registered,
    invoke: async () => {
      runs += 1;
      return { ok: true, returnValue: null, outputs: {} };
    },
  };
  const listener = new BlobListener(registered, { invoker, clock, logger, setting: (name) => (name === 'STORE' ? account : undefined) }, 3_600_000);
  await listener.start();
  expect([await listener.look(), await listener.look()]).toEqual([0, 0]);
  await clock.advanceTo(86_400_000);
  await listener.stop();
  expect([runs, clock.now(), logger.lines.filter((line) => line.includes('could not be settled and comes again')).length]).toEqual([1, 86_400_000, 1]);
});
