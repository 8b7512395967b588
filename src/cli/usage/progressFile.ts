import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Problem } from '../problem';

const progressSchema = z.object({ server: z.string(), size: z.number(), modified: z.number(), line: z.number().int(), refused: z.number().int().default(0) });

/** How far an import of a file came; kept beside the file until all of it is in. */
export class ProgressFile {
  private constructor(
    private readonly path: string,
    private readonly about: { readonly server: string; readonly size: number; readonly modified: number },
    /** The last line that the server has answered for; 0: none. */
    readonly line: number,
    /** How many lines up to there were refused. */
    readonly refused: number,
  ) {}

  /** @throws Problem where the file cannot be read. */
  static async of(file: string, server: string, isFresh: boolean): Promise<ProgressFile> {
    const { size, mtimeMs } = await stat(file).catch((error: Error) => {
      throw new Problem(`${file} cannot be read: ${error.message}`);
    });
    const about = { server, size, modified: mtimeMs };
    const path = `${file}.progress`;
    const text = isFresh ? undefined : await readFile(path, 'utf8').catch(() => undefined);
    const { line, refused } = reachedIn(text, about);
    return new ProgressFile(path, about, line, refused);
  }

  /** Notes how far it came, and how many lines were refused on the whole way. @throws Problem where it cannot be written: what is in already is found again by the ids of its lines. */
  async reach(line: number, refused: number): Promise<void> {
    await writeFile(this.path, JSON.stringify({ ...this.about, line, refused })).catch((error: Error) => {
      throw new Problem(`${this.path} cannot be written: ${error.message}`);
    });
  }

  async end(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

const BEGINNING = { line: 0, refused: 0 };

/** Of this file as it is, to this server; the beginning for anything else. @param text of the file of progress; undefined: there is none. */
const reachedIn = (text: string | undefined, about: { readonly server: string; readonly size: number; readonly modified: number }): { readonly line: number; readonly refused: number } => {
  if (text === undefined) return BEGINNING;
  try {
    const { line, refused, ...of } = progressSchema.parse(JSON.parse(text));
    return of.server === about.server && of.size === about.size && of.modified === about.modified ? { line, refused } : BEGINNING;
  } catch {
    return BEGINNING;
  }
};
