/** A refusal in the shape of RFC 6749 §5.2, with Entra ID's code of it. */
export interface OAuthError {
  readonly status: 400 | 401 | 404 | 405;
  /** OAuth's word for it, or Entra ID's where OAuth has none. */
  readonly error: string;
  /** Source: "Microsoft Entra authentication and authorization error codes". */
  readonly aadsts: number;
  /** Begins with `AADSTS` and the code, and ends with a full stop. */
  readonly description: string;
}

export interface Refused {
  readonly ok: false;
  readonly error: OAuthError;
}

export const oauthError = (status: OAuthError['status'], error: string, aadsts: number, text: string): Refused => ({
  ok: false,
  error: { status, error, aadsts, description: `AADSTS${aadsts}: ${text}` },
});

/** @param what of the form, or of the query, is not there. */
export const missing = (what: string): Refused => oauthError(400, 'invalid_request', 900144, `The request must contain the parameter "${what}".`);

/** Where the ids are that a caller may use. */
export const WHO_IS_WHO = 'GET /local/state lists the tenants';

export const unknownTenant = (named: string): Refused =>
  oauthError(400, 'invalid_request', 90002, `Tenant "${named}" not found: it is neither a tenant id nor a verified domain here, nor "common" or "organizations". ${WHO_IS_WHO}.`);

export const noTenant = (named: string): Refused =>
  oauthError(400, 'invalid_request', 50059, `No tenant is named: neither "${named}" in the path nor the request says which. Put a tenant id or a domain in the path. ${WHO_IS_WHO}.`);

/** What becomes part of a token, which has to fit into a header. */
const LONGEST = 200;

/** @returns a refusal that names the first of these parameters that is longer than `most` characters. */
export const longerThanAllowed = (parameters: Readonly<Record<string, string | null>>, most = LONGEST): Refused | undefined => {
  const found = Object.entries(parameters).find(([, value]) => (value?.length ?? 0) > most);
  return found && oauthError(400, 'invalid_request', 90013, `Invalid input: "${found[0]}" is longer than ${most} characters.`);
};
