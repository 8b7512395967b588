import { type Message } from './message';

const BLOCK = 256;

interface Block {
  readonly start: number;
  readonly slots: (Message | undefined)[];
  held: number;
}

/** Messages by their numbers, in their order. A `Map` would take five times as much for each. */
export class Numbered {
  readonly #blocks = new Map<number, Block>();
  /** Of the blocks, lowest first. */
  #starts: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(seq: number): Message | undefined {
    return this.#blocks.get(startOf(seq))?.slots[seq % BLOCK];
  }

  /** In place of one that has its number. */
  add(message: Message): void {
    const { seq } = message;
    const block = this.#blocks.get(startOf(seq)) ?? this.#newBlock(startOf(seq));
    if (block.slots[seq % BLOCK] === undefined) {
      block.held += 1;
      this.#size += 1;
    }
    block.slots[seq % BLOCK] = message;
  }

  delete(seq: number): void {
    const block = this.#blocks.get(startOf(seq));
    if (block?.slots[seq % BLOCK] === undefined) return;
    block.slots[seq % BLOCK] = undefined;
    block.held -= 1;
    this.#size -= 1;
    if (block.held > 0) return;
    this.#blocks.delete(block.start);
    this.#starts = this.#starts.filter((start) => start !== block.start);
  }

  /** Those from this number on. */
  *from(seq: number): Iterable<Message> {
    for (const start of this.#starts) {
      if (start + BLOCK <= seq) continue;
      for (const message of this.#blocks.get(start)?.slots ?? []) if (message !== undefined && message.seq >= seq) yield message;
    }
  }

  values(): Iterable<Message> {
    return this.from(0);
  }

  #newBlock(start: number): Block {
    const block: Block = { start, slots: new Array<Message | undefined>(BLOCK).fill(undefined), held: 0 };
    this.#blocks.set(start, block);
    const at = this.#starts.findIndex((other) => other > start);
    this.#starts.splice(at < 0 ? this.#starts.length : at, 0, start);
    return block;
  }
}

const startOf = (seq: number): number => seq - (seq % BLOCK);
