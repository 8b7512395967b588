import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../problem';

/** Writes an answer's body to a file, which is there once it is whole. @returns its bytes. @throws Problem where it cannot be written, or the answer breaks off. */
export const download = async (response: Response, file: string): Promise<number> => {
  const part = `${file}.part`;
  let bytes = 0;
  try {
    await mkdir(dirname(file), { recursive: true });
    const body = Readable.fromWeb((response.body ?? new Blob([]).stream()));
    body.on('data', (chunk: Buffer) => (bytes += chunk.length));
    await pipeline(body, createWriteStream(part));
    await rename(part, file);
    return bytes;
  } catch (error) {
    await rm(part, { force: true });
    throw new Problem(`${file} was not written: ${(error as Error).message}`);
  }
};
