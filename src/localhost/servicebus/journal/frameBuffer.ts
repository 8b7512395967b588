const SMALLEST = 1 << 16;
const LARGEST_KEPT = 1 << 22;

/** Frames one after the other, in memory that is used over and over: a new buffer for each would leave the process much larger than what it holds. */
export class FrameBuffer {
  #bytes = Buffer.allocUnsafeSlow(SMALLEST);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** All that was added since it was emptied; good until then. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Room for so many bytes more, to be filled at once. */
  add(length: number): Buffer {
    const end = this.#length + length;
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    const room = this.#bytes.subarray(this.#length, end);
    this.#length = end;
    return room;
  }

  empty(): void {
    this.#length = 0;
    if (this.#bytes.length > LARGEST_KEPT) this.#bytes = Buffer.allocUnsafeSlow(SMALLEST);
  }
}
