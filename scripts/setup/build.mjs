import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from './listFiles.mjs';
import { runPackage } from './runTool.mjs';
import { SetupError } from './setupError.mjs';

const SOURCES = ['functions', 'src'];
const ALSO = ['tsconfig.json', 'package-lock.json'];
const MARKER = path.join('dist', '.built-from');

/**
 * Compiles functions/ and src/ into dist/ unless dist/ was built from exactly these sources.
 * @param {string} root
 * @param {(line: string) => void} log
 * @throws {SetupError} when the compiler refuses; its messages are in the error's
 */
export async function ensureBuilt(root, log = console.log) {
  const build = await inspectBuild(root);
  if (build.current) return;
  log('Building …');
  // The compiler writes files even when it refuses: from here on dist/ matches nothing until all went well.
  await rm(path.join(root, MARKER), { force: true });
  // The compiler skips what its own notes call up to date, even if somebody deleted the result.
  if (build.missing.length > 0) await rm(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await runPackage(tsc, ['-p', 'tsconfig.json'], { cwd: root, quiet: true });
  if (code !== 0) throw new SetupError(`The sources do not compile:\n${output.trim()}`);
  // Functions are loaded by a glob over dist/: the compiled file of a deleted source would still run.
  await Promise.all(build.orphans.map((file) => rm(path.join(root, file))));
  await writeFile(path.join(root, MARKER), build.fingerprint);
}

/**
 * Compares dist/ with the sources.
 * @returns {Promise<{ current: boolean, fingerprint: string, missing: string[], orphans: string[] }>} missing: compiled files that should be there;
 *   orphans: compiled files without a source. Paths are relative to `root`.
 */
export async function inspectBuild(root) {
  const sources = (await Promise.all(SOURCES.map((folder) => listFiles(root, folder)))).flat().filter((file) => /\.(ts|json)$/.test(file));
  const outputs = (await Promise.all(SOURCES.map((folder) => listFiles(root, path.join('dist', folder))))).flat();
  const expected = sources.filter(isCompiled).map((file) => path.join('dist', file.replace(/\.ts$/, '.js')));
  const missing = expected.filter((file) => !outputs.includes(file));
  const orphans = outputs.filter((file) => !sources.includes(sourceOf(file)));
  const fingerprint = await hashOf(root, [...sources, ...ALSO]);
  const builtFrom = await readFile(path.join(root, MARKER), 'utf8').catch(() => undefined);
  return { current: builtFrom === fingerprint && missing.length === 0 && orphans.length === 0, fingerprint, missing, orphans };
}

const isCompiled = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts');

const sourceOf = (output) => path.relative('dist', output).replace(/\.js(\.map)?$/, '.ts');

async function hashOf(root, files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(file).update('\0').update(await readFile(path.join(root, file))).update('\0');
  return hash.digest('hex');
}
