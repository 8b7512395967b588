/**
 * When Azurite writes its books to disk. Its own way is every five seconds, whatever that takes: with half a million rows, a third of the time and more, in which it answers nothing. Here the next one comes when
 * nine times as long has passed as the last one took. Runs in Azurite's process, where it is put as text: what it uses is handed to it.
 */

/** What of a database of lokijs decides when it is saved. */
export interface SnapshotBook {
  autosave: boolean;
  autosaveInterval: number;
  autosaveHandle: unknown;
  readonly collections: readonly { dirty: boolean }[];
  autosaveDirty(): boolean;
  saveDatabase(done: (error?: unknown) => void): void;
}

export interface SnapshotSurroundings {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => unknown;
  /** Told why a book could not be written; what it held is tried again with the next one. */
  readonly failed: (error: unknown) => void;
}

/**
 * Saves a book, where it changed, at most so often that a tenth of the time goes into it, and never more often than every `autosaveInterval` ms. Goes on until `autosaveDisable`, which Azurite calls before
 * it saves for the last time. One that fails is told, and does not count as saved.
 */
export const paceSnapshots = (book: SnapshotBook, { now, later, failed }: SnapshotSurroundings): void => {
  book.autosave = true;
  const next = (tookMs: number): void => {
    book.autosaveHandle = later(look, Math.max(book.autosaveInterval, 9 * tookMs));
  };
  const look = (): void => {
    if (!book.autosaveDirty()) return next(0);
    const began = now();
    const done = (error?: unknown): void => {
      if (error !== undefined && error !== null) {
        for (const collection of book.collections) collection.dirty = true;
        failed(error);
      }
      if (book.autosaveHandle !== null) next(now() - began);
    };
    book.saveDatabase(done);
  };
  next(0);
};
