import { promisify } from 'node:util';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- asked for a whole text at once, it hands out a promise and no emitter
import { gunzip, gzip } from 'node:zlib';
import { type Packing } from '../../app/backup/backupFiles';

const [packed, unpacked] = [promisify(gzip), promisify(gunzip)];

/** More than any part of a back-up holds. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Texts with gzip. */
export const gzipTexts: Packing = {
  pack: async (text) => packed(text),
  unpack: async (content) => (await unpacked(content, { maxOutputLength: MOST_BYTES })).toString('utf8'),
};
