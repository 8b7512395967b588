import { LRUCache } from 'lru-cache';
import { type EventPublisher, type EventRecord } from '../../app/command/eventRecord';

/** Keeps no record: hands each published one, once, to those who listen in this process. */
export class InProcessEventLog implements EventPublisher {
  /** Ids handed out lately: a record published again after a crash or a race is not told twice. Bounded; older repeats are told again. */
  readonly #recent: LRUCache<string, true>;
  readonly #listeners = new Set<(record: EventRecord) => void>();

  /** @param remembered how many ids. */
  constructor(remembered = 10_000) {
    this.#recent = new LRUCache({ max: remembered });
  }

  async publish(records: readonly EventRecord[]): Promise<void> {
    for (const record of records) {
      if (this.#recent.has(record.id)) continue;
      this.#recent.set(record.id, true);
      for (const listener of this.#listeners) listener(record);
    }
  }

  /** @returns stops it. */
  listen(listener: (record: EventRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
