import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { toError } from '../describeError';
import { type Failure, type HttpRequestAction } from './protocol';
import { Stopped } from './storageRetry';

const USER_AGENT = 'Microsoft.Azure.WebJobs.Extensions.DurableTask/3.19.0';
/** .NET keeps headers that describe the content apart, and the extension hands on the others alone. */
const OF_CONTENT = new Set(['allow', 'content-disposition', 'content-encoding', 'content-language', 'content-length', 'content-location', 'content-md5', 'content-range', 'content-type', 'expires', 'last-modified']);
const LONGEST_CHAIN = 50;
/** How long a request may take, redirects and the whole of the answer included, in real ms. Source: azure-functions-durable-extension, `DurableHttpClientFactory`. */
const LONGEST_CALL_MS = 240_000;
const GET_AFTER = new Set([301, 302, 303]);
const REDIRECTS = new Set([300, 301, 302, 303, 307, 308]);

interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | undefined;
}

const NO_TOKENS = 'callHttp with a tokenSource is not offered by the local runtime: it has no managed identity to take a token of.';

/**
 * The built-in activity behind `callHttp`. Any status is a result, and redirects are followed; only a request that gets no whole answer in time fails. Tokens of a
 * managed identity are not to be had on a developer's machine: a request with a `tokenSource` fails and says so.
 * @param stopping aborted: the request is given up, and sent again after the next start. @param longest in real ms. @throws Stopped
 */
export const runHttpRequest = async (request: HttpRequestAction, stopping: AbortSignal, longest = LONGEST_CALL_MS): Promise<{ readonly result: string } | { readonly failure: Failure }> => {
  if (request.tokenSource !== undefined && request.tokenSource !== null) return { failure: { Reason: NO_TOKENS, Details: '' } };
  const over = AbortSignal.timeout(longest);
  let sent: Sent | undefined;
  try {
    sent = { method: request.method, url: new URL(request.uri), headers: request.headers ?? {}, content: request.content };
    return { result: JSON.stringify(await follow(sent, AbortSignal.any([stopping, over]))) };
  } catch (thrown) {
    if (stopping.aborted) throw new Stopped();
    const Reason = over.aborted ? `The request was canceled due to the configured HttpClient.Timeout of ${longest / 1_000} seconds elapsing.` : inDotNetWords(toError(thrown), sent?.url);
    const type = over.aborted ? 'System.Threading.Tasks.TaskCanceledException, System.Private.CoreLib' : 'System.Net.Http.HttpRequestException, System.Net.Http';
    return { failure: { Reason, Details: JSON.stringify({ $type: type, Message: Reason }) } };
  }
};

const follow = async (first: Sent, signal: AbortSignal): Promise<object> => {
  let sent = first;
  for (let hops = 0; ; hops += 1) {
    const { response, content } = await send(sent, signal);
    const { statusCode = 0 } = response;
    const { location } = response.headers;
    const next = REDIRECTS.has(statusCode) && location !== undefined ? new URL(location, sent.url) : undefined;
    // As .NET: never from https to http.
    if (next === undefined || hops === LONGEST_CHAIN || (sent.url.protocol === 'https:' && next.protocol === 'http:')) return { statusCode, headers: headersOf(response.rawHeaders), content };
    sent = GET_AFTER.has(statusCode) && sent.method !== 'GET' && sent.method !== 'HEAD' ? { ...sent, method: 'GET', url: next, content: undefined } : { ...sent, url: next };
  }
};

const send = ({ method, url, headers, content }: Sent, signal: AbortSignal): Promise<{ response: IncomingMessage; content: string }> =>
  new Promise((resolve, reject) => {
    const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    const own = { ...(named.has('user-agent') ? {} : { 'user-agent': USER_AGENT }), ...(content === undefined || named.has('content-type') ? {} : { 'content-type': 'text/plain' }) };
    const length = content === undefined ? {} : { 'content-length': String(Buffer.byteLength(content)) };
    const asked = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method, headers: { ...headers, ...own, ...length }, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ response, content: Buffer.concat(parts).toString('utf8') }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(content);
  });

/** Names as they were sent; a header that comes again is a list. */
const headersOf = (raw: readonly string[]): Record<string, string | string[]> => {
  const found = new Map<string, { name: string; values: string[] }>();
  for (let at = 0; at < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2);
    const key = name.toLowerCase();
    if (OF_CONTENT.has(key)) continue;
    const header = found.get(key) ?? { name, values: [] };
    header.values.push(value);
    found.set(key, header);
  }
  return Object.fromEntries([...found.values()].map(({ name, values }) => [name, values.length === 1 ? (values[0] ?? '') : values]));
};

const inDotNetWords = (error: Error, url: URL | undefined): string => {
  if (url === undefined) return error.message;
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ECONNREFUSED':
      return `Connection refused (${url.hostname}:${port})`;
    case 'ENOTFOUND':
      return `Name or service not known (${url.hostname}:${port})`;
    default:
      return error.message;
  }
};
