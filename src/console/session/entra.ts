import { type Configuration, InteractionRequiredAuthError, PublicClientApplication } from '@azure/msal-browser';
import { type SignIn } from './signInConfig';

type Entra = Extract<SignIn, { readonly kind: 'entra' }>;

/** Somebody who has signed in with Entra ID. */
export interface EntraSession {
  /** From its cache while it is good; signs in again where Entra ID asks for that, which leaves the page. */
  readonly token: () => Promise<string>;
  readonly signOut: () => Promise<void>;
}

const here = (): string => `${location.origin}${location.pathname}`;

/**
 * Whoever has signed in with Entra ID, by authorization code with PKCE in the same window. Tokens stay in this tab.
 * @returns undefined where nobody has; `signIn` then leaves the page
 */
export const entraSession = async ({ clientId, authority, scope }: Entra): Promise<{ readonly session?: EntraSession; readonly signIn: () => Promise<void> }> => {
  const configuration: Configuration = { auth: { clientId, authority, redirectUri: here(), postLogoutRedirectUri: here() }, cache: { cacheLocation: 'sessionStorage' } };
  const application = new PublicClientApplication(configuration);
  await application.initialize();
  const redirected = await application.handleRedirectPromise();
  const account = redirected?.account ?? application.getAllAccounts()[0];
  const request = { scopes: [scope] };
  const signIn = (): Promise<void> => application.loginRedirect(request);
  if (account === undefined) return { signIn };
  application.setActiveAccount(account);
  const token = async (): Promise<string> => {
    try {
      return (await application.acquireTokenSilent({ ...request, account })).accessToken;
    } catch (error) {
      if (!(error instanceof InteractionRequiredAuthError)) throw error;
      await application.acquireTokenRedirect({ ...request, account });
      throw error;
    }
  };
  return { signIn, session: { token, signOut: () => application.logoutRedirect({ account }) } };
};
