// So many customers of one partner, made by the compiled app on Azurite: what the first of them cost, and the last. Argument: how many. Progress on stderr, one line of JSON on stdout.
import { openTables } from '../../adapters/tables/openTables';
import { withBound } from '../../app/due/withBound';
import { instant } from '../../kernel/instant';
import { startAzurite } from '../../localhost';
import { tableNames, type Stores } from '../../wiring/wiring';
import { benchApp } from './benchApp';
import { addingCpu, type Cpu } from './cpuTime';

const AT_ONCE = 8;
const PART = 500;

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);

const run = async (customers: number): Promise<void> => {
  const azurite = await startAzurite({ logger: { log: (level, text) => (level === 'error' ? say(text) : undefined) } });
  try {
    const tables = openTables({ connectionString: azurite.connectionString }, { direct: true });
    await Promise.all(tableNames.map((name) => tables.ensureTable(name)));
    const { newCustomer } = await benchApp(Object.fromEntries(tableNames.map((name) => [name, tables.store(name)])) as unknown as Stores, () => instant('2021-06-18T10:00:00Z'));
    const parts: number[] = [];
    for (let from = 0; from < customers; from += PART) {
      const cpu: Cpu = { app: 0, store: 0 };
      await addingCpu(cpu, azurite.pid, () => withBound(AT_ONCE, Array.from({ length: PART }, (_, index) => from + index), async (number) => void (await newCustomer(number))));
      parts.push((cpu.app + cpu.store) / PART);
      say(`${from + PART} customers`);
    }
    console.log(JSON.stringify({ parts }));
  } finally {
    await azurite.stop();
  }
};

void run(Number(process.argv[2]));
