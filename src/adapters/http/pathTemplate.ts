/** A segment that holds a parameter: `{id}`, or one between literal text, `sheets({selector})`. */
const PARAM = /^([^{]*)\{(\w+)\}([^{]*)$/;

export const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

export const isParam = (segment: string): boolean => segment.includes('{');

/** A segment that holds more than one parameter, or a broken one. */
export const isBroken = (segment: string): boolean => isParam(segment) && !PARAM.test(segment);

const isWhole = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');

/** What stands where the braces are; undefined if the text around them differs (letter case does not count) or nothing is left for them. */
const valueOf = (segment: string, text: string): { readonly name: string; readonly value: string } | undefined => {
  const [, before = '', name = '', after = ''] = PARAM.exec(segment) ?? [];
  const fits = text.length > before.length + after.length && text.toLowerCase().startsWith(before.toLowerCase()) && text.toLowerCase().endsWith(after.toLowerCase());
  return fits ? { name, value: text.slice(before.length, text.length - after.length) } : undefined;
};

/** Parameters under one name, so that two paths that match the same requests compare equal. */
export const shapeOf = (path: string): string => segmentsOf(path).map((segment) => segment.replace(/\{\w+\}/, '{}').toLowerCase()).join('/');

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** What has a path with parameters, with what the path is compared by, taken apart once: every call that the host could not match is compared with all of them. */
export interface Template<T> {
  readonly of: T;
  readonly segments: readonly string[];
  /** Literal segments before those with text around a parameter, these before parameters alone, as the Functions host prefers them. */
  readonly precedence: string;
}

export const templateOf = <T>(of: T, path: string): Template<T> => {
  const segments = segmentsOf(path);
  return { of, segments, precedence: segments.map((segment) => (isWhole(segment) ? '2' : isParam(segment) ? '1' : '0')).join('') };
};

/** @param given decoded. */
const matchParams = ({ segments }: Template<unknown>, given: readonly string[]): Record<string, string> | undefined => {
  if (segments.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const text = given[index] ?? '';
    if (isParam(segment)) {
      const found = valueOf(segment, text);
      if (found === undefined) return undefined;
      params[found.name] = found.value;
    } else if (segment.toLowerCase() !== text.toLowerCase()) return undefined;
  }
  return params;
};

/** Whether some path fits both; where only text around a parameter tells, it counts as yes. */
export const canMeet = ({ segments: mine }: Template<unknown>, { segments: theirs }: Template<unknown>): boolean =>
  mine.length === theirs.length && mine.every((segment, index) => isParam(segment) || isParam(theirs[index] ?? '') || segment.toLowerCase() === theirs[index]?.toLowerCase());

export interface TemplateMatch<T> {
  readonly of: T;
  readonly params: Readonly<Record<string, string>>;
}

/** What fits a path, best match first. Nothing fits one with a segment that cannot be decoded. @param path not decoded. */
export const bestFirst = <T>(templates: readonly Template<T>[], path: string): TemplateMatch<T>[] => {
  const given = segmentsOf(path).map(decoded);
  if (!given.every((segment) => segment !== undefined)) return [];
  return templates
    .map((template) => ({ template, params: matchParams(template, given) }))
    .filter((match): match is { readonly template: Template<T>; readonly params: Record<string, string> } => match.params !== undefined)
    .sort(({ template: { precedence: a } }, { template: { precedence: b } }) => (a < b ? -1 : Number(a > b)))
    .map(({ template: { of }, params }) => ({ of, params }));
};
