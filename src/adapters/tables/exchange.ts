import { RestError } from '@azure/data-tables';
import { Pool, type Dispatcher } from 'undici';
import { giveUpAfter, noAnswerWithin } from './oneTryWithin';

/** A whole answer; names of headers in small letters. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** How one try ended: answered, or with what the SDK would throw. */
export type Try = Answer | { readonly fault: RestError };

/** At a time; the rest waits. An app on Azure may have 600 connections in all. */
const MOST_CONNECTIONS = 128;

/** The retry policy of the SDK knows what broke by the words of the platform's own client. */
const PLATFORM_CODES: ReadonlyMap<string, string> = new Map([
  ['UND_ERR_SOCKET', 'ECONNRESET'],
  ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
]);

const unsent = (error: Error & { readonly code?: string }): RestError => {
  const code = error.code ?? RestError.REQUEST_SEND_ERROR;
  return new RestError(error.message, { code: PLATFORM_CODES.get(code) ?? code });
};

const received = (raw: readonly Buffer[]): ReadonlyMap<string, string> => {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) headers.set(String(raw[at]).toLowerCase(), String(raw[at + 1]));
  return headers;
};

/** Collects one answer and ends once, whatever comes after. */
class Collector implements Dispatcher.DispatchHandlers {
  private status: number | undefined;
  private headers: readonly Buffer[] = [];
  private readonly chunks: Buffer[] = [];
  private abort: (() => void) | undefined;
  private isOver = false;
  private readonly callOff: () => void;

  constructor(
    private readonly ended: (how: Try) => void,
    timeoutMillis: number,
  ) {
    this.callOff = giveUpAfter(timeoutMillis, () => {
      this.end({ fault: noAnswerWithin(timeoutMillis) });
      this.abort?.();
    });
  }

  private end(how: Try): void {
    if (this.isOver) return;
    this.isOver = true;
    this.callOff();
    this.ended(how);
  }

  /** A request that waited for a connection until it was given up is not sent. */
  onConnect(abort: () => void): void {
    this.abort = abort;
    if (this.isOver) abort();
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    if (status < 200) return true;
    this.status = status;
    this.headers = headers;
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    const body = this.chunks.length === 1 ? String(this.chunks[0]) : Buffer.concat(this.chunks).toString();
    this.end({ status: this.status ?? 0, headers: received(this.headers), body });
  }

  onError(error: Error): void {
    this.end({ fault: this.status === undefined ? unsent(error) : new RestError(`Error reading response as text: ${error.message}`, { code: RestError.PARSE_ERROR }) });
  }
}

/** Connections to one account that are kept between requests, and nothing but one try for each request. */
export class Exchange {
  private readonly pool: Pool;

  /** @param origin of the account: scheme, host and port. @param timeoutMillis of real time for a whole try, waiting for a connection included */
  constructor(
    origin: string,
    private readonly timeoutMillis: number,
  ) {
    this.pool = new Pool(origin, { connections: MOST_CONNECTIONS, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: timeoutMillis } });
  }

  /** Never rejects. @param path with its query. @param headers names and values in turn. */
  try(method: Dispatcher.HttpMethod, path: string, headers: string[], body?: string): Promise<Try> {
    return new Promise((resolve) => {
      this.pool.dispatch({ method, path, headers, ...(body !== undefined && { body }) }, new Collector(resolve, this.timeoutMillis));
    });
  }
}
