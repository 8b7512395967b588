import { folded } from './conform';
import { methodsOf } from './methodsOf';
import { bestFirst, canMeet, isBroken, segmentsOf, shapeOf, templateOf, type Template, type TemplateMatch } from './pathTemplate';
import { isPermission } from './permissions';
import { queryNamesOf } from './queryNames';
import { type ServedRoute } from './routeDefinition';

export interface RouteMatch {
  readonly route: ServedRoute;
  readonly params: Readonly<Record<string, string>>;
}

const routeMatch = ({ of, params }: TemplateMatch<ServedRoute>): RouteMatch => ({ route: of, params });

/** What no two routes may share. */
const callsOf = (route: ServedRoute): string[] => {
  const shape = shapeOf(route.path);
  return methodsOf(route).map((method) => `${method} ${shape}`);
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
  readonly #templates: Template<ServedRoute>[] = [];
  /** In lower case. */
  readonly #names = new Set<string>();
  readonly #calls = new Set<string>();
  /** Each route with those of its method that can match what it matches. */
  readonly #contested = new Map<ServedRoute, readonly Template<ServedRoute>[]>();

  get routes(): readonly ServedRoute[] {
    return this.#routes;
  }

  /** @throws Error at start-up: a route without a permission of the table, a name, or a method and path, that is taken, a path without leading slash or with two parameters in one segment, a query that is no object or reads what it takes for nothing. */
  add(route: ServedRoute): void {
    const problem = this.#problem(route);
    if (problem !== undefined) throw new Error(`Route ${route.name} (${route.method} ${route.path}): ${problem}`);
    this.#routes.push(route);
    this.#names.add(route.name.toLowerCase());
    for (const call of callsOf(route)) this.#calls.add(call);
    this.#templates.push(templateOf(route, route.path));
    this.#contested.clear();
  }

  /** All routes of a path, whatever their method, best match first. Doubled and trailing slashes and letter case do not count. @param path not decoded. */
  match(path: string): RouteMatch[] {
    return bestFirst(this.#templates, path).map(routeMatch);
  }

  /**
   * The same for a call that the host has handed to `route`: only those of its method are asked that can match what it matches. @param path asked for only where there are any.
   * @returns undefined where there are none: the host has decided; and where nothing matches.
   */
  rivalMatch(route: ServedRoute, path: () => string): RouteMatch | undefined {
    let contested = this.#contested.get(route);
    if (contested === undefined) {
      const own = templateOf(route, route.path);
      contested = this.#templates.filter((other) => other.of.method === route.method && canMeet(own, other));
      this.#contested.set(route, contested);
    }
    return contested.length > 1 ? bestFirst(contested, path()).map(routeMatch)[0] : undefined;
  }

  #problem(route: ServedRoute): string | undefined {
    if (!route.path.startsWith('/')) return 'the path has no leading slash.';
    if (segmentsOf(route.path).some(isBroken)) return 'a segment holds more than one parameter, or a broken one.';
    if (route.access !== 'public' && !isPermission(route.access.permission)) return 'it names no permission of the table.';
    if (this.#names.has(route.name.toLowerCase())) return 'the name is taken.';
    if (callsOf(route).some((call) => this.#calls.has(call))) return 'method and path are taken.';
    return queryProblem(route);
  }
}
