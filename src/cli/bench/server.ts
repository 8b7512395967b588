import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { PROJECT_ROOT } from '../projectRoot';
import { secondsOf } from './measured';

const COUNTER = join(__dirname, 'countStorage.js');

/** A new data folder, given to `work` and removed afterwards. */
export const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'nextterm-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export interface MeasuredServer {
  readonly url: string;
  readonly pid: number;
  readonly readySeconds: number;
  readonly azuritePid: () => Promise<number>;
  /** On storage, and microseconds of the server's CPU, since the last time this was asked. */
  readonly operations: () => Promise<{ readonly writes: number; readonly reads: number; readonly cpuMicros: number }>;
  readonly stop: () => Promise<void>;
}

/** `npm start` without npm, on a free port. @param preload loaded into it and its Azurite first; by default what {@link MeasuredServer.operations} asks. */
export const startServer = async (folder: string, flags: readonly string[] = [], preload = COUNTER): Promise<MeasuredServer> => {
  const args = [join(PROJECT_ROOT, 'scripts', 'nextterm.mjs'), 'start', '--port', '0', '--quiet', '--data', folder, ...flags];
  // Started as npm starts it, the server ends when its parent does, however that ends.
  const env = { ...process.env, npm_lifecycle_event: 'bench', NODE_OPTIONS: `--require ${preload}` };
  let url = '';
  let child: ChildProcessByStdio<null, Readable, null> | undefined;
  const readySeconds = await secondsOf(async () => {
    child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    [, url = ''] = await printed(child, /^NextTerm is ready: (\S+)$/m);
  });
  const server = child;
  if (server?.pid === undefined) throw new Error('The server has no process.');
  const ended = once(server, 'close');
  return {
    url,
    pid: server.pid,
    readySeconds,
    azuritePid: async () => (JSON.parse(await readFile(join(folder, 'storage', 'azurite.pid'), 'utf8')) as { readonly pid: number }).pid,
    operations: async () => {
      const counted = printed(server, /^storage: (\d+) writes, (\d+) reads, (\d+) µs$/m);
      server.kill('SIGUSR2');
      const [, writes, reads, cpuMicros] = await counted;
      return { writes: Number(writes), reads: Number(reads), cpuMicros: Number(cpuMicros) };
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
};

/** The first match in what it prints from now on. */
const printed = (child: ChildProcessByStdio<null, Readable, null>, pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    let output = '';
    const read = (text: unknown): void => {
      output += String(text);
      const match = pattern.exec(output);
      if (match === null) return;
      child.stdout.off('data', read);
      resolve(match);
    };
    child.stdout.on('data', read);
    child.once('close', (code) => reject(new Error(`The server ended with code ${code}:\n${output}`)));
  });
