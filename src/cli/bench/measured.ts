import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be, in the same unit. */
  readonly budget?: number;
}

/** With at most so many digits behind the point. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Seconds that `work` takes. */
export const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** The most memory a process has held so far (RSS), in MB; undefined where the system does not tell. */
export const peakMegabytes = (pid: number): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : rounded((Number(kilobytes) * 1024) / 1e6);
};
