import { type Cancel, type HostClock, type Logger } from '../contracts';
import { describeError } from '../describeError';
import { Gate } from './gate';
import { WorkInProgress } from './workInProgress';

/** `setTimeout` holds its delay in 32 bits: a longer wait is made of several. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** A clock that follows the machine. */
export class RealClock implements HostClock {
  readonly virtual = false;
  readonly #work = new WorkInProgress();
  readonly #gate = new Gate(this.#work);
  readonly #logger: Logger;

  constructor(options: { readonly logger: Logger }) {
    this.#logger = options.logger;
  }

  now(): number {
    return Date.now();
  }

  schedule(at: number, wake: () => void | Promise<void>): Cancel {
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
