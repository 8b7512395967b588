import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from '../contracts';
import { describeError } from '../describeError';

/** Real milliseconds between attempts; the last one repeats. Storage lives outside the runtime's clock. */
const PAUSES = [50, 250, 1_000, 5_000];

/** Thrown instead of trying again once the runtime stops. */
export class Stopped extends Error {
  constructor() {
    super('The Durable runtime has been stopped');
  }
}

/** Repeats a write or read until storage answers: an activity's result must not be lost to a storage account that is away for a minute. */
export const untilStored = async <T>(what: string, work: () => Promise<T>, logger: Logger, stop: AbortSignal): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    if (stop.aborted && attempt > 0) throw new Stopped();
    try {
      return await work();
    } catch (error) {
      if (stop.aborted) throw error;
      const pause = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 0;
      logger.log('error', `${what} failed, next attempt in ${pause} ms: ${describeError(error)}`);
      await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
    }
  }
};
