import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** @typedef {{ what: string, value: number, unit: string, budget?: number }} Measured budget: the most it may be, in the same unit */

/** @returns {number} with at most so many digits behind the point */
export const rounded = (value, digits = 0) => Number(value.toFixed(digits));

/** Seconds that `work` takes. @returns {Promise<number>} */
export async function secondsOf(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The most memory a process has held so far (RSS), in MB; undefined where the system does not tell. */
export function peakMegabytes(pid) {
  if (process.platform !== 'linux') return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : rounded((Number(kilobytes) * 1024) / 1e6);
}
