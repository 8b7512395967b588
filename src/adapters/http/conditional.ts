import { createHash } from 'node:crypto';
import { type HttpResponseInit } from '@azure/functions';
import { type IncomingRequest } from './readInput';

/** One entity tag of a list: `"…"`, `W/"…"`, or bare as some clients send it. */
const LISTED = /(?:W\/)?"([^"]*)"|([^\s,"]+)/g;

/** What is said of a body, and not with 304. */
const OF_A_BODY = new Set(['content-type', 'content-length', 'content-encoding', 'content-disposition']);

/**
 * The version of a resource, and what it looks like: some of what an answer says changes while the version stays (what can still be refunded, which add-ons there are to buy). `If-Match` goes by the part before the dot, the version alone.
 */
const entityTag = (version: string, body: string | Uint8Array): string => `"${version.replaceAll('"', '')}.${createHash('sha1').update(body).digest('base64url').slice(0, 11)}"`;

/** Source: RFC 9110, 13.1.2: the comparison is the weak one. A tag that is none matches nothing. */
const matches = (header: string, tag: string): boolean => header.trim() === '*' || [...header.matchAll(LISTED)].some(([, quoted, bare]) => `"${quoted ?? bare ?? ''}"` === tag);

/**
 * REQ-9: a read that has a version says in `ETag` which answer this is, and answers 304 without a body where `If-None-Match` names it. What had to be read to answer has been read.
 * @param answer with the version alone in `ETag`, or without; any other answer is as it was.
 */
export const conditional = (answer: HttpResponseInit, { method, headers: sent }: Pick<IncomingRequest, 'method' | 'headers'>): HttpResponseInit => {
  const { body, status } = answer;
  const headers = answer.headers as Record<string, string>;
  const version = headers['ETag'];
  if (version === undefined || status !== 200 || !['GET', 'HEAD'].includes(method.toUpperCase()) || !(typeof body === 'string' || body instanceof Uint8Array)) return answer;
  const tag = entityTag(version, body);
  const asked = sent.get('If-None-Match');
  if (asked === null || !matches(asked, tag)) return { ...answer, headers: { ...headers, ETag: tag } };
  return { status: 304, headers: { ...Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_BODY.has(name.toLowerCase()))), ETag: tag } };
};
