import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { waitForOrphan } from '../localhost/azuriteLeftover';
import { identityOf, isOfHere, isRunning, type ProcessIdentity } from '../localhost/processIdentity';
import { isRenewed, RENEWED_EVERY_MS, WATCHED_MS } from '../localhost/renewedFile';
import { errorCode } from './errorCode';
import { SandboxProblem } from './sandboxProblem';

const Holder = z.object({ pid: z.number().int(), startTicks: z.string().optional(), host: z.string().optional(), place: z.string().optional() });

const inUse = (pid: number, file: string): SandboxProblem =>
  new SandboxProblem(`Another NextTerm (process ${pid}) is using this data folder. Stop it, choose another folder with --data, or, if that process is something else, delete ${file}.`);

const inUseElsewhere = ({ pid, host }: ProcessIdentity): SandboxProblem =>
  new SandboxProblem(`Another NextTerm (process ${pid} of ${host}, another machine or container) is using this data folder. Stop it, or choose another folder with --data.`);

const startingToo = (): SandboxProblem => new SandboxProblem('Another NextTerm is starting on this data folder at this moment. Try again.');

/** In a data folder. */
export const LOCK = 'lock';

/**
 * Takes a lock file for this process, also one left behind by a process that was killed, and renews it every second. One of another machine or container is never taken: see `clearLeftElsewhere`.
 * @param onLost told when somebody else has it, who saw it not renewed for long: this process, or its machine, stood still meanwhile
 * @returns how to give it back; one that somebody else has taken since is left alone
 * @throws SandboxProblem when a running process holds it
 */
export const takeLock = (file: string, onLost: () => void = () => undefined): (() => void) => {
  const mine = JSON.stringify(identityOf(process.pid));
  if (!create(file, mine)) {
    const holder = readHolder(file);
    if (holder !== undefined && !isOfHere(holder)) throw inUseElsewhere(holder);
    if (holder !== undefined && isRunning(holder)) throw inUse(holder.pid, file);
    takeAway(file, (aside) => {
      const found = readHolder(aside);
      return found === undefined || (isOfHere(found) && !isRunning(found));
    });
    if (!create(file, mine)) throw startingToo();
  }
  const renewing = setInterval(() => {
    if (renew(file, mine)) return;
    clearInterval(renewing);
    onLost();
  }, RENEWED_EVERY_MS).unref();
  return () => {
    clearInterval(renewing);
    if (readText(file) === mine) rmSync(file, { force: true });
  };
};

/**
 * Before a data folder is opened: removes what a process of another machine or container has left in it. Whether that still runs cannot be seen, but what it uses it renews: so that is watched, for 20 seconds. Where there is no such thing, nothing is waited for.
 * @param say told that it will take a while, and why. @param pause waits so many real milliseconds. @throws SandboxProblem when it is renewed
 */
export const clearLeftElsewhere = async (dataFolder: string, say: (line: string) => void, pause?: (ms: number) => Promise<unknown>): Promise<void> => {
  const file = join(dataFolder, LOCK);
  const holder = readHolder(file);
  if (holder === undefined || isOfHere(holder)) return;
  say(`Process ${holder.pid} of ${holder.host}, another machine or container, has not given the data folder back: looking for ${WATCHED_MS / 1_000} s whether it still uses it …`);
  // Its storage may have been left as well: both are watched at the same time.
  const storage = waitForOrphan(join(dataFolder, 'storage'), pause);
  void storage.catch(() => undefined);
  if (await isRenewed(file, pause)) throw inUseElsewhere(holder);
  await storage;
  takeAway(file, (aside) => readHolder(aside)?.place === holder.place);
};

/** Sets its time of change. @returns false when it is another's by now. One that is gone is nobody's. */
const renew = (file: string, mine: string): boolean => {
  try {
    const text = readText(file);
    if (text !== undefined && text !== mine) return false;
    if (text === mine) utimesSync(file, new Date(), new Date());
  } catch {
    // A folder that cannot be reached for a moment: the next second tries again.
  }
  return true;
};

/** Removes a lock that was left behind; not the one that another process, which found the same, has put in its place meanwhile. */
const takeAway = (file: string, isLeftBehind: (aside: string) => boolean): void => {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (!isLeftBehind(aside)) {
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

/** Undefined for a file that is not there, or that a crash left empty or half written. */
const readHolder = (file: string): z.infer<typeof Holder> | undefined => {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};
