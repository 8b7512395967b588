import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { errorCode } from './errorCode';
import { takeLock } from './folderLock';
import { SandboxProblem } from './sandboxProblem';
import { writeFileAtomically } from './writeFileAtomically';

const MARKER = 'nextterm.json';
const LOCK = 'lock';
const FORMAT = 1;
const Marker = z.object({ madeBy: z.literal('NextTerm'), format: z.number() });

/** An open data folder: ours alone until closed. */
export interface DataFolder {
  readonly storageFolder: string;
  readonly clockFile: string;
  readonly keysFile: string;
  close(): void;
}

/**
 * Opens or makes a data folder and locks it against a second process.
 * @param fresh remove what is in it first; only ever a folder that NextTerm made
 * @throws SandboxProblem when it cannot be used: in use, not ours, damaged, not writable
 */
export const openDataFolder = (folder: string, { fresh }: { readonly fresh: boolean }): DataFolder => {
  try {
    makeFolder(folder);
    claim(folder);
    const unlock = takeLock(join(folder, LOCK));
    if (fresh) wipe(folder);
    return {
      storageFolder: join(folder, 'storage'),
      clockFile: join(folder, 'clock.json'),
      keysFile: join(folder, 'token-keys.json'),
      close: unlock,
    };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new SandboxProblem(`The data folder ${folder} cannot be used: ${reason}. Choose another with --data.`);
  }
};

/** As `mkdirSync` with `recursive`, which never returns where the system refuses with ENOENT (in /proc, say). */
const makeFolder = (folder: string): void => {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder);
};

/** Makes an empty folder ours, or checks that it already is. */
const claim = (folder: string): void => {
  const marker = join(folder, MARKER);
  if (existsSync(marker)) {
    const format = formatOf(marker);
    if (format === undefined) throw new SandboxProblem(`The data folder ${folder} is damaged: ${MARKER} cannot be read. Delete the folder, or choose another with --data.`);
    if (format !== FORMAT) throw new SandboxProblem(`The data folder ${folder} was made by another version of NextTerm (format ${format}, not ${FORMAT}). Delete it, or choose another with --data.`);
    return;
  }
  if (readdirSync(folder).length > 0) {
    throw new SandboxProblem(`The folder ${folder} holds files that NextTerm did not make, so it is left alone. Choose another with --data.`);
  }
  writeFileAtomically(marker, `${JSON.stringify({ madeBy: 'NextTerm', format: FORMAT })}\n`);
};

const formatOf = (marker: string): number | undefined => {
  try {
    return Marker.parse(JSON.parse(readFileSync(marker, 'utf8'))).format;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
};

const wipe = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (name !== MARKER && name !== LOCK) rmSync(join(folder, name), { recursive: true, force: true });
  }
};

const reasonOf = (error: unknown): string | undefined => {
  switch (errorCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file in its place';
    case 'ENOENT':
      return 'the system does not let it be made';
    case 'EACCES':
    case 'EPERM':
      return 'no permission to write there';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return undefined;
  }
};
