import { type HttpResponseInit } from '@azure/functions';
import { type UnreadableRow } from '../../app/unreadable';
import { type WireError } from './errors';
import { quotedEtag } from './etag';
import { jsonText } from './json';

/** What a route answers when it does not refuse. */
export interface Answer {
  readonly status: number;
  /** An object is sent as JSON without null members; a text, and bytes, are sent as they stand (a stored answer, CSV, a PDF); absent: no body. */
  readonly body?: unknown;
  /** Beside those every answer has; `Content-Type` here replaces `application/json; charset=utf-8`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the call changed, as JSON text, as it stood before: not sent, but kept in the audit log. */
  readonly before?: string;
  /** What the audit log keeps of the answer, where the body shows what is shown once. */
  readonly recorded?: unknown;
  /** Rows that could not be read on the way: not sent, but raised to the operator. */
  readonly unreadable?: readonly UnreadableRow[];
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** A resource that carries its version in `attributes.etag` shows it in the header too. */
export const etagHeader = (body: unknown): Record<string, string> => {
  const etag = (body as { attributes?: { etag?: unknown } } | null | undefined)?.attributes?.etag;
  return typeof etag === 'string' ? { ETag: quotedEtag(etag) } : {};
};

const percentEncoded = (text: string): string => Buffer.from(text).reduce((encoded, byte) => `${encoded}%${byte.toString(16).toUpperCase().padStart(2, '0')}`, '');

/** The Azure Functions host answers 500 for a header value outside printable ASCII, so what is outside it is percent-encoded. */
const asciiHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]+/g, percentEncoded)]));

/** The same answer without its body, and how long that would be: the host says so of no answer by itself. */
export const headOf = ({ body, headers, ...answer }: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...(headers as Record<string, string>), 'Content-Length': String(body instanceof Uint8Array ? body.byteLength : Buffer.byteLength(typeof body === 'string' ? body : '')) },
});

/** @param echo headers of every answer to this call. @throws TypeError when the body holds a number that JSON cannot carry. */
export const answerResponse = (answer: Answer, echo: Readonly<Record<string, string>>): HttpResponseInit => {
  const { status, body, headers } = answer;
  if (body instanceof Uint8Array) return { status, headers: asciiHeaders({ ...echo, ...headers }), body };
  const text = typeof body === 'string' ? body : body === undefined ? '' : jsonText(body);
  return { status, headers: asciiHeaders({ ...echo, ...(text && JSON_TYPE), ...etagHeader(body), ...headers }), ...(text && { body: text }) };
};

export const TOO_MANY_AT_ONCE = 'Too many requests at once.';
export const TOO_MANY_CALLS = 'Rate limit is exceeded.';

/** As the contract's gateway says it, in a form of its own. @param seconds after which a repeat has a chance. */
export const throttledResponse = (what: typeof TOO_MANY_AT_ONCE | typeof TOO_MANY_CALLS, seconds: number, echo: Readonly<Record<string, string>>): HttpResponseInit => ({
  status: 429,
  headers: asciiHeaders({ ...echo, ...JSON_TYPE, 'Retry-After': String(seconds) }),
  body: JSON.stringify({ statusCode: 429, message: `${what} Try again in ${seconds} seconds.` }),
});

export const errorResponse = (error: WireError, echo: Readonly<Record<string, string>>): HttpResponseInit => ({
  status: error.status,
  headers: asciiHeaders({ ...echo, ...JSON_TYPE, ...error.headers }),
  body: JSON.stringify(error.body),
});
