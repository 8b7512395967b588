/** A file, or whatever else, that encoded bytes can be read from again. */
export interface ByteSource {
  /** Fills `target` with the bytes from `offset` on. Throws when it cannot. */
  fill(target: Buffer, offset: number): void;
}

/** Encoded bytes: held in memory until they are on disk, and read from there each time afterwards. */
export class Encoded {
  #at: Buffer | ByteSource;
  #offset = 0;

  private constructor(
    at: Buffer | ByteSource,
    readonly length: number,
  ) {
    this.#at = at;
  }

  static of(bytes: Buffer): Encoded {
    return new Encoded(bytes, bytes.length);
  }

  static in(source: ByteSource, offset: number, length: number): Encoded {
    const encoded = new Encoded(source, length);
    encoded.#offset = offset;
    return encoded;
  }

  /** Throws when they cannot be read from where they are. */
  read(): Buffer {
    if (Buffer.isBuffer(this.#at)) return this.#at;
    const bytes = Buffer.allocUnsafe(this.length);
    this.#at.fill(bytes, this.#offset);
    return bytes;
  }

  /** As `read`, into a buffer of just as many bytes. */
  copyTo(target: Buffer): void {
    if (Buffer.isBuffer(this.#at)) this.#at.copy(target);
    else this.#at.fill(target, this.#offset);
  }

  /** From now on they are read from there. */
  moveTo(source: ByteSource, offset: number): void {
    this.#at = source;
    this.#offset = offset;
  }
}
