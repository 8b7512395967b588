import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TextDecoder } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { SetupError } from '../setup/setupError.mjs';

/** A larger text is no price sheet: the largest published ones have some hundred thousand rows. */
const MOST_BYTES = 512 * 1024 * 1024;

/** What was packed with gzip, by its first two bytes; anything else as it is. */
function unpacked(file, bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new SetupError(`${file} cannot be unpacked: ${error.code === 'ERR_BUFFER_TOO_LARGE' ? `it holds more than ${MOST_BYTES} bytes` : error.message}.`);
  }
}

/** @returns {Promise<{ name: string, text: string }>} a text file, or one packed with gzip, under its base name. @throws {SetupError} when it cannot be read as text */
export async function readSource(file) {
  const packed = await readFile(file).catch((error) => {
    throw new SetupError(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
  });
  const bytes = unpacked(file, packed);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') throw new SetupError(path.extname(file).toLowerCase() === '.xlsx' ? `${file} is a workbook: save the sheet as CSV UTF-8.` : `${file} is a zip archive: unpack it and import the CSV inside.`);
  try {
    return { name: path.basename(file), text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new SetupError(`${file} is not UTF-8 text: save it as CSV UTF-8.`);
  }
}

/** @returns {Promise<{ name: string, value: unknown }>} @throws {SetupError} when it is no JSON */
export async function readExtras(file) {
  const { name, text } = await readSource(file);
  try {
    return { name, value: JSON.parse(text) };
  } catch (error) {
    throw new SetupError(`${file} is not JSON: ${error.message}.`);
  }
}
