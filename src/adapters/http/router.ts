import { type HttpFunctionOptions, type HttpHandler, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { type z } from 'zod';
import { failure } from '../../kernel/result';
import { type PublicRouteDefinition, type RouteDefinition, type ServedRoute } from './routeDefinition';
import { unservedOperation } from './published/unserved';
import { RouteRegistry } from './routeRegistry';
import { logOfInvocation } from '../log/invocationLog';
import { Repeats } from '../log/repeats';
import { readCallIds } from './callIds';
import { conditional } from './conditional';
import { compressed } from './contentCoding';
import { preflightAnswer, readableByPage, type AllowedOrigins } from './crossOrigin';
import { type Deprecation, deprecationHeaders } from './deprecation';
import { guarded } from './guardedAnswer';
import { methodsOf } from './methodsOf';
import { headOf, throttledResponse, TOO_MANY_AT_ONCE } from './respond';
import { answering, needingRows, serveRoute, type RouteDeps, type Surroundings } from './serveRoute';
import { type IncomingRequest } from './readInput';

/** Registers an HTTP function with the Functions host: `app.http`. */
export type RegisterFunction = (name: string, options: HttpFunctionOptions) => void;

type DepsSource = () => RouteDeps | Promise<RouteDeps>;

/** Calls that one process carries at a time; host.json lets the host hand over more, so that it is the app that says no, with a body and when to come again. */
export const MOST_AT_ONCE = 200;
const RETRY_SECONDS = 2;

/** Routes that are registered with a host, and the dependencies they share. The app has one, in `route.ts`. */
export const createRouter = (register: RegisterFunction) => {
  const registry = new RouteRegistry();
  const repeats = new Repeats(() => performance.now());
  let source: DepsSource | undefined;

  const deps = async (): Promise<RouteDeps> => {
    if (source === undefined) throw new Error('No dependencies: configureRoutes was never called.');
    return source();
  };

  const surroundings = (invocation: InvocationContext): Surroundings => ({
    deps,
    hostLog: repeats.over(logOfInvocation(invocation)),
  });

  let running = 0;

  /** Refuses what comes beside too much else, before anything of it is looked at. */
  const bounded = async (request: IncomingRequest, work: () => Promise<HttpResponseInit>): Promise<HttpResponseInit> => {
    if (running >= MOST_AT_ONCE) return throttledResponse(TOO_MANY_AT_ONCE, RETRY_SECONDS, readCallIds(request.headers).echo);
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };

  /** None where the app cannot be built. */
  const allowedOrigins = async (): Promise<AllowedOrigins> => {
    try {
      return (await deps()).allowedOrigins ?? [];
    } catch {
      // Whoever answers the call finds the same, and says it.
      return [];
    }
  };

  /** What an answer says of itself beside its content, and how it goes out. */
  const finished = async (answer: HttpResponseInit, request: IncomingRequest, deprecated?: Deprecation): Promise<HttpResponseInit> => {
    // Whoever is not known is answered alike wherever it asks.
    const said = { ...answer, headers: { ...(answer.status !== 401 && deprecationHeaders(deprecated)), ...(answer.headers as Record<string, string>) } };
    const sent = await compressed(guarded(conditional(said, request)), request.headers);
    const read = readableByPage(sent, request, await allowedOrigins());
    return request.method.toUpperCase() === 'HEAD' ? headOf(read) : read;
  };

  const add = (served: ServedRoute): void => {
    registry.add(served);
    const handler: HttpHandler = async (request, invocation) => {
      // The host has decided. Only where templates overlap (`/subscriptions/{id}` and `/subscriptions/overage`) does the registry look again, so that a host that goes by another order answers alike.
      const best = registry.rivalMatch(served, () => new URL(request.url).pathname);
      const { route, params } = best === undefined || best.route === served ? { route: served, params: request.params } : best;
      // A public page tells how the app is, also while it has too much to do.
      const serve = () => serveRoute(route, request, params, surroundings(invocation));
      const answer = await (served.access === 'public' ? serve() : bounded(request, serve));
      return finished(answer, request, route.deprecated);
    };
    // The host takes an empty route for none at all, so the root keeps its slash.
    register(served.name, { methods: [...methodsOf(served)], route: served.path === '/' ? '/' : served.path.slice(1), authLevel: 'anonymous', handler });
  };

  return {
    /** Hands over what the routes need; asked at every call, so the source keeps what it builds. */
    configureRoutes: (dependencies: DepsSource): void => {
      source = dependencies;
    },

    /** Registers a route. @throws Error at start-up, see {@link RouteRegistry.add}. */
    route: <const Path extends string, Schemas = object, Query extends z.ZodType = z.ZodObject<Record<never, never>>, Body extends z.ZodType = z.ZodUndefined>(
      definition: RouteDefinition<Path, Schemas, Query, Body>,
    ): void => {
      const { permission, user, roleRefused, params, handle, ...rest } = definition;
      add({ ...rest, params: params ?? {}, access: { permission, ...(user && { user }), ...(roleRefused && { roleRefused }) }, handle: handle as ServedRoute['handle'] });
    },

    /** Registers a route that asks for no token. @throws Error at start-up, see {@link RouteRegistry.add}. */
    publicRoute: <const Path extends string, Schemas = object, Query extends z.ZodType = z.ZodObject<Record<never, never>>, Body extends z.ZodType = z.ZodUndefined>(
      definition: PublicRouteDefinition<Path, Schemas, Query, Body>,
    ): void => {
      const { params, handle, ...rest } = definition;
      add({ ...rest, params: params ?? {}, access: 'public', handle: handle as ServedRoute['handle'] });
    },

    /**
     * Answers what the host could not match: a path that fits a route but for doubled slashes goes there; of the rest a caller with a token
     * learns which published operation it asked for that is not here (501), that there is nothing (404), or not under this method (405). Browsers ask here before they call (OPTIONS), whatever the path.
     */
    serveUnmatched: async (request: IncomingRequest, invocation: InvocationContext): Promise<HttpResponseInit> => {
      const preflight = request.method.toUpperCase() === 'OPTIONS' ? preflightAnswer(request, await allowedOrigins()) : undefined;
      if (preflight !== undefined) return preflight;
      const path = new URL(request.url).pathname;
      const matches = registry.match(path);
      const match = matches.find(({ route }) => methodsOf(route).some((method) => method === request.method.toUpperCase()));
      const answer = await bounded(request, async () => {
        if (match) return serveRoute(match.route, request, match.params, surroundings(invocation));
        return answering(request, { operation: 'unmatched' }, surroundings(invocation), async ({ deps: { authenticate, unreadable } }) => {
          const caller = await needingRows(unreadable, () => authenticate(request.headers.get('authorization')));
          if (!caller.ok) return caller;
          const published = unservedOperation(request.method, path);
          if (published !== undefined) return failure({ kind: 'OperationNotHere', title: published.title, isPlanned: published.standing === 'not_yet', why: published.note ?? '' });
          if (matches.length === 0) return failure({ kind: 'ResourceNotFound' });
          return failure({ kind: 'MethodNotAllowed', method: request.method, allowed: [...new Set(matches.flatMap(({ route }) => methodsOf(route)))].sort() });
        });
      });
      return finished(answer, request, match?.route.deprecated);
    },

    /** Every route registered so far, for the description of the API and for tests. */
    routes: (): readonly ServedRoute[] => registry.routes,
  };
};
