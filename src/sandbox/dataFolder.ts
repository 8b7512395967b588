import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspectAzuriteStore } from '../localhost/azuriteStore';
import { errorCode } from './errorCode';
import { LOCK, takeLock } from './folderLock';
import { findLastGood, type LastGood, restoreLastGood, takeLastGood } from './lastGood';
import { readMarker, writeMarker } from './marker';
import { SandboxProblem } from './sandboxProblem';
import { finishLoading } from './snapshots/loading';
import { SNAPSHOTS } from './snapshots/snapshotFolder';

const MARKER = 'nextterm.json';
const CLOCK = 'clock.json';
/** Kept when all else is wiped: people have told their machines to trust what is in it. */
const CERTIFICATE = 'certificate';

/** An open data folder: ours alone until closed. */
export interface DataFolder {
  readonly storageFolder: string;
  /** What is on its way in the local Service Bus. */
  readonly busFolder: string;
  /** Mail that was sent, a file each. */
  readonly mailFolder: string;
  readonly clockFile: string;
  readonly keysFile: string;
  /** The certificate of `--https` and its key. */
  readonly certificateFolder: string;
  /** What was done at opening that the user should know, a line each. */
  readonly notes: readonly string[];
  /** Whether a start has once ended with everything in the store: then an empty one has lost what it held. */
  readonly filled: boolean;
  markFilled(): void;
  /** Keeps a copy of what it holds as the last good one. Call it while nothing writes. @returns why not, if the store is damaged. */
  keepCopy(): string | undefined;
  /** The user's choices where it is damaged, without a full stop. */
  wayOut(): string;
  /** A store that holds nothing though it should, found when it was read. */
  emptyStore(): SandboxProblem;
  close(): void;
}

export interface OpenOptions {
  /** Remove what is in it first; only ever of a folder that NextTerm made. */
  readonly fresh: boolean;
  /** Put the last good copy in the place of what it holds. */
  readonly restore?: boolean;
  /** Real time, UTC; the machine's if absent. */
  readonly realNow?: () => string;
  /** Told when another process has taken the folder, which saw this one stand still for long: nothing may be written to it any more. */
  readonly onLost?: () => void;
}

/**
 * Opens or makes a data folder and locks it against a second process. A store that was used and is empty, missing or damaged is never taken for a new one.
 * @throws SandboxProblem when it cannot be used: in use, not ours, damaged, not writable; nothing in it has changed then
 */
export const openDataFolder = (folder: string, { fresh, restore = false, realNow = () => new Date().toISOString(), onLost }: OpenOptions): DataFolder => {
  try {
    makeFolder(folder);
    const copy = restore ? findLastGood(folder) : undefined;
    if (restore && copy === undefined) throw new SandboxProblem(`There is no good copy in the data folder ${folder} to restore. One is kept every ten minutes and at each clean stop.`);
    claim(folder, copy);
    const unlock = takeLock(join(folder, LOCK), onLost);
    try {
      if (fresh) wipe(folder);
      finishLoading(folder);
      const notes = copy !== undefined ? [restored(folder, copy, realNow())] : [];
      const filled = isFilled(folder);
      checkStore(folder, filled);
      return {
        storageFolder: join(folder, 'storage'),
        busFolder: join(folder, 'bus'),
        mailFolder: join(folder, 'mail'),
        clockFile: join(folder, CLOCK),
        keysFile: join(folder, 'token-keys.json'),
        certificateFolder: join(folder, CERTIFICATE),
        notes,
        filled,
        markFilled: () => writeMarker(join(folder, MARKER), { filled: true }),
        keepCopy: () => takeLastGood(folder, realNow()),
        wayOut: () => wayOut(folder),
        emptyStore: () => damaged(folder, `${join(folder, 'storage')} holds none of what was in it`),
        close: unlock,
      };
    } catch (error) {
      unlock();
      throw error;
    }
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

/** Makes an empty folder ours, or checks that it already is. Where the marker is lost, a complete copy says so as well. @param copy to be restored. */
const claim = (folder: string, copy: LastGood | undefined): void => {
  const marker = readMarker(join(folder, MARKER));
  if (marker.state === 'ours') return;
  if (marker.state === 'otherFormat') {
    throw new SandboxProblem(`The data folder ${folder} was made by another version of NextTerm (format ${marker.format}, not ${marker.expected}). Delete it, or choose another with --data.`);
  }
  if (copy !== undefined) return writeMarker(join(folder, MARKER), { filled: true });
  const there = findLastGood(folder);
  if (marker.state === 'unreadable' || there !== undefined) {
    const problem = marker.state === 'unreadable' ? 'cannot be read' : 'is missing';
    throw new SandboxProblem(`The data folder ${folder} is damaged: ${MARKER} ${problem}. ${there === undefined ? 'Delete the folder' : `${goBackTo(there)}, delete the folder`}, or choose another with --data.`);
  }
  // A first start that was killed before its first file had its name.
  if (readdirSync(folder).some((name) => name !== `${MARKER}.new`)) {
    throw new SandboxProblem(`The folder ${folder} holds files that NextTerm did not make, so it is left alone. Choose another with --data.`);
  }
  writeMarker(join(folder, MARKER), { filled: false });
};

const isFilled = (folder: string): boolean => {
  const marker = readMarker(join(folder, MARKER));
  return marker.state === 'ours' && marker.filled;
};

/** @throws SandboxProblem when what a used folder holds is not there any more, or not whole. */
const checkStore = (folder: string, filled: boolean): void => {
  const store = inspectAzuriteStore(join(folder, 'storage'), { used: filled });
  if (store.state === 'damaged') throw damaged(folder, store.problem);
  // Another clock would stand before, or far behind, what the store has done.
  if (filled && !existsSync(join(folder, CLOCK))) throw damaged(folder, `${join(folder, CLOCK)} is missing`);
};

const goBackTo = ({ takenAt }: LastGood): string => `Add --restore to go back to the copy of ${takenAt}`;

const wayOut = (folder: string): string => {
  const copy = findLastGood(folder);
  return `${copy === undefined ? 'Add --fresh to wipe it' : `${goBackTo(copy)}, --fresh to wipe it`}, or choose another with --data`;
};

const damaged = (folder: string, problem: string): SandboxProblem => new SandboxProblem(`The data folder ${folder} is damaged: ${problem}. It is left as it is. ${wayOut(folder)}.`);

const restored = (folder: string, copy: LastGood, now: string): string => {
  const aside = restoreLastGood(folder, copy, now);
  writeMarker(join(folder, MARKER), { filled: true });
  return `Restored the copy of ${copy.takenAt}.${aside === undefined ? '' : ` What was there is kept in ${aside}.`}`;
};

const wipe = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (name !== MARKER && name !== LOCK && name !== CERTIFICATE && name !== SNAPSHOTS) rmSync(join(folder, name), { recursive: true, force: true });
  }
  writeMarker(join(folder, MARKER), { filled: false });
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
