import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TextDecoder } from 'node:util';
import { SetupError } from '../setup/setupError.mjs';

/** @returns {Promise<{ name: string, text: string }>} a text file under its base name. @throws {SetupError} when it cannot be read as text */
export async function readSource(file) {
  const bytes = await readFile(file).catch((error) => {
    throw new SetupError(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
  });
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') throw new SetupError(`${file} is a zip archive: unpack it and import the CSV inside.`);
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
