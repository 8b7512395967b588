import { createHash } from 'node:crypto';

/** Text that is HTML already. Anything else that is put into `html` is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = string | number | Html | readonly Html[] | undefined;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as content, or as an attribute in quotes, shows it. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const asHtml = (piece: Piece): string => {
  if (piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  return typeof piece === 'object' ? piece.map(({ text }) => text).join('') : escaped(String(piece));
};

/** A template whose values are escaped, for content and for attributes in quotes. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => new Html(texts.reduce((all, text, at) => all + asHtml(pieces[at - 1]) + text));

/** How a policy names a style or a script that is written into a page. */
export const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
