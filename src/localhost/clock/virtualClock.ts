import { type Cancel, type HostClock, type Logger } from '../contracts';
import { describeError } from '../describeError';
import { Gate } from './gate';
import { type Wake, WakeQueue } from './wakeQueue';
import { WorkInProgress } from './workInProgress';

export interface VirtualClockOptions {
  /** Where the clock stands at first: ms since the epoch. */
  readonly start: number;
  readonly logger: Logger;
  /** Told every new position before the clock stands there, so that a caller can keep it. A rejection stops the advance where the clock stands; what is due at the new position stays due. */
  readonly onMove?: (now: number) => void | Promise<void>;
}

/**
 * A clock that stands still until it is advanced. While it advances, everything scheduled on the way runs in order, one wake at a time, and
 * time moves on only when nothing is busy. Work that waits for a later instant must not be `busy` meanwhile, or the clock waits for it for ever.
 */
export class VirtualClock implements HostClock {
  readonly virtual = true;
  readonly #queue = new WakeQueue();
  readonly #work = new WorkInProgress();
  readonly #gate = new Gate(this.#work);
  readonly #beforeMove = new Set<() => Promise<void>>();
  readonly #logger: Logger;
  readonly #onMove: (now: number) => void | Promise<void>;
  #now: number;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: VirtualClockOptions) {
    if (!Number.isSafeInteger(options.start)) throw new RangeError(`A virtual clock starts at a whole number of milliseconds, not at ${options.start}.`);
    this.#now = options.start;
    this.#logger = options.logger;
    this.#onMove = options.onMove ?? (() => undefined);
  }

  now(): number {
    return this.#now;
  }

  schedule(at: number, wake: () => void | Promise<void>): Cancel {
    if (at <= this.#now) return this.#runSoon(wake);
    const queued = this.#queue.add(at, wake);
    return () => {
      queued.cancelled = true;
    };
  }

  busy<T>(work: () => Promise<T>): Promise<T> {
    return this.#work.run(work);
  }

  enter<T>(work: () => Promise<T>): Promise<T> {
    return this.#gate.enter(work);
  }

  pause<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() =>
      this.#gate.close(async () => {
        await this.#work.idle();
        return work();
      }),
    );
  }

  idle(): Promise<void> {
    return this.#work.idle();
  }

  /** How many pieces of work have begun: lets a caller see whether anything ran since it last looked. */
  get workBegun(): number {
    return this.#work.begun;
  }

  /** `ask` runs whenever the clock is idle and about to move; it may schedule, cancel or start work. */
  onBeforeMove(ask: () => Promise<void>): Cancel {
    this.#beforeMove.add(ask);
    return () => {
      this.#beforeMove.delete(ask);
    };
  }

  /**
   * Runs everything that falls due up to and including `target` (ms since the epoch), then stands there. Advances asked for at the same time
   * run one after the other. From position to position, what began before ends first, and what comes from outside meanwhile waits.
   * Rejects with a RangeError when `target` lies before the position the clock has by then.
   */
  advanceTo(target: number): Promise<void> {
    return this.#inTurn(() => this.#advance(target));
  }

  /** An advance and a pause never overlap. */
  #inTurn<T>(turn: () => Promise<T>): Promise<T> {
    const taken = this.#lastTurn.then(turn);
    this.#lastTurn = taken.catch(() => undefined);
    return taken;
  }

  async #advance(target: number): Promise<void> {
    if (!Number.isSafeInteger(target)) throw new RangeError(`A virtual clock moves to a whole number of milliseconds, not to ${target}.`);
    if (target < this.#now) {
      throw new RangeError(`The clock stands at ${new Date(this.#now).toISOString()} and cannot go back to ${new Date(target).toISOString()}.`);
    }
    while (!(await this.#gate.close(() => this.#step(target))));
  }

  /** Moves to the next wake on the way and runs it, or to the target if there is none. @returns whether the target is reached. */
  async #step(target: number): Promise<boolean> {
    await this.#quiet();
    const next = this.#queue.peek();
    if (!next || next.at > target) {
      await this.#moveTo(target);
      return true;
    }
    // A move that is refused leaves the wake in the queue, for the next advance.
    await this.#moveTo(next.at);
    const first = this.#queue.peek();
    if (first && first.at <= this.#now) {
      this.#queue.take();
      await this.#run(first);
    }
    return false;
  }

  /** Idle, and still idle after everyone who wanted to look before a move has looked. */
  async #quiet(): Promise<void> {
    for (;;) {
      await this.#work.idle();
      const before = this.#work.begun;
      for (const ask of this.#beforeMove) await ask();
      await this.#work.idle();
      if (this.#work.begun === before) return;
    }
  }

  async #moveTo(at: number): Promise<void> {
    if (at <= this.#now) return;
    await this.#onMove(at);
    this.#now = at;
  }

  #runSoon(wake: () => void | Promise<void>): Cancel {
    const soon: Wake = { at: this.#now, order: 0, run: wake, cancelled: false };
    void this.#work.run(async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (!soon.cancelled) await this.#guarded(wake);
    });
    return () => {
      soon.cancelled = true;
    };
  }

  #run(wake: Wake): Promise<void> {
    return this.#work.run(() => this.#guarded(wake.run));
  }

  async #guarded(wake: () => void | Promise<void>): Promise<void> {
    try {
      await wake();
    } catch (error) {
      this.#logger.log('error', `Work due at ${new Date(this.#now).toISOString()} failed: ${describeError(error)}`);
    }
  }
}
