/**
 * Reads the blob part of a trigger's path, like `in/{name}.{ext}`. A part in braces stands for one or more characters, slashes too, and takes as much as it can; `{{` is a brace.
 * Errors: two parts with nothing between them, a part twice. @returns the parts of a name that fits, else undefined.
 */
export function blobPattern(text: string): (name: string) => Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const source = text.replace(/\{\{|\}\}|\{([^{}]+)\}|[.*+?^$()|[\]\\{}]/g, (token, name?: string) => {
    if (name === undefined) return `\\${token[0] ?? ''}`;
    if (names.includes(name.toLowerCase())) throw new Error(`"${text}" names {${name}} twice.`);
    names.push(name);
    return '(.+)';
  });
  if (source.includes('(.+)(.+)')) throw new Error(`"${text}" has nothing between two parts in braces.`);
  const expression = new RegExp(`^${source}$`, 's');
  return (name) => {
    const found = expression.exec(name);
    return found ? Object.fromEntries(names.map((each, index) => [each, found[index + 1] ?? ''])) : undefined;
  };
}
