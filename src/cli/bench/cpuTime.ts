import { readFileSync } from 'node:fs';

/** Of the kernel's clock that /proc counts in: a hundred a second on every Linux that Node runs on. */
const TICK_MILLIS = 10;

/** CPU time a process has used so far, in milliseconds; 0 where the system does not tell. */
const ofProcess = (pid: number): number => {
  if (process.platform !== 'linux') return 0;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold blanks: state is the first, user time the twelfth, system time the thirteenth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MILLIS;
};

/** Milliseconds of CPU: of this process, and of the store's. */
export interface Cpu {
  app: number;
  store: number;
}

/** What `work` costs, added to `cpu`. Nothing else may run in either process meanwhile. */
export const addingCpu = async (cpu: Cpu, storePid: number, work: () => Promise<void>): Promise<void> => {
  const [before, storeBefore] = [process.cpuUsage(), ofProcess(storePid)];
  await work();
  const { user, system } = process.cpuUsage(before);
  cpu.app += (user + system) / 1000;
  cpu.store += ofProcess(storePid) - storeBefore;
};
