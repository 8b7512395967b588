import { openTables } from '../../src/adapters/tables/openTables';
import { type Deadline } from '../../src/app/due/deadline';
import { DeadlineIndex } from '../../src/app/due/deadlineIndex';
import { instant, plusMinutes, type Instant } from '../../src/kernel/instant';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';
import { CountingStore } from '../support/countingStore';

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startTestAzurite();
});
afterAll(() => azurite.stop());

const tenOClock = instant('2026-01-31T10:00:00.000Z');
const deadline = (at: Instant, n: number): Deadline => ({ at, kind: 'renewal', customerId: `customer${n}`, subject: `s${n}`, data: { n } });

test('the bounds of the deadline index mean to Table Storage what they mean in memory', async () => {
  const tables = openTables({ connectionString: azurite.connectionString });
  await tables.ensureTable('Deadlines');
  const store = new CountingStore(tables.store('Deadlines'));
  const index = new DeadlineIndex(store, { onCorrupt: async (row, reason) => expect([row, reason]).toBeUndefined() });

  const all = Array.from({ length: 120 }, (_, n) => deadline(plusMinutes(tenOClock, n - 60), n));
  await index.put(all);
  store.counts.reset();
  expect(await index.earliest()).toBe(all[0]?.at);
  expect(await index.due(plusMinutes(tenOClock, 20))).toEqual({ deadlines: all.slice(0, 81) });
  expect(store.counts.operations()).toBe(2);

  const found: Deadline[] = [];
  for (let page = await index.due(tenOClock, 7); ; page = await index.due(tenOClock, 7, page.continuation)) {
    found.push(...page.deadlines);
    await index.remove(page.deadlines);
    if (page.continuation === undefined) break;
  }
  expect(found.map(({ subject }) => subject).toSorted()).toEqual(all.slice(0, 61).map(({ subject }) => subject).toSorted());
  await index.remove(found);
  expect(await index.earliest()).toBe(all[61]?.at);
});
