import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Op } from '../engine/op';
import { encodeFrame } from './frame';
import { MAGIC, readJournal } from './readJournal';

export interface JournalOptions {
  readonly file: string;
  /** The whole state as it is now, for compaction. */
  readonly snapshot: () => Iterable<Op>;
  /** Waits for the disk, not only for the system. */
  readonly sync: boolean;
  /** Compacts once the file is this much larger than it was after the last time, and twice as large. */
  readonly compactAfterBytes: number;
  readonly onProblem: (sentence: string) => void;
}

/** Changes of a snapshot that make one frame. */
const SNAPSHOT_FRAME = 500;

/**
 * An append-only file. What is appended while a write is under way goes out together in the next one. Once a write has failed nothing is taken any
 * more: what was not confirmed may or may not be there after a restart.
 */
export class Journal {
  readonly #options: JournalOptions;
  #handle: FileHandle;
  #size: number;
  #sizeWhenCompacted: number;
  #pending: Buffer[] = [];
  #appended = 0;
  #durable = 0;
  #waiting: { position: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  #writing: Promise<void> | undefined;
  #problem: Error | undefined;

  private constructor(options: JournalOptions, handle: FileHandle, size: number) {
    this.#options = options;
    this.#handle = handle;
    this.#size = size;
    this.#sizeWhenCompacted = size;
  }

  /** Reads what is there, then writes it anew, compacted. @param each is given every change. @throws JournalDamaged */
  static async open(options: JournalOptions, each: (op: Op) => void): Promise<Journal> {
    await mkdir(dirname(options.file), { recursive: true });
    const { torn } = readJournal(options.file, each);
    if (torn > 0) options.onProblem(`${options.file} ended in the middle of a change that was never confirmed; its ${torn} bytes are left out.`);
    const size = writeSnapshot(options);
    return new Journal(options, await open(options.file, 'a'), size);
  }

  /** Why nothing is taken any more. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** Position up to which everything is on disk. */
  get durable(): number {
    return this.#durable;
  }

  get size(): number {
    return this.#size;
  }

  /** Appends the changes of one command. @returns the position at which they are durable. */
  append(ops: readonly Op[]): number {
    this.#appended += 1;
    this.#pending.push(encodeFrame(ops));
    this.#writing ??= this.#write();
    return this.#appended;
  }

  /** Resolves once everything up to the position is on disk; rejects if it could not be written. */
  until(position: number): Promise<void> {
    if (position <= this.#durable) return Promise.resolve();
    if (this.#problem) return Promise.reject(this.#problem);
    return new Promise((resolve, reject) => this.#waiting.push({ position, resolve, reject }));
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle.close();
  }

  async #write(): Promise<void> {
    // What comes in the same turn of the event loop goes along.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0 && !this.#problem) {
      const frames = this.#pending;
      this.#pending = [];
      const upTo = this.#appended;
      try {
        if (this.#size > this.#sizeWhenCompacted * 2 && this.#size - this.#sizeWhenCompacted > this.#options.compactAfterBytes && (await this.#compact())) {
          this.#confirm(upTo);
          continue;
        }
        const bytes = frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames);
        await writeAll(this.#handle, bytes);
        if (this.#options.sync) await this.#handle.datasync();
        this.#size += bytes.length;
        this.#confirm(upTo);
      } catch (error) {
        this.#fail(error as Error);
      }
    }
    this.#writing = undefined;
  }

  /** Writes the state anew, with all that has not been written yet. A disk that has no room for it leaves everything as it is. */
  async #compact(): Promise<boolean> {
    try {
      const size = writeSnapshot(this.#options);
      const old = this.#handle;
      this.#handle = await open(this.#options.file, 'a');
      await old.close();
      this.#size = size;
      this.#sizeWhenCompacted = size;
      return true;
    } catch (error) {
      this.#options.onProblem(`${this.#options.file} could not be compacted, so it grows on: ${(error as Error).message}`);
      this.#sizeWhenCompacted = this.#size;
      return false;
    }
  }

  #confirm(upTo: number): void {
    this.#durable = upTo;
    const ready = this.#waiting.filter(({ position }) => position <= upTo);
    this.#waiting = this.#waiting.filter(({ position }) => position > upTo);
    for (const { resolve } of ready) resolve();
  }

  #fail(error: Error): void {
    this.#problem = error;
    this.#options.onProblem(`${this.#options.file} cannot be written, so nothing is taken until a restart: ${error.message}`);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
}

/** In one go, so that nothing changes meanwhile; the old file stays until the new one is whole. @returns its size. */
function writeSnapshot({ file, snapshot }: JournalOptions): number {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w');
  let size = 0;
  const write = (bytes: Buffer): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done);
    size += bytes.length;
  };
  try {
    write(MAGIC);
    let ops: Op[] = [];
    for (const op of snapshot()) {
      ops.push(op);
      if (ops.length < SNAPSHOT_FRAME) continue;
      write(encodeFrame(ops));
      ops = [];
    }
    if (ops.length > 0) write(encodeFrame(ops));
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(draft, { force: true });
    throw error;
  }
  closeSync(descriptor);
  renameSync(draft, file);
  return size;
}
