import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { Problem } from '../problem';
import { PROJECT_ROOT } from '../projectRoot';

/** The first instant of the demo's year. Its first lines are those of the published example of added seats. */
const BEGINS = '2021-06-18T10:00:00Z';
const READY = /^NextTerm is ready: (\S+)$/m;

export interface OwnServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server on a free port that keeps nothing on disk and whose clock stands still.
 * @throws Problem when it ends before it is ready; what it wrote is in the message
 */
export const startOwnServer = async (): Promise<OwnServer> => {
  const args = [join(PROJECT_ROOT, 'scripts', 'nextterm.mjs'), 'start', '--port', '0', '--quiet', '--memory', '--clock', BEGINS];
  // Started as npm starts it, the server ends when its parent does, however that ends.
  const env = { ...process.env, npm_lifecycle_event: 'demo' };
  const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const url = await readyUrl(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const readyUrl = (child: ChildProcessByStdio<null, Readable, Readable>): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const read = (text: unknown): void => {
      output += String(text);
      const ready = READY.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => reject(new Problem(`The server could not be started: ${error.message}`)));
    child.once('close', (code) => reject(new Problem(`The server ended with code ${code} before it was ready:\n${output.trim()}`)));
  });
