import { type Asked } from './draft';
import { type Random } from './random';
import { TOKEN } from './wireServer';

/** How a request lies on the wire; all but the first are not as they should be, or not as one expects. */
export const FRAMINGS = [
  'plain', 'in pieces', 'line feeds only', 'blank lines first', 'in chunks', 'chunks that are none', 'a length that is too small', 'a length that is too large', 'two lengths', 'a length and chunks', 'a length that is none', 'no host', 'two hosts', 'absolute', 'HTTP/1.0', 'HTTP/2', 'HTTP/9.9', 'a folded header', 'a header without colon',
  'NUL in a header', 'raw bytes in a header', 'blank before the colon', 'one large header', 'many headers', 'a method in small letters', 'a method that is none', 'twice on one connection', 'a fragment', 'an asterisk', 'no target', 'cut in the head', 'cut in the body', 'bytes that are no HTTP', 'an upgrade', 'a proxy’s connect',
] as const;
export type Framing = (typeof FRAMINGS)[number];

export interface Framed {
  readonly framing: Framing;
  readonly asked: Asked;
  /** In the order and the pieces in which they are sent. */
  readonly pieces: readonly Buffer[];
  /** How many requests lie in it: more answers there may not be. */
  readonly requests: number;
}

const CRLF = '\r\n';
/** What no header of a request that node sends could hold. */
const unsendable = /[\r\n\0]/g;

/** The bytes of a call in one of the framings. */
export const framed = (random: Random, asked: Asked, framing: Framing): Framed => {
  const body = Buffer.from(asked.body ?? []);
  const target = asked.target.replaceAll(/[\s\0]/g, '') || '/';
  const own = asked.headers.filter(([name]) => !['content-length', 'transfer-encoding', 'host', 'connection', 'expect'].includes(name.toLowerCase())).map(([name, value]) => `${name}: ${value.replaceAll(unsendable, '')}`);
  const authorization = `Authorization: Bearer ${TOKEN}`;
  const length = `Content-Length: ${body.length}`;
  const head = (first: string, ...lines: readonly string[]): Buffer => Buffer.from([first, ...lines, '', ''].join(CRLF), 'latin1');
  const start = `${asked.method} ${target} HTTP/1.1`;
  const usual = [authorization, 'Host: localhost', 'Connection: close', ...own];
  const whole = (first = start, lines: readonly string[] = [...usual, length], content: Buffer = body): Buffer => Buffer.concat([head(first, ...lines), content]);
  const one = (...pieces: readonly Buffer[]): Framed => ({ framing, asked, pieces, requests: 1 });
  const chunked = (size: string): Buffer => Buffer.concat([Buffer.from(`${size}${CRLF}`), body, Buffer.from(`${CRLF}0${CRLF}${CRLF}`)]);
  switch (framing) {
    case 'plain':
      return one(whole());
    case 'in pieces': {
      const bytes = whole();
      const cuts = Array.from({ length: 6 }, () => random.below(bytes.length)).toSorted((a, b) => a - b);
      return one(...[0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length)));
    }
    case 'line feeds only':
      return one(Buffer.from(whole().toString('latin1').replaceAll(CRLF, '\n'), 'latin1'));
    case 'blank lines first':
      return one(Buffer.concat([Buffer.from(`${CRLF}${CRLF}`), whole()]));
    case 'in chunks':
      return one(whole(start, [...usual, 'Transfer-Encoding: chunked'], chunked(body.length.toString(16))));
    case 'chunks that are none':
      return one(whole(start, [...usual, 'Transfer-Encoding: chunked'], chunked(random.pick(['x', '-1', 'FFFFFFFFFFFFFFFF', '']))));
    case 'a length that is too small':
      return one(whole(start, [...usual, `Content-Length: ${Math.max(0, body.length - 3)}`]));
    case 'a length that is too large':
      return one(whole(start, [...usual, `Content-Length: ${body.length + 10}`]));
    case 'two lengths':
      return one(whole(start, [...usual, length, `Content-Length: ${body.length + 1}`]));
    case 'a length and chunks':
      return one(whole(start, [...usual, length, 'Transfer-Encoding: chunked'], chunked(body.length.toString(16))));
    case 'a length that is none':
      return one(whole(start, [...usual, `Content-Length: ${random.pick(['x', '-1', '1e3', '99999999999999999999', '0x10'])}`]));
    case 'no host':
      return one(whole(start, [authorization, 'Connection: close', ...own, length]));
    case 'two hosts':
      return one(whole(start, [...usual, 'Host: evil.example', length]));
    case 'absolute':
      return one(whole(`${asked.method} http://evil.example${target} HTTP/1.1`));
    case 'HTTP/1.0':
      return one(whole(`${asked.method} ${target} HTTP/1.0`));
    case 'HTTP/2':
      return one(Buffer.from(`PRI * HTTP/2.0${CRLF}${CRLF}SM${CRLF}${CRLF}`));
    case 'HTTP/9.9':
      return one(whole(`${asked.method} ${target} HTTP/9.9`));
    case 'a folded header':
      return one(whole(start, [...usual, 'X-Folded: a', '  b', length]));
    case 'a header without colon':
      return one(whole(start, [...usual, 'nonsense', length]));
    case 'NUL in a header':
      return one(whole(start, [...usual, 'X-Odd: a\0b', length]));
    case 'raw bytes in a header':
      return one(whole(start, [...usual, 'MS-CorrelationId: \u0080\u00ff\u00e9', length]));
    case 'blank before the colon':
      return one(whole(start, [...usual, 'X-Odd : a', length]));
    case 'one large header':
      return one(whole(start, [...usual, `X-Large: ${'x'.repeat(20_000)}`, length]));
    case 'many headers':
      return one(whole(start, [...usual, ...Array.from({ length: 300 }, (_, index) => `X-${index}: 1`), length]));
    case 'a method in small letters':
      return one(whole(`${asked.method.toLowerCase()} ${target} HTTP/1.1`));
    case 'a method that is none':
      return one(whole(`${random.pick(['TRACE', 'FOO', 'PROPFIND', 'GE\0T', 'GET\t'])} ${target} HTTP/1.1`));
    case 'twice on one connection': {
      const first = Buffer.concat([head(start, ...usual.filter((line) => !line.startsWith('Connection')), length), body]);
      return { framing, asked, pieces: [Buffer.concat([first, whole()])], requests: 2 };
    }
    case 'a fragment':
      return one(whole(`${asked.method} ${target}#x HTTP/1.1`));
    case 'an asterisk':
      return one(whole(`${random.pick(['OPTIONS', 'GET'])} * HTTP/1.1`));
    case 'no target':
      return one(whole(`${asked.method}  HTTP/1.1`));
    case 'cut in the head':
      return one(whole().subarray(0, random.below(head(start, ...usual, length).length)));
    case 'cut in the body':
      return one(whole().subarray(0, -1));
    case 'bytes that are no HTTP':
      return one(Buffer.from(Array.from({ length: 200 }, () => random.below(256))));
    case 'an upgrade':
      return one(whole(start, [...usual, 'Upgrade: websocket', 'Connection: Upgrade', length]));
    case 'a proxy’s connect':
      return one(whole('CONNECT evil.example:443 HTTP/1.1'));
  }
};

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A body in chunks, and how many bytes it takes on the wire. @throws where it does not end. */
const chunksOf = (bytes: Buffer): { body: Buffer; taken: number } => {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const end = lineEnd + 2 + size;
    if (lineEnd === -1 || Number.isNaN(size) || bytes.subarray(end, end + 2).toString('latin1') !== '\r\n') throw new Error(`chunks that are none or do not end: ${JSON.stringify(bytes.subarray(at, at + 100).toString('latin1'))}`);
    pieces.push(bytes.subarray(lineEnd + 2, end));
    at = end + 2;
    if (size === 0) return { body: Buffer.concat(pieces), taken: at };
  }
};

/** The answers that lie in what a connection sent back. @throws where it is no HTTP. */
export const answersIn = (bytes: Buffer, method: string): readonly WireAnswer[] => {
  const answers: WireAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.subarray(0, end === -1 ? rest.length : end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})( |$)/.exec(first)?.[1]);
    if (end === -1 || Number.isNaN(status)) throw new Error(`no answer of HTTP: ${JSON.stringify(rest.subarray(0, 200).toString('latin1'))}`);
    const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
    // Whoever cannot read a request does not know that it was HEAD.
    const isBodiless = method === 'HEAD' && (rest.length === end + 4 || rest.subarray(end + 4, end + 9).toString() === 'HTTP/');
    if (!isBodiless && headers['transfer-encoding'] === 'chunked') {
      const { body, taken } = chunksOf(rest.subarray(end + 4));
      answers.push({ status, headers, text: body.toString() });
      rest = rest.subarray(end + 4 + taken);
      continue;
    }
    const length = isBodiless || status === 204 || status === 304 || status < 200 ? 0 : Number(headers['content-length'] ?? rest.length - end - 4);
    const body = rest.subarray(end + 4, end + 4 + length);
    if (body.length < length) throw new Error(`an answer of ${status} that is cut off: ${body.length} of ${length}`);
    if (status >= 200) answers.push({ status, headers, text: body.toString() });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
};
