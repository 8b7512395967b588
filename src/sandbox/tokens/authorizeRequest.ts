import { type Challenge } from './authorizationCodes';
import { isLoopbackAddress } from './loopbackAddress';

/** RFC 6749 §4.1.1 with RFC 7636 and OpenID Connect's members, as far as they mean something here. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Whether an id token goes back beside the code, as web frameworks of Microsoft's ask for. */
  readonly withIdToken: boolean;
  readonly responseMode: 'query' | 'fragment' | 'form_post';
  readonly scope: string;
  readonly state?: string;
  readonly nonce?: string;
  readonly loginHint?: string;
  readonly challenge?: Challenge;
}

/** An error that goes back to the client. */
export interface AuthorizeError {
  readonly error: string;
  /** Begins with `AADSTS`. */
  readonly description: string;
}

export type ReadAuthorize =
  | { readonly kind: 'request'; readonly request: AuthorizeRequest }
  /** Nobody to tell: it is shown. */
  | { readonly kind: 'shown'; readonly problem: string }
  /** Told to the client by its redirect address. */
  | { readonly kind: 'told'; readonly request: AuthorizeRequest; readonly error: AuthorizeError };

/** The members of a request that a page carries on, so that nothing is kept here meanwhile. */
export const CARRIED = ['client_id', 'response_type', 'redirect_uri', 'response_mode', 'scope', 'resource', 'state', 'nonce', 'login_hint', 'code_challenge', 'code_challenge_method'] as const;

const LONGEST = 4000;
/** Schemes that a browser runs or opens by itself. */
const NEVER = new Set(['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'about:', 'view-source:']);

/** @returns one sentence on what is wrong with an address that codes are to be sent to; undefined if nothing is. */
const redirectProblem = (address: string | null): string | undefined => {
  if (address === null || address === '') return 'AADSTS900144: The request must contain the parameter "redirect_uri".';
  if (/[^\x21-\x7e]/.test(address)) return 'AADSTS90102: "redirect_uri" must be encoded: it has blanks, or letters beyond ASCII.';
  if (!URL.canParse(address)) return `AADSTS90102: "redirect_uri" is no absolute address: ${address}.`;
  const { protocol, hash } = new URL(address);
  if (NEVER.has(protocol)) return `AADSTS90102: "redirect_uri" has a scheme that codes are not sent to: ${protocol}`;
  if (hash !== '') return 'AADSTS90102: "redirect_uri" must have no fragment (#).';
  return protocol === 'http:' && !isLoopbackAddress(address) ? 'AADSTS50011: "redirect_uri" must be an https address; http is for this machine only, here as with Entra ID.' : undefined;
};

/** OAuth 2.0 Multiple Response Type Encoding Practices §5: tokens never go into a query. */
const responseModes = (withToken: boolean): readonly AuthorizeRequest['responseMode'][] => (withToken ? ['fragment', 'form_post'] : ['query', 'fragment', 'form_post']);

const challengeOf = (value: string | null, method: string | null): Challenge | undefined | string => {
  if (value === null) return method === null ? undefined : 'AADSTS900144: There is a code_challenge_method without a code_challenge.';
  // RFC 7636 §4.2: 43 characters of S256; plain has a verifier's form.
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(value)) return 'AADSTS501491: "code_challenge" must be 43 to 128 characters of A-Z, a-z, 0-9, "-", ".", "_" and "~".';
  const named = method ?? 'plain';
  if (named !== 'S256' && named !== 'plain') return `AADSTS501491: "code_challenge_method" must be S256 or plain, not "${named}".`;
  return { method: named, value };
};

/** Reads a request for a code. @param query of the address, or the fields that the page carried on. */
export const readAuthorize = (query: URLSearchParams): ReadAuthorize => {
  const shown = (problem: string): ReadAuthorize => ({ kind: 'shown', problem });
  const long = CARRIED.find((name) => (query.get(name)?.length ?? 0) > LONGEST);
  if (long !== undefined) return shown(`AADSTS90013: Invalid input: "${long}" is longer than ${LONGEST} characters.`);
  const clientId = query.get('client_id') ?? '';
  if (clientId === '' || clientId.length > 200) return shown('AADSTS900144: The request must contain the parameter "client_id", of 200 characters at most.');
  const redirectUri = query.get('redirect_uri');
  const problem = redirectProblem(redirectUri);
  if (problem !== undefined || redirectUri === null) return shown(problem ?? '');

  const member = <Name extends string>(name: Name, from: string) => {
    const value = query.get(from);
    return value === null || value === '' ? {} : ({ [name]: value } as { readonly [K in Name]: string });
  };
  const types = (query.get('response_type') ?? '').split(' ').filter((each) => each !== '');
  const withIdToken = types.includes('id_token');
  const mode = query.get('response_mode');
  const challenge = challengeOf(query.get('code_challenge'), query.get('code_challenge_method'));
  const request: AuthorizeRequest = {
    clientId,
    redirectUri,
    withIdToken,
    responseMode: responseModes(withIdToken).find((each) => each === mode) ?? (withIdToken ? 'fragment' : 'query'),
    scope: [query.get('scope') ?? '', query.get('resource') ?? ''].join(' ').trim(),
    ...member('state', 'state'),
    ...member('nonce', 'nonce'),
    ...member('loginHint', 'login_hint'),
    ...(typeof challenge === 'object' && { challenge }),
  };
  const told = (error: string, description: string): ReadAuthorize => ({ kind: 'told', request, error: { error, description } });
  if (mode !== null && mode !== request.responseMode) return told('invalid_request', `AADSTS70007: "${mode}" is no response_mode for this response_type: ${responseModes(withIdToken).join(', ')}.`);
  if (types.length === 0) return told('invalid_request', 'AADSTS900144: The request must contain the parameter "response_type".');
  if (!types.includes('code') || types.some((type) => type !== 'code' && type !== 'id_token')) {
    return told('unsupported_response_type', `AADSTS700051: The response_type "${types.join(' ')}" is not supported: code is, and code id_token.`);
  }
  if (withIdToken && request.nonce === undefined) return told('invalid_request', 'AADSTS900144: An id token needs the parameter "nonce".');
  if (withIdToken && !request.scope.split(' ').includes('openid')) return told('invalid_request', 'AADSTS70011: An id token needs the scope "openid".');
  if (typeof challenge === 'string') return told('invalid_request', challenge);
  if ((request.nonce?.length ?? 0) > 1000) return told('invalid_request', 'AADSTS90013: Invalid input: "nonce" is longer than 1000 characters.');
  if (query.get('prompt') === 'none') return told('login_required', 'AADSTS50058: Nobody is signed in: this page keeps no session. Leave "prompt" out, or use a refresh token.');
  return { kind: 'request', request };
};
