import { openTables, type Tables } from '../../src/adapters/tables/openTables';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { storeContract } from '../support/storeContract';

let azurite: RunningAzurite;
let bySdk: Tables;
let direct: Tables;
let opened = 0;

beforeAll(async () => {
  azurite = await startTestAzurite();
  bySdk = openTables({ connectionString: azurite.connectionString });
  direct = openTables({ connectionString: azurite.connectionString }, { direct: true });
});
afterAll(() => azurite.stop());

const emptyIn = async (tables: Tables) => {
  opened += 1;
  const table = `Contract${opened}`;
  await tables.ensureTable(table);
  return tables.store(table);
};

storeContract('Azurite, through the SDK', () => emptyIn(bySdk));
storeContract('Azurite, directly', () => emptyIn(direct));
