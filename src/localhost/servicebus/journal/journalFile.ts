import { closeSync, openSync, readSync } from 'node:fs';
import { type ByteSource } from '../engine/encoded';

/** The file of a journal as what it holds is read from. */
export class JournalFile implements ByteSource {
  #descriptor: number | undefined;

  /** @param openAt its path now, if it is not to stay there. */
  constructor(
    private readonly path: string,
    private readonly onProblem: (error: Error) => void,
    openAt = path,
  ) {
    this.#descriptor = openSync(openAt, 'r');
  }

  /** Throws when it cannot be read; then `onProblem` was called. */
  fill(target: Buffer, offset: number): void {
    try {
      this.#fill(target, offset);
    } catch (error) {
      this.onProblem(error as Error);
      throw error;
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #fill(target: Buffer, offset: number): void {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed`);
    for (let done = 0; done < target.length; ) {
      const count = readSync(this.#descriptor, target, done, target.length - done, offset + done);
      if (count === 0) throw new Error(`${this.path} ends before byte ${offset + target.length}`);
      done += count;
    }
  }
}
