import { TableClient } from '@azure/data-tables';
import { startAzurite, type RunningAzurite } from '../../../src/localhost/azurite';
import { BrokenRow } from '../../../src/localhost/durable/store/port';
import { TableStore } from '../../../src/localhost/durable/store/table';
import { newRecord, storeContract } from '../../localhost/durable/storeContract';
import { collectingLogger } from '../../localhost/support/collectingLogger';

jest.mock('@azure/functions-core', () => jest.requireActual<{ currentCore: object }>('../../localhost/support/currentCore').currentCore, { virtual: true });
let azurite: RunningAzurite;
let hubs = 0;

beforeAll(async () => {
  azurite = await startAzurite({ logger: collectingLogger() });
});
afterAll(() => azurite.stop());

storeContract('Azurite', async () => {
  hubs += 1;
  const store = new TableStore(azurite.connectionString, `Hub${hubs}`);
  await store.open();
  return store;
});

test('a record that is damaged is listed with what is known of it, and refused where it is read', async () => {
  const store = new TableStore(azurite.connectionString, 'Damaged');
  await store.open();
  for (const id of ['a', 'b', 'c']) await store.create(newRecord(id, { status: 'Running' }));
  const table = TableClient.fromConnectionString(azurite.connectionString, 'DamagedInstances', { allowInsecureConnection: true });
  await table.updateEntity({ partitionKey: 'b', rowKey: 'i:b', p0: '{"kind":' }, 'Merge');
  const { records } = await store.list({ statuses: ['Running'] });
  const warning = expect.stringMatching(/^'b' cannot be read, its record is damaged \(.+\): it stands still until it is purged or the row is mended/) as string;
  expect(records.map((record) => [record.id, record.kind === 'orchestration' && record.warning])).toEqual([['a', undefined], ['b', warning], ['c', undefined]]);
  await expect(store.read('b')).rejects.toThrow(BrokenRow);
  await expect(store.load('b')).rejects.toThrow(BrokenRow);
  await store.purge('b');
  expect((await store.list({})).records.map(({ id }) => id)).toEqual(['a', 'c']);
});
