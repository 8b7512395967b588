/**
 * A binary heap whose entries may die inside it: dead ones are skipped, and swept out once they are more than half, so that it never holds
 * more than twice what is alive.
 */
export class LazyHeap<T> {
  readonly #before: (one: T, other: T) => boolean;
  readonly #alive: (entry: T) => boolean;
  #entries: T[] = [];
  #dead = 0;

  constructor(before: (one: T, other: T) => boolean, alive: (entry: T) => boolean) {
    this.#before = before;
    this.#alive = alive;
  }

  /** How many entries it holds, dead ones included. */
  get held(): number {
    return this.#entries.length;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    this.#up(this.#entries.length - 1);
  }

  /** The first that is alive, left inside. */
  peek(): T | undefined {
    for (;;) {
      const first = this.#entries[0];
      if (first === undefined || this.#alive(first)) return first;
      this.#dead = Math.max(this.#dead - 1, 0);
      this.#removeFirst();
    }
  }

  take(): T | undefined {
    const first = this.peek();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  /** Call it whenever an entry inside has died. */
  died(): void {
    this.#dead += 1;
    if (this.#dead < 64 || this.#dead * 2 < this.#entries.length) return;
    this.#entries = this.#entries.filter(this.#alive);
    this.#dead = 0;
    for (let parent = (this.#entries.length >> 1) - 1; parent >= 0; parent -= 1) this.#down(parent);
  }

  #removeFirst(): void {
    const last = this.#entries.pop();
    if (last !== undefined && this.#entries.length > 0) {
      this.#entries[0] = last;
      this.#down(0);
    }
  }

  #up(start: number): void {
    let child = start;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #down(start: number): void {
    let parent = start;
    for (;;) {
      const left = 2 * parent + 1;
      let first = parent;
      if (this.#isBefore(left, first)) first = left;
      if (this.#isBefore(left + 1, first)) first = left + 1;
      if (first === parent) return;
      this.#swap(parent, first);
      parent = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#entries[a];
    const other = this.#entries[b];
    return one !== undefined && other !== undefined && this.#before(one, other);
  }

  #swap(a: number, b: number): void {
    const one = this.#entries[a];
    const other = this.#entries[b];
    if (one === undefined || other === undefined) return;
    this.#entries[a] = other;
    this.#entries[b] = one;
  }
}
