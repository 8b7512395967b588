import { startAzurite, type RunningAzurite } from '../../../src/localhost/azurite';
import { TableStore } from '../../../src/localhost/durable/store/table';
import { storeContract } from '../../localhost/durable/storeContract';
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
