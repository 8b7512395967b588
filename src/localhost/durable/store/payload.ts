/** A property holds 32,768 UTF-16 characters, a row a megabyte. */
const PROPERTY = 30_000;
const INLINE_PROPERTIES = 7;
const OVERFLOW_PROPERTIES = 15;

/** Longest text that stays in its own row. */
export const INLINE_LIMIT = PROPERTY * INLINE_PROPERTIES;
const OVERFLOW_LIMIT = PROPERTY * OVERFLOW_PROPERTIES;

export type Properties = Record<string, string | number>;

const pieces = (text: string, length: number): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += length) parts.push(text.slice(at, at + length));
  return parts;
};

const properties = (text: string): Properties => Object.fromEntries(pieces(text, PROPERTY).map((piece, part) => [`p${part}`, piece]));

/**
 * JSON in ASCII. Azurite decodes a long request piece by piece and spoils characters that fall between two pieces.
 */
export const asciiJson = (value: unknown): string => JSON.stringify(value).replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A text as the properties of a row; a long one as rows of its own (`overflow`) and the name and number of these. */
export const pack = (text: string, overflowName: string): { readonly row: Properties; readonly overflow: readonly Properties[] } => {
  if (text.length <= INLINE_LIMIT) return { row: properties(text), overflow: [] };
  const overflow = pieces(text, OVERFLOW_LIMIT).map(properties);
  return { row: { overflow: overflowName, parts: overflow.length }, overflow };
};

/** The text in a row's properties. */
export const unpack = (row: Readonly<Record<string, unknown>>): string => {
  let text = '';
  for (let part = 0; ; part += 1) {
    const piece = row[`p${part}`];
    if (typeof piece !== 'string') return text;
    text += piece;
  }
};

/** Where a row's text lies if not in itself. */
export const overflowOf = (row: Readonly<Record<string, unknown>>): { readonly name: string; readonly parts: number } | undefined =>
  typeof row['overflow'] === 'string' && typeof row['parts'] === 'number' ? { name: row['overflow'], parts: row['parts'] } : undefined;
