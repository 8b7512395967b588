import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TextDecoder } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { errorCode } from '../../sandbox/errorCode';
import { Problem } from '../problem';

/** A larger text is no price sheet: the largest published ones have some hundred thousand rows. */
const MOST_BYTES = 512 * 1024 * 1024;

/** What was packed with gzip, by its first two bytes; anything else as it is. */
function unpacked(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new Problem(`${file} cannot be unpacked: ${errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? `it holds more than ${MOST_BYTES} bytes` : messageOf(error)}.`);
  }
}

/** @returns a text file, or one packed with gzip, under its base name. @throws Problem when it cannot be read as text */
export async function readSource(file: string): Promise<{ readonly name: string; readonly text: string }> {
  const packed = await readFile(file).catch((error: unknown) => {
    throw new Problem(`${file} cannot be read: ${errorCode(error) === 'ENOENT' ? 'there is no such file' : messageOf(error)}.`);
  });
  const bytes = unpacked(file, packed);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') throw new Problem(path.extname(file).toLowerCase() === '.xlsx' ? `${file} is a workbook: save the sheet as CSV UTF-8.` : `${file} is a zip archive: unpack it and import the CSV inside.`);
  try {
    return { name: path.basename(file), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new Problem(`${file} is not UTF-8 text: save it as CSV UTF-8.`);
  }
}

/** @returns what a JSON file holds, under its base name. @throws Problem when it is no JSON */
export async function readExtras(file: string): Promise<{ readonly name: string; readonly value: unknown }> {
  const { name, text } = await readSource(file);
  try {
    return { name, value: JSON.parse(text) as unknown };
  } catch (error) {
    throw new Problem(`${file} is not JSON: ${messageOf(error)}.`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
