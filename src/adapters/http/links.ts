/** A link of the contract: `uri` is relative, without host and without the leading `/v1` (conventions of the contract, section 1). */
export interface Link {
  readonly uri: string;
  readonly method: string;
  readonly headers: readonly LinkHeader[];
}

export interface LinkHeader {
  readonly key: string;
  readonly value: string;
}

/** @param uri for example `/customers/{id}`. @throws RangeError for a relative one, or one with the `/v1` that a client would then double. */
export const link = (uri: string, method = 'GET', headers: readonly LinkHeader[] = []): Link => {
  if (!uri.startsWith('/') || /^\/v1(\/|$)/i.test(uri)) throw new RangeError(`A link starts with "/" and has no "/v1": ${uri}`);
  return { uri, method, headers };
};
