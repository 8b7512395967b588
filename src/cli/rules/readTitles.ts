const NAMED = /\[([A-Z]{3}-\d+)(?: [^\]\n]*)?\]/g;
const COMMENT = /^\s*(\/\/|\*|\/\*)/;
/** A test that never runs proves nothing. */
const NOT_RUN = /\.(skip|todo)\b|\bx(it|test|describe)\(/;

/**
 * The rules that a test file names in its titles: `[REN-3] …`, also with a part of the rule, `[SUB-6 name]`.
 * @returns each id once, in the order of the file
 */
export function readTitles(source: string): string[] {
  const lines = source.split('\n').filter((line) => !COMMENT.test(line) && !NOT_RUN.test(line));
  return [...new Set(lines.flatMap((line) => [...line.matchAll(NAMED)].map((match) => match[1] ?? '')))];
}
