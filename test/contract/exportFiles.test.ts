import { blobExportFiles } from '../../src/adapters/blobs/blobExportFiles';
import { StoreUnavailable } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { exportFilesContract } from '../support/exportFilesContract';

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startTestAzurite();
});
afterAll(() => azurite.stop());

const filesAt = (realTime: () => Date) => blobExportFiles({ connectionString: azurite.connectionString }, { realTime });
const now = () => new Date();
const HOUR = 3_600_000;
const id = '3f2a5c1e-5555-4555-8555-555555555555';

exportFilesContract('Azurite', async () => {
  const files = filesAt(now);
  return {
    files,
    read: async (exportId, name) => {
      const { rootDirectory, sasToken } = await files.link(exportId, 1);
      const answer = await fetch(`${rootDirectory}/${name}?${sasToken}`);
      return answer.status === 200 ? answer.text() : undefined;
    },
  };
});

describe('[BIL-4] a link', () => {
  beforeAll(() => filesAt(now).put(id, 'a.gz', Buffer.from('x')));

  test('reads a file without another header, and neither lists, writes nor opens another folder', async () => {
    const { rootDirectory, sasToken } = await filesAt(now).link(id, 1);
    const other = '3f2a5c1e-6666-4666-8666-666666666666';
    await filesAt(now).put(other, 'a.gz', Buffer.from('y'));
    const read = await fetch(`${rootDirectory}/a.gz?${sasToken}`);
    expect([read.status, await read.text(), read.headers.get('content-type')]).toEqual([200, 'x', 'application/gzip']);
    expect((await fetch(`${rootDirectory}?restype=container&comp=list&${sasToken}`)).status).toBe(403);
    expect((await fetch(`${rootDirectory}/b.gz?${sasToken}`, { method: 'PUT', body: 'z', headers: { 'x-ms-blob-type': 'BlockBlob' } })).status).toBe(403);
    expect((await fetch(`${rootDirectory.replace(id, other)}/a.gz?${sasToken}`)).status).toBe(403);
    expect((await fetch(`${rootDirectory}/a.gz`)).status).not.toBe(200);
  });

  test('ends after its hours of real time', async () => {
    const { rootDirectory, sasToken } = await filesAt(() => new Date(Date.now() - 2 * HOUR)).link(id, 1);
    expect((await fetch(`${rootDirectory}/a.gz?${sasToken}`)).status).toBe(403);
  });
});

test('[BIL-4] storage that cannot be reached is unavailable', async () => {
  const files = blobExportFiles({ connectionString: 'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:9/devstoreaccount1' }, { realTime: now, tries: 1 });
  await expect(files.put(id, 'a.gz', Buffer.from('x'))).rejects.toBeInstanceOf(StoreUnavailable);
});
