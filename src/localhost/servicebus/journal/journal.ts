import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Op } from '../engine/op';
import { type Content } from '../engine/message';
import { addFrame, type Placed } from './frame';
import { FrameBuffer } from './frameBuffer';
import { JournalFile } from './journalFile';
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
 * An append-only file. What is appended while a write is under way goes out together in the next one. What is in messages is held here only: once it is
 * on disk their bytes are read from there. Once a write has failed, or such a read, nothing is taken any more: what was not confirmed may or may not be there after a restart.
 */
export class Journal {
  readonly #options: JournalOptions;
  #handle: FileHandle;
  #file: JournalFile;
  #size: number;
  #sizeWhenCompacted: number;
  /** What waits to be written, and where in it the bytes of messages are. */
  #pending = new FrameBuffer();
  #placed: Placed[] = [];
  /** What is being written, or was last. */
  #written = new FrameBuffer();
  #appended = 0;
  #durable = 0;
  #waiting: { position: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  #writing: Promise<void> | undefined;
  #problem: Error | undefined;

  private constructor(options: JournalOptions, handle: FileHandle, file: JournalFile, size: number) {
    this.#options = options;
    this.#handle = handle;
    this.#file = file;
    this.#size = size;
    this.#sizeWhenCompacted = size;
  }

  /** Reads what is there, then writes it anew, compacted. @param each is given every change. @throws JournalDamaged */
  static async open(options: JournalOptions, each: (op: Op) => void): Promise<Journal> {
    const { file: path, onProblem } = options;
    await mkdir(dirname(path), { recursive: true });
    let journal: Journal | undefined;
    const openFile = (): JournalFile => new JournalFile(path, (error) => journal && journal.#fail('read', error));
    const old = existsSync(path) ? openFile() : undefined;
    try {
      const { torn } = old ? readJournal(path, old, each) : { torn: 0 };
      if (torn > 0) onProblem(`${path} ended in the middle of a change that was never confirmed; its ${torn} bytes are left out.`);
      const { size, placed } = writeSnapshot(options);
      old?.close();
      renameSync(draftOf(path), path);
      if (options.sync) syncFolder(path);
      const file = openFile();
      for (const { encoded, offset } of placed) encoded.moveTo(file, offset);
      journal = new Journal(options, await open(path, 'a'), file, size);
      return journal;
    } catch (error) {
      old?.close();
      throw error;
    }
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
    const start = this.#pending.length;
    for (const { encoded, offset } of addFrame(this.#pending, ops)) this.#placed.push({ encoded, offset: start + offset });
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
    this.#file.close();
  }

  async #write(): Promise<void> {
    // What comes in the same turn of the event loop goes along.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0 && !this.#problem) {
      if (this.#size > this.#sizeWhenCompacted * 2 && this.#size - this.#sizeWhenCompacted > this.#options.compactAfterBytes && (await this.#compact())) continue;
      const [buffer, placed, upTo] = [this.#pending, this.#placed, this.#appended];
      [this.#pending, this.#placed, this.#written] = [this.#written, [], buffer];
      try {
        await writeAll(this.#handle, buffer.bytes);
        if (this.#options.sync) await this.#handle.datasync();
        for (const { encoded, offset } of placed) encoded.moveTo(this.#file, this.#size + offset);
        this.#size += buffer.length;
        buffer.empty();
        this.#confirm(upTo);
      } catch (error) {
        this.#fail('written', error as Error);
      }
    }
    this.#writing = undefined;
  }

  /** Writes the state anew, with all that has not been written yet. A disk that has no room for it leaves everything as it is. */
  async #compact(): Promise<boolean> {
    const { file: path, onProblem, sync } = this.#options;
    const draft = draftOf(path);
    let [handle, file]: [FileHandle | undefined, JournalFile | undefined] = [undefined, undefined];
    try {
      handle = await open(draft, 'a');
      // From here to the confirmation nothing else happens: the state and what is left to be written belong together.
      const { size, placed } = writeSnapshot(this.#options);
      file = new JournalFile(path, (error) => this.#fail('read', error), draft);
      renameSync(draft, path);
      for (const { encoded, offset } of placed) encoded.moveTo(file, offset);
      this.#file.close();
      const old = this.#handle;
      [this.#file, this.#handle] = [file, handle];
      this.#size = size;
      this.#sizeWhenCompacted = size;
      this.#pending.empty();
      this.#placed = [];
      try {
        if (sync) syncFolder(path);
        this.#confirm(this.#appended);
      } catch (error) {
        this.#fail('written', error as Error);
      }
      // It is nobody's any more: however its closing ends, the new one is in use.
      await old.close().catch(() => undefined);
      return true;
    } catch (error) {
      file?.close();
      await handle?.close();
      onProblem(`${path} could not be compacted, so it grows on: ${(error as Error).message}`);
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

  #fail(done: 'read' | 'written', error: Error): void {
    if (this.#problem) return;
    this.#problem = error;
    this.#options.onProblem(`${this.#options.file} cannot be ${done}, so nothing is taken until a restart: ${error.message}`);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  let done = 0;
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
}

/** What file systems say whose folders cannot be written to disk by themselves: they keep names as they can. */
const CANNOT = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES', 'EISDIR']);

/** A file that was renamed has its name after a loss of power only once its folder is on disk. */
function syncFolder(file: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(dirname(file), 'r');
    fsyncSync(descriptor);
  } catch (error) {
    if (!CANNOT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const draftOf = (file: string): string => `${file}.new`;

/** Writes the whole state beside the file, in one go, so that nothing changes meanwhile. @returns where encoded bytes are in it. */
function writeSnapshot({ file, snapshot }: JournalOptions): { readonly size: number; readonly placed: readonly Placed[] } {
  const draft = draftOf(file);
  const descriptor = openSync(draft, 'w');
  const known = new Map<Content, number>();
  const placed: Placed[] = [];
  let size = 0;
  const write = (bytes: Buffer): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done);
    size += bytes.length;
  };
  const buffer = new FrameBuffer();
  const writeFrame = (ops: readonly Op[]): void => {
    const start = size;
    for (const { encoded, offset } of addFrame(buffer, ops, { known, start })) placed.push({ encoded, offset: start + offset });
    write(buffer.bytes);
    buffer.empty();
  };
  try {
    write(MAGIC);
    let ops: Op[] = [];
    for (const op of snapshot()) {
      ops.push(op);
      if (ops.length < SNAPSHOT_FRAME) continue;
      writeFrame(ops);
      ops = [];
    }
    if (ops.length > 0) writeFrame(ops);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return { size, placed };
}
