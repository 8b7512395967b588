import fc from 'fast-check';
import { MemoryPartitionStore } from '../../src/adapters/memory/memoryPartitionStore';
import { openTables, type Tables } from '../../src/adapters/tables/openTables';
import { ANY_ETAG, type PartitionStore, type Row, type RowPage, type Write } from '../../src/kernel/partitionStore';
import { type RunningAzurite } from '../../src/localhost/azurite';
import { startTestAzurite } from '../support/azurite';

/** Printed with every failure by fast-check; change it to look elsewhere. */
const SEED = 20_260_131;
const RUNS = 60;

const key = fc.constantFrom('a', 'a|', 'a|1', 'a|2', 'a}', 'B', 'b/c', 'ü', "q'");
const partition = fc.constantFrom('p', 'p|1', 'Q', 'ö');
const value = fc.record({ type: fc.constantFrom<unknown>('x', 'ü', 7), text: fc.oneof({ weight: 9, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) }, { weight: 1, arbitrary: fc.constant('x'.repeat(40_000)) }) });

/** An update, and a delete on a condition, name the etag by age, as each store has its own: 0 the latest that was seen of that row. */
const write = fc.oneof(
  fc.record({ op: fc.constant('create' as const), key, value }),
  fc.record({ op: fc.constant('put' as const), key, value }),
  fc.record({ op: fc.constant('delete' as const), key }),
  fc.record({ op: fc.constant('delete' as const), key, age: fc.nat({ max: 1 }) }),
  fc.record({ op: fc.constant('update' as const), key, value, age: fc.nat({ max: 1 }) }),
);
type SymbolicWrite = typeof write extends fc.Arbitrary<infer T> ? T : never;

const limit = fc.integer({ min: 1, max: 5 });
const command = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('commit' as const), partition, writes: fc.uniqueArray(write, { maxLength: 5, selector: (w) => w.key }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('read' as const), partition, key }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('list' as const), partition, prefix: fc.option(key, { nil: '' }), after: fc.option(key, { nil: '' }), limit }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('listAcross' as const), fromPartition: partition, toPartition: partition, prefix: fc.option(key, { nil: '' }), limit }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const content = (row: Row | undefined) => row && { partition: row.partition, key: row.key, value: row.value };

/** Runs commands and answers in terms that do not depend on the store: no etags, no continuations. */
class Player {
  private readonly etags = new Map<string, string[]>();

  constructor(private readonly store: PartitionStore) {}

  async play(step: Command): Promise<unknown> {
    switch (step.does) {
      case 'commit':
        return this.commit(step.partition, step.writes);
      case 'read':
        return content(await this.store.read(step.partition, step.key));
      case 'list':
        return this.pages((from) => this.store.list(step.partition, { prefix: step.prefix, after: step.after, limit: step.limit, ...from }));
      case 'listAcross':
        return this.pages((from) => this.store.listAcross({ fromPartition: step.fromPartition, toPartition: step.toPartition, prefix: step.prefix, limit: step.limit, ...from }));
    }
  }

  private async commit(partition: string, writes: readonly SymbolicWrite[]): Promise<unknown> {
    const outcome = await this.store.commit(partition, writes.map((each) => this.concrete(partition, each)));
    if (!outcome.ok) return outcome;
    for (const [key, etag] of outcome.etags) this.etags.set(`${partition} ${key}`, [etag, ...(this.etags.get(`${partition} ${key}`) ?? [])]);
    return [...outcome.etags.keys()];
  }

  private concrete(partition: string, each: SymbolicWrite): Write {
    if (each.op === 'delete' && !('age' in each)) return { ...each, etag: ANY_ETAG };
    if (each.op !== 'update' && each.op !== 'delete') return each;
    const etag = this.etags.get(`${partition} ${each.key}`)?.[each.age] ?? 'W/"datetime\'2000-01-01T00%3A00%3A00.0000000Z\'"';
    return each.op === 'delete' ? { op: 'delete', key: each.key, etag } : { op: 'update', key: each.key, value: each.value, etag };
  }

  private async pages(read: (from: { continuation?: string }) => Promise<RowPage>): Promise<unknown> {
    const rows: unknown[] = [];
    let page = await read({});
    rows.push(...page.rows.map(content));
    while (page.continuation !== undefined) {
      page = await read({ continuation: page.continuation });
      rows.push(...page.rows.map(content));
    }
    return rows;
  }
}

let azurite: RunningAzurite;
let tables: Tables;
let opened = 0;

beforeAll(async () => {
  azurite = await startTestAzurite();
  tables = openTables({ connectionString: azurite.connectionString });
});
afterAll(() => azurite.stop());

test(`memory and Azurite answer alike (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40, size: 'max' }), async (commands) => {
      opened += 1;
      await tables.ensureTable(`Equivalence${opened}`);
      const [memory, table] = [new Player(new MemoryPartitionStore()), new Player(tables.store(`Equivalence${opened}`))];
      for (const step of commands) expect({ step, answer: await table.play(step) }).toEqual({ step, answer: await memory.play(step) });
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
