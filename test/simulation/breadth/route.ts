import { RouteRegistry } from '../../../src/adapters/http/routeRegistry';
import { methodsOf } from '../../../src/adapters/http/methodsOf';
import { type ServedRoute } from '../../../src/adapters/http/routeDefinition';
import { routes } from '../seams/route';

let registry: RouteRegistry | undefined;

const all = (): RouteRegistry => {
  if (registry !== undefined) return registry;
  registry = new RouteRegistry();
  for (const route of routes()) registry.add(route);
  return registry;
};

/** The route that a call reaches, with what its path names; undefined: none. @param path with or without its query. */
export const routeOf = (method: string, path: string): { readonly route: ServedRoute; readonly params: Readonly<Record<string, string>> } | undefined =>
  all()
    .match(path.split('?')[0] ?? '')
    .find(({ route }) => methodsOf(route).some((each) => each === method));
