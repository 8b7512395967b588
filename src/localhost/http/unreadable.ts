import { type IncomingMessage } from 'node:http';

/** Of the first line of a request, its end included. Source: Kestrel, `MaxRequestLineSize`. */
export const LONGEST_REQUEST_LINE = 8_192;
/** Of all header lines together. Source: Kestrel, `MaxRequestHeadersTotalSize`. */
export const LARGEST_HEADERS = 32_768;

export interface Unreadable {
  readonly status: 400 | 414 | 431;
  /** One sentence. */
  readonly reason: string;
}

/** What the web server of the Azure host refuses before anybody sees the request, though Node reads it. */
export function unreadable(request: IncomingMessage): Unreadable | undefined {
  const { method = 'GET', url = '', httpVersion, rawHeaders } = request;
  if (`${method} ${url} HTTP/1.1\r\n`.length > LONGEST_REQUEST_LINE) return { status: 414, reason: `The address is longer than ${LONGEST_REQUEST_LINE} bytes.` };
  let size = 0;
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    size += name.length + value.length + ': \r\n'.length;
    if (name.toLowerCase() === 'host') hosts += 1;
    if (asUtf8(value) === undefined) return { status: 400, reason: `The header ${name} is not UTF-8.` };
  }
  if (size > LARGEST_HEADERS) return { status: 431, reason: `The headers are larger than ${LARGEST_HEADERS} bytes.` };
  if (hosts > 1) return { status: 400, reason: 'The header Host comes more than once.' };
  // Node would answer by itself, without a word. Older clients need none.
  if (hosts === 0 && httpVersion === '1.1') return { status: 400, reason: 'The header Host is missing.' };
  const [, authority] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority !== undefined && hosts > 0 && authority.toLowerCase() !== request.headers.host?.toLowerCase()) return { status: 400, reason: 'The target of the request and its header Host name two places.' };
  return undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @param text as Node hands headers on, one character a byte. @returns undefined for bytes that are none. */
export function asUtf8(text: string): string | undefined {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return decoder.decode(Buffer.from(text, 'latin1'));
  } catch {
    return undefined;
  }
}
