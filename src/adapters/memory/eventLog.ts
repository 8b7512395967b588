import { type EventPublisher, type EventRecord } from '../../app/command/eventRecord';

/** Keeps no record: hands each published one, once, to those who listen in this process. */
export class InProcessEventLog implements EventPublisher {
  /** Ids handed out lately: a record published again after a crash or a race is not told twice. Bounded; older repeats are told again. */
  readonly #recent = new Set<string>();
  readonly #listeners = new Set<(record: EventRecord) => void>();

  constructor(private readonly remembered = 10_000) {}

  async publish(records: readonly EventRecord[]): Promise<void> {
    for (const record of records) {
      if (this.#recent.has(record.id)) continue;
      this.#recent.add(record.id);
      const [oldest] = this.#recent;
      if (this.#recent.size > this.remembered && oldest !== undefined) this.#recent.delete(oldest);
      for (const listener of this.#listeners) listener(record);
    }
  }

  /** @returns stops it. */
  listen(listener: (record: EventRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
