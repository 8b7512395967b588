/** A segment that holds a parameter: `{id}`, or one between literal text, `sheets({selector})`. */
const PARAM = /^([^{]*)\{(\w+)\}([^{]*)$/;

export const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

export const isParam = (segment: string): boolean => segment.includes('{');

/** A segment that holds more than one parameter, or a broken one. */
export const isBroken = (segment: string): boolean => isParam(segment) && !PARAM.test(segment);

const isWhole = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');

/** Parameters under one name, so that two paths that match the same requests compare equal. */
export const shapeOf = (path: string): string => segmentsOf(path).map((segment) => segment.replace(/\{\w+\}/, '{}').toLowerCase()).join('/');

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** What a segment of a path is compared by, in lower case as letter case does not count: a text, or the name of a parameter and what stands around it. */
type Part = { readonly literal: string } | { readonly literal?: undefined; readonly name: string; readonly before: string; readonly after: string };

const partOf = (segment: string): Part => {
  const [, before = '', name = '', after = ''] = PARAM.exec(segment) ?? [];
  return isParam(segment) ? { name, before: before.toLowerCase(), after: after.toLowerCase() } : { literal: segment.toLowerCase() };
};

/** What has a path with parameters, with what the path is compared by, taken apart once: every call that the host could not match is compared with all of them. */
export interface Template<T> {
  readonly of: T;
  readonly segments: readonly string[];
  readonly parts: readonly Part[];
  /** Literal segments before those with text around a parameter, these before parameters alone, as the Functions host prefers them. */
  readonly precedence: string;
}

export const templateOf = <T>(of: T, path: string): Template<T> => {
  const segments = segmentsOf(path);
  return { of, segments, parts: segments.map(partOf), precedence: segments.map((segment) => (isWhole(segment) ? '2' : isParam(segment) ? '1' : '0')).join('') };
};

/** Of most templates the text of some segment tells that they do not fit: that is asked first, and nothing is made for it. */
const hasTextOf = ({ parts }: Template<unknown>, lower: readonly string[]): boolean => {
  if (parts.length !== lower.length) return false;
  for (let index = 0; index < parts.length; index += 1) {
    const literal = parts[index]?.literal;
    if (literal !== undefined && literal !== lower[index]) return false;
  }
  return true;
};

/** @param given decoded. @param lower the same in lower case, with the text of the template's segments. */
const paramsOf = ({ parts }: Template<unknown>, given: readonly string[], lower: readonly string[]): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    if (part.literal !== undefined) continue;
    const [text = '', folded = ''] = [given[index], lower[index]];
    const { name, before, after } = part;
    // Something has to be left where the braces are.
    if (text.length <= before.length + after.length || !folded.startsWith(before) || !folded.endsWith(after)) return undefined;
    params[name] = text.slice(before.length, text.length - after.length);
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
  const lower = given.map((segment) => segment.toLowerCase());
  return templates
    .filter((template) => hasTextOf(template, lower))
    .flatMap((template) => {
      const params = paramsOf(template, given, lower);
      return params === undefined ? [] : [{ template, params }];
    })
    .sort(({ template: { precedence: a } }, { template: { precedence: b } }) => (a < b ? -1 : Number(a > b)))
    .map(({ template: { of }, params }) => ({ of, params }));
};
