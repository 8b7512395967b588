import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const WAIT_MS = 100;
/** A collection of a gigabyte takes seconds; on a busy machine many. */
const MOST_WAITS = 3_000;

/** Asks a process that `tellMemory.js` was loaded into, one question after the other. */
export class LeftMemory {
  private asked = 0;

  /** @param folder that the process was given as `MEMORY_FOLDER`. */
  constructor(
    private readonly folder: string,
    private readonly pid: number,
  ) {}

  /** What it holds when its garbage is collected: heap and what lies outside of it, in MB. @throws when it does not answer. */
  async megabytes(): Promise<number> {
    const file = join(this.folder, `${this.pid}.${(this.asked += 1)}.json`);
    process.kill(this.pid, 'SIGUSR2');
    for (let waits = 0; !existsSync(file); waits += 1) {
      if (waits === MOST_WAITS) throw new Error(`Process ${this.pid} does not tell its memory.`);
      await setTimeout(WAIT_MS);
    }
    const { bytes } = JSON.parse(await readFile(file, 'utf8')) as { readonly bytes: number };
    return bytes / 1e6;
  }
}
