import { PublicClientApplication } from '@azure/msal-node';
import { Problem } from '../problem';
import { keepProfile, type Profile } from './profiles';

type EntraProfile = Extract<Profile, { signIn: 'entra' }>;

const applicationOf = ({ authority, clientId, cache }: Pick<EntraProfile, 'authority' | 'clientId' | 'cache'>): PublicClientApplication => {
  const application = new PublicClientApplication({ auth: { clientId, authority, knownAuthorities: [new URL(authority).host] } });
  if (cache !== '') application.getTokenCache().deserialize(cache);
  return application;
};

/** Signs a person in by a code that is typed into a browser, on this machine or another. @param tell shows what to do. @throws Problem where nobody did. */
const signInByCode = async (wish: Omit<EntraProfile, 'signIn' | 'cache'>, tell: (what: string) => void): Promise<{ readonly profile: EntraProfile; readonly token: string }> => {
  const application = applicationOf({ ...wish, cache: '' });
  try {
    const signedIn = await application.acquireTokenByDeviceCode({ scopes: [wish.scope], deviceCodeCallback: ({ message }) => tell(message) });
    if (signedIn === null) throw new Problem('Nobody signed in.');
    return { profile: { signIn: 'entra', ...wish, cache: application.getTokenCache().serialize() }, token: signedIn.accessToken };
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`${wish.authority} let nobody in: ${(error as Error).message}`);
  }
};

/** A token of whoever signed in before, renewed where it is old. @throws Problem where that is over: sign in again. */
const tokenFromCache = async (profile: EntraProfile, name: string): Promise<string> => {
  const application = applicationOf(profile);
  const [account] = await application.getTokenCache().getAllAccounts();
  try {
    const renewed = account && (await application.acquireTokenSilent({ scopes: [profile.scope], account }));
    if (!renewed) throw new Error('nobody is signed in');
    const cache = application.getTokenCache().serialize();
    if (cache !== profile.cache) await keepProfile(name, { ...profile, cache });
    return renewed.accessToken;
  } catch (error) {
    throw new Problem(`The profile ${name} is signed in no longer (${(error as Error).message}): nextterm login --profile ${name}`);
  }
};

/** People who sign in with Entra ID, or with whoever speaks as it does. */
export const entra = { signInByCode, token: tokenFromCache };
