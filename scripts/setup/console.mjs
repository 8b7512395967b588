import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { fingerprintOf } from './fingerprint.mjs';
import { listFiles } from './listFiles.mjs';
import { withProgress } from './progress.mjs';
import { runTool } from './runTool.mjs';
import { SetupError } from './setupError.mjs';

const SOURCE = path.join('src', 'console');
const TARGET = path.join('dist', 'console');
const LOCK = 'package-lock.json';
/** How it is built. */
const SCRIPTS = ['console.mjs', 'bundleConsole.mjs'].map((script) => path.join('scripts', 'setup', script));
/** Inside the target: what it was built from. */
const MARKER = '.built-from';
/** Bytes. What is shorter is sent as it is. */
const LEAST_PACKED = 1024;

/**
 * Bundles src/console into dist/console unless that was built from exactly these sources. Types are not checked: that belongs to the tests.
 * @param {string} root
 * @param {(line: string) => void} log
 * @throws {SetupError} when a source cannot be bundled; where and why is in the message
 */
export async function ensureConsoleBuilt(root, log = console.error) {
  const fingerprint = await fingerprintOf(root, [...(await listFiles(root, SOURCE)), LOCK, ...SCRIPTS]);
  const builtFrom = await readFile(path.join(root, TARGET, MARKER), 'utf8').catch(() => undefined);
  if (builtFrom === fingerprint) return;
  log('Building the console …');
  const started = Date.now();
  await withProgress(replaceConsole(root, fingerprint), log);
  log(`  ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Whole or not at all: another process may be building, or serving what is built, at the same time. */
async function replaceConsole(root, fingerprint) {
  const [made, old] = ['new', 'old'].map((which) => path.join(root, 'dist', `.console.${process.pid}.${which}`));
  try {
    await bundle(root, made);
    await packAll(made);
    await writeFile(path.join(made, MARKER), fingerprint);
    await rename(path.join(root, TARGET), old).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(made, path.join(root, TARGET)).catch(async (error) => {
      // Another process was quicker, with the same sources.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await Promise.all([made, old].map((folder) => rm(folder, { recursive: true, force: true })));
  }
}

/** In a process of its own: Vite sets NODE_ENV to production, and whatever is started by this one would inherit it. */
async function bundle(root, outDir) {
  const { code, output } = await runTool(process.execPath, [fileURLToPath(new URL('./bundleConsole.mjs', import.meta.url)), root, outDir], root);
  if (code !== 0) throw new SetupError(`The console cannot be built:\n${output.trim()}`);
}

/** Beside every longer text its copies in Brotli and gzip, packed once and for all. */
async function packAll(folder) {
  const texts = (await listFiles(folder, '.')).filter((file) => /\.(js|css|svg)$/.test(file));
  for (const file of texts) {
    const text = await readFile(path.join(folder, file));
    if (text.length < LEAST_PACKED) continue;
    const brotli = await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
    await writeFile(path.join(folder, `${file}.br`), brotli);
    await writeFile(path.join(folder, `${file}.gz`), await promisify(gzip)(text, { level: 9 }));
  }
}
