import { createServer, type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import { HeldTooLong } from '../clock/gate';
import { type FunctionInvoker, type HostClock, type Logger, type MountedRequest, type MountedResponse, type MountedRoute } from '../contracts';
import { describeError } from '../describeError';
import { type Answer, emptyAnswer, jsonAnswer, sendAnswer } from './answer';
import { functionKeyRefusal, hostKeyRefusal, isWebhook, type HostKeys, type KeyRefusal } from './functionKeys';
import { type FoundFunction, FunctionRoutes } from './functionRoutes';
import { homePage } from './homePage';
import { corsHeaders, corsPreflight, type HostCors, withCors } from './hostCors';
import { type Hsts, putHostHeaders } from './hostHeaders';
import { answerWithFunction } from './httpFunctions';
import { foreignHeader, preflightAnswer, readableByPage } from './localOnly';
import { type RouteParams } from './matchRoute';
import { pathOfTarget, type AnsweredCall } from './answeredCall';
import { answerWithMounted, mountedAnswer } from './mountedRoutes';
import { DEFAULT_BODY_LIMIT_BYTES, hasBody, readBody } from './readBody';
import { type HostRequest, requestHeaders, requestUrl } from './request';
import { type RouteMatch, RouteTable } from './routeTable';
import { FunctionStreams } from './streamedCall';
import { Throttle, type ThrottleLimits } from './throttle';
import { type Certificate, TlsConnections } from './tlsConnections';
import { LARGEST_HEADERS, LONGEST_REQUEST_LINE, unreadable } from './unreadable';

export interface HttpServerOptions {
  readonly clock: HostClock;
  readonly logger: Logger;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; loopback unless said otherwise. */
  readonly host?: string;
  /** Largest request body in bytes. */
  readonly bodyLimit?: number;
  readonly limits?: Partial<TimeLimits>;
  readonly edge?: Edge;
  /** Answers the pages of other origins before the app is asked; absent: that is left to the app. */
  readonly cors?: HostCors;
  /** `extensions.http` of host.json; without, nothing is throttled and no header added. */
  readonly http?: ThrottleLimits & { readonly customHeaders: Readonly<Record<string, string>>; readonly hsts?: Hsts | undefined };
  /** Asked for as on Azure; absent: nothing is asked for a key. */
  readonly keys?: HostKeys;
  /** Hands on bodies that come in chunks. The Azure host loses them: the function sees an empty one. */
  readonly deliverChunkedBodies?: boolean;
  /** App settings. */
  readonly setting?: (name: string) => string | undefined;
  /** Told of every request that was answered, once the answer is under way. Must not throw. */
  readonly onAnswered?: (call: AnsweredCall) => void;
  /** Connections may speak TLS too, and are shown this; absent: none may. */
  readonly certificate?: Certificate;
}

/** How long a client may take, in milliseconds of real time. */
export interface TimeLimits {
  /** For a whole head. */
  readonly headers: number;
  /** For a whole request. */
  readonly request: number;
  /** Between two pieces of a body. */
  readonly bodyIdle: number;
  /** Between two requests on one connection. */
  readonly keepAlive: number;
}

const LIMITS: TimeLimits = { headers: 20_000, request: 300_000, bodyIdle: 30_000, keepAlive: 5_000 };
/** How often a server that stops looks whether somebody does not fetch an answer. */
const UNFETCHED_MS = 5_000;
const LARGEST_MOUNTED_BODY = 1_048_576;
const RETRY_SECONDS = '5';

/** What an app may say to requests before, or in place of, its functions. */
export interface Edge {
  /** The JSON body of what the host answers by itself, which then has the statuses of HTTP; without it there is no body, and the status is the one of Azure. @param reason one sentence. */
  readonly refusalBody?: (status: number, reason: string) => unknown;
  /** Asked before a body is read: that of a caller who is not known stays unread, and its function runs without. */
  readonly knowsCaller?: (headers: Readonly<Record<string, string>>) => Promise<boolean>;
  /** Asked of a request that is not for an endpoint of the runtime's own, before its body is read: an answer in the place of the app's, for whoever looks for something else. */
  readonly misdirected?: (asked: Pick<MountedRequest, 'method' | 'url' | 'headers'>) => MountedResponse | undefined;
  /** Answers the methods that the functions library has no request for: TRACE, TRACK and CONNECT. */
  readonly oddMethod?: (request: MountedRequest) => Promise<MountedResponse>;
}

/** Source: Fetch Standard, "forbidden method": the class `Request` throws on them. */
const ODD_METHODS = new Set(['TRACE', 'TRACK', 'CONNECT']);

type Head = Omit<HostRequest, 'body'>;

/** The HTTP side of the host. It listens first, so that the app can be told its address, and answers 503 until routes are there. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: HttpServerOptions;
  readonly #limits: TimeLimits;
  readonly #mounted = new RouteTable<MountedRoute>();
  #functions: FunctionRoutes | undefined;
  /** Where the app has bodies as streams. */
  #streams: FunctionStreams | undefined;
  /** Functions that have lost a body: it is said once of each. */
  readonly #lost = new Set<string>();
  readonly #stopping = new AbortController();
  readonly #tls: TlsConnections | undefined;
  readonly #throttle: Throttle;
  #invoker: FunctionInvoker | undefined;
  #stopped: Promise<void> | undefined;
  readonly #open = new Map<ServerResponse, Promise<void>>();
  /** Ended answers that were not fetched when a server that stops looked last. */
  readonly #unfetched = new WeakSet<ServerResponse>();

  private constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    const { headers, request, keepAlive } = this.#limits;
    this.#server = createServer({ headersTimeout: headers, requestTimeout: request, keepAliveTimeout: keepAlive, connectionsCheckingInterval: Math.min(headers, 5_000), requireHostHeader: false, maxHeaderSize: LARGEST_HEADERS + LONGEST_REQUEST_LINE });
    this.#throttle = new Throttle(options.http ?? UNTHROTTLED, (sentence) => options.logger.log('warning', sentence));
    this.#tls = options.certificate && new TlsConnections(this.#server, options.certificate, headers);
    const handle = (asked: IncomingMessage, response: ServerResponse): void => {
      const ended = new Promise<void>((resolve) => response.once('close', resolve));
      this.#open.set(response, ended);
      void ended.then(() => this.#open.delete(response));
      void this.#handle(asked, response);
    };
    this.#server.on('request', handle);
    // Without a listener node answers "100 Continue" before anyone saw how much is to come.
    this.#server.on('checkContinue', handle);
    // Without a listener node hangs up on CONNECT.
    this.#server.on('connect', (asked, socket) => {
      const response = new ServerResponse(asked);
      response.shouldKeepAlive = false;
      response.assignSocket(socket as Socket);
      response.once('finish', () => socket.end());
      handle(asked, response);
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#refuseUnread(error, socket));
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

  /**
   * Takes up the app's HTTP functions. Errors: those of the route templates, naming the function.
   * @param streams for an app that has bodies as streams: where the functions library takes requests, and for how long one may go unanswered, in ms.
   */
  serveFunctions(invoker: FunctionInvoker, prefix: string, streams?: { readonly address: URL; readonly functionTimeout: number }): void {
    const { logger, bodyLimit = DEFAULT_BODY_LIMIT_BYTES } = this.#options;
    if (streams) this.#streams = new FunctionStreams({ ...streams, invoker, logger, bodyLimit });
    this.#functions = new FunctionRoutes(invoker, prefix, (sentence) => this.#options.logger.log('error', sentence));
    this.#invoker = invoker;
  }

  mount(routes: readonly MountedRoute[]): void {
    for (const mounted of routes) this.#mounted.add(mounted.template, [mounted.method], mounted);
  }

  /** New connections that speak TLS are shown this from now on; without effect where none may. */
  useCertificate(certificate: Certificate): void {
    this.#tls?.use(certificate);
  }

  /** Takes no new requests and resolves when those that run have been answered. One whose body has not come whole is refused. */
  stop(): Promise<void> {
    this.#stopped ??= this.#drain();
    return this.#stopped;
  }

  async #drain(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#stopping.abort();
    this.#streams?.stop();
    const watch = setInterval(() => this.#cutUnfetched(), UNFETCHED_MS);
    while (this.#open.size > 0) await Promise.all(this.#open.values());
    clearInterval(watch);
    // A connection that never asked anything counts as busy for node.
    this.#server.closeAllConnections();
    this.#tls?.stop();
    await closed;
  }

  /** A client that does not read its answer holds nobody up: it has had the whole of an interval to. */
  #cutUnfetched(): void {
    for (const response of this.#open.keys()) {
      if (!response.writableEnded) continue;
      if (this.#unfetched.has(response)) response.destroy();
      this.#unfetched.add(response);
    }
  }

  /** @param azure the status of the Azure host, where it is another one. */
  #refusal(status: number, reason: string, { headers = [], azure = status }: { headers?: Answer['headers']; azure?: number } = {}): Answer {
    const body = this.#options.edge?.refusalBody?.(status, reason);
    if (body !== undefined) return jsonAnswer(status, body, headers);
    if (azure === 500) this.#options.logger.log('warning', `A request is answered 500 without a body, as on Azure: ${reason}`);
    return emptyAnswer(azure, headers);
  }

  /** What node could not read as a request, or did not get in time. */
  #refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
    // What came whole before what cannot be read is carried out: a refusal would be taken for its answer.
    const underWay = [...this.#open.keys()].some((response) => response.socket === socket && (response.headersSent || response.req.complete));
    if (!socket.writable || error.code === 'ECONNRESET' || underWay) {
      socket.destroy();
      return;
    }
    const { status, headers, body } = this.#unread(error.code);
    const lines = [...headers, ['content-length', String(body.byteLength)], ['connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`), body]));
  }

  #unread(code: string | undefined): Answer {
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return this.#refusal(408, 'The request did not come whole in time.');
    if (code === 'HPE_HEADER_OVERFLOW') return this.#refusal(431, `The headers are larger than ${LARGEST_HEADERS} bytes.`);
    return this.#refusal(400, 'This is no HTTP request.');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const began = performance.now();
    // A client that went away is no failure of ours; what it asked for is finished all the same.
    response.on('error', (error) => this.#options.logger.log('debug', `A response could not be sent: ${error.message}`));
    let answer: Answer;
    try {
      answer = await this.#answer(request, response, method);
    } catch (error) {
      if (request.destroyed && (!request.complete || response.destroyed)) {
        this.#options.logger.log('debug', `${method} ${request.url ?? ''} was cut off by the client.`);
        return;
      }
      answer = this.#failure(error, `${method} ${request.url ?? ''}`);
    }
    if (answer.sent === true) {
      this.#options.onAnswered?.({ method, path: pathOfTarget(request.url), answer, milliseconds: performance.now() - began });
      return;
    }
    // Of a body that was announced and not asked for, or that did not come, nobody knows whether it still comes.
    const mayStillCome = !request.complete && (answer.status === 408 || request.headers.expect !== undefined);
    if (this.#stopped || mayStillCome) response.setHeader('connection', 'close');
    try {
      sendAnswer(response, method, answer);
    } catch (error) {
      answer = emptyAnswer(500, answer.ofFunction === true ? this.#corsHeaders(request) : []);
      this.#options.logger.log('error', `The answer to ${method} ${request.url ?? ''} cannot be sent: ${describeError(error)}`);
      this.#stripHeaders(response);
      this.#putHeaders(request, response);
      sendAnswer(response, method, answer);
    }
    this.#options.onAnswered?.({ method, path: pathOfTarget(request.url), answer, milliseconds: performance.now() - began });
  }

  #failure(error: unknown, what: string): Answer {
    if (error instanceof HeldTooLong) return this.#refusal(503, `${error.message}. Repeat the request.`, { headers: [['retry-after', RETRY_SECONDS]] });
    this.#options.logger.log('error', `${what} failed in the host: ${describeError(error)}`);
    return emptyAnswer(500);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, method: string): Promise<Answer> {
    if (!this.#invoker) return this.#refusal(503, 'The app is starting.', { headers: [['retry-after', '1']] });
    const problem = unreadable(request);
    if (problem) return this.#refusal(problem.status, problem.reason);
    this.#putHeaders(request, response);
    const url = requestUrl(request, `127.0.0.1:${this.port}`);
    if (!url) return this.#refusal(400, 'The target of the request is no address.', { azure: 500 });
    const head: Head = { method, url, headers: requestHeaders(request) };
    const { edge, clock, keys } = this.#options;
    if (edge?.oddMethod && ODD_METHODS.has(method)) {
      const route: MountedRoute = { method, template: '', handle: edge.oddMethod };
      return clock.enter(() => answerWithMounted(route, { ...head, body: NO_BODY }, {}));
    }
    const mounted = this.#mounted.match(method, url.pathname);
    const refused = keys && (mounted.kind === 'found' || isWebhook(url)) && hostKeyRefusal(keys, url, head.headers);
    if (refused) return this.#keyRefusal(refused);
    if (mounted.kind === 'found') {
      const run = (): Promise<Answer> => this.#runMounted(mounted.target, mounted.params, head, request, response);
      // Without a system key the app's own calls of the Durable library come this way too, and would wait for the app; with one they have an address of their own, as on Azure.
      return keys?.system !== undefined && isWebhook(url) ? this.#throttled(response, run) : run();
    }
    const instead = edge?.misdirected?.(head);
    if (instead !== undefined) return mountedAnswer(instead);
    return this.#throttled(response, async () => {
      const answer = await this.#answerOfApp(head, mounted, request, response);
      const cors = this.#corsHeaders(request);
      return cors.length === 0 ? answer : { ...answer, headers: withCors(answer.headers, cors) };
    });
  }

  /** A refusal is in nobody's words, since on Azure it is in nobody's either. */
  async #throttled(response: ServerResponse, run: () => Promise<Answer>): Promise<Answer> {
    const answer = await this.#throttle.run(run);
    if (answer) return answer;
    this.#stripHeaders(response);
    return emptyAnswer(429, [['x-function-scaleout', '1']]);
  }

  /** @param mounted what is mounted at the path, with other methods at most. */
  async #answerOfApp(head: Head, mounted: RouteMatch<MountedRoute>, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const { method, url } = head;
    const { edge, cors } = this.#options;
    const preflight = cors && mounted.kind === 'notFound' ? corsPreflight(cors, request) : undefined;
    if (preflight) return preflight;
    // The web server of the Azure host knows no such path.
    if (url.pathname.startsWith('//')) return this.#refusal(404, 'A path that begins with two slashes leads nowhere.');
    const found = this.#functions?.find(method, url.pathname);
    if (found) return this.#runFunction(found, head, request, response);
    if (mounted.kind === 'wrongMethod' && !/^\/(admin|runtime)\//i.test(url.pathname)) return preflightAnswer(request, mounted.allow) ?? this.#refusal(405, `${method} is not supported here; ${mounted.allow.join(', ')} is.`, { headers: [['allow', mounted.allow.join(', ')]] });
    return url.pathname === '/' && edge?.refusalBody === undefined ? homePage(this.#options.setting?.('AzureWebJobsDisableHomepage')) : this.#refusal(404, `There is nothing at ${url.pathname} for ${method}.`);
  }

  #putHeaders(request: IncomingMessage, response: ServerResponse): void {
    if (this.#options.http) putHostHeaders(request, response, this.#options.http);
  }

  #corsHeaders(request: IncomingMessage): Answer['headers'] {
    return this.#options.cors ? corsHeaders(this.#options.cors, request) : [];
  }

  #stripHeaders(response: ServerResponse): void {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
  }

  #keyRefusal({ status, headers }: KeyRefusal): Answer {
    return this.#refusal(status, 'A key of the host is missing or wrong.', { headers });
  }

  async #runMounted(route: MountedRoute, params: RouteParams, head: Head, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const foreign = foreignHeader(request);
    if (foreign !== undefined) return this.#refusal(403, `The header ${foreign} names another place than this machine: only its own programs are served here.`);
    const body = await this.#body(request, response, route.largestBody ?? LARGEST_MOUNTED_BODY);
    if (!Buffer.isBuffer(body)) return body;
    const run = async (): Promise<Answer> => {
      const answer = await answerWithMounted(route, { ...head, body }, params);
      return { ...answer, headers: [...answer.headers, ...readableByPage(request)] };
    };
    return route.outsideClock ? run() : this.#options.clock.busy(run);
  }

  async #runFunction({ registered, params, names }: FoundFunction, head: Head, request: IncomingMessage, response: ServerResponse): Promise<Answer> {
    const { edge, bodyLimit, clock, logger, keys } = this.#options;
    const refused = keys && functionKeyRefusal(keys, registered, head.url, head.headers);
    if (refused) return this.#keyRefusal(refused);
    if (this.#streams) return this.#streams.answer({ registered, params, names, head, request, response, over: this.#corsHeaders(request) }, (work) => clock.enter(work));
    const invoker = this.#invoker;
    const wanted = hasBody(request) && (edge?.knowsCaller === undefined || (await edge.knowsCaller(head.headers)));
    const came = wanted ? await this.#body(request, response, bodyLimit ?? DEFAULT_BODY_LIMIT_BYTES) : NO_BODY;
    if (!Buffer.isBuffer(came)) return came;
    const body = this.#lose(registered.name, request) ? NO_BODY : came;
    return invoker ? clock.enter(() => answerWithFunction(invoker, logger, registered, { ...head, body }, params)) : emptyAnswer(503);
  }

  /** The Azure host hands on no body that comes in chunks. */
  #lose(name: string, { headers }: IncomingMessage): boolean {
    const lost = headers['transfer-encoding'] !== undefined && this.#options.deliverChunkedBodies !== true;
    if (lost && !this.#lost.has(name)) {
      this.#lost.add(name);
      this.#options.logger.log('warning', `A body for function "${name}" came in chunks (Transfer-Encoding: chunked) and is lost, as on Azure: the function sees an empty one. Clients must send a Content-Length.`);
    }
    return lost;
  }

  /** Read before the request counts as work in progress: whoever sends it slowly holds up nothing but its own connection. */
  async #body(request: IncomingMessage, response: ServerResponse, bytes: number): Promise<Buffer | Answer> {
    if (!hasBody(request)) return NO_BODY;
    const body = await readBody(request, response, { bytes, idleMillis: this.#limits.bodyIdle }, this.#stopping.signal);
    switch (body) {
      case 'too large':
        return this.#refusal(413, `The body is larger than ${bytes} bytes.`, { azure: 500 });
      case 'too slow':
        return this.#refusal(408, `Nothing of the body has come for ${this.#limits.bodyIdle / 1000} s.`);
      case 'stopped':
        return this.#refusal(503, 'The server is stopping.', { headers: [['retry-after', RETRY_SECONDS]] });
      default:
        return body;
    }
  }
}

const NO_BODY = Buffer.alloc(0);
const UNTHROTTLED: ThrottleLimits = { maxConcurrentRequests: -1, maxOutstandingRequests: -1 };

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} on ${host} is in use by another program. Stop that one, or choose another port.`, { cause: error });
  if (error.code === 'EACCES') return new Error(`Port ${port} on ${host} may not be used by this user. Choose one above 1023.`, { cause: error });
  return new Error(`The HTTP server cannot listen on ${host}:${port}: ${error.message}`, { cause: error });
}
