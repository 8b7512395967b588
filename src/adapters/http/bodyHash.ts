import { createHash } from 'node:crypto';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

/**
 * Tells whether two calls under one request id ask for the same: SHA-256 (hex) over method, path, query and body.
 * Order and white space of the JSON do not count, nor does the letter case of the path; every value does. A body that is not JSON counts
 * as its text; none at all as nothing.
 * @param query without `preview`: a preview commits nothing and leaves no receipt. @param patchReplaces see `requestContext.ts`: the same body asks for something else then.
 */
export const bodyHash = (call: { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: unknown; readonly patchReplaces?: boolean }): string => {
  const query = [...call.query].sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([call.method.toUpperCase(), call.path.toLowerCase(), query, sorted(call.body), ...(call.patchReplaces === true ? ['replace'] : [])]);
  return createHash('sha256').update(canonical).digest('hex');
};
