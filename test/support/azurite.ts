import { startAzurite, type RunningAzurite } from '../../src/localhost/azurite';

/** Azurite for one test file: in memory, on free ports. What it logs as an error fails loudly: it is printed. */
export const startTestAzurite = (): Promise<RunningAzurite> =>
  startAzurite({ logger: { log: (level, text) => level === 'error' && process.stderr.write(`${text}\n`) } });
