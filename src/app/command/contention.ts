/** Real time, in which a command waits for others; tests bring one of their own. */
export interface Patience {
  /** Milliseconds since any fixed moment; never goes back. */
  elapsed(): number;
  /** Resolves after about so many milliseconds. */
  pause(millis: number): Promise<void>;
  /** Any number from 0, included, to 1, excluded. */
  chance(): number;
}

/** What an attempt comes to when others changed what it is about in between. */
export const CHANGED = Symbol('changed by others in between');

/** For so long it is tried, waiting for one's turn included. Clients wait longer for an answer. */
const LONGEST_MILLIS = 10_000;
const FIRST_PAUSE_MILLIS = 20;
const LONGEST_PAUSE_MILLIS = 500;

/** After so many attempts that came to nothing: twice as long as before, less a random part of up to half, so that two processes do not meet again at once. */
const pauseAfter = (attempts: number, chance: number): number => Math.min(FIRST_PAUSE_MILLIS * 2 ** (attempts - 1), LONGEST_PAUSE_MILLIS) * (1 - chance / 2);

/**
 * What to do about others who change the same rows at the same moment. The first attempt goes ahead at once, so that what does not meet costs nothing. One that failed queues with the others of its kind in this
 * process, who then do not disturb each other, and whoever comes while somebody queues goes to the end; between further attempts it waits for other processes.
 */
export class Contention {
  /** By subject, what the next one waits for. */
  private readonly queues = new Map<string, Promise<unknown>>();

  constructor(private readonly patience: Patience) {}

  /**
   * @param subject whose rows are fought for: a customer, a partition. @param attempt decides anew each time, from what it then reads.
   * @returns what the attempt came to; CHANGED when that was all it came to for ten seconds. @throws what the attempt throws.
   */
  async through<T>(subject: string, attempt: () => Promise<T | typeof CHANGED>): Promise<T | typeof CHANGED> {
    const since = this.patience.elapsed();
    if (!this.queues.has(subject)) {
      const first = await attempt();
      if (first !== CHANGED) return first;
    }
    return this.inTurn(subject, async () => {
      for (let attempts = 1; this.patience.elapsed() - since < LONGEST_MILLIS; attempts += 1) {
        const outcome = await attempt();
        if (outcome !== CHANGED) return outcome;
        await this.patience.pause(pauseAfter(attempts, this.patience.chance()));
      }
      return CHANGED;
    });
  }

  /** The same for work that nobody waits for. @param what it is about, for the log. @throws also when it came to nothing. */
  async insist<T>(subject: string, what: string, attempt: () => Promise<T | typeof CHANGED>): Promise<T> {
    const outcome = await this.through(subject, attempt);
    if (outcome === CHANGED) throw new Error(`${what} was changed by others again and again, for ${LONGEST_MILLIS / 1000} seconds`);
    return outcome;
  }

  private async inTurn<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(subject) ?? Promise.resolve();
    const mine = before.then(work);
    const over = mine.catch(() => undefined);
    this.queues.set(subject, over);
    try {
      return await mine;
    } finally {
      if (this.queues.get(subject) === over) this.queues.delete(subject);
    }
  }
}
