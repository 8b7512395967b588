import { BusError, Condition } from '../engine/busError';

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'sign'; readonly text: string };

const PATTERN = /\s+|(?<text>'(?:[^']|'')*')|(?<quoted>\[[^\]]+\]|"[^"]+")|(?<number>0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)|(?<word>[a-z_][\w$]*)|(?<sign><>|!=|<=|>=|[-+*/%=<>(),;.])/giy;

/** The tokens of an expression. @throws BusError for what is none */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < expression.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(expression)?.groups;
    if (!groups) throw badSql(expression, `at "${expression.slice(at, at + 20)}"`);
    const { text, quoted, number, word, sign } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.slice(1, -1).replaceAll("''", "'") });
    else if (quoted !== undefined) tokens.push({ kind: 'word', text: quoted.slice(1, -1), quoted: true });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, quoted: false });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

export const badSql = (expression: string, where: string): BusError => new BusError(Condition.argument, `The SQL expression "${expression}" cannot be read: ${where}.`);
