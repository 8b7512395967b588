import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { errorCode } from './errorCode';
import { identityOf, isRunning } from './processIdentity';
import { SandboxProblem } from './sandboxProblem';

const Holder = z.object({ pid: z.number().int(), startTicks: z.string().optional() });

/**
 * Takes a lock file for this process, also one left behind by a process that was killed.
 * @returns how to give it back
 * @throws SandboxProblem when a running process holds it
 */
export const takeLock = (file: string): (() => void) => {
  const mine = JSON.stringify(identityOf(process.pid));
  if (!create(file, mine)) {
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder)) {
      throw new SandboxProblem(`Another NextTerm (process ${holder.pid}) is using this data folder. Stop it, choose another folder with --data, or, if that process is something else, delete ${file}.`);
    }
    rmSync(file, { force: true });
    if (!create(file, mine)) throw new SandboxProblem('Another NextTerm is starting on this data folder at this moment. Try again.');
  }
  return () => {
    rmSync(file, { force: true });
  };
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

/** Undefined for a file that a crash left empty or half written. */
const readHolder = (file: string): z.infer<typeof Holder> | undefined => {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};
