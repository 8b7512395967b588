import { canBeLeftOut, type ParameterPart, type RouteTemplate, type Segment } from './routeTemplate';

export type RouteParams = Readonly<Record<string, string>>;

/**
 * @param path segments of the URL's path, split at `/` before decoding, without the empty one behind a trailing slash. @param slash whether there was one: a
 * catch-all that holds anything keeps it.
 * @returns the parameters by the template's names, or undefined when the path does not match. Literals match without regard to case; an
 * absent optional parameter has no entry.
 */
export function matchRoute(template: RouteTemplate, path: readonly string[], slash = false): RouteParams | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of template.segments.entries()) {
    const [first] = segment;
    if (first.kind === 'parameter' && first.catchAll) {
      const rest = path.slice(index).map(decodeSegment).join('/');
      return bind(params, first, rest === '' ? undefined : `${rest}${slash ? '/' : ''}`) ? params : undefined;
    }
    const raw = path[index];
    if (raw === undefined) {
      if (!canBeLeftOut(segment) || first.kind === 'literal' || !bind(params, first, undefined)) return undefined;
    } else if (!matchSegment(segment, decodeSegment(raw), params)) return undefined;
  }
  return path.length > template.segments.length ? undefined : params;
}

function matchSegment(segment: Segment, value: string, params: Record<string, string>): boolean {
  const [first] = segment;
  if (value === '') return false;
  if (segment.length === 1) return first.kind === 'literal' ? equal(first.text, value) : bind(params, first, value);
  const last = segment[segment.length - 1];
  if (matchComplex(segment, value, params)) return true;
  // `{name}.{extension?}`: without the extension the dot goes too.
  return last?.kind === 'parameter' && last.optional && matchComplex(segment.slice(0, -2), value, params);
}

/** Literals inside a segment are sought from the right, so the leftmost parameter takes as much as it can. */
function matchComplex(parts: readonly Segment[number][], value: string, params: Record<string, string>): boolean {
  const source = parts.map((part) => (part.kind === 'literal' ? part.text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&') : '(.+)')).join('');
  const found = new RegExp(`^${source}$`, 'is').exec(value);
  if (!found) return false;
  const parameters = parts.filter((part): part is ParameterPart => part.kind === 'parameter');
  return parameters.every((part, index) => bind(params, part, found[index + 1]));
}

function bind(params: Record<string, string>, part: ParameterPart, value: string | undefined): boolean {
  const bound = value ?? part.default;
  if (bound === undefined) return part.optional || part.catchAll;
  if (!part.constraints.every((allows) => allows(bound))) return false;
  params[part.name] = bound;
  return true;
}

const equal = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();

/** Decodes what is validly encoded; `%2F` stays as it is, since a decoded slash would look like the end of the segment. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  return segment.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    run
      .split(/(%2f)/i)
      .map((piece) => (/^%2f$/i.test(piece) ? piece : decoded(piece)))
      .join(''),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not UTF-8: the server leaves such a sequence alone instead of refusing the request.
    return text;
  }
}
