import { join } from 'node:path';
import { listPartners } from '../../src/app/partner/listPartners';
import { loadPartners } from '../../src/sandbox/sampleWorld';
import { FaultPlan, FaultyStore } from '../support/faultyStore';
import { seenByCaller } from '../support/worldFaults';
import { memoryStores } from '../support/worldStores';
import { World } from '../support/world';

const ROOT = join(__dirname, '..', '..');
const AT = '2026-03-02T10:00:00.000Z';

test('[PAR-4] a start that is killed while it makes the sample’s partners is taken up again by the next one; a store that holds them is left alone', async () => {
  const { stores } = await World.at(AT, memoryStores());
  const plan = new FaultPlan([{ at: 'commit', nth: 6, does: 'dieBefore' }]);
  const killed = await World.at(AT, stores, (store, table) => (table === 'Partners' ? new FaultyStore(store, plan) : store));
  await seenByCaller(loadPartners(killed.app, ROOT));
  expect((await listPartners(killed.stores.Partners, 500)).items).toHaveLength(4);
  killed.restart();
  await loadPartners(killed.app, ROOT);
  const { items } = await listPartners(killed.stores.Partners, 500);
  expect([items.length, items.find(({ slug }) => slug === 'polder')?.resellers.length]).toEqual([11, 8]);
  const before = await killed.dump();
  await loadPartners(killed.app, ROOT);
  expect(await killed.dump()).toEqual(before);
});
