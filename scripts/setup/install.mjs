import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from './setupError.mjs';
import { runPackage, runTool } from './runTool.mjs';

/**
 * Installs exactly what package-lock.json names, unless that is what node_modules already holds.
 * `npm ci` only: an install that quietly chose other versions would make "works here" worthless.
 * @param {string} root folder of package.json
 * @param {(line: string) => void} log
 * @throws {SetupError} when npm fails; its output is in the message
 */
export async function ensureInstalled(root, log = console.log) {
  if (await isInstalled(root)) return;
  log('Installing dependencies (npm ci, about half a minute) …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { code, output } = npm?.endsWith('.js')
    ? await runPackage(npm, args, { cwd: root, quiet: true })
    : await runTool('npm', args, { cwd: root, quiet: true });
  if (code !== 0) throw new SetupError(`The dependencies could not be installed: "npm ci" ended with code ${code}.\n${output.trim()}`);
}

/**
 * Whether node_modules holds what the lock file names. npm writes node_modules/.package-lock.json as the last step of an install,
 * so an interrupted one counts as none. Packages for other platforms are optional and may be missing.
 */
export async function isInstalled(root) {
  const wanted = await packagesOf(path.join(root, 'package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or damaged; restore it with "git checkout package-lock.json".');
  const present = await packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (present === undefined) return false;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true;
    const found = present[folder];
    return found === undefined ? entry.optional === true : found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
