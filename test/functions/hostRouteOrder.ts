import { matchRoute } from '../../src/localhost/http/matchRoute';
import { parseRouteTemplate } from '../../src/localhost/http/routeTemplate';

export interface HttpFunction {
  readonly name: string;
  readonly route: string;
  readonly methods: readonly string[];
}

/**
 * The function that the genuine Functions host calls: it asks them in the order of their names, letters' case ignored, and takes the first whose route and method
 * fit; a literal has no precedence over a parameter.
 */
export const chosenByHost = (functions: readonly HttpFunction[], method: string, path: string): string | undefined =>
  [...functions]
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .find(({ route, methods }) => methods.includes(method) && matchRoute(parseRouteTemplate(route), path.split('/').filter((segment) => segment !== '')) !== undefined)?.name;

/** A path that fits a route: each parameter is filled by a value that no literal of any route equals. */
export const examplePath = (route: string): string => route.replace(/\{\*?\w+(:.*)?\}$/, 'example').replace(/\{\w+\}/g, 'example');
