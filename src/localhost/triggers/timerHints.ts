import { CLOCK_SYMBOL, type HostClock, type PublishedClock } from '../contracts';

export type NextDue = (after: number) => Promise<number | undefined>;

/** Publishes `clock` before the host does, to whoever uses the app's modules before it loads them. @returns takes it back. */
export const publishClock = (clock: HostClock): (() => void) => new TimerHints().publish(clock);

/** The clock as the app finds it, and the hints it left there. */
export class TimerHints {
  readonly #hints = new Map<string, NextDue>();

  /** Publishes `clock` to the app. @returns takes it back. */
  publish(clock: HostClock): () => void {
    const published: PublishedClock = {
      virtual: clock.virtual,
      now: () => clock.now(),
      hintTimer: (functionName, nextDue) => void this.#hints.set(functionName.toLowerCase(), nextDue),
    };
    const symbol = Symbol.for(CLOCK_SYMBOL);
    Object.defineProperty(globalThis, symbol, { value: published, configurable: true });
    return () => {
      Reflect.deleteProperty(globalThis, symbol);
    };
  }

  find(functionName: string): NextDue | undefined {
    return this.#hints.get(functionName.toLowerCase());
  }
}
