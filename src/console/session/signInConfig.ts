import { API_BASE } from '../api/base';
import { ApiProblem, problemOf } from '../api/problem';

/** How people sign in here, as `console/config.json` says it. */
export type SignIn = { readonly kind: 'none' } | { readonly kind: 'local' } | { readonly kind: 'entra'; readonly clientId: string; readonly authority: string; readonly scope: string };

let read: Promise<SignIn> | undefined;

const readConfig = async (): Promise<SignIn> => {
  const response = await fetch(`${API_BASE}/console/config.json`).catch(() => {
    throw new ApiProblem(0, 0, 'The server does not answer.');
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(response.status, body);
  return (body as { readonly signIn: SignIn }).signIn;
};

/** Asked for once; again where it failed. @throws ApiProblem */
export const signInConfig = (): Promise<SignIn> =>
  (read ??= readConfig().catch((error: unknown) => {
    read = undefined;
    throw error;
  }));
