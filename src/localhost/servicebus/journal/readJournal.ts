import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { type ByteSource } from '../engine/encoded';
import { type Content } from '../engine/message';
import { type Op } from '../engine/op';
import { crc32 } from './crc32';
import { decodeFrame, HEAD, type Origin } from './frame';

/** First bytes of every journal. */
export const MAGIC = Buffer.from('servicebus-journal 1\n');
const WINDOW = 1 << 20;

/** A journal that is broken before its end: what follows was acknowledged, so it is not thrown away. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';

  constructor(
    readonly file: string,
    offset: number,
  ) {
    super(`${file} is damaged at byte ${offset}`);
  }
}

export interface ReadJournal {
  /** Where the last whole frame ends; 0 for a file that is not there, or is empty. */
  readonly end: number;
  /** What follows it, a frame that a crash cut off: bytes. */
  readonly torn: number;
}

/** Reads all changes in order. @param source where encoded bytes will be read when they are asked for: the file. @throws JournalDamaged */
export function readJournal(file: string, source: ByteSource, each: (op: Op) => void): ReadJournal {
  if (!existsSync(file)) return { end: 0, torn: 0 };
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Bytes(descriptor);
    const { size } = bytes;
    const magic = bytes.at(0, Math.min(size, MAGIC.length));
    if (!magic.equals(MAGIC.subarray(0, magic.length))) throw new JournalDamaged(file, 0);
    if (size < MAGIC.length) return { end: 0, torn: size };
    const [contents, texts] = [new Map<number, Content>(), new Map<string, string>()];
    let end = MAGIC.length;
    for (let payload = payloadAt(bytes, end); payload; payload = payloadAt(bytes, end)) {
      const length = HEAD + payload.length;
      const ops = decoded(payload, { source, start: end + HEAD, contents, texts });
      if (!ops) throw new JournalDamaged(file, end);
      for (const op of ops) each(op);
      end += length;
    }
    // What was being written when the process died is the last; nothing whole comes after it.
    if (isFollowedByFrame(bytes, end)) throw new JournalDamaged(file, end);
    return { end, torn: size - end };
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of a file, read a piece at a time into memory that is used over and over. */
class Bytes {
  readonly size: number;
  #window = Buffer.allocUnsafeSlow(WINDOW);
  #start = 0;
  #length = 0;

  constructor(private readonly descriptor: number) {
    this.size = fstatSync(descriptor).size;
  }

  /** Good until the next call. It is shorter where the file ends. */
  at(offset: number, length: number): Buffer {
    if (offset < this.#start || offset + length > this.#start + this.#length) this.#read(offset, length);
    return this.#window.subarray(offset - this.#start, Math.min(offset - this.#start + length, this.#length));
  }

  #read(offset: number, length: number): void {
    if (length > this.#window.length) this.#window = Buffer.allocUnsafeSlow(length);
    this.#start = offset;
    this.#length = 0;
    for (;;) {
      const count = readSync(this.descriptor, this.#window, this.#length, this.#window.length - this.#length, offset + this.#length);
      if (count === 0) return;
      this.#length += count;
    }
  }
}

/** What a whole frame that begins there says; undefined: there is none. */
function payloadAt(bytes: Bytes, offset: number): Buffer | undefined {
  const head = bytes.at(offset, HEAD);
  if (head.length < HEAD) return undefined;
  const [length, checksum] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (length < 4 || offset + HEAD + length > bytes.size) return undefined;
  const payload = bytes.at(offset + HEAD, length);
  return crc32(payload) === checksum ? payload : undefined;
}

/** A payload begins with the length of a text that is an array of objects. */
const LOOKS_LIKE = Buffer.from('[{"');
const TEXT_AT = HEAD + 4;

function isFollowedByFrame(bytes: Bytes, from: number): boolean {
  for (let start = from + 1; start < bytes.size; ) {
    const piece = Buffer.from(bytes.at(start, WINDOW));
    for (let found = piece.indexOf(LOOKS_LIKE); found >= 0; found = piece.indexOf(LOOKS_LIKE, found + 1)) {
      if (start + found - TEXT_AT > from && payloadAt(bytes, start + found - TEXT_AT)) return true;
    }
    if (start + piece.length >= bytes.size) return false;
    start += piece.length - LOOKS_LIKE.length;
  }
  return false;
}

/** Undefined for what is whole, and yet says nothing that can be understood. */
function decoded(payload: Buffer, origin: Origin): Op[] | undefined {
  try {
    return decodeFrame(payload, origin);
  } catch {
    return undefined;
  }
}
