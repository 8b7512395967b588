import { z } from 'zod';
import { serverAddress } from '../demo/demoCommand';
import { Problem } from '../problem';
import { localUserToken, send } from '../server';
import { DEFAULT_PROFILE, LOCAL_CLIENT, LOCAL_SERVER, type ConnectionFlags } from './connectionFlags';
import { profileNames, profileOf, type Profile } from './profiles';
import { RemoteApi } from './remoteApi';

const localStateSchema = z.object({ clients: z.array(z.object({ clientId: z.string(), tenantId: z.string() })) });
/** Of those that are known, named in a refusal. */
const MOST_NAMED = 8;

/** The tenant whose client it is. @throws Problem where the local server knows no such client. */
export const localTenant = async (server: string, clientId: string): Promise<string | undefined> => {
  const state = await send(`${server}/local/state`, {});
  if (!state.ok) return undefined;
  const { clients } = localStateSchema.parse(await state.json());
  const client = clients.find((each) => each.clientId === clientId);
  if (client === undefined) throw new Problem(`The server at ${server} knows no client ${clientId}. It knows ${clients.slice(0, MOST_NAMED).map((each) => each.clientId).join(', ')} …`);
  return client.tenantId;
};

const tokenOf = async (profile: Profile, name: string): Promise<string> => {
  if (profile.signIn === 'local') return localUserToken(profile.url, profile.tenantId, profile.clientId);
  const { entra } = await import('./entra.js');
  return entra.token(profile, name);
};

interface Chosen {
  readonly name: string;
  readonly profile: Profile;
}

const chosenProfile = async ({ profile: asked, url, as }: ConnectionFlags): Promise<Chosen | undefined> => {
  const name = asked ?? process.env['NEXTTERM_PROFILE'];
  if (name !== undefined) {
    const profile = await profileOf(name);
    if (profile !== undefined) return { name, profile };
    const names = await profileNames();
    throw new Problem(`There is no profile ${name}: ${names.length === 0 ? 'nextterm login makes one' : `there are ${names.join(', ')}`}.`);
  }
  if (url !== undefined || as !== undefined || process.env['NEXTTERM_TOKEN'] !== undefined) return undefined;
  const profile = await profileOf(DEFAULT_PROFILE);
  return profile && { name: DEFAULT_PROFILE, profile };
};

const addressOf = ({ url }: ConnectionFlags, chosen: Chosen | undefined): string => (url === undefined ? (chosen?.profile.url ?? LOCAL_SERVER) : serverAddress(url));

/** The server that {@link connect} goes to, for what is asked without a token, and whether a profile would give one. @throws as that, where there is no server. */
export const serverOf = async (flags: ConnectionFlags): Promise<{ readonly server: string; readonly hasProfile: boolean }> => {
  const chosen = await chosenProfile(flags);
  return { server: addressOf(flags, chosen), hasProfile: chosen !== undefined };
};

/**
 * The server that a command is about, with a token: of the profile that is named, by `--profile` or `NEXTTERM_PROFILE`; else of `--url` with the token in `NEXTTERM_TOKEN`, or with one of a local server's own; else of the profile
 * `default`; else the local server. @param localClient who signs in to a local server where nobody says. @throws Problem where there is no server or no token; UsageProblem for an address that is none.
 */
export const connect = async (flags: ConnectionFlags, localClient = LOCAL_CLIENT): Promise<RemoteApi> => {
  const chosen = await chosenProfile(flags);
  const server = addressOf(flags, chosen);
  if (chosen !== undefined) {
    if (server !== chosen.profile.url) throw new Problem(`The profile ${chosen.name} is for ${chosen.profile.url}, and its token goes nowhere else: leave out --url, or sign in there (nextterm login).`);
    return new RemoteApi(server, await tokenOf(chosen.profile, chosen.name));
  }
  const given = process.env['NEXTTERM_TOKEN'];
  if (given !== undefined && flags.as === undefined) return new RemoteApi(server, given);
  const clientId = flags.as ?? localClient;
  const tenantId = await localTenant(server, clientId);
  if (tenantId === undefined) throw new Problem(`${server} is no local server, which would hand out a token: sign in (nextterm login --url ${server}), or set NEXTTERM_TOKEN.`);
  return new RemoteApi(server, await localUserToken(server, tenantId, clientId));
};
