import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type HostKeys } from '../http/functionKeys';

// What a header or an address would not carry unchanged is refused here, and not with the first 401.
const key = z.string().regex(/^[\x21-\x7e]+$/, 'A key is text of at least one letter, without spaces, in ASCII.');

const Keys = z.strictObject({
  master: key,
  functions: key.optional(),
  ofFunction: z.record(z.string(), key).optional(),
  system: key.optional(),
});

/**
 * Reads the keys that a host is to ask for from a JSON file.
 * Errors: no file, no JSON, no master key, a key that is empty or has spaces, a member that nobody knows; each as a sentence, none with a key in it.
 */
export function readKeys(path: string): HostKeys {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What a parser says of a text quotes it.
    throw new Error(error instanceof SyntaxError ? `${path} is no JSON.` : `${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const parsed = Keys.safeParse(content);
  if (!parsed.success) throw new Error(`${path} has no keys that can be used:\n${z.prettifyError(parsed.error)}`, { cause: parsed.error });
  const { master, functions, ofFunction, system } = parsed.data;
  return { master, ...(functions !== undefined && { functions }), ...(ofFunction && { ofFunction }), ...(system !== undefined && { system }) };
}

/** The functions that have a key of their own and are not there. */
export const keysOfNobody = ({ ofFunction = {} }: HostKeys, functions: readonly { readonly name: string }[]): readonly string[] =>
  Object.keys(ofFunction).filter((name) => !functions.some((known) => known.name.toLowerCase() === name.toLowerCase()));
