import { createHash } from 'node:crypto';
import { type Result, success } from '../../kernel/result';
import { ExpiringCodes } from './expiringCodes';
import { type Grantee } from './grantee';
import { missing, oauthError, type OAuthError } from './oauthError';

const CODE_SECONDS = 600;

/** RFC 7636: what the client committed to before it had the code. */
export interface Challenge {
  readonly method: 'S256' | 'plain';
  readonly value: string;
}

/** What a code stands for. */
export interface Authorized {
  readonly grantee: Grantee;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce?: string;
  readonly challenge?: Challenge;
}

/** What comes with a code when it is brought back. */
export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  /** Whether the client proved who it is. */
  readonly hasSecret: boolean;
  readonly redirectUri: string | null;
  readonly verifier: string | null;
  /** Of the path, if it names one. */
  readonly tenantId?: string;
}

/** RFC 7636 §4.1. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

const meets = ({ method, value }: Challenge, verifier: string): boolean => value === (method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'));

const invalid = (aadsts: number, text: string) => oauthError(400, 'invalid_grant', aadsts, text);

/** Authorization codes: each is good once, for ten minutes of real time, for the client and the address that it was made for. */
export class AuthorizationCodes {
  readonly #codes: ExpiringCodes<Authorized & { readonly redeemed: boolean }>;

  constructor(now: () => number) {
    this.#codes = new ExpiringCodes(CODE_SECONDS, now);
  }

  issue(authorized: Authorized): string {
    return this.#codes.add({ ...authorized, redeemed: false });
  }

  /** A refusal leaves the code as it was. @returns what it stands for, once. */
  redeem({ code, clientId, hasSecret, redirectUri, verifier, tenantId }: Redemption): Result<Authorized, OAuthError> {
    const found = this.#codes.find(code);
    if (found.state === 'unknown') return invalid(9002313, 'The authorization code is not known here: it is damaged, or NextTerm was started again since it was issued.');
    if (found.state === 'expired') return invalid(70008, `The authorization code has expired: it is good for ${CODE_SECONDS / 60} minutes.`);
    const { redeemed, ...authorized } = found.value;
    if (redeemed) return invalid(54005, 'The authorization code was already redeemed: a code is good once.');
    if (authorized.grantee.clientId !== clientId) return invalid(70000, `The authorization code was issued to another client than "${clientId}".`);
    const { organisation } = authorized.grantee;
    if (tenantId !== undefined && tenantId !== organisation.tenantId) return invalid(70000, `The authorization code was issued in another tenant: ${organisation.tenantId}.`);
    if (redirectUri === null) return missing('redirect_uri');
    if (authorized.redirectUri !== redirectUri) return invalid(500112, `The redirect_uri "${redirectUri}" is not the one of the authorization request, "${authorized.redirectUri}".`);
    const proof = proofProblem(authorized.challenge, verifier, hasSecret);
    if (proof !== undefined) return proof;
    this.#codes.replace(code, { ...authorized, redeemed: true });
    return success(authorized);
  }
}

const proofProblem = (challenge: Challenge | undefined, verifier: string | null, hasSecret: boolean) => {
  if (challenge === undefined) {
    if (verifier !== null) return invalid(501481, 'There is a code_verifier, and the authorization request had no code_challenge.');
    return hasSecret ? undefined : oauthError(401, 'invalid_client', 7000218, 'The request must contain "client_secret" or "client_assertion", any text; or the authorization request a code_challenge.');
  }
  if (verifier === null) return missing('code_verifier');
  if (!VERIFIER.test(verifier)) return invalid(501481, 'The code_verifier must be 43 to 128 characters of A-Z, a-z, 0-9, "-", ".", "_" and "~".');
  return meets(challenge, verifier) ? undefined : invalid(501481, `The code_verifier does not match the code_challenge of the authorization request (${challenge.method}).`);
};
