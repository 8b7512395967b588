// What requests to storage cost the process that sends them, beside Azurite: through the SDK and directly, taking turns, so that what else the machine does falls on both. Progress on stderr, one line of JSON on stdout.
import { openTables } from '../../adapters/tables/openTables';
import { type PartitionStore, type Write } from '../../kernel/partitionStore';
import { startAzurite } from '../../localhost';

const ROUNDS = 9;
const AT_ONCE = 8;
const PARTITIONS = 20;

type Way = 'sdk' | 'direct';
interface Work {
  readonly what: string;
  /** How often in a round. */
  readonly times: number;
  readonly run: (store: PartitionStore, turn: number) => Promise<unknown>;
}

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

/** As long as a subscription's row. */
const value = (turn: number): object => ({ type: 'subscription', turn, text: '"member":'.repeat(90) });
const rows = (count: number, turn: number): readonly Write[] => Array.from({ length: count }, (_, row) => ({ op: 'put', key: `row ${row}`, value: value(turn) }));
const partition = (turn: number): string => `customer ${turn % PARTITIONS}`;

const WORKS: readonly Work[] = [
  { what: 'a read', times: 400, run: (store, turn) => store.read(partition(turn), 'row 0') },
  { what: 'a read of nothing', times: 200, run: (store, turn) => store.read(partition(turn), 'none') },
  ...[1, 4, 20, 100].map((count) => ({ what: count === 1 ? 'a commit of one row' : `a commit of ${count} rows`, times: Math.ceil(400 / (count + 3)), run: (store: PartitionStore, turn: number) => store.commit(partition(turn), rows(count, turn)) })),
];

/** Microseconds of this process's CPU for each time. */
const cpuOf = async ({ times, run }: Work, store: PartitionStore): Promise<number> => {
  const before = process.cpuUsage();
  let turn = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (turn < times) await run(store, turn++);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measure = async (connectionString: string): Promise<void> => {
  const ways: ReadonlyMap<Way, PartitionStore> = new Map([
    ['sdk', openTables({ connectionString }).store('Bench')],
    ['direct', openTables({ connectionString }, { direct: true }).store('Bench')],
  ]);
  await openTables({ connectionString }).ensureTable('Bench');
  const measured = WORKS.map((work) => ({ work, sdk: [] as number[], direct: [] as number[] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const each of measured) {
      for (const [way, store] of ways) {
        const cpu = await cpuOf(each.work, store);
        // The first round fills the tables and warms up.
        if (round > 0) each[way].push(cpu);
      }
    }
    say(`round ${round} of ${ROUNDS}`);
  }
  console.log(JSON.stringify(measured.map(({ work, sdk, direct }) => ({ what: work.what, sdk: median(sdk), direct: median(direct) }))));
};

const run = async (): Promise<void> => {
  const azurite = await startAzurite({ logger: { log: (level, text) => (level === 'error' ? say(text) : undefined) } });
  try {
    await measure(azurite.connectionString);
  } finally {
    await azurite.stop();
  }
};

void run();
