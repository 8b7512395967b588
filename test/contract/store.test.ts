import { openTables, type Tables } from '../../src/adapters/tables/openTables';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { storeContract } from '../support/storeContract';

let azurite: RunningAzurite;
let tables: Tables;
let opened = 0;

beforeAll(async () => {
  azurite = await startTestAzurite();
  tables = openTables({ connectionString: azurite.connectionString });
});
afterAll(() => azurite.stop());

storeContract('Azurite', async () => {
  opened += 1;
  const table = `Contract${opened}`;
  await tables.ensureTable(table);
  return tables.store(table);
});
