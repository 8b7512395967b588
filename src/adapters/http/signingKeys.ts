import { type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';

/** The issuer's keys could not be read: whether a token is good is unknown, so the caller is not to be told that it is bad. */
export class SigningKeysUnavailable extends Error {
  override readonly name = 'SigningKeysUnavailable';
}

/** Key sets in memory at once; the one used longest ago makes room. */
const KEPT = 100;

/**
 * Signing keys by address, fetched when first needed and kept ten minutes; an unknown key id fetches again, at most every 30 seconds.
 * @param fetchKeys for tests; the platform's `fetch` if absent.
 * @throws SigningKeysUnavailable (from the returned key getter) when the address cannot be read or does not hold a key set.
 */
export const createSigningKeys = (fetchKeys?: typeof fetch) => {
  const sets = new LRUCache<string, JWTVerifyGetKey>({ max: KEPT });

  const open = async (uri: string): Promise<JWTVerifyGetKey> => {
    const { createRemoteJWKSet, customFetch, errors } = await import('jose');
    const remote = createRemoteJWKSet(new URL(uri), { timeoutDuration: 5_000, ...(fetchKeys && { [customFetch]: fetchKeys }) });
    return async (header, token) => {
      try {
        return await remote(header, token);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
        throw new SigningKeysUnavailable(`No signing keys from ${uri}`, { cause: error });
      }
    };
  };

  return async (uri: string): Promise<JWTVerifyGetKey> => {
    const keys = sets.get(uri) ?? (await open(uri));
    sets.set(uri, keys);
    return keys;
  };
};
