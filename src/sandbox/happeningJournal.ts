import { type Happening, type HappeningLog } from './contracts';

/** Remembers what is recorded while somebody collects, and nothing otherwise: a server that runs for weeks keeps no list. */
export class HappeningJournal implements HappeningLog {
  readonly #collections = new Set<Happening[]>();

  record(happening: Happening): void {
    for (const collection of this.#collections) collection.push(happening);
  }

  collect(): () => Promise<readonly Happening[]> {
    const collection: Happening[] = [];
    this.#collections.add(collection);
    return async () => {
      this.#collections.delete(collection);
      return collection;
    };
  }
}
