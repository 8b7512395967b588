/** Counts running work and answers when there is none left. */
export class WorkInProgress {
  #running = 0;
  #begun = 0;
  #whenNone: (() => void)[] = [];

  /** How many pieces of work have begun so far: two equal readings mean that nothing ran in between. */
  get begun(): number {
    return this.#begun;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    this.#begun += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      if (this.#running === 0) for (const wake of this.#whenNone.splice(0)) wake();
    }
  }

  /** Resolves when nothing runs and what was just finished has not led to anything new. */
  async idle(): Promise<void> {
    for (;;) {
      while (this.#running > 0) await new Promise<void>((resolve) => this.#whenNone.push(resolve));
      const before = this.#begun;
      await settle();
      if (this.#running === 0 && this.#begun === before) return;
    }
  }
}

/** Lets promises that are already resolved, and callbacks that are already queued, take their turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
