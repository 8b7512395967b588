import { z } from 'zod';
import { Problem } from './problem';

/** What a server answers. @throws Problem where nothing answers. */
export const send = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch((error: Error & { readonly cause?: { readonly code?: string } }) => {
    throw new Problem(`Nothing answers at ${url} (${error.cause?.code ?? error.message}). Is the server running?`);
  });

/** The JSON that a server answers; undefined where the answer is empty. @throws Problem where nothing answers, or what answers refuses. */
export const ask = async (url: string, init: RequestInit): Promise<unknown> => {
  const response = await send(url, init);
  const text = await response.text();
  if (!response.ok) throw new Problem(`${url} was refused with ${response.status}: ${text.slice(0, 500)}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

/** What a local server says of itself. @param whose the token that any other server is asked with, for the message. @throws Problem where it is no local server. */
export const localState = async (server: string, whose: string): Promise<unknown> => {
  const state = await send(`${server}/local/state`, {});
  if (!state.ok) throw new Problem(`${server} is no local server, which would hand out a token: set NEXTTERM_TOKEN to ${whose}.`);
  return state.json();
};

const grantSchema = z.object({ access_token: z.string(), refresh_token: z.string().default('') });

const grantOf = async (server: string, tenantId: string, clientId: string, fields: Readonly<Record<string, string>>): Promise<z.output<typeof grantSchema>> =>
  grantSchema.parse(await ask(`${server}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ client_id: clientId, client_secret: 'any', scope: 'any', ...fields }) }));

/** A local server hands tokens out to whoever asks: this one to an application. @throws Problem where it refuses. */
export const localToken = async (server: string, tenantId: string, clientId: string): Promise<string> => (await grantOf(server, tenantId, clientId, { grant_type: 'client_credentials' })).access_token;

/** The same with a user behind it, which some calls ask for. @throws Problem where it refuses. */
export const localUserToken = async (server: string, tenantId: string, clientId: string): Promise<string> => {
  const { refresh_token } = await grantOf(server, tenantId, clientId, { grant_type: 'client_credentials' });
  return (await grantOf(server, tenantId, clientId, { grant_type: 'refresh_token', refresh_token })).access_token;
};

const partnersSchema = z.object({ partners: z.array(z.object({ slug: z.string(), tenantId: z.string() })) });

/** An admin agent's, of a partner of a local server's sample world. @throws Problem where it is no local server, or has no such partner. */
export const localPartnerToken = async (server: string, slug: string): Promise<string> => {
  const { partners } = partnersSchema.parse(await localState(server, "an admin agent's"));
  const found = partners.find((partner) => partner.slug === slug);
  if (found === undefined) throw new Problem(`The server has no partner ${slug}: ${partners.map((partner) => partner.slug).join(', ')}.`);
  return localToken(server, found.tenantId, `${slug}-admin_agent`);
};

/** @returns the token in NEXTTERM_TOKEN, else a local server's own. @throws Problem where there is neither. */
export const operatorToken = async (server: string): Promise<string> => {
  const given = process.env['NEXTTERM_TOKEN'];
  if (given !== undefined) return given;
  const { operatorTenantId } = z.object({ operatorTenantId: z.string() }).parse(await localState(server, "an operator's"));
  return localToken(server, operatorTenantId, 'operator');
};
