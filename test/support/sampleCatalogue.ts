import { MemoryExportFiles } from '../../src/adapters/memory/memoryExportFiles';
import { join } from 'node:path';
import { wire, type Stores } from '../../src/wiring/wiring';
import { loadSampleWorld } from '../../src/sandbox/sampleWorld';
import { FixedClock } from './fixedClock';
import { testConfig } from './worldConfig';
import { textsOfWorker } from './textsOfWorker';
import { memoryStores, textOfStores, writeText } from './worldStores';

const root = join(__dirname, '..', '..');

const loadAnew = async (stores: Stores): Promise<void> => {
  const refuse = (message: string, cause?: unknown): never => {
    throw new Error(message, { cause });
  };
  const silent = { info: () => undefined, warn: refuse, error: refuse };
  const app = wire({ config: testConfig, stores, exportFiles: new MemoryExportFiles(), clock: new FixedClock('2021-01-01T00:00:00Z'), log: silent });
  await loadSampleWorld(app, root, () => undefined);
};

const KEPT = 'the sample as stored';

const load = async (): Promise<Stores> => {
  const stores = memoryStores();
  const kept = textsOfWorker.get(KEPT);
  if (kept === undefined) {
    await loadAnew(stores);
    textsOfWorker.set(KEPT, await textOfStores(stores));
  } else await writeText(stores, kept);
  return stores;
};

let loaded: Promise<Stores> | undefined;

/** The sample's catalogue, partners and customers as they stood on 2021-01-01: loaded once by each worker, since that takes a third of a second, and once per test file written anew. Copy before writing. */
export const sampleStores = (): Promise<Stores> => (loaded ??= load());
