import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- asked for a whole text at once, it hands out a promise and no emitter
import { brotliDecompress } from 'node:zlib';
import { wantedCoding } from '../contentCoding';
import { builtConsole } from './builtConsole';

/** A file of the console by its name, which has a hash of its content. Nothing else of the folder is given out. */
const FILE = /^\w[\w.-]*-[\w-]{8}\.(js|css|svg|png|woff2)$/;

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', woff2: 'font/woff2' };

/** The endings of the packed copies that lie beside the longer files, or in their place. */
const PACKED = { br: '.br', gzip: '.gz' } as const;

export interface ConsoleFile {
  readonly content: Uint8Array;
  readonly type: string;
  /** How it is packed; absent: it is as it was built. */
  readonly coding?: 'br' | 'gzip';
}

const readIfThere = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * A file that the console's page loads, packed as the caller likes it where a packed copy is there.
 * @param acceptEncoding the header as sent
 * @returns undefined where there is none of that name
 * @throws Error when it cannot be read
 */
export const consoleFile = async (name: string, acceptEncoding: string, folder = builtConsole()): Promise<ConsoleFile | undefined> => {
  const ending = FILE.exec(name)?.[1];
  const type = ending === undefined ? undefined : TYPES[ending];
  if (type === undefined) return undefined;
  const coding = wantedCoding(acceptEncoding);
  const packed = coding === undefined ? undefined : await readIfThere(join(folder, `${name}${PACKED[coding]}`));
  if (coding !== undefined && packed !== undefined) return { content: packed, type, coding };
  const content = (await readIfThere(join(folder, name))) ?? (await unpacked(join(folder, name)));
  return content === undefined ? undefined : { content, type };
};

/** As the package for Azure has the longer ones: in Brotli alone. */
const unpacked = async (file: string): Promise<Uint8Array | undefined> => {
  const packed = await readIfThere(`${file}${PACKED.br}`);
  return packed === undefined ? undefined : promisify(brotliDecompress)(packed);
};
