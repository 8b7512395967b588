import { createHash } from 'node:crypto';

/** The same version-5 style UUID for the same name, every time: ids a replay makes must not change between episodes. */
export const guidFromName = (name: string): string => {
  const hex = createHash('sha1').update(name).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
