import { MemoryExportFiles } from '../../src/adapters/memory/memoryExportFiles';
import { join } from 'node:path';
import { wire, type Stores } from '../../src/wiring/wiring';
import { loadSampleWorld } from '../../src/sandbox/sampleWorld';
import { FixedClock } from './fixedClock';
import { testConfig } from './worldConfig';
import { memoryStores } from './worldStores';

const root = join(__dirname, '..', '..');

const load = async (): Promise<Stores> => {
  const stores = memoryStores();
  const refuse = (message: string, cause?: unknown): never => {
    throw new Error(message, { cause });
  };
  const silent = { info: () => undefined, warn: refuse, error: refuse };
  const app = wire({ config: testConfig, stores, exportFiles: new MemoryExportFiles(), clock: new FixedClock('2021-01-01T00:00:00Z'), log: silent });
  await loadSampleWorld(app, root, () => undefined);
  return stores;
};

let loaded: Promise<Stores> | undefined;

/** The sample's catalogue, partners and customers as they stood on 2021-01-01, loaded once per test file. Copy before writing. */
export const sampleStores = (): Promise<Stores> => (loaded ??= load());
