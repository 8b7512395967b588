import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from './errorCode';
import { identityOf, isRunning } from './processIdentity';
import { SandboxProblem } from './sandboxProblem';

const Holder = z.object({ pid: z.number().int(), startTicks: z.string().optional() });

const inUse = (pid: number, file: string): SandboxProblem =>
  new SandboxProblem(`Another NextTerm (process ${pid}) is using this data folder. Stop it, choose another folder with --data, or, if that process is something else, delete ${file}.`);

const startingToo = (): SandboxProblem => new SandboxProblem('Another NextTerm is starting on this data folder at this moment. Try again.');

/**
 * Takes a lock file for this process, also one left behind by a process that was killed.
 * @returns how to give it back; one that somebody else has taken since is left alone
 * @throws SandboxProblem when a running process holds it
 */
export const takeLock = (file: string): (() => void) => {
  const mine = JSON.stringify(identityOf(process.pid));
  if (!create(file, mine)) {
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder)) throw inUse(holder.pid, file);
    takeAway(file);
    if (!create(file, mine)) throw startingToo();
  }
  return () => {
    if (readText(file) === mine) rmSync(file, { force: true });
  };
};

/** Removes a lock that was left behind; not the one that another process, which found the same, has put in its place meanwhile. */
const takeAway = (file: string): void => {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const holder = readHolder(aside);
  if (holder !== undefined && isRunning(holder)) {
    renameSync(aside, file);
    throw startingToo();
  }
  rmSync(aside, { force: true });
};

const create = (file: string, text: string): boolean => {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
};

/** Undefined where there is none any more. */
const readText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Undefined for a file that a crash left empty or half written. */
const readHolder = (file: string): z.infer<typeof Holder> | undefined => {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};
