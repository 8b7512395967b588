import { type IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type HttpData } from '../contracts';

/** A request, read and split, before anyone decided whose it is. */
export interface HostRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names; values of a repeated header joined with `,`, as the Functions host hands them on. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function requestHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers[name] = values.join(name === 'cookie' ? '; ' : ',');
  }
  return headers;
}

/** @returns undefined for a target that is no URL. */
export function requestUrl(request: IncomingMessage, fallbackHost: string): URL | undefined {
  const asked = request.url ?? '/';
  // CONNECT names a host, not a path, and `OPTIONS *` the server.
  const target = (request.method === 'CONNECT' && !asked.startsWith('/')) || (request.method === 'OPTIONS' && asked === '*') ? '/' : asked;
  const isAbsolute = /^https?:\/\//i.test(target);
  // Behind a host it would become part of its name.
  if (!isAbsolute && !target.startsWith('/')) return undefined;
  const absolute = isAbsolute ? target : `${request.socket instanceof TLSSocket ? 'https' : 'http'}://${request.headers.host ?? fallbackHost}${target}`;
  return URL.canParse(absolute) ? new URL(absolute) : undefined;
}

/** Values of a repeated key are joined with `,`; keys are the same without regard to case, spelled as they came first. */
export function joinedQuery(search: URLSearchParams): Record<string, string> {
  const spelling = new Map<string, string>();
  const query: Record<string, string> = {};
  for (const [key, value] of search) {
    const spelled = spelling.get(key.toLowerCase()) ?? key;
    spelling.set(key.toLowerCase(), spelled);
    const before = query[spelled];
    query[spelled] = before === undefined ? value : `${before},${value}`;
  }
  return query;
}

/** The request in the worker's form. */
export function toHttpData(request: HostRequest, params: Readonly<Record<string, string>>): HttpData {
  return {
    method: request.method,
    url: request.url.href,
    headers: { ...request.headers },
    query: joinedQuery(request.url.searchParams),
    params: { ...params },
    ...(request.body.length > 0 ? { body: { bytes: request.body } } : {}),
  };
}
