import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';

/** The version of a resource as clients see it: base64 of `{"id":…,"version":…}`. Opaque to them, without quotes. */
export const etagOf = (resource: { readonly id: string; readonly version: number }): string =>
  Buffer.from(JSON.stringify({ id: resource.id, version: resource.version })).toString('base64');

/** As a header carries it. */
export const quotedEtag = (etag: string): string => `"${etag}"`;

/** The version that an entity tag of ours names; it may say besides what the answer looked like (`conditional.ts`). */
export const versionIn = (etag: string): string => etag.split('.', 1)[0] ?? '';

const IF_MATCH = /^\s*(?:W\/)?(?:"([^",]*)"|([^\s",]+))\s*$/;

/**
 * Reads `If-Match`: `"…"`, `W/"…"`, or bare as some clients send it.
 * @returns the etag without quotes; undefined for `*`, which asks for no version; refuses (`InputInvalid`) several etags or none.
 */
export const parseIfMatch = (header: string): Result<string | undefined, RequestRefusal> => {
  if (header.trim() === '*') return success(undefined);
  const match = IF_MATCH.exec(header);
  const etag = match?.[1] ?? match?.[2];
  return etag ? success(versionIn(etag)) : failure({ kind: 'InputInvalid', problems: ['If-Match: must be one etag in double quotes, or *'] });
};
