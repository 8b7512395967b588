import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type FunctionInvoker, type HostClock, type Logger, type MountedRoute, type RegisteredFunction } from '../contracts';
import { describeError } from '../describeError';
import { type Answer, emptyAnswer, sendAnswer } from './answer';
import { answerWithFunction, functionRoute } from './httpFunctions';
import { type RouteParams } from './matchRoute';
import { answerWithMounted } from './mountedRoutes';
import { DEFAULT_BODY_LIMIT_BYTES, readBody } from './readBody';
import { type HostRequest, requestHeaders, requestUrl } from './request';
import { RouteTable } from './routeTable';

export interface HttpServerOptions {
  readonly clock: HostClock;
  readonly logger: Logger;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; loopback unless said otherwise. */
  readonly host?: string;
  /** Largest request body in bytes. */
  readonly bodyLimit?: number;
}

type Target = { readonly mounted: MountedRoute } | { readonly registered: RegisteredFunction };

/** The HTTP side of the host. It listens first, so that the app can be told its address, and answers 503 until routes are there. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;
  readonly #routes = new RouteTable<Target>();
  #invoker: FunctionInvoker | undefined;
  #stopped: Promise<void> | undefined;
  readonly #open = new Set<Promise<void>>();

  private constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#server = createServer();
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      const ended = new Promise<void>((resolve) => response.once('close', resolve));
      this.#open.add(ended);
      void ended.then(() => this.#open.delete(ended));
      void this.#handle(request, response);
    };
    this.#server.on('request', handle);
    // Without a listener node answers "100 Continue" before anyone saw how much is to come.
    this.#server.on('checkContinue', handle);
  }

  /** Errors: a port that is in use or not allowed, as one sentence. */
  static async listen(options: HttpServerOptions): Promise<HttpServer> {
    const http = new HttpServer(options);
    const host = options.host ?? '127.0.0.1';
    await new Promise<void>((resolve, reject) => {
      http.#server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, options.port)));
      http.#server.listen(options.port, host, resolve);
    });
    http.#server.removeAllListeners('error');
    http.#server.on('error', (error) => options.logger.log('error', `The HTTP server failed: ${describeError(error)}`));
    return http;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes up the app's HTTP functions. Errors: those of the route templates, naming the function. */
  serveFunctions(invoker: FunctionInvoker, prefix: string): void {
    for (const registered of invoker.functions()) {
      if (registered.trigger.type.toLowerCase() !== 'httptrigger') continue;
      const { template, methods } = functionRoute(registered, prefix);
      try {
        this.#routes.add(template, methods, { registered });
      } catch (error) {
        throw new Error(`Function "${registered.name}": ${(error as Error).message}`, { cause: error });
      }
    }
    this.#invoker = invoker;
  }

  mount(routes: readonly MountedRoute[]): void {
    for (const mounted of routes) this.#routes.add(mounted.template, [mounted.method], { mounted });
  }

  /** Takes no new requests and resolves when those that run have been answered. */
  stop(): Promise<void> {
    this.#stopped ??= this.#drain();
    return this.#stopped;
  }

  async #drain(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    while (this.#open.size > 0) await Promise.all(this.#open);
    // A connection that never asked anything counts as busy for node.
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    // A client that went away is no failure of ours; what it asked for is finished all the same.
    response.on('error', (error) => this.#options.logger.log('debug', `A response could not be sent: ${error.message}`));
    let answer: Answer;
    try {
      answer = await this.#answer(request, response, method);
    } catch (error) {
      if (request.destroyed && !request.complete) {
        this.#options.logger.log('debug', `${method} ${request.url ?? ''} was cut off by the client.`);
        return;
      }
      this.#options.logger.log('error', `${method} ${request.url ?? ''} failed in the host: ${describeError(error)}`);
      answer = emptyAnswer(500);
    }
    // Of a body that was announced and then refused nobody knows whether it still comes.
    if (this.#stopped || (answer.status === 413 && request.headers.expect)) response.setHeader('connection', 'close');
    try {
      sendAnswer(response, method, answer);
    } catch (error) {
      this.#options.logger.log('error', `The answer to ${method} ${request.url ?? ''} cannot be sent: ${describeError(error)}`);
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      sendAnswer(response, method, emptyAnswer(500));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, method: string): Promise<Answer> {
    if (!this.#invoker) return emptyAnswer(503, [['retry-after', '1']]);
    const url = requestUrl(request, `127.0.0.1:${this.port}`);
    if (!url || /%00/.test(url.pathname)) return emptyAnswer(400);
    const match = this.#routes.match(method, url.pathname);
    if (match.kind === 'notFound') return emptyAnswer(404);
    if (match.kind === 'wrongMethod') return emptyAnswer(405, [['allow', match.allow.join(', ')]]);
    const { target, params } = match;
    const run = (): Promise<Answer> => this.#run(target, params, { method, url, headers: requestHeaders(request) }, request, response);
    return 'mounted' in target && target.mounted.outsideClock ? run() : this.#options.clock.busy(run);
  }

  async #run(target: Target, params: RouteParams, head: Omit<HostRequest, 'body'>, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const body = await readBody(request, response, this.#options.bodyLimit ?? DEFAULT_BODY_LIMIT_BYTES);
    if (body === 'too large') return emptyAnswer(413);
    const read: HostRequest = { ...head, body };
    if ('mounted' in target) return answerWithMounted(target.mounted, read, params);
    return this.#invoker ? answerWithFunction(this.#invoker, this.#options.logger, target.registered, read, params) : emptyAnswer(503);
  }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} on ${host} is in use by another program. Stop that one, or choose another port.`, { cause: error });
  if (error.code === 'EACCES') return new Error(`Port ${port} on ${host} may not be used by this user. Choose one above 1023.`, { cause: error });
  return new Error(`The HTTP server cannot listen on ${host}:${port}: ${error.message}`, { cause: error });
}
