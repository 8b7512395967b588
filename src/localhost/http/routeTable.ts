import { decodeSegment, matchRoute, type RouteParams } from './matchRoute';
import { canBeLeftOut, parseRouteTemplate, type RouteTemplate, type Segment } from './routeTemplate';

export type RouteMatch<Target> =
  | { readonly kind: 'found'; readonly target: Target; readonly params: RouteParams }
  | { readonly kind: 'wrongMethod'; readonly allow: readonly string[] }
  | { readonly kind: 'notFound' };

interface Route<Target> {
  readonly template: RouteTemplate;
  readonly precedence: readonly number[];
  /** Segments that a path must have; at most all of the template's. */
  readonly least: number;
  /** Whether a path may have more than the template has. */
  readonly goesOn: boolean;
  /** Segments that are nothing but text, in lower case, by their position; nearly every route is told from a path by them. */
  readonly literals: readonly (readonly [position: number, text: string])[];
  /** Undefined: every method. */
  readonly methods: ReadonlySet<string> | undefined;
  readonly target: Target;
}

/** Routes, looked through until one fits. */
export class RouteTable<Target> {
  readonly #routes: Route<Target>[] = [];

  /** @param order `precedence`: the most specific first, and among equals the one added first; `added`: as they were added. */
  constructor(private readonly order: 'precedence' | 'added' = 'precedence') {}

  /** @param methods undefined for every method. Errors: those of `parseRouteTemplate`. */
  add(template: string, methods: readonly string[] | undefined, target: Target): void {
    const parsed = parseRouteTemplate(template);
    const precedence = parsed.segments.map(precedenceOf);
    const least = parsed.segments.filter((segment) => !canBeLeftOut(segment)).length;
    const goesOn = parsed.segments.some(([part]) => part.kind === 'parameter' && part.catchAll);
    const literals = parsed.segments.flatMap(([part, ...others], position) => (part.kind === 'literal' && others.length === 0 ? [[position, part.text.toLowerCase()] as const] : []));
    const route: Route<Target> = { template: parsed, precedence, least, goesOn, literals, target, methods: methods && new Set(methods.map((method) => method.toUpperCase())) };
    const position = this.order === 'added' ? -1 : this.#routes.findIndex((other) => comparePrecedence(precedence, other.precedence) < 0);
    this.#routes.splice(position < 0 ? this.#routes.length : position, 0, route);
  }

  /** @param pathname the URL's path, still encoded; one trailing slash is ignored, but by a catch-all. */
  match(method: string, pathname: string): RouteMatch<Target> {
    const trimmed = pathname.replace(/^\//, '').replace(/\/$/, '');
    const path = trimmed === '' ? [] : trimmed.split('/');
    const slash = pathname.endsWith('/');
    const plain = path.map((segment) => decodeSegment(segment).toLowerCase());
    const allow = new Set<string>();
    for (const route of this.#routes) {
      if (path.length < route.least || (path.length > route.template.segments.length && !route.goesOn)) continue;
      if (!route.literals.every(([position, text]) => plain[position] === text)) continue;
      const params = matchRoute(route.template, path, slash);
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
