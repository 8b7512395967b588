import { type WorkInProgress } from './workInProgress';

/** What came from outside while the gate was closed waits no longer than this, in real time. */
export const PATIENCE_MS = 15_000;

/** Work from outside was held too long and has not begun: whoever sent it may send it again. */
export class HeldTooLong extends Error {
  override readonly name = 'HeldTooLong';

  constructor() {
    super(`The clock has been moving, or storage being copied, for ${PATIENCE_MS / 1000} s without a pause`);
  }
}

/**
 * Where work from outside enters. While the gate is closed it waits, so that what began before can end although clients never pause; when the gate opens, all
 * that waits begins before the gate can be closed again. So whoever closes it over and over holds nobody for longer than one turn.
 */
export class Gate {
  readonly #work: WorkInProgress;
  readonly #waiting = new Set<() => void>();
  #closed = 0;

  constructor(work: WorkInProgress) {
    this.#work = work;
  }

  /** Runs the work as work in progress, once the gate is open. @throws HeldTooLong */
  enter<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed === 0) return this.#work.run(work);
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(limit);
        this.#waiting.delete(begin);
        this.#work.run(work).then(resolve, reject);
      };
      const limit = setTimeout(() => {
        this.#waiting.delete(begin);
        reject(new HeldTooLong());
      }, PATIENCE_MS);
      this.#waiting.add(begin);
    });
  }

  /** Runs `turn` with the gate closed. */
  async close<T>(turn: () => Promise<T>): Promise<T> {
    this.#closed += 1;
    try {
      return await turn();
    } finally {
      this.#closed -= 1;
      if (this.#closed === 0) for (const begin of [...this.#waiting]) begin();
    }
  }
}
