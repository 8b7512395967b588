import { type FunctionInvoker, type RegisteredFunction } from '../contracts';
import { type RouteParams } from './matchRoute';
import { RouteTable } from './routeTable';
import { parseRouteTemplate } from './routeTemplate';

/** Where a function answers: its `route`, or its name, behind the prefix of host.json. */
function functionRoute(registered: RegisteredFunction, prefix: string): { own: string; template: string; methods: readonly string[] | undefined } {
  const { route, methods } = registered.trigger;
  const own = typeof route === 'string' && route !== '' ? route.replace(/^\//, '') : registered.name;
  const listed = Array.isArray(methods) ? (methods as unknown[]).filter((method) => typeof method === 'string').map((method) => method.toUpperCase()) : [];
  return { own, template: prefix === '' ? own : `${prefix}/${own}`, methods: listed.length > 0 ? listed : undefined };
}

export interface FoundFunction {
  readonly registered: RegisteredFunction;
  readonly params: RouteParams;
  /** All parameters of the route, whether the path has a value for them or not. */
  readonly names: readonly string[];
}

/** The host's own addresses: it goes by the first letters alone. */
const RESERVED = /^(admin|runtime)/i;

/** The names' capital letters decide, one character after the other. */
const byName = (a: RegisteredFunction, b: RegisteredFunction): number => {
  const [one, other] = [a.name.toUpperCase(), b.name.toUpperCase()];
  return one < other ? -1 : Number(one > other);
};

const canMeet = (some: readonly string[] | undefined, others: readonly string[] | undefined): boolean => some === undefined || others === undefined || some.some((method) => others.includes(method));

/**
 * The HTTP functions by their routes, asked as the Azure host asks them: in the order of their names, letters' case ignored, and the first whose route and method fit
 * is called. How specific a route is plays no part.
 */
export class FunctionRoutes {
  readonly #table = new RouteTable<{ readonly registered: RegisteredFunction; readonly names: readonly string[] }>('added');

  /** @param leftOut told in one sentence of each function that the host would leave out. Errors: a template that is none, naming the function. */
  constructor(invoker: FunctionInvoker, prefix: string, leftOut: (sentence: string) => void) {
    const taken: { readonly name: string; readonly own: string; readonly methods: readonly string[] | undefined }[] = [];
    for (const registered of invoker.functions().filter(({ trigger }) => trigger.type.toLowerCase() === 'httptrigger').toSorted(byName)) {
      const { name } = registered;
      const { own, template, methods } = functionRoute(registered, prefix);
      const rival = taken.find((other) => other.own.toLowerCase() === own.toLowerCase() && canMeet(other.methods, methods));
      if (RESERVED.test(own)) leftOut(`Function "${name}" is left out, as on Azure: the route "${own}" begins with "${RESERVED.exec(own)?.[0] ?? ''}", and addresses that begin so are the host's own.`);
      else if (rival) leftOut(`Function "${name}" is left out, as on Azure: its route "${own}" is that of function "${rival.name}" already.`);
      else {
        try {
          const names = parseRouteTemplate(template).segments.flatMap((segment) => segment.flatMap((part) => (part.kind === 'parameter' ? [part.name] : [])));
          this.#table.add(template, methods, { registered, names });
        } catch (error) {
          throw new Error(`Function "${name}": ${(error as Error).message}`, { cause: error });
        }
        taken.push({ name, own, methods });
      }
    }
  }

  /** @param pathname still encoded. @returns undefined where no function has the path, or none with the method. */
  find(method: string, pathname: string): FoundFunction | undefined {
    const match = this.#table.match(method, pathname);
    return match.kind === 'found' ? { ...match.target, params: match.params } : undefined;
  }
}
