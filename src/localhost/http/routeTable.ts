import { matchRoute, type RouteParams } from './matchRoute';
import { parseRouteTemplate, type RouteTemplate, type Segment } from './routeTemplate';

export type RouteMatch<Target> =
  | { readonly kind: 'found'; readonly target: Target; readonly params: RouteParams }
  | { readonly kind: 'wrongMethod'; readonly allow: readonly string[] }
  | { readonly kind: 'notFound' };

interface Route<Target> {
  readonly template: RouteTemplate;
  readonly precedence: readonly number[];
  /** Undefined: every method. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly target: Target;
}

/** Routes, the most specific first; among equals the one added first. */
export class RouteTable<Target> {
  readonly #routes: Route<Target>[] = [];

  /** @param methods undefined for every method. Errors: those of `parseRouteTemplate`. */
  add(template: string, methods: readonly string[] | undefined, target: Target): void {
    const parsed = parseRouteTemplate(template);
    const precedence = parsed.segments.map(precedenceOf);
    const route: Route<Target> = { template: parsed, precedence, target, methods: methods && new Set(methods.map((method) => method.toUpperCase())) };
    const position = this.#routes.findIndex((other) => comparePrecedence(precedence, other.precedence) < 0);
    this.#routes.splice(position < 0 ? this.#routes.length : position, 0, route);
  }

  /** @param pathname the URL's path, still encoded; one trailing slash is ignored. */
  match(method: string, pathname: string): RouteMatch<Target> {
    const trimmed = pathname.replace(/^\//, '').replace(/\/$/, '');
    const path = trimmed === '' ? [] : trimmed.split('/');
    const allow = new Set<string>();
    for (const route of this.#routes) {
      const params = matchRoute(route.template, path);
      if (!params) continue;
      if (!route.methods || route.methods.has(method.toUpperCase())) return { kind: 'found', target: route.target, params };
      for (const allowed of route.methods) allow.add(allowed);
    }
    return allow.size > 0 ? { kind: 'wrongMethod', allow: [...allow].sort() } : { kind: 'notFound' };
  }
}

/** Inbound precedence as ASP.NET Core computes it, one digit a segment; lower comes first. Source: "Routing in ASP.NET Core", URL matching. */
function precedenceOf(segment: Segment): number {
  const [part] = segment;
  if (segment.length > 1) return 2;
  if (part.kind === 'literal') return 1;
  return (part.catchAll ? 5 : 3) - (part.constraints.length > 0 ? 1 : 0);
}

function comparePrecedence(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
