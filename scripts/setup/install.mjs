import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withProgress } from './progress.mjs';
import { runTool } from './runTool.mjs';
import { SetupError } from './setupError.mjs';

/**
 * Installs exactly what package-lock.json names, unless that is what node_modules already holds.
 * @param {string} root folder of package.json
 * @param {(line: string) => void} log
 * @throws {SetupError} when npm fails (its output is in the message) or installed something else
 */
export async function ensureInstalled(root, log = console.error) {
  if (await isInstalled(root)) return;
  log('Installing dependencies (npm ci, about half a minute) …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs us, if one does, with this Node: no shell and no PATH involved.
  const npm = process.env.npm_execpath;
  const installing = npm?.endsWith('.js') ? runTool(process.execPath, [npm, ...args], root) : runTool('npm', args, root);
  const { code, output } = await withProgress(installing, log);
  if (code !== 0) throw new SetupError(`The dependencies could not be installed: "npm ci" ended with code ${code}.\n${output.trim()}`);
  if (await isInstalled(root)) return;
  throw new SetupError('npm installed other versions than package-lock.json names. Delete the folder node_modules and try again.');
}

/**
 * Whether node_modules holds what the lock file names. npm writes node_modules/.package-lock.json as the last step of an install,
 * so an interrupted one counts as none. Only optional packages, those of one platform, may be on one side alone.
 */
export async function isInstalled(root) {
  const wanted = await packagesOf(path.join(root, 'package-lock.json'));
  if (wanted === undefined) throw new SetupError('package-lock.json is missing or damaged; restore it with "git checkout package-lock.json".');
  const present = await packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (present === undefined) return false;
  const folders = new Set([...Object.keys(wanted), ...Object.keys(present)]);
  folders.delete('');
  return [...folders].every((folder) => isSame(wanted[folder], present[folder]));
}

const isSame = (wanted, present) => {
  if (wanted === undefined || present === undefined) return (wanted ?? present).optional === true;
  return wanted.version === present.version && wanted.integrity === present.integrity;
};

async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
