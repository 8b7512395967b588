import { type Cancel, type HostClock, type Logger } from '../contracts';
import { BusError, Condition } from './engine/busError';
import { due } from './engine/due';
import { type Holder, type Queue } from './engine/queue';
import { type Changes, type Store } from './engine/store';
import { type Journal } from './journal/journal';

export interface BrokerParts {
  readonly store: Store;
  /** Undefined: nothing outlives the process. */
  readonly journal?: Journal;
  readonly clock: HostClock;
  readonly logger: Logger;
}

/** Runs commands against the state: what is due first, then the command, then the journal; whoever waits for messages hears of it last. */
export class Broker {
  readonly #parts: BrokerParts;
  readonly #listeners = new Set<(queue: Queue) => void>();
  readonly #endListeners = new Set<(holder: Holder, sessionId: string) => void>();
  #armed: { readonly at: number; readonly cancel: Cancel } | undefined;
  #stopped = false;

  constructor(parts: BrokerParts) {
    this.#parts = parts;
    if (!parts.journal) parts.store.durable = Infinity;
  }

  get store(): Store {
    return this.#parts.store;
  }

  now(): number {
    return this.#parts.clock.now();
  }

  /** `listener` hears of every queue in which something may be there to receive. */
  onTouched(listener: (queue: Queue) => void): void {
    this.#listeners.add(listener);
  }

  /** `listener` hears of every holder whose session lock has expired. */
  onSessionEnded(listener: (holder: Holder, sessionId: string) => void): void {
    this.#endListeners.add(listener);
  }

  /** Lets everything happen that fell due while nobody was there. */
  async start(): Promise<void> {
    await this.run(() => undefined);
  }

  stop(): void {
    this.#stopped = true;
    this.#armed?.cancel();
  }

  /** Runs a command; resolves with its answer once what it changed is on disk. @throws BusError */
  async run<T>(command: (store: Store, now: number) => T): Promise<T> {
    const { store, journal } = this.#parts;
    if (journal?.problem) throw unwritable(journal.problem);
    const now = this.now();
    let result: T;
    try {
      due(store, now);
      result = command(store, now);
    } catch (error) {
      await this.#settle(store.takeChanges());
      throw error;
    }
    await this.#settle(store.takeChanges());
    return result;
  }

  /** For what changes nothing durable: no waiting. */
  look<T>(question: (store: Store, now: number) => T): T {
    const answer = question(this.#parts.store, this.now());
    this.#arm();
    return answer;
  }

  async #settle(changes: Changes): Promise<void> {
    this.#arm();
    const { store, journal } = this.#parts;
    if (journal && changes.ops.length > 0) {
      const position = journal.append(changes.ops);
      for (const message of changes.fresh) message.position = position;
      try {
        await journal.until(position);
      } catch (error) {
        throw unwritable(error as Error);
      }
      store.durable = journal.durable;
    } else for (const message of changes.fresh) message.position = 0;
    for (const { holder, sessionId } of changes.ended) for (const listener of this.#endListeners) listener(holder, sessionId);
    for (const queue of changes.touched) for (const listener of this.#listeners) listener(queue);
  }

  /** One wake for the earliest deadline. One that has become too early does nothing but set the next. */
  #arm(): void {
    const next = this.#parts.store.deadlines.next();
    if (this.#stopped || this.#parts.journal?.problem || next === undefined || (this.#armed && this.#armed.at <= next)) return;
    this.#armed?.cancel();
    const cancel = this.#parts.clock.schedule(next, async () => {
      this.#armed = undefined;
      try {
        await this.run(() => undefined);
      } catch (error) {
        this.#parts.logger.log('error', `Service Bus: what is due cannot happen: ${(error as Error).message}`);
      }
    });
    this.#armed = { at: next, cancel };
  }
}

const unwritable = (error: Error): BusError => new BusError(Condition.serverBusy, `The broker cannot write its journal (${error.message}), so it takes nothing until it is started again.`);
