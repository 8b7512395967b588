import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from a later one that got the same number, and from one of another machine or container, as far as the system says. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot; known on Linux only. */
  readonly startTicks?: string | undefined;
  /** Name of the machine, or container. Absent, as `place` is, in what former releases wrote. */
  readonly host?: string | undefined;
  /** Where process numbers mean the same: the machine, and on Linux its boot and the PID namespace, of which each container has its own. */
  readonly place?: string | undefined;
}

export const identityOf = (pid: number): ProcessIdentity => ({ pid, startTicks: startTicksOf(pid), host: hostname(), place: here() });

/** Whether it can be seen from here whether that process runs. One without a place is from a release that knew of no other. */
export const isOfHere = ({ place }: Pick<ProcessIdentity, 'place'>): boolean => place === undefined || place === here();

/** Whether that very process of this place still runs. Where start times are unknown, any process with its number counts. */
export const isRunning = ({ pid, startTicks }: Pick<ProcessIdentity, 'pid' | 'startTicks'>): boolean => {
  if (!exists(pid)) return false;
  const running = startTicksOf(pid);
  return running === undefined || startTicks === undefined || running === startTicks;
};

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const startTicksOf = (pid: number): string | undefined =>
  ofSystem(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold blanks; the start time is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  });

const here = (): string => [hostname(), ofSystem(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()), ofSystem(() => readlinkSync('/proc/self/ns/pid'))].join(' ');

/** Undefined where the system does not say. */
const ofSystem = (read: () => string | undefined): string | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
