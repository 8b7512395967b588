// The same midnight, and the windows that its renewals open, by the whole app on the local runtime: timers, sweep, orchestrations with their history, activities, pages; no bus. Arguments as of midnightProcess. Progress on stderr,
// one line of JSON on stdout.
import { openTables } from '../../adapters/tables/openTables';
import { toMillis, instant } from '../../kernel/instant';
import { startHost, VirtualClock } from '../../localhost';
import { createDurableRuntime } from '../../localhost/durable';
import { readSampleWorld } from '../../sandbox/sampleFiles';
import { localSettings } from '../../sandbox/settings';
import { PROJECT_ROOT } from '../projectRoot';
import { addingCpu, type Cpu } from './cpuTime';
import { beforeMidnight, say } from './midnightWorld';

/** Rows of all customers whose keys begin so. */
const countOf = async (connectionString: string, prefix: string): Promise<number> => {
  const store = openTables({ connectionString }, { direct: true }).store('Commerce');
  let [count, continuation]: [number, string | undefined] = [0, undefined];
  do {
    const page: Awaited<ReturnType<typeof store.listAcross>> = await store.listAcross({ fromPartition: '!', toPartition: '~', prefix, ...(continuation !== undefined && { continuation }) });
    [count, continuation] = [count + page.rows.length, page.continuation];
  } while (continuation !== undefined);
  return count;
};

const logger = { log: (level: string, text: string): void => (level === 'error' ? say(text) : undefined) };

const run = async (): Promise<void> => {
  const [total = 10_000, each = 20] = process.argv.slice(2).map(Number);
  const azurite = await beforeMidnight(total, each);
  const { connectionString, pid } = azurite;
  const clock = new VirtualClock({ start: toMillis(instant('2021-07-17T23:00:00Z')), logger });
  const { operatorTenantId } = await readSampleWorld(PROJECT_ROOT);
  const host = await startHost({
    root: PROJECT_ROOT,
    port: 0,
    clock,
    settings: localSettings({ url: 'http://127.0.0.1:1', storage: connectionString, serviceBus: '', mail: '', operatorTenantId }, {}),
    logger,
    storage: { connectionString },
    durable: createDurableRuntime,
  });
  const advanceTo = async (at: string): Promise<void> => {
    await clock.advanceTo(toMillis(instant(at)));
    await clock.pause(async () => undefined);
  };
  const across = async (from: string, to: string, prefix: string) => {
    await advanceTo(from);
    const before = await countOf(connectionString, prefix);
    const cpu: Cpu = { app: 0, store: 0 };
    await addingCpu(cpu, pid, () => advanceTo(to));
    return { items: (await countOf(connectionString, prefix)) - before, cpu };
  };
  try {
    const renewals = await across('2021-07-17T23:58:00Z', '2021-07-18T00:00:30Z', 'charge|');
    say(`${renewals.items} renewed by the whole path`);
    const closing = await across('2021-07-23T23:58:00Z', '2021-07-24T00:00:30Z', 'event|window|');
    say(`${closing.items} windows announced by the whole path`);
    console.log(JSON.stringify({ renewals, closing }));
  } finally {
    await host.stop();
    await azurite.stop();
  }
};

void run();
