import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { DemoProblem } from './demoProblem.mjs';

/** The first instant of the demo's year. Its first lines are those of the published example of added seats. */
const BEGINS = '2021-06-18T10:00:00Z';
const READY = /^NextTerm is ready: (\S+)$/m;

/**
 * Starts a server on a free port that keeps nothing on disk and whose clock stands still.
 * @param {string} root folder of package.json; installed and built
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws {DemoProblem} when it ends before it is ready; what it wrote is in the message
 */
export async function startOwnServer(root) {
  const args = [path.join(root, 'scripts', 'start.mjs'), '--port', '0', '--memory', '--clock', BEGINS];
  // Started as npm starts it, the server ends when its parent does, however that ends.
  const env = { ...process.env, npm_lifecycle_event: 'demo' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const url = await readyUrl(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyUrl(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text) => {
      output += text;
      const ready = READY.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => reject(new DemoProblem(`The server could not be started: ${error.message}`)));
    child.once('close', (code) => reject(new DemoProblem(`The server ended with code ${code} before it was ready:\n${output.trim()}`)));
  });
}
