import { clearInterval, setInterval } from 'node:timers';

/** Whoever waits sees something at least every five seconds. */
const EVERY_SECONDS = 4;

/**
 * Tells every few seconds, while `work` goes on, for how long it has.
 * @template T
 * @param {Promise<T>} work
 * @param {(line: string) => void} log
 * @returns {Promise<T>} what `work` comes to
 */
export async function withProgress(work, log) {
  let seconds = 0;
  const ticks = setInterval(() => log(`  … ${(seconds += EVERY_SECONDS)} s`), EVERY_SECONDS * 1000);
  try {
    return await work;
  } finally {
    clearInterval(ticks);
  }
}
