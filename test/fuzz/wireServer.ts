import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { app as functionsApp, HttpRequest, InvocationContext, type HttpFunctionOptions, type HttpResponseInit } from '@azure/functions';
import { rolesFor, type Caller } from '../../src/adapters/http/caller';
import { configureRoutes } from '../../src/adapters/http/route';
import { success, failure } from '../../src/kernel/result';
import { type FunctionInvoker, type HttpData, type RegisteredFunction } from '../../src/localhost/contracts';
import { RealClock } from '../../src/localhost/clock/realClock';
import { HttpServer } from '../../src/localhost/http/server';
import { collectingLogger } from '../localhost/support/collectingLogger';
import { useApp } from '../support/httpWorld';
import { type World } from '../support/world';

export const TOKEN = 'havn';

/** Registers every route once, keeping what the host would be given. */
const registered = (): ReadonlyMap<string, HttpFunctionOptions> => {
  const options = new Map<string, HttpFunctionOptions>();
  const register = jest.spyOn(functionsApp, 'http').mockImplementation((name, given) => void options.set(name, given));
  const folder = join(__dirname, '..', '..', 'functions', 'http');
  for (const file of readdirSync(folder)) jest.requireActual<object>(join(folder, file));
  register.mockRestore();
  return options;
};

const dataOf = ({ status = 200, headers, body }: HttpResponseInit): HttpData => ({
  statusCode: String(status),
  headers: { ...(headers as Record<string, string>) },
  ...(body instanceof Uint8Array ? { body: { bytes: body } } : typeof body === 'string' ? { body: { string: body } } : {}),
});

/** The HTTP side of the local runtime, with real sockets, before the app's routes over a world in memory. Call before anything else registers routes. */
export class WireServer {
  private constructor(
    readonly http: HttpServer,
    readonly lines: readonly string[],
  ) {}

  /** Lets a world answer from now on. */
  use(world: World): void {
    useApp(world.app);
    const { partner } = world.as('havn');
    const caller: Caller = { tenantId: partner.tenantId, kind: 'partner', partner, userId: 'user of the test', displayName: 'Test', roles: rolesFor('partner', ['admin_agent']), appOnly: false };
    configureRoutes(() => ({ ...world.app.routeDeps, authenticate: async (authorization) => (authorization === `Bearer ${TOKEN}` ? success(caller) : failure({ kind: 'TokenMissing' })) }));
  }

  static async listen(): Promise<WireServer> {
    const options = registered();
    const functions: RegisteredFunction[] = [...options].map(([name, { route, methods }]) => {
      const trigger = { name: 'req', type: 'httpTrigger', direction: 'in', route: route ?? name, methods: methods ?? ['GET', 'POST'] };
      return { name, trigger, bindings: { req: trigger } };
    });
    const invoker: FunctionInvoker = {
      functions: () => functions,
      find: (name) => functions.find((each) => each.name === name),
      invoke: async (name, { triggerData }) => {
        const handler = options.get(name)?.handler;
        if (handler === undefined || triggerData?.http === undefined) throw new Error(`There is no function ${name}`);
        try {
          const { method, url, headers, query, params, body } = triggerData.http;
          const request = new HttpRequest({ method: method ?? 'GET', url: url ?? '', headers: headers ?? {}, query: query ?? {}, params: params ?? {}, ...(body?.bytes && { body: { bytes: body.bytes } }) });
          return { ok: true, returnValue: dataOf((await handler(request, new InvocationContext()))), outputs: {} };
        } catch (error) {
          return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
        }
      },
    };
    const logger = collectingLogger();
    const http = await HttpServer.listen({
      clock: new RealClock({ logger }),
      logger,
      port: 0,
      edge: { refusalBody: (status, description) => ({ code: String(status), description, data: [], source: 'NextTerm local runtime' }) },
    });
    http.serveFunctions(invoker, '');
    return new WireServer(http, logger.lines);
  }
}
