import { type IncomingMessage } from 'node:http';

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
