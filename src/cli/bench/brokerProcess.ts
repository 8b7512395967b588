// A local Service Bus with the topology of the project, in a process of its own, so that its memory and its core are its own. Its journal is the first argument. Prints the connection string; collects garbage and says so
// at every SIGUSR2.
import { join } from 'node:path';
import { RealClock } from '../../localhost';
import { readTopology, startBroker } from '../../localhost/servicebus';
import { PROJECT_ROOT } from '../projectRoot';

const logger = { log: (level: string, text: string): void => void process.stderr.write(`  ${level}: ${text}\n`) };

const run = async (journal: string): Promise<void> => {
  const broker = await startBroker({ topology: readTopology(join(PROJECT_ROOT, 'infra', 'servicebus.json')), clock: new RealClock({ logger }), logger, journal });
  process.on('SIGUSR2', () => {
    (globalThis as { readonly gc?: () => void }).gc?.();
    console.log('collected');
  });
  console.log(`broker: ${broker.connectionString}`);
};

void run(process.argv[2] ?? '');
