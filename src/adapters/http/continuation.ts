import { createHash } from 'node:crypto';
import { type z } from 'zod';
import { type RequestRefusal } from '../../app/refusals';
import { failure, success, type Result } from '../../kernel/result';

const seal = (scope: string, text: string): string => createHash('sha256').update(`${scope}\n${text}`).digest('base64url').slice(0, 16);

/**
 * An opaque continuation token. A seek request arrives without size and filter, so they travel in here beside the place to go on from.
 * The seal notices a damaged token and one from another collection or caller. It is no signature: a token must never name whose data is
 * read, only where to go on within what the caller may read anyway.
 * @param scope collection and caller, `customers|{tenantId}` say; the token is good for no other.
 */
export const encodeContinuation = (scope: string, position: object): string => {
  const text = JSON.stringify(position);
  return Buffer.from(JSON.stringify([seal(scope, text), text])).toString('base64url');
};

const unpack = (scope: string, token: string): unknown => {
  const [given, text] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [unknown, unknown];
  if (typeof text !== 'string' || given !== seal(scope, text)) throw new SyntaxError('The seal does not fit.');
  return JSON.parse(text);
};

/** Reads back what {@link encodeContinuation} wrote. Refuses (`InputInvalid`) one that was damaged, altered, or made for another scope. */
export const decodeContinuation = <S extends z.ZodType>(scope: string, token: string, position: S): Result<z.output<S>, RequestRefusal> => {
  try {
    return success(position.parse(unpack(scope, token)));
  } catch {
    return failure({ kind: 'InputInvalid', problems: ['MS-ContinuationToken: not a token of this collection'] });
  }
};
