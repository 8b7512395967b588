import { createHash, randomUUID } from 'node:crypto';

const hexOf = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');

/** A GUID computed from what it names, so that making it twice finds the first. Shaped as a name-based UUID (version 8). */
export const derivedGuid = (...parts: readonly string[]): string => {
  const hex = hexOf(parts);
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A new-commerce order id: twelve hex digits, computed likewise. */
export const derivedOrderId = (...parts: readonly string[]): string => hexOf(['order', ...parts]).slice(0, 12);

export const randomGuid = (): string => randomUUID();
