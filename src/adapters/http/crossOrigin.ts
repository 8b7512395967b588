import { type HttpResponseInit } from '@azure/functions';
import { varying } from './varying';

/** The word of the setting for every origin on this machine. */
export const LOOPBACK = 'loopback';

export const isLoopbackHost = (hostname: string): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** Scheme, host and port, as browsers write them. */
export const isOrigin = (text: string): boolean => URL.canParse(text) && !text.includes('*') && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

/** Whose pages may read answers: origins as browsers write them, and {@link LOOPBACK}. */
export type AllowedOrigins = readonly string[];

const isAllowed = (allowed: AllowedOrigins, origin: string): boolean =>
  isOrigin(origin) && (allowed.includes(origin) || (allowed.includes(LOOPBACK) && isLoopbackHost(new URL(origin).hostname)));

/** What the app reads, and what published clients and tracing libraries send along. */
const SENT = [
  'Accept', 'Accept-Language', 'Authorization', 'Cache-Control', 'Content-Type', 'If-Match', 'If-None-Match', 'MS-ContinuationToken', 'MS-Contract-Version', 'MS-CorrelationId', 'MS-PartnerCenter-Application', 'MS-PartnerCenter-Client',
  'MS-RequestId', 'MS-SdkVersion', 'NextTerm-Patch', 'Ocp-Apim-Subscription-Key', 'Pragma', 'Request-Context', 'Request-Id', 'traceparent', 'tracestate', 'ValidateMfa', 'X-Locale', 'X-Ms-CustomerUser-Upn', 'X-Requested-With',
];

/** Headers of answers that a page may read beside those that every page may. */
export const EXPOSED = [
  'Allow', 'Content-Disposition', 'Deprecation', 'ETag', 'Link', 'Location', 'MS-ContinuationToken', 'MS-CorrelationId', 'MS-CV', 'MS-RequestId', 'MS-ServerId', 'NextTerm-More', 'NextTerm-Out-Of-Proportion', 'NextTerm-Removed', 'NextTerm-Replayed',
  'NextTerm-Since', 'NextTerm-Unknown', 'NextTerm-Unreadable', 'Retry-After', 'WWW-Authenticate', 'X-Locale',
];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Of a preflight's answer; no browser keeps it longer. */
const KEPT_SECONDS = 7200;

interface Asking {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
}

/** REQ-3: the same answer, readable by the page that asked for it where its origin is allowed. Without credentials, of which the app knows none: tokens are in a header. */
export const readableByPage = (answer: HttpResponseInit, { headers: sent }: Asking, allowed: AllowedOrigins): HttpResponseInit => {
  if (allowed.length === 0) return answer;
  const origin = sent.get('Origin');
  const { Vary, ...headers } = answer.headers as Record<string, string>;
  const granted = origin !== null && isAllowed(allowed, origin) ? { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED.join(', ') } : {};
  // Also of an answer to another origin, or none: a cache must not give it to this one.
  return { ...answer, headers: { ...headers, ...granted, Vary: varying(Vary, 'Origin') } };
};

/** REQ-3: the answer to a browser's question before a call, whatever is at the path: what the call itself says of it a page then can read. Undefined where it is no such question, or the origin is not allowed. */
export const preflightAnswer = ({ method, headers }: Asking, allowed: AllowedOrigins): HttpResponseInit | undefined => {
  const origin = headers.get('Origin');
  if (method.toUpperCase() !== 'OPTIONS' || origin === null || headers.get('Access-Control-Request-Method') === null || !isAllowed(allowed, origin)) return undefined;
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': METHODS.join(', '),
      'Access-Control-Allow-Headers': SENT.join(', '),
      'Access-Control-Max-Age': String(KEPT_SECONDS),
      Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    },
  };
};
