/** The ids of messages that came within the window, so that a second one of the same id is dropped. Instants in ms. */
export class History {
  readonly #window: number;
  readonly #seen = new Map<string, number>();

  constructor(window: number) {
    this.#window = window;
  }

  /** Whether the id came within the window before `now`; an entry exactly as old as the window is out. */
  knows(messageId: string, now: number): boolean {
    const at = this.#seen.get(messageId);
    return at !== undefined && now - at < this.#window;
  }

  add(messageId: string, at: number): void {
    this.#seen.delete(messageId);
    this.#seen.set(messageId, at);
    for (const [old, since] of this.#seen) {
      if (at - since < this.#window) return;
      this.#seen.delete(old);
    }
  }

  /** Those still within the window, oldest first. */
  *within(now: number): Iterable<readonly [string, number]> {
    for (const entry of this.#seen) if (now - entry[1] < this.#window) yield entry;
  }
}
