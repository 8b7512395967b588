import { readFileSync } from 'node:fs';
import { errorCode } from './errorCode';

/** A process, told apart from a later one that got the same number, as far as the system says. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot; known on Linux only. */
  readonly startTicks?: string | undefined;
}

export const identityOf = (pid: number): ProcessIdentity => ({ pid, startTicks: startTicksOf(pid) });

/** Whether that very process still runs. Where start times are unknown, any process with its number counts. */
export const isRunning = (process: ProcessIdentity): boolean => {
  if (!exists(process.pid)) return false;
  const startTicks = startTicksOf(process.pid);
  return startTicks === undefined || process.startTicks === undefined || startTicks === process.startTicks;
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const startTicksOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks; the start time is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};
