import { type IncomingMessage } from 'node:http';
import { emptyAnswer, type Answer } from './answer';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const isLoopback = (url: string): boolean => URL.canParse(url) && LOOPBACK.has(new URL(url).hostname.toLowerCase());

/**
 * Whether a request for an endpoint of the runtime's own, which asks for no token, comes from this machine's own programs. A page of the web reaches loopback
 * too: its browser then says where the page is from (`Origin`), or, where a foreign name was made to point here, that name (`Host`). Any port will do, for
 * the sake of forwarded ones.
 * @returns the header that says otherwise
 */
export const foreignHeader = ({ headers: { host, origin } }: IncomingMessage): 'Host' | 'Origin' | undefined => {
  if (host === undefined || !isLoopback(`http://${host}`)) return 'Host';
  return origin === undefined || isLoopback(origin) ? undefined : 'Origin';
};

/** What lets a page of this machine read an answer of the runtime's own, once `foreignHeader` has let it in. Without credentials. */
export const readableByPage = ({ headers: { origin } }: IncomingMessage): Answer['headers'] => [...(origin === undefined ? [] : [['access-control-allow-origin', origin] as const]), ['vary', 'Origin']];

/** The answer to such a page's question before a call (OPTIONS) of one of the runtime's own endpoints; undefined where it is no such question. @param allowed methods that are served there. */
export const preflightAnswer = (request: IncomingMessage, allowed: readonly string[]): Answer | undefined => {
  const { origin, 'access-control-request-method': method } = request.headers;
  if (request.method !== 'OPTIONS' || origin === undefined || method === undefined || foreignHeader(request) !== undefined) return undefined;
  return emptyAnswer(204, [...readableByPage(request), ['access-control-allow-methods', allowed.join(', ')], ['access-control-allow-headers', 'Accept, Authorization, Content-Type']]);
};
