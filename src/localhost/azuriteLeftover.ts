import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isOfHere, isRunning } from './processIdentity';
import { isRenewed } from './renewedFile';

const Port = z.int().positive();
const Text = z.string().optional();
const PidFile = z.object({ pid: z.int().positive(), startTicks: Text, parentPid: z.int().positive(), parentStartTicks: Text, host: Text, place: Text, ports: z.object({ blob: Port, queue: Port, table: Port }).optional() });
export type AzuritePid = z.infer<typeof PidFile>;

const STEP_MS = 100;
/** How long an Azurite whose parent is gone may take to write its data before it is told to. */
const BEFORE_SIGTERM_MS = 5_000;
const PATIENCE_MS = 30_000;

/**
 * Waits until no other Azurite uses the data folder. One whose parent died ends by itself; if it does not, it gets SIGTERM. One of another machine or container
 * is watched for 20 seconds: it renews its pid file as long as it runs.
 * @param pause waits so many real milliseconds. Errors: an Azurite whose parent is alive, one that does not end, one elsewhere that runs.
 */
export async function waitForLeftover(pidFile: string, pause: (ms: number) => Promise<unknown> = sleep): Promise<void> {
  const known = readPidFile(pidFile);
  if (!known) return;
  if (!isOfHere(known)) {
    if (await isRenewed(pidFile, pause)) throw new Error(`The data folder is in use by process ${known.parentPid} of ${known.host}, another machine or container (see ${pidFile}). Stop that one, or choose another folder.`);
    rmSync(pidFile, { force: true });
    return;
  }
  if (hasParent(known) && runs(known)) {
    throw new Error(`The data folder is in use by process ${known.parentPid} (see ${pidFile}). Stop that one, or choose another folder.`);
  }
  let told = false;
  for (let waited = 0; existsSync(pidFile) && runs(known); waited += STEP_MS) {
    if (waited >= BEFORE_SIGTERM_MS && !told) {
      // The number may belong to a stranger by now.
      if (!(await answersAsAzurite(known.ports?.blob))) break;
      process.kill(known.pid, 'SIGTERM');
      told = true;
    }
    if (waited >= PATIENCE_MS) throw new Error(`An older Azurite (process ${known.pid}) still uses the data folder and does not end. End it, then start again.`);
    await pause(STEP_MS);
  }
  rmSync(pidFile, { force: true });
}

/**
 * As `waitForLeftover`, where somebody is about to remove or replace what it writes: the data, its pid file with it, of an Azurite whose parent was killed a moment ago.
 * One with a living parent is left to the lock of whoever owns the folder.
 */
export async function waitForOrphan(data: string, pause?: (ms: number) => Promise<unknown>): Promise<void> {
  const pidFile = join(data, 'azurite.pid');
  const known = readPidFile(pidFile);
  if (known && !(isOfHere(known) && hasParent(known))) await waitForLeftover(pidFile, pause);
}

/** Undefined if there is none. */
export function readPidFile(pidFile: string): AzuritePid | undefined {
  let text: string;
  try {
    text = readFileSync(pidFile, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return PidFile.parse(JSON.parse(text));
  } catch {
    // Half written by a process that was killed just then: it had not started Azurite yet.
    return undefined;
  }
}

/** Whether the process of this place that started it still runs. */
export const hasParent = ({ parentPid, parentStartTicks }: AzuritePid): boolean => isRunning({ pid: parentPid, startTicks: parentStartTicks });

/** Whether it still runs itself. */
export const runs = ({ pid, startTicks }: AzuritePid): boolean => isRunning({ pid, startTicks });

export async function answersAsAzurite(blobPort: number | undefined): Promise<boolean> {
  if (blobPort === undefined) return false;
  try {
    const response = await fetch(`http://127.0.0.1:${blobPort}/devstoreaccount1?comp=list`, { signal: AbortSignal.timeout(2_000) });
    return (response.headers.get('server') ?? '').startsWith('Azurite');
  } catch {
    // Nobody answers: no Azurite.
    return false;
  }
}
