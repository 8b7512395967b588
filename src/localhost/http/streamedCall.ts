import { randomUUID } from 'node:crypto';
import { Agent, type ClientRequest, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { type FunctionInvoker, type Logger, type RegisteredFunction } from '../contracts';
import { afterTimeout } from '../core/functionTimeout';
import { describeFailure } from '../core/invoker';
import { type Answer, emptyAnswer, FRAMING } from './answer';
import { bindingData } from './bindingData';
import { type HostRequest } from './request';

/** A body of JSON up to this size is read for its members before the function is called; larger ones, and those in chunks, only pass through. */
const LARGEST_READ = 1_048_576;
const INVOCATION_ID = 'x-ms-invocation-id';

/** A call of a function that reads its body, and answers, as streams. */
export interface StreamedCall {
  readonly registered: RegisteredFunction;
  readonly params: Readonly<Record<string, string>>;
  /** Of the route, whether the path has a value for them or not. */
  readonly names: readonly string[];
  readonly head: Omit<HostRequest, 'body'>;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Headers that stand in the place of the function's. */
  readonly over: Answer['headers'];
}

export interface StreamOptions {
  readonly invoker: FunctionInvoker;
  readonly logger: Logger;
  /** Where the functions library takes requests. */
  readonly address: URL;
  /** Largest body in bytes. */
  readonly bodyLimit: number;
  /** After so long a call that was not answered is answered with an empty 500; ms of real time. */
  readonly functionTimeout: number;
}

/**
 * Calls functions as the Azure host does where the app has set `enableHttpStream`: the request itself goes to an address that the library opened, and is told there by
 * its invocation. An invocation that ends without an answer leaves its client without one until `functionTimeout`, as on Azure; the log says so at once.
 */
export class FunctionStreams {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  readonly #open = new Set<Running>();
  #isStopping = false;

  constructor(private readonly options: StreamOptions) {}

  /** @param begun is given the call's work, of which the clock is to know. @returns what was answered, once the answer has been sent or the client has gone; the server has nothing more to send unless it is not `sent`. */
  async answer(call: StreamedCall, begun: (work: () => Promise<void>) => Promise<void>): Promise<Answer> {
    const { request, response, registered } = call;
    if (Number(request.headers['content-length'] ?? 0) > this.options.bodyLimit) return this.#tooLarge(registered.name);
    if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
    const running = new Running(call, this.options, this.#agent, () => this.#isStopping);
    this.#open.add(running);
    response.once('close', () => running.end('gone'));
    // While it waited for its turn.
    if (response.destroyed) running.end('gone');
    const forget = afterTimeout(this.options.functionTimeout, () => running.end('late'));
    try {
      await running.read();
      await begun(() => running.work());
      return await running.answered;
    } finally {
      forget();
      this.#open.delete(running);
    }
  }

  /** Ends what waits for an answer that nobody gives, now and from now on. What runs goes on. */
  stop(): void {
    this.#isStopping = true;
    for (const running of this.#open) running.stop();
  }

  #tooLarge(name: string): Answer {
    this.options.logger.log('warning', `A request for function "${name}" is answered 500 without a body, as on Azure: the body is larger than ${this.options.bodyLimit} bytes.`);
    return emptyAnswer(500);
  }
}

/** An answer with less than the length that it tells. */
class CutShort extends Error {
  constructor(told: number, size: number, cause: unknown) {
    super(`it tells a Content-Length of ${told} and has ${size} bytes, so that its client waits for some seconds and its connection breaks, as on Azure.`, { cause });
  }
}

type End = 'stopped' | 'gone' | 'late' | 'too large' | 'broken';

class Running {
  readonly answered: Promise<Answer>;
  #resolve: (answer: Answer) => void = () => undefined;
  /** Resolves when nobody waits for the call any more, whatever the function still does. */
  readonly #givenUp: Promise<void>;
  #giveUp: () => void = () => undefined;
  #forwarded: ClientRequest | undefined;
  #body: Buffer | undefined;
  #isOver = false;
  /** Nobody will answer, or go on answering. */
  #hangs = false;
  /** Some of the body has come: what breaks off now is no answer any more. */
  #hasBody = false;

  constructor(
    private readonly call: StreamedCall,
    private readonly options: StreamOptions,
    private readonly agent: Agent,
    private readonly isStopping: () => boolean,
  ) {
    this.answered = new Promise((resolve) => (this.#resolve = resolve));
    this.#givenUp = new Promise((resolve) => (this.#giveUp = resolve));
  }

  /** Until the function has ended and its answer is sent, or nobody waits for it. */
  async work(): Promise<void> {
    const { request, registered, head, params, names } = this.call;
    const { invoker, logger } = this.options;
    if (this.#isOver) return;
    const invocationId = randomUUID();
    const relayed = this.#forward(invocationId);
    const invocation = invoker.invoke(registered.name, { streamed: { invocationId }, triggerData: { http: {} }, triggerMetadata: bindingData(head, params, names, parsed(this.#body)) });
    const ended = await Promise.race([invocation, this.#givenUp]);
    if (ended === undefined) {
      if (this.#isOver && !request.complete) logger.log('warning', `A client of function "${registered.name}" has left in the middle of its body: what waits for the rest of it waits for ever, as on Azure.`);
      return;
    }
    if (!ended.ok) logger.log('error', describeFailure(registered.name, ended.error));
    if (ended.ok && ended.returnValue === true) await Promise.race([relayed, this.#givenUp]);
    else this.#hang(`Function "${registered.name}" has ended without a response object, or in the middle of its body`);
  }

  stop(): void {
    if (this.#hangs) this.end('stopped');
  }

  #hang(why: string): void {
    if (this.#isOver) return;
    this.#hangs = true;
    this.#giveUp();
    this.options.logger.log('error', `${why}: with HTTP streaming on its client is left without an answer until functionTimeout, as on Azure.`);
    if (this.isStopping()) this.end('stopped');
  }

  end(why: End): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#giveUp();
    const { response } = this.call;
    if (why === 'gone') this.#forwarded?.destroy();
    const canAnswer = !response.headersSent && !response.destroyed && !(why === 'broken' && this.#hasBody);
    if (canAnswer && why !== 'gone') this.#resolve(emptyAnswer(why === 'stopped' ? 503 : 500));
    else {
      if (!response.writableFinished) response.destroy();
      this.#resolve({ ...emptyAnswer(response.statusCode), sent: true });
    }
  }

  /** Reads the body where it may be JSON and is small enough to be looked into; it is sent on as it is. */
  async read(): Promise<void> {
    const { request } = this.call;
    const { 'content-type': type, 'content-length': length } = request.headers;
    if (this.#isOver || length === undefined || Number(length) > LARGEST_READ || (type !== undefined && !/\bjson\b/i.test(type))) return;
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      // Said by the one who waits for the call: the client has gone.
      this.end('gone');
    }
    this.#body = Buffer.concat(pieces);
  }

  #forward(id: string): Promise<void> {
    const { head, request, response } = this.call;
    const { address, bodyLimit, logger } = this.options;
    return new Promise((resolve) => {
      const headers = { ...head.headers, [INVOCATION_ID]: id, 'x-forwarded-host': head.headers['host'] ?? address.host, 'x-forwarded-proto': head.url.protocol.replace(':', '') };
      const forwarded = httpRequest({ agent: this.agent, host: 'localhost', port: address.port, method: head.method, path: `${head.url.pathname}${head.url.search}`, headers: withoutHops(headers) });
      this.#forwarded = forwarded;
      forwarded.on('response', (answer) => {
        // The library's own server refuses what is too much for it (headers of more than 16 KiB) before the function is asked: nobody will answer.
        if (answer.headers[INVOCATION_ID] !== id) {
          answer.resume();
          this.#hang(`A request for function "${this.call.registered.name}" did not reach it (${answer.statusCode ?? 0} from the functions library, as with headers of more than 16 KiB)`);
          return;
        }
        this.#relay(answer).then(resolve, (error: unknown) => {
          logger.log('error', `The answer of function "${this.call.registered.name}" could not be sent to its end: ${error instanceof CutShort ? error.message : String(error)}`);
          this.end('broken');
          resolve();
        });
      });
      forwarded.on('error', (error) => {
        if (!this.#isOver) logger.log('debug', `A request could not be handed to the functions library: ${error.message}`);
        if (response.destroyed) resolve();
      });
      if (this.#body) {
        forwarded.end(this.#body);
        return;
      }
      let size = 0;
      request.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size > bodyLimit) {
          forwarded.destroy();
          this.end('too large');
        }
      });
      request.pipe(forwarded);
    });
  }

  /**
   * The head goes out with the first piece of the body, and that, where it is less than the length that is told, with the second: an answer that breaks off before is a 500 without a
   * piece, and nothing at all with one, as recorded. One that ends before its length does so when the library's server gives up an idle connection, some seconds later.
   */
  async #relay(answer: IncomingMessage): Promise<void> {
    const { response } = this.call;
    const headers: [string, string | string[]][] = [];
    for (const [name, values = []] of Object.entries(answer.headersDistinct)) {
      if (FRAMING.has(name) || name === 'date') continue;
      if (values.some((value) => /[^\t\x20-\x7e]/.test(value))) throw new Error(`the value of its header "${name}" is not ASCII, which the Azure host does not send.`);
      headers.push([name, values.length === 1 ? (values[0] ?? '') : values]);
    }
    const begin = (): void => {
      if (response.headersSent || this.#isOver) return;
      for (const [name, value] of headers) response.setHeader(name, value);
      for (const [name, value] of this.call.over) {
        if (name === 'vary') response.appendHeader(name, value);
        else response.setHeader(name, value);
      }
      response.statusCode = answer.statusCode ?? 200;
    };
    const told = Number(answer.headers['content-length'] ?? 0);
    let held = Buffer.alloc(0);
    let size = 0;
    try {
      for await (const piece of answer as AsyncIterable<Buffer>) {
        size += piece.length;
        held = Buffer.concat([held, piece]);
        if (!this.#hasBody && size < told) {
          this.#hasBody = true;
          continue;
        }
        this.#hasBody = true;
        begin();
        if (!this.#isOver && !response.write(held)) await Promise.race([new Promise((go) => response.once('drain', go)), this.#givenUp]);
        held = Buffer.alloc(0);
      }
    } catch (error) {
      throw size < told ? new CutShort(told, size, error) : error;
    }
    if (this.#isOver) return;
    begin();
    if (size === 0 && !response.hasHeader('content-length') && answer.statusCode !== 204 && answer.statusCode !== 304 && this.call.head.method !== 'HEAD') response.setHeader('content-length', 0);
    await new Promise<void>((done) => response.end(done));
    this.#isOver = true;
    this.#resolve({ ...emptyAnswer(response.statusCode, headers.map(([name, value]) => [name, String(value)])), sent: true });
  }
}

function withoutHops(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !['connection', 'keep-alive', 'upgrade', 'te', 'trailer', 'expect', 'proxy-authorization'].includes(name)));
}

function parsed(body: Buffer | undefined): unknown {
  if (!body || body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // No members to tell of; the function sees the body as it is.
    return undefined;
  }
}
