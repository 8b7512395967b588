const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 0 to `shards - 1`, the same for the same text for ever: FNV-1a over UTF-16 units. Source: RFC 9923, 32 bit. */
export const stableShard = (text: string, shards: number): number => {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return (hash >>> 0) % shards;
};
