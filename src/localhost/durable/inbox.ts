import { randomBytes } from 'node:crypto';
import { type Message } from './instance';
import { type InboxRow } from './store/port';

interface Posting {
  readonly messages: readonly Message[];
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/** Messages that no turn has used. */
export interface WaitingRow extends InboxRow {
  /** It is in memory alone. */
  readonly isHeld: boolean;
}

const DIGITS = 17;
/** Of this process: where the machine's clock goes back over a restart, no key of an earlier process comes again. */
const mark = randomBytes(4).toString('hex');
let lastKey = 0;
/** Keys that sort by arrival within a process. */
const nextKey = (): string => {
  lastKey = Math.max(lastKey + 1, Date.now() * 1_000);
  return `${String(lastKey).padStart(DIGITS, '0')}-${mark}`;
};

const isOfThisProcess = ({ key }: InboxRow): boolean => key.endsWith(`-${mark}`);

/** By arrival; what an earlier process has left comes first, also where the machine's clock went back in between. */
const byArrival = (one: InboxRow, other: InboxRow): number => Number(isOfThisProcess(one)) - Number(isOfThisProcess(other)) || (one.key < other.key ? -1 : 1);

/** So it is for the next process, too. */
const goOnAfter = (rows: readonly InboxRow[]): void => {
  for (const { key } of rows) lastKey = Math.max(lastKey, Number(key.slice(0, DIGITS)) || 0);
};

/**
 * The messages of one instance that its turns have not used yet. What arrives while a write is under way is stored by the next write, all
 * in one row: a fan-out of a thousand activities takes a handful of writes.
 */
export class Inbox {
  private readonly stored = new Map<string, InboxRow>();
  /** Rows that are here alone, and who is told when they, or what comes of them, are stored. */
  private readonly held = new Map<string, () => void>();
  private readonly writing = new Set<string>();
  private readonly queue: Posting[] = [];
  private flushing = false;
  /** Turns that are stored, and rows of what is held, one after another. */
  private storing: Promise<unknown> = Promise.resolve();

  /** @param write stores a row, however long that takes. @param arrived is told of every row stored. */
  constructor(
    private readonly write: (row: InboxRow) => Promise<void>,
    private readonly arrived: () => void,
  ) {}

  /** Resolves when the messages are stored. */
  post(messages: readonly Message[]): Promise<void> {
    return new Promise((stored, failed) => {
      this.queue.push({ messages, stored, failed });
      if (!this.flushing) void this.flush();
    });
  }

  /**
   * Takes messages in without storing them: the next turn stores what comes of them. For what can be had again after a crash: the result of an
   * activity by running it again, a message of an instance out of its outbox. @param stored is told when they need not be had again.
   */
  hold(messages: readonly Message[], stored: () => void = () => undefined): void {
    const row: InboxRow = { key: nextKey(), messages };
    this.stored.set(row.key, row);
    this.held.set(row.key, stored);
    this.arrived();
  }

  /** Stores what is held and no turn has used. Waits for a turn that is being stored, not for one that runs. */
  storeHeld(): Promise<void> {
    return this.inTurn(async () => {
      for (const key of [...this.held.keys()]) {
        const row = this.stored.get(key);
        if (row !== undefined) await this.write(row);
        this.release(key);
      }
    });
  }

  /** Stores what comes of rows, and forgets these. @param store is given those of the keys whose rows are in the store. */
  use<T>(keys: readonly string[], store: (inStore: readonly string[]) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const result = await store(keys.filter((key) => !this.held.has(key)));
      for (const key of keys) {
        this.stored.delete(key);
        this.release(key);
      }
      return result;
    });
  }

  /** Forgets what is held: its instance is removed. */
  dropHeld(): void {
    for (const key of [...this.held.keys()]) {
      this.stored.delete(key);
      this.release(key);
    }
  }

  rows(): WaitingRow[] {
    return [...this.stored.values()].map((row) => ({ ...row, isHeld: this.held.has(row.key) })).sort(byArrival);
  }

  /** Keys of rows that are in the store, as far as is known. */
  inStore(): string[] {
    return [...this.stored.keys()].filter((key) => !this.held.has(key));
  }

  /**
   * Takes in what a load found. Rows that are being written add themselves. @param before `inStore` before the load: what it did not find of these, a turn
   * has used whose answer was lost.
   */
  merge(rows: readonly InboxRow[], before: readonly string[]): void {
    goOnAfter(rows);
    const found = new Set(rows.map(({ key }) => key));
    for (const key of before) if (!found.has(key)) this.stored.delete(key);
    for (const row of rows) if (!this.writing.has(row.key)) this.stored.set(row.key, row);
  }

  get empty(): boolean {
    return this.stored.size === 0 && this.queue.length === 0 && !this.flushing;
  }

  private release(key: string): void {
    const stored = this.held.get(key);
    this.held.delete(key);
    stored?.();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.storing.then(work);
    this.storing = result.catch(() => undefined);
    return result;
  }

  private async flush(): Promise<void> {
    this.flushing = true;
    for (;;) {
      const batch = this.queue.splice(0);
      if (batch.length === 0) break;
      const row: InboxRow = { key: nextKey(), messages: batch.flatMap((posting) => posting.messages) };
      this.writing.add(row.key);
      try {
        await this.write(row);
        this.stored.set(row.key, row);
        for (const posting of batch) posting.stored();
        this.arrived();
      } catch (error) {
        for (const posting of batch) posting.failed(error);
      } finally {
        this.writing.delete(row.key);
      }
    }
    this.flushing = false;
  }
}
