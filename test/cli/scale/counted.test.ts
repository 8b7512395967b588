import { TalliedStore } from '../../../src/cli/bench/talliedStore';
import { counted, type Counts } from '../../../src/cli/scale/counted';
import { type Row, type Write } from '../../../src/kernel/partitionStore';
import { tableNames } from '../../../src/wiring/tables';
import { CountingStore, OperationCounts } from '../../support/countingStore';
import { rowsOf } from '../../support/rowsOf';
import { World } from '../../support/world';
import { outcomeOf } from '../../support/worldDesk';

const monthly = { sku: 'NCM365ENTE03:0001', quantity: 1 } as const;

const sizeOf = ({ partition, key, value }: Pick<Row, 'partition' | 'key' | 'value'>): number => partition.length + key.length + JSON.stringify(value).length;

/** How many of the size that targets are published for a write counts as: as many as it is long, and one at least. */
const entitiesOf = (partition: string, write: Write): number => (write.op === 'delete' ? 1 : Math.max(1, sizeOf({ partition, key: write.key, value: { ...write.value } }) / 1024));

/** Counts operations, and how large what is written is. */
class Counting {
  readonly counts = new OperationCounts();
  private readonly entities = new Map<string, number>();

  constructor(world: World) {
    world.restart((store, table) => new CountingStore(new TalliedStore(store, (partition, writes) => this.add(table, partition, writes)), table, this.counts));
  }

  private add(table: string, partition: string, writes: readonly Write[]): void {
    this.entities.set(table, writes.reduce((sum, write) => sum + entitiesOf(partition, write), this.entities.get(table) ?? 0));
  }

  /** What is counted of each table that was touched: requests that read, transactions, rows written. */
  taken(): Counts {
    return Object.fromEntries(
      tableNames.flatMap((table) => {
        const { read, list, listAcross, commit, writes } = this.counts.of(table);
        return read + list + listAcross + commit === 0 ? [] : [[table, { reads: read + list + listAcross, commits: commit, rows: writes, entities: Number((this.entities.get(table) ?? 0).toFixed(1)) }]];
      }),
    );
  }

  reset(): void {
    this.counts.reset();
    this.entities.clear();
  }
}

/** What stays for good is in these: deadlines and places in lists are written over. */
const HISTORY = ['Commerce', 'Events', 'Ledger'] as const;

const historyOf = async ({ stores }: World): Promise<ReadonlyMap<string, Row>> => {
  const rows = await Promise.all(HISTORY.map(async (table) => (await rowsOf(stores[table])).map((row): [string, Row] => [`${table} ${row.partition} ${row.key}`, row])));
  return new Map(rows.flat());
};

/** Within a twentieth: a word more or less in an event is no other cost. */
const EXACT = ['reads', 'commits', 'rows'] as const;
const expectAbout = (found: Counts, told: Counts): void => {
  const exact = (counts: Counts) => Object.fromEntries(Object.entries(counts).map(([table, count]) => [table, count && EXACT.map((each) => count[each])]));
  expect(exact(found)).toEqual(exact(told));
  const off = Object.entries(found).filter(([table, count]) => Math.abs((count?.entities ?? 0) - (told[table]?.entities ?? 0)) > 0.05 * (count?.entities ?? 0));
  expect(off).toEqual([]);
};

/** A customer with so many monthly subscriptions, the night of their second renewal: as any night, but for a process that has just started. */
const night = async (subscriptions: number) => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  await world.buy('havn', customer, Array.from({ length: subscriptions }, () => monthly));
  await world.advanceTo('2026-08-09T23:00:00Z');
  const before = await historyOf(world);
  const counting = new Counting(world);
  world.sleepUntil('2026-08-10T00:00:00Z');
  await world.settle();
  await world.app.covers.clear();
  const renewal = counting.taken();
  counting.reset();
  // Each renewal opens a window of seven days: it is said that it is about to close, and that it has closed.
  await world.advanceTo('2026-08-18T00:00:00Z');
  const left = [...(await historyOf(world))].filter(([place]) => !before.has(place)).map(([, row]) => row);
  return { renewal, windows: counting.taken(), left: { rows: left.length, characters: left.reduce((sum, row) => sum + sizeOf(row), 0) } };
};

test.each([1, 5, 20] as const)('what a night costs a customer with %d subscriptions is what the figures are made of', async (subscriptions) => {
  const { renewal, windows, left } = await night(subscriptions);
  const told = counted.nights[subscriptions];
  expectAbout(renewal, told.renewal);
  expectAbout(windows, told.windows);
  expect(left.rows).toBe(told.left.rows);
  expect(Math.abs(left.characters / told.left.characters - 1)).toBeLessThan(0.05);
});

test('and so is a change of seats of what was met before', async () => {
  const world = await World.at('2026-06-10T10:00:00Z');
  const customer = world.customer('Zonnebloem');
  const [id = ''] = await world.buy('havn', customer, [monthly]);
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 2 }));
  const counting = new Counting(world);
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 3 }));
  counting.reset();
  await outcomeOf(world.as('havn').patch(customer, id, { quantity: 4 }));
  await world.app.covers.clear();
  expectAbout(counting.taken(), counted.change);
});
