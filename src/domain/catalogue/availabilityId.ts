const ID_LENGTH = 12;
const ID_SPACE = 36n ** BigInt(ID_LENGTH);
const FNV_PRIME = 0x100000001b3n;
const FNV_OFFSET = 0xcbf29ce484222325n;

/**
 * The availability that sells a SKU in a segment of a market: 12 characters A-Z, 0-9, the same whenever it is computed.
 * Price sheets carry no availability ids, so it is derived: FNV-1a (64 bits) of the four parts, modulo 36^12, in base 36.
 * It names and does not protect: `findOffer` compares it within one SKU of one market, where four segments at most can meet.
 */
export const availabilityIdOf = (productId: string, skuId: string, segment: string, market: string): string => {
  let hash = FNV_OFFSET;
  for (const character of `${productId}:${skuId}:${segment}:${market}`.toUpperCase()) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * FNV_PRIME);
  }
  return (hash % ID_SPACE).toString(36).toUpperCase().padStart(ID_LENGTH, '0');
};
