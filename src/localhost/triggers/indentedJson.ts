/** Strings, brackets, commas, colons, and what else stands between them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

const tokensOf = (json: string): readonly string[] => json.match(TOKEN) ?? [];

const OPENS = new Set(['{', '[']);
const CLOSES = new Set(['}', ']']);

/**
 * JSON on lines of its own, two spaces deeper with each object and list, as Newtonsoft.Json writes it. Numbers stay as they are written: those that JavaScript cannot hold too.
 * @param json is valid.
 */
export function indentedJson(json: string): string {
  const tokens = tokensOf(json);
  let depth = 0;
  let text = '';
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    const isEmpty = OPENS.has(tokens[at - 1] ?? '');
    if (CLOSES.has(token)) {
      depth -= 1;
      text += isEmpty ? token : `${line()}${token}`;
      continue;
    }
    if (isEmpty) text += line();
    if (OPENS.has(token)) depth += 1;
    if (token === ',') text += `,${line()}`;
    else if (token === ':') text += ': ';
    else text += token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
  }
  return text;
}

/** The items of a list, each as JSON. @param json a valid list. */
export function itemsOf(json: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const token of tokensOf(json)) {
    if (CLOSES.has(token)) depth -= 1;
    if (depth > 0 && !(depth === 1 && token === ',')) item += token;
    else if (depth > 0 || item !== '') {
      items.push(item);
      item = '';
    }
    if (OPENS.has(token)) depth += 1;
  }
  return items;
}
