import { openCall } from '../api/openCall';

/** How people sign in here, as `console/config.json` says it. */
export type SignIn = { readonly kind: 'none' } | { readonly kind: 'local' } | { readonly kind: 'entra'; readonly clientId: string; readonly authority: string; readonly scope: string };

let read: Promise<SignIn> | undefined;

const readConfig = async (): Promise<SignIn> => (await openCall<{ readonly signIn: SignIn }>('console/config.json')).signIn;

/** Asked for once; again where it failed. @throws ApiProblem */
export const signInConfig = (): Promise<SignIn> =>
  (read ??= readConfig().catch((error: unknown) => {
    read = undefined;
    throw error;
  }));
