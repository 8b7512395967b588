import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../../src/localhost/clock/virtualClock';
import { type Core } from '../../../src/localhost/core/coreModule';
import { type HostOptions, type RunningHost, startHost } from '../../../src/localhost/host';
import { collectingLogger } from './collectingLogger';
import { setCurrentCore } from './currentCore';

type Functions = typeof import('@azure/functions');

export interface TestApp extends RunningHost {
  readonly clock: VirtualClock;
  readonly lines: string[];
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

export const START = Date.parse('2026-01-31T10:00:00Z');

/**
 * Starts a host in this process on an app that `register` builds with the real `@azure/functions`. The test file says
 * `jest.mock('@azure/functions-core', () => jest.requireActual('<path>/support/currentCore').currentCore, { virtual: true })`, as jest has a module
 * system of its own that the runtime's injection does not reach.
 */
export async function startTestApp(register: (functions: Functions) => void, options: Partial<HostOptions> & { hostJson?: object } = {}): Promise<TestApp> {
  const { hostJson, ...hostOptions } = options;
  const root = mkdtempSync(join(tmpdir(), 'localhost-app-'));
  writeFileSync(join(root, 'host.json'), JSON.stringify({ version: '2.0', extensions: { http: { routePrefix: '' } }, ...hostJson }));
  const logger = collectingLogger();
  const clock = new VirtualClock({ start: START, logger });
  const load = async (core: Core): Promise<void> => {
    setCurrentCore(core.module);
    // The library keeps the core it found first; every app gets a library of its own.
    let functions: Functions | undefined;
    jest.isolateModules(() => {
      functions = jest.requireActual<Functions>('@azure/functions');
    });
    if (functions) register(functions);
  };
  try {
    const host = await startHost({ root, clock, storage: 'memory', port: 0, logger, load, ...hostOptions });
    return { ...host, clock, lines: logger.lines, fetch: (path, init) => fetch(`${host.url}${path}`, init) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
