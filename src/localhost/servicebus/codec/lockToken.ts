/** A .NET GUID in memory: the first three groups are little-endian. */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

const bytesOf = (token: string): Buffer => Buffer.from(token.replaceAll('-', ''), 'hex');

/** The delivery tag of a lock: its token in the byte order of a .NET GUID. */
export const deliveryTag = (token: string): Buffer => reorder(bytesOf(token));

/** The token as `$management` writes it: straight. */
export const uuidBytes = (token: string): Buffer => bytesOf(token);

export const tokenOfUuid = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const reorder = (bytes: Buffer): Buffer => Buffer.from(ORDER.map((index) => bytes[index] ?? 0));
