import { folded } from './conform';
import { isPermission } from './permissions';
import { queryNamesOf } from './queryNames';
import { type ServedRoute } from './routeDefinition';

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** A segment that holds a parameter: `{id}`, or one between literal text, `sheets({selector})`. */
const PARAM = /^([^{]*)\{(\w+)\}([^{]*)$/;

const isParam = (segment: string): boolean => segment.includes('{');

const isWhole = (segment: string): boolean => segment.startsWith('{') && segment.endsWith('}');

/** What stands where the braces are; undefined if the text around them differs (letter case does not count) or nothing is left for them. */
const valueOf = (segment: string, text: string): { readonly name: string; readonly value: string } | undefined => {
  const [, before = '', name = '', after = ''] = PARAM.exec(segment) ?? [];
  const fits = text.length > before.length + after.length && text.toLowerCase().startsWith(before.toLowerCase()) && text.toLowerCase().endsWith(after.toLowerCase());
  return fits ? { name, value: text.slice(before.length, text.length - after.length) } : undefined;
};

/** Parameters under one name, so that two paths that match the same requests compare equal. */
const shapeOf = (path: string): string => segmentsOf(path).map((segment) => segment.replace(/\{\w+\}/, '{}').toLowerCase()).join('/');

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** A route with what its path is compared by, taken apart once: every call that the host could not match is compared with all routes. */
interface Template {
  readonly route: ServedRoute;
  readonly segments: readonly string[];
  /** Literal segments before those with text around a parameter, these before parameters alone, as the Functions host prefers them. */
  readonly precedence: string;
}

const templateOf = (route: ServedRoute): Template => {
  const segments = segmentsOf(route.path);
  return { route, segments, precedence: segments.map((segment) => (isWhole(segment) ? '2' : isParam(segment) ? '1' : '0')).join('') };
};

/** @param given decoded. */
const matchParams = ({ segments }: Template, given: readonly string[]): Record<string, string> | undefined => {
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
const canMeet = ({ segments: mine }: Template, { segments: theirs }: Template): boolean =>
  mine.length === theirs.length && mine.every((segment, index) => isParam(segment) || isParam(theirs[index] ?? '') || segment.toLowerCase() === theirs[index]?.toLowerCase());

export interface RouteMatch {
  readonly route: ServedRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** Nothing fits a path with a segment that cannot be decoded. */
const bestFirst = (templates: readonly Template[], path: string): RouteMatch[] => {
  const given = segmentsOf(path).map(decoded);
  if (!given.every((segment) => segment !== undefined)) return [];
  return templates
    .map((template) => ({ template, params: matchParams(template, given) }))
    .filter((match): match is { readonly template: Template; readonly params: Record<string, string> } => match.params !== undefined)
    .sort((a, b) => a.template.precedence.localeCompare(b.template.precedence))
    .map(({ template: { route }, params }) => ({ route, params }));
};

const queryProblem = (route: ServedRoute): string | undefined => {
  try {
    const read = new Set(queryNamesOf(route).map(folded));
    const twice = Object.keys(route.queryForNothing ?? {}).find((name) => read.has(folded(name)));
    return twice === undefined ? undefined : `it reads ${twice} and takes it for nothing.`;
  } catch (error) {
    if (error instanceof TypeError) return `${error.message}.`;
    throw error;
  }
};

/** Every route of the app. */
export class RouteRegistry {
  readonly #routes: ServedRoute[] = [];
  readonly #templates: Template[] = [];
  /** Each route with those of its method that can match what it matches. */
  readonly #contested = new Map<ServedRoute, readonly Template[]>();

  get routes(): readonly ServedRoute[] {
    return this.#routes;
  }

  /** @throws Error at start-up: a route without a permission of the table, a name, or a method and path, that is taken, a path without leading slash or with two parameters in one segment, a query that is no object or reads what it takes for nothing. */
  add(route: ServedRoute): void {
    const problem = this.#problem(route);
    if (problem !== undefined) throw new Error(`Route ${route.name} (${route.method} ${route.path}): ${problem}`);
    this.#routes.push(route);
    this.#templates.push(templateOf(route));
    this.#contested.clear();
  }

  /** All routes of a path, whatever their method, best match first. Doubled and trailing slashes and letter case do not count. @param path not decoded. */
  match(path: string): RouteMatch[] {
    return bestFirst(this.#templates, path);
  }

  /**
   * The same for a call that the host has handed to `route`: only those of its method are asked that can match what it matches. @param path asked for only where there are any.
   * @returns undefined where there are none: the host has decided; and where nothing matches.
   */
  rivalMatch(route: ServedRoute, path: () => string): RouteMatch | undefined {
    let contested = this.#contested.get(route);
    if (contested === undefined) {
      const own = templateOf(route);
      contested = this.#templates.filter((other) => other.route.method === route.method && canMeet(own, other));
      this.#contested.set(route, contested);
    }
    return contested.length > 1 ? bestFirst(contested, path())[0] : undefined;
  }

  #problem(route: ServedRoute): string | undefined {
    if (!route.path.startsWith('/')) return 'the path has no leading slash.';
    if (segmentsOf(route.path).some((segment) => isParam(segment) && !PARAM.test(segment))) return 'a segment holds more than one parameter, or a broken one.';
    if (route.access !== 'public' && !isPermission(route.access.permission)) return 'it names no permission of the table.';
    if (this.#routes.some((other) => other.name.toLowerCase() === route.name.toLowerCase())) return 'the name is taken.';
    if (this.#routes.some((other) => other.method === route.method && shapeOf(other.path) === shapeOf(route.path))) return 'method and path are taken.';
    return queryProblem(route);
  }
}
