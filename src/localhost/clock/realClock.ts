import { type Cancel, type HostClock, type Logger } from '../contracts';
import { describeError } from '../describeError';
import { Gate } from './gate';
import { WorkInProgress } from './workInProgress';

/** A longer wait is made of several: a timeout of Node counts no time in which the machine sleeps, knows nothing of a clock that is set, and holds 24.8 days at most. */
const LONGEST_TIMEOUT_MS = 60_000;

export interface RealClockOptions {
  readonly logger: Logger;
  /** Where it begins, ms since 1970, to go on from there at the machine's pace: what happens at a certain instant can be tried whenever one likes. The machine's own time if absent. */
  readonly start?: number;
  /** Wakes that are further away come so many ms early, as timers on Azure Storage do (up to 900). 0 if absent. */
  readonly early?: number;
}

/** A clock that follows the machine. What fell due while the machine slept, or its clock was set forward, runs within a minute. */
export class RealClock implements HostClock {
  readonly virtual = false;
  readonly #work = new WorkInProgress();
  readonly #gate = new Gate(this.#work);
  readonly #logger: Logger;
  readonly #ahead: number;
  readonly #early: number;

  constructor({ logger, start, early = 0 }: RealClockOptions) {
    this.#logger = logger;
    this.#ahead = start === undefined ? 0 : start - Date.now();
    this.#early = early;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  schedule(wanted: number, wake: () => void | Promise<void>): Cancel {
    // One that is nearer is on time: whoever finds that it came early and asks again would be woken without end.
    const at = wanted - this.now() > this.#early ? wanted - this.#early : wanted;
    let timeout: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.min(Math.max(at - this.now(), 0), LONGEST_TIMEOUT_MS);
      timeout = setTimeout(() => {
        if (this.now() < at) arm();
        else void this.#work.run(() => this.#guarded(wake));
      }, wait);
    };
    arm();
    return () => {
      clearTimeout(timeout);
    };
  }

  busy<T>(work: () => Promise<T>): Promise<T> {
    return this.#work.run(work);
  }

  enter<T>(work: () => Promise<T>): Promise<T> {
    return this.#gate.enter(work);
  }

  pause<T>(work: () => Promise<T>): Promise<T> {
    return this.#gate.close(async () => {
      await this.#work.idle();
      return work();
    });
  }

  idle(): Promise<void> {
    return this.#work.idle();
  }

  async #guarded(wake: () => void | Promise<void>): Promise<void> {
    try {
      await wake();
    } catch (error) {
      this.#logger.log('error', `Scheduled work failed: ${describeError(error)}`);
    }
  }
}
