import * as zlib from 'node:zlib';

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The same for versions of Node that do not have it. */
export function plainCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The checksum of zip and PNG. `node:zlib` has it from 20.15 on, many times as fast. */
export const crc32: (bytes: Uint8Array) => number = (zlib as { readonly crc32?: (bytes: Uint8Array) => number }).crc32 ?? plainCrc32;
