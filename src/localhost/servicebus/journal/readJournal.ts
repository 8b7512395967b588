import { closeSync, existsSync, openSync, readSync, fstatSync } from 'node:fs';
import { type Op } from '../engine/op';
import { crc32 } from './crc32';
import { decodeFrame, HEAD } from './frame';

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

/** Reads all changes in order. @throws JournalDamaged */
export function readJournal(file: string, each: (op: Op) => void): ReadJournal {
  if (!existsSync(file)) return { end: 0, torn: 0 };
  const descriptor = openSync(file, 'r');
  try {
    const size = fstatSync(descriptor).size;
    const magic = read(descriptor, 0, Math.min(size, MAGIC.length));
    if (!magic.equals(MAGIC.subarray(0, magic.length))) throw new JournalDamaged(file, 0);
    if (size < MAGIC.length) return { end: 0, torn: size };
    let end = MAGIC.length;
    let window = Buffer.alloc(0);
    let windowStart = end;
    for (;;) {
      const within = (length: number): Buffer => {
        if (end - windowStart + length > window.length) {
          windowStart = end;
          window = read(descriptor, end, Math.min(Math.max(WINDOW, length), size - end));
        }
        return window.subarray(end - windowStart, end - windowStart + length);
      };
      const head = within(HEAD);
      if (head.length < HEAD) return { end, torn: size - end };
      const length = head.readUInt32BE(0);
      const whole = end + HEAD + length <= size;
      const frame = whole ? within(HEAD + length) : undefined;
      if (!frame || length < 4 || crc32(frame.subarray(HEAD)) !== frame.readUInt32BE(4)) {
        // A frame that was being written when the process died is the last; nothing whole comes after it.
        if (whole && end + HEAD + length < size) throw new JournalDamaged(file, end);
        return { end, torn: size - end };
      }
      for (const op of decodeFrame(frame.subarray(HEAD))) each(op);
      end += HEAD + length;
    }
  } finally {
    closeSync(descriptor);
  }
}

function read(descriptor: number, position: number, length: number): Buffer<ArrayBuffer> {
  const buffer = Buffer.alloc(Math.max(length, 0));
  let done = 0;
  while (done < buffer.length) {
    const count = readSync(descriptor, buffer, done, buffer.length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return buffer.subarray(0, done);
}
