import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { secondsOf } from './measured.mjs';

const COUNTER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'countStorage.cjs');

/** A new data folder, given to `work` and removed afterwards. */
export async function withFolder(work) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nextterm-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * `npm start` without npm, on a free port.
 * @returns {Promise<{ url: string, pid: number, readySeconds: number, azuritePid: () => Promise<number>, operations: () => Promise<{ writes: number, reads: number }>, stop: () => Promise<void> }>}
 *   operations: on storage, since the last time this was asked
 */
export async function startServer(root, folder, flags = []) {
  const args = [path.join(root, 'scripts', 'start.mjs'), '--port', '0', '--data', folder, ...flags];
  // Started as npm starts it, the server ends when its parent does, however that ends.
  const env = { ...process.env, npm_lifecycle_event: 'bench', NODE_OPTIONS: `--require ${COUNTER}` };
  let child;
  let url;
  const readySeconds = await secondsOf(async () => {
    child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    [, url] = await printed(child, /^NextTerm is ready: (\S+)$/m);
  });
  const ended = once(child, 'close');
  return {
    url,
    pid: child.pid,
    readySeconds,
    azuritePid: async () => JSON.parse(await readFile(path.join(folder, 'storage', 'azurite.pid'), 'utf8')).pid,
    operations: async () => {
      const counted = printed(child, /^storage: (\d+) writes, (\d+) reads$/m);
      child.kill('SIGUSR2');
      const [, writes, reads] = await counted;
      return { writes: Number(writes), reads: Number(reads) };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The first match in what it prints from now on. */
function printed(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text) => {
      output += text;
      const match = pattern.exec(output);
      if (match === null) return;
      child.stdout.off('data', read);
      resolve(match);
    };
    child.stdout.on('data', read);
    child.once('close', (code) => reject(new Error(`The server ended with code ${code}:\n${output}`)));
  });
}
