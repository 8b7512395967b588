import { type IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type HttpData } from '../contracts';
import { asUtf8 } from './unreadable';

/** A request, read and split, before anyone decided whose it is. */
export interface HostRequest {
  readonly method: string;
  readonly url: URL;
  /** Lower-case names; values of a repeated header joined with `,`, as the Functions host hands them on. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Text in headers is UTF-8, as the Azure host reads it. */
export function requestHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers[name] = values.map((value) => asUtf8(value) ?? value).join(name === 'cookie' ? '; ' : ',');
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
  const query = new Map<string, string>();
  for (const [key, value] of search) {
    const spelled = spelling.get(key.toLowerCase()) ?? key;
    spelling.set(key.toLowerCase(), spelled);
    const before = query.get(spelled);
    query.set(spelled, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(query);
}

/** What may stand in a path as it is. Source: ASP.NET Core, `PathString.ToUriComponent`. */
const PLAIN = /[\w.~!$&'()*+,;=:@-]/;

/** The address as the Azure host tells it: what need not be escaped in the path arrives as it is; `%2F` and `%25` do not. */
function toldUrl(url: URL): string {
  const told = new URL(url);
  told.pathname = url.pathname.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(parseInt(escaped.slice(1), 16));
    return PLAIN.test(character) ? character : escaped;
  });
  return told.href;
}

/** The request in the worker's form. */
export function toHttpData(request: HostRequest, params: Readonly<Record<string, string>>): HttpData {
  return {
    method: request.method,
    url: toldUrl(request.url),
    headers: { ...request.headers },
    query: joinedQuery(request.url.searchParams),
    params: { ...params },
    ...(request.body.length > 0 ? { body: { bytes: request.body } } : {}),
  };
}
