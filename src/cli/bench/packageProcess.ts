// The package on the local runtime, in a process of its own: the CPU that it takes until it is loaded, and until its first answer was given. Argument: its folder. Settings are in the environment. One line of JSON on stdout, with the address when it can be asked, and one with the figures.
import { startHost, VirtualClock } from '../../localhost';
import { createDurableRuntime } from '../../localhost/durable';

/** Milliseconds of CPU since the process began, its libraries for this measurement not counted: these are loaded by now. */
const since = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const run = async (folder: string): Promise<void> => {
  // Stands still, so that no timer runs in between.
  const clock = new VirtualClock({ start: Date.parse('2026-01-31T10:00:30Z'), logger: { log: () => undefined } });
  const before = process.cpuUsage();
  let loaded = 0;
  const { url } = await startHost({
    root: folder,
    clock,
    storage: 'memory',
    port: 0,
    logger: { log: (level, text) => (level === 'error' ? console.error(text) : undefined) },
    durable: createDurableRuntime,
    onAnswered: ({ answer }) => {
      console.log(JSON.stringify({ loaded, answered: since(before), status: answer.status }));
      process.exit(0);
    },
  });
  loaded = since(before);
  console.log(JSON.stringify({ url }));
};

void run(process.argv[2] ?? '');
