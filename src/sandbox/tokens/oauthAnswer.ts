import { randomUUID } from 'node:crypto';
import { type MountedRequest, type MountedResponse } from '../../localhost/contracts';
import { oauthError, type OAuthError } from './oauthError';

/** RFC 6749 §5.1: an answer with tokens in it is never kept by a cache. */
export const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** A refusal as Entra ID sends it: OAuth's members, and what a client writes into its log. */
export const refusalAnswer = ({ status, error, aadsts, description }: OAuthError, headers: MountedRequest['headers']): MountedResponse => ({
  status,
  headers: { ...NOT_KEPT, ...(status === 405 && { allow: 'POST' }) },
  body: {
    error,
    error_description: description,
    error_codes: [aadsts],
    timestamp: new Date().toISOString().replace(/T(.*)\.\d+Z$/, ' $1Z'),
    trace_id: randomUUID(),
    correlation_id: headers['client-request-id'] ?? randomUUID(),
  },
});

/** The form that a request brings, or a refusal of any other body. */
export const formOf = ({ headers, body }: MountedRequest): { readonly ok: true; readonly value: URLSearchParams } | { readonly ok: false; readonly error: OAuthError } =>
  isForm(headers['content-type'])
    ? { ok: true, value: new URLSearchParams(body.toString('utf8')) }
    : oauthError(400, 'invalid_request', 900144, 'The request body must be sent as application/x-www-form-urlencoded.');

export const isForm = (contentType: string | undefined): boolean => contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';

/** The address that a client reached this server by, without a slash at the end: what it is told of other endpoints has to be good for it too. */
export const baseOf = ({ url }: Pick<MountedRequest, 'url'>): string => url.origin;
