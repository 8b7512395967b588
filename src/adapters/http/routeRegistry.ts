import { isPermission } from './permissions';
import { type ServedRoute } from './routeDefinition';

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

const isParam = (segment: string): boolean => segment.startsWith('{');

/** Parameters under one name, so that two paths that match the same requests compare equal. */
const shapeOf = (path: string): string => segmentsOf(path).map((segment) => (isParam(segment) ? '{}' : segment.toLowerCase())).join('/');

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const matchParams = (route: ServedRoute, given: readonly string[]): Record<string, string> | undefined => {
  const wanted = segmentsOf(route.path);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = decoded(given[index] ?? '');
    if (text === undefined) return undefined;
    if (isParam(segment)) params[segment.slice(1, -1)] = text;
    else if (segment.toLowerCase() !== text.toLowerCase()) return undefined;
  }
  return params;
};

/** Literal segments before parameters, as the Functions host prefers them. */
const precedence = (route: ServedRoute): string => segmentsOf(route.path).map((segment) => (isParam(segment) ? '1' : '0')).join('');

export interface RouteMatch {
  readonly route: ServedRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** Every route of the app. */
export class RouteRegistry {
  readonly #routes: ServedRoute[] = [];

  get routes(): readonly ServedRoute[] {
    return this.#routes;
  }

  /** @throws Error at start-up: a route without a permission of the table, a name, or a method and path, that is taken, a path without leading slash. */
  add(route: ServedRoute): void {
    const problem = this.#problem(route);
    if (problem !== undefined) throw new Error(`Route ${route.name} (${route.method} ${route.path}): ${problem}`);
    this.#routes.push(route);
  }

  /** All routes of a path, whatever their method, best match first. Doubled and trailing slashes and letter case do not count. @param path not decoded. */
  match(path: string): RouteMatch[] {
    const given = segmentsOf(path);
    return this.#routes
      .map((route) => ({ route, params: matchParams(route, given) }))
      .filter((match): match is RouteMatch => match.params !== undefined)
      .sort((a, b) => precedence(a.route).localeCompare(precedence(b.route)));
  }

  #problem(route: ServedRoute): string | undefined {
    if (!route.path.startsWith('/')) return 'the path has no leading slash.';
    if (route.access !== 'public' && !isPermission(route.access.permission)) return 'it names no permission of the table.';
    if (this.#routes.some((other) => other.name.toLowerCase() === route.name.toLowerCase())) return 'the name is taken.';
    if (this.#routes.some((other) => other.method === route.method && shapeOf(other.path) === shapeOf(route.path))) return 'method and path are taken.';
    return undefined;
  }
}
