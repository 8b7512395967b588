/** A refusal in the shape of RFC 6749 §5.2. */
export interface OAuthError {
  readonly status: 400 | 401;
  readonly error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unauthorized_client' | 'unsupported_grant_type';
  readonly description: string;
}

export const oauthError = (status: OAuthError['status'], error: OAuthError['error'], description: string): { readonly ok: false; readonly error: OAuthError } => ({
  ok: false,
  error: { status, error, description },
});
