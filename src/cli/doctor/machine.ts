import { createServer } from 'node:net';
import { access, constants, readFile, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { attention, fine, wrong, type Finding } from './finding';

/** The oldest major version that is still maintained, and runs on Azure Functions. */
const RECOMMENDED_NODE = 22;
const OLDEST_NODE = 20;

const MIB = 2 ** 20;
/** A sample world, its storage and its log. */
const LEAST_DISK = 500 * MIB;
const LEAST_MEMORY = 500 * MIB;

/** @param version as in `process.versions.node`. */
export const nodeFinding = (version: string): Finding => {
  const major = Number(version.split('.')[0]);
  if (major < OLDEST_NODE) return wrong('Node', `${version}: NextTerm needs ${OLDEST_NODE} or newer.`);
  return major < RECOMMENDED_NODE ? attention('Node', `${version}: it works, and is maintained no longer; ${RECOMMENDED_NODE} is what Azure runs.`) : fine('Node', version);
};

const mebibytes = (bytes: number): string => `${Math.floor(bytes / MIB)} MiB`;

export const memoryFinding = (free = freemem()): Finding => (free < LEAST_MEMORY ? attention('Memory', `${mebibytes(free)} are free; a local server with its storage takes some ${mebibytes(LEAST_MEMORY)}.`) : fine('Memory', `${mebibytes(free)} free`));

/** Whether the lock file is obeyed: packages that are installed are those that are named. @param root of the project. */
export const packagesFinding = async (root: string): Promise<Finding> => {
  const text = async (file: string): Promise<string | undefined> => readFile(join(root, file), 'utf8').catch(() => undefined);
  const [wanted, installed] = await Promise.all([text('package-lock.json'), text('node_modules/.package-lock.json')]);
  if (installed === undefined) return attention('Packages', 'none are installed yet; npm start installs them.');
  const versions = (lock: string): Map<string, unknown> =>
    new Map(Object.entries((JSON.parse(lock) as { readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>> }).packages).flatMap(([name, { version, optional }]) => (name === '' || optional === true ? [] : [[name, version] as const])));
  const there = versions(installed);
  const other = [...versions(wanted ?? '{"packages":{}}')].filter(([name, version]) => there.get(name) !== version);
  return other.length === 0 ? fine('Packages', `${there.size} are installed as package-lock.json names them`) : attention('Packages', `${other.length} are not as package-lock.json names them (${other.slice(0, 3).map(([name]) => name.replace('node_modules/', '')).join(', ')}); npm start puts it right.`);
};

const existing = async (folder: string): Promise<string> => access(folder).then(() => folder, () => (dirname(folder) === folder ? folder : existing(dirname(folder))));

/** Where the local server keeps everything. @param folder absolute; it need not be there yet. */
export const dataFinding = async (folder: string): Promise<Finding> => {
  const at = await existing(folder);
  try {
    await access(at, constants.W_OK);
    const { bavail, bsize } = await statfs(at);
    const free = bavail * bsize;
    return free < LEAST_DISK ? wrong('Data folder', `${mebibytes(free)} are left on the disk of ${folder}; a local server needs some ${mebibytes(LEAST_DISK)}.`) : fine('Data folder', `${folder}${at === folder ? '' : ', not there yet'}, ${mebibytes(free)} free`);
  } catch (error) {
    return wrong('Data folder', `${folder} cannot be written: ${(error as Error).message}. Choose another with --data.`);
  }
};

/** Whether a local server could listen there. */
export const portFinding = (port: number): Promise<Finding> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(wrong('Port', error.code === 'EADDRINUSE' ? `${port} is in use by another program: choose another with npm start -- --port.` : `${port} cannot be listened on: ${error.message}`));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(fine('Port', `${port} is free`))));
  });
