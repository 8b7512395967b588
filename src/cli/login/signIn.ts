import { Problem } from '../problem';
import { callerOf, callerSentence } from '../remote/caller';
import { localTenant } from '../remote/connection';
import { keepProfile, profilesFile, type Profile } from '../remote/profiles';
import { RemoteApi } from '../remote/remoteApi';
import { localUserToken } from '../server';
import { type Terminal } from '../terminal';
import { type LoginWish } from './loginCommand';

const signedIn = async ({ url, as = '', tenant, clientId, scope, authority }: LoginWish, terminal: Terminal): Promise<{ readonly profile: Profile; readonly token: string }> => {
  const tenantId = await localTenant(url, as);
  if (tenantId !== undefined) return { profile: { signIn: 'local', url, tenantId, clientId: as }, token: await localUserToken(url, tenantId, as) };
  if (tenant === undefined || clientId === undefined || scope === undefined) throw new Problem(`${url} is no local server: say --tenant, --client-id and --scope, and a browser will ask who you are.`);
  const { entra } = await import('../remote/entra.js');
  return entra.signInByCode({ url, authority: `${authority}/${tenant}`, clientId, scope }, terminal.complain);
};

/** Signs in, tries the token, and keeps the profile. @returns the exit code. @throws Problem where the server does not take the token: nothing is kept then. */
export const signIn = async (wish: LoginWish, terminal: Terminal): Promise<number> => {
  const { profile, token } = await signedIn(wish, terminal);
  const caller = await callerOf(new RemoteApi(wish.url, token));
  await keepProfile(wish.name, profile);
  terminal.print(`Signed in to ${wish.url}: ${callerSentence(caller)}. Kept as ${wish.name} in ${profilesFile()}.`);
  return 0;
};
