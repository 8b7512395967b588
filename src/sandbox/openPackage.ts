import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { type LocalJoint } from '../wiring/localJoint';
import { SandboxProblem } from './sandboxProblem';

/** An app that can be started: its folder, and what is taken hold of in it. */
export interface OpenedApp {
  readonly folder: string;
  readonly joint: LocalJoint;
}

/** The joint in a package, from its root. */
export const JOINT_FILE = 'dist/localJoint.mjs';

/**
 * The app as it was packed for Azure. It is unpacked once, outside the repository, so that nothing of that can stand in for what the package lacks.
 * @param file absolute. @throws SandboxProblem where it is no such package
 */
export const openPackage = async (file: string): Promise<OpenedApp> => {
  const folder = unpack(file);
  const { localJoint } = (await import(pathToFileURL(join(folder, JOINT_FILE)).href)) as { readonly localJoint: LocalJoint };
  return { folder, joint: localJoint };
};

/** Into a folder that is named after its content, so that whoever starts it next finds it unpacked, and one that is killed leaves no other. */
const unpack = (file: string): string => {
  const zip = readZip(file);
  const own = ownFolder();
  const target = join(own, createHash('sha256').update(zip).digest('hex').slice(0, 32));
  if (existsSync(target)) return target;
  const entries = entriesOf(file, zip);
  const made = mkdtempSync(join(own, 'new-'));
  try {
    for (const [name, content] of Object.entries(entries)) {
      mkdirSync(dirname(join(made, name)), { recursive: true });
      writeFileSync(join(made, name), content);
    }
    renameSync(made, target);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    // Another process was quicker, with the same content.
    if (!existsSync(target)) throw error;
  }
  return target;
};

const readZip = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SandboxProblem(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}). \`npm run package\` makes it.`);
  }
};

const entriesOf = (file: string, zip: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(zip);
  } catch (error) {
    throw new SandboxProblem(`${file} is no zip file that can be read: ${(error as Error).message}.`);
  }
  if (entries[JOINT_FILE] === undefined || entries['host.json'] === undefined) throw new SandboxProblem(`${file} is no package of NextTerm: \`npm run package\` makes one.`);
  const outside = Object.keys(entries).find((name) => name.split(/[\\/]/).includes('..') || /^[\\/]|:/.test(name));
  if (outside !== undefined) throw new SandboxProblem(`${file} has a file that would be written outside its folder: ${outside}.`);
  return entries;
};

/** In the system's folder for temporary files, where anybody may make anything: only one that nobody else can write to is used. */
const ownFolder = (): string => {
  const uid = process.getuid?.();
  const folder = join(tmpdir(), `nextterm-packages${uid === undefined ? '' : `-${uid}`}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (uid !== undefined && (found.uid !== uid || (found.mode & 0o022) !== 0))) throw new SandboxProblem(`${folder} is not a folder that only you can write to: remove it.`);
  return folder;
};
