import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be, in the same unit. */
  readonly budget?: number;
  /** The least it may be. */
  readonly atLeast?: number;
}

/** Whether a measured value keeps what it is held to. */
export const keeps = ({ value, budget, atLeast }: Measured): boolean => (budget === undefined || value <= budget) && (atLeast === undefined || value >= atLeast);

/** What a value is held to, in words; empty where nothing is said of it. */
export const heldTo = ({ unit, budget, atLeast }: Measured): string => (budget !== undefined ? `${budget} ${unit}`.trim() : atLeast !== undefined ? `at least ${atLeast} ${unit}`.trim() : '');

/** With at most so many digits behind the point. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Seconds that `work` takes. */
export const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** The most memory a process has held so far (RSS), in MB; undefined where the system does not tell. */
export const peakMegabytes = (pid: number): number | undefined => statusMegabytes(pid, 'VmHWM');

/** What a process holds now (RSS), in MB; undefined where the system does not tell. */
export const megabytesNow = (pid: number): number | undefined => statusMegabytes(pid, 'VmRSS');

const statusMegabytes = (pid: number, name: string): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find((text) => text.startsWith(`${name}:`));
  const kilobytes = /(\d+) kB$/.exec(line ?? '')?.[1];
  return kilobytes === undefined ? undefined : rounded((Number(kilobytes) * 1024) / 1e6);
};
