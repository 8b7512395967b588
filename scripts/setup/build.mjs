import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fingerprintOf } from './fingerprint.mjs';
import { listFiles } from './listFiles.mjs';
import { withProgress } from './progress.mjs';
import { OPTIONS, transpile } from './transpile.mjs';

const SOURCES = ['functions', 'src'];
/** Bundled for browsers instead (console.mjs). */
const BUNDLED = path.join('src', 'console', path.sep);
/** Names the version of the compiler. */
const LOCK = 'package-lock.json';
const MARKER = path.join('dist', '.built-from');

/**
 * Translates functions/ and src/ into dist/ unless dist/ was built from exactly these sources. Types are not checked: that belongs to the tests.
 * @param {string} root
 * @param {(line: string) => void} log
 * @throws {SetupError} when a source is no TypeScript; where and why is in the message
 */
export async function ensureBuilt(root, log = console.error) {
  const build = await inspectBuild(root);
  if (build.current) return;
  log('Building …');
  const started = Date.now();
  await withProgress(replaceBuild(root, build), log);
  log(`  ${build.sources.length} files, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function replaceBuild(root, { sources, orphans, fingerprint }) {
  // Should it end half-way, dist/ matches nothing.
  await rm(path.join(root, MARKER), { force: true });
  for (const { file, text } of await transpile(root, sources)) await replaceFile(root, path.join('dist', file), text);
  // Functions are loaded by a glob over dist/: the compiled file of a deleted source would still run.
  await Promise.all(orphans.map((file) => rm(path.join(root, file), { force: true })));
  await replaceFile(root, MARKER, fingerprint);
}

/**
 * Compares dist/ with the sources.
 * @returns {Promise<{ current: boolean, fingerprint: string, sources: string[], missing: string[], orphans: string[] }>} sources: what is compiled;
 *   missing: compiled files that should be there; orphans: compiled files without a source. Paths are relative to `root`.
 */
export async function inspectBuild(root) {
  const sources = (await filesBelow(root, SOURCES)).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith(BUNDLED));
  const outputs = await filesBelow(root, SOURCES.map((folder) => path.join('dist', folder)));
  const wanted = sources.map((file) => path.join('dist', file.replace(/\.ts$/, '.js'))).flatMap((file) => [file, `${file}.map`]);
  const [there, asked] = [new Set(outputs), new Set(wanted)];
  const missing = wanted.filter((file) => !there.has(file));
  const orphans = outputs.filter((file) => !asked.has(file));
  const fingerprint = await fingerprintOf(root, [...sources, LOCK], JSON.stringify(OPTIONS));
  const builtFrom = await readFile(path.join(root, MARKER), 'utf8').catch(() => undefined);
  return { current: builtFrom === fingerprint && missing.length === 0 && orphans.length === 0, fingerprint, sources, missing, orphans };
}

const filesBelow = async (root, folders) => (await Promise.all(folders.map((folder) => listFiles(root, folder)))).flat();

/** Whole or not at all: another process may be building, or loading what is built, at the same time. */
async function replaceFile(root, file, text) {
  const written = path.join(root, 'dist', `.${process.pid}.new`);
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(written, text);
  await rename(written, path.join(root, file));
}
