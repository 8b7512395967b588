export type Separator = ',' | ';' | '\t';

export interface SeparatedText {
  readonly separator: Separator;
  /** Without a byte-order mark and the line that names the separator. */
  readonly text: string;
  /** Lines of the file before that text. */
  readonly linesBefore: number;
}

/** The first line of a file for a spreadsheet may say what separates its fields. */
const SAID = /^"?sep=([,;\t])"?[;,\t]*\r?\n/i;

const countOf = (line: string, separator: Separator): number => line.replaceAll(/"[^"]*"/g, '').split(separator).length - 1;

/** What separates the fields of a file: what it says itself, else what its header has most of. */
export const separatedText = (given: string): SeparatedText => {
  const text = given.replace(/^\uFEFF/, '');
  const said = SAID.exec(text);
  if (said !== null) return { separator: said[1] as Separator, text: text.slice(said[0].length), linesBefore: 1 };
  const header = /^.*/.exec(text.trimStart())?.[0] ?? '';
  const [most] = ([',', ';', '\t'] as const).map((separator) => ({ separator, count: countOf(header, separator) })).sort((a, b) => b.count - a.count);
  return { separator: most?.separator ?? ',', text, linesBefore: 0 };
};
