import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from '../contracts';
import { describeError, toError } from '../describeError';
import { isOutage } from './store/outage';
import { BrokenRow } from './store/port';

/** Real milliseconds between attempts; the last one repeats. Storage lives outside the runtime's clock. */
const PAUSES = [50, 250, 1_000, 5_000];

/** So often is tried what fails though storage answers. */
const ATTEMPTS = 5;

/** Thrown instead of trying again once the runtime stops. */
export class Stopped extends Error {
  constructor() {
    super('The Durable runtime has been stopped');
  }
}

/** It fails whenever it is tried, and not because storage is away. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';

  constructor(what: string, cause: unknown) {
    super(`${what} failed ${ATTEMPTS} times, and is not tried again: ${toError(cause).message}`, { cause });
  }
}

/**
 * Repeats a write or read until storage answers: an activity's result must not be lost to a storage account that is away for a minute. What fails though storage
 * answers is tried five times, since it may be another's write that came between. @throws GaveUp, Stopped, BrokenRow
 */
export const untilStored = async <T>(what: string, work: () => Promise<T>, logger: Logger, stop: AbortSignal): Promise<T> => {
  let ofItself = 0;
  for (let attempt = 0; ; attempt += 1) {
    if (stop.aborted && attempt > 0) throw new Stopped();
    try {
      return await work();
    } catch (error) {
      if (stop.aborted || error instanceof BrokenRow) throw error;
      if (!isOutage(error)) ofItself += 1;
      if (ofItself === ATTEMPTS) throw new GaveUp(what, error);
      const pause = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 0;
      logger.log('error', `${what} failed, next attempt in ${pause} ms: ${describeError(error)}`);
      await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
    }
  }
};
