import { type RequestRefusal } from '../../app/refusals';
import { versionIn } from './etag';
import { failure, success, type Result } from '../../kernel/result';

/** 1 MiB: a cart of some thousand lines. */
export const MAXIMUM_BODY_BYTES = 1_048_576;

/** Objects and arrays in each other. */
export const MAXIMUM_DEPTH = 64;

/** Deepest nesting of objects and arrays, in one pass and without recursion: whoever walks the value later may recurse. */
const depthOf = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') inString = !inString;
    else if (inString) index += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
};

const tooLarge = failure<RequestRefusal>({ kind: 'BodyTooLarge', most: MAXIMUM_BODY_BYTES });

/** @returns the text of the body, empty if there is none. Refusals: `BodyTooLarge`; `BodyNotJson` when it is not UTF-8. */
export const readBodyText = async (request: { readonly headers: { get(name: string): string | null }; arrayBuffer(): Promise<ArrayBuffer> }): Promise<Result<string, RequestRefusal>> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAXIMUM_BODY_BYTES) return tooLarge;
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MAXIMUM_BODY_BYTES) return tooLarge;
  try {
    return success(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return failure({ kind: 'BodyNotJson', detail: 'not UTF-8' });
  }
};

/** Digits and exponents without which no number of a text is larger than what a double holds. */
const MAY_OVERFLOW = /\d{200}|e\+?\d{3}/i;

/** JSON reads such a number as infinite, and has no way to write that: what keeps a body as text could not. The depth is bounded. */
const hasInfinite = (value: unknown): boolean => (typeof value === 'object' && value !== null ? Object.values(value).some(hasInfinite) : value === Infinity || value === -Infinity);

/** @returns the JSON value; undefined for an empty body and for `null`. Refusals: `BodyNotJson`, `InputInvalid` when nested too deep. */
export const parseBody = (text: string): Result<unknown, RequestRefusal> => {
  if (text.trim() === '') return success(undefined);
  if (depthOf(text) > MAXIMUM_DEPTH) return failure({ kind: 'InputInvalid', problems: [`body: nested deeper than ${MAXIMUM_DEPTH} levels`] });
  try {
    const value = JSON.parse(text) as unknown;
    if (MAY_OVERFLOW.test(text) && hasInfinite(value)) return failure({ kind: 'InputInvalid', problems: ['body: a number is larger than any that can be kept'] });
    return success(value ?? undefined);
  } catch (error) {
    return failure({ kind: 'BodyNotJson', detail: error instanceof Error ? error.message : String(error) });
  }
};

const member = (value: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
};

/** `attributes.etag`, names in any letter case: the one read-only member of a body that counts, when no `If-Match` is sent. */
export const etagInBody = (body: unknown): string | undefined => {
  const etag = member(member(body, 'attributes'), 'etag');
  return typeof etag === 'string' && etag !== '' ? versionIn(etag) : undefined;
};
