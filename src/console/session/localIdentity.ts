import { openCall } from '../api/openCall';

/** Whom the local runtime lets in: an organisation of its world, in a role. */
export interface LocalIdentity {
  readonly tenantId: string;
  readonly organisation: string;
  readonly role: string;
  readonly clientId: string;
  readonly username: string;
}

const KEPT = 'nextterm.identity';
/** Of the life of a token, so that none ends on its way. */
const SPARE_MS = 60_000;

let issued: { readonly token: string; readonly until: number } | undefined;

/** Who was chosen in this tab, or in the last one. */
export const chosenIdentity = (): LocalIdentity | undefined => {
  const text = sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as LocalIdentity);
};

/** @param identity undefined: nobody any more. */
export const chooseIdentity = (identity: LocalIdentity | undefined): void => {
  issued = undefined;
  for (const store of [sessionStorage, localStorage]) {
    if (identity === undefined) store.removeItem(KEPT);
    else store.setItem(KEPT, JSON.stringify(identity));
  }
};

/** A token of the local runtime's issuer, which takes any password. @throws ApiProblem */
export const localToken = async ({ tenantId, clientId, username }: LocalIdentity): Promise<string> => {
  if (issued !== undefined && Date.now() < issued.until) return issued.token;
  const form = new URLSearchParams({ grant_type: 'password', client_id: clientId, username, password: 'any', scope: 'offline_access' });
  const body = await openCall<{ readonly access_token: string; readonly expires_in: number }>(`${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form });
  issued = { token: body.access_token, until: Date.now() + body.expires_in * 1000 - SPARE_MS };
  return issued.token;
};
