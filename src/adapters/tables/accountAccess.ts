import { createHmac } from 'node:crypto';
import { getBearerTokenProvider, type TokenCredential } from '@azure/identity';

/** How requests that the SDK does not send reach an account and sign in. */
export interface AccountAccess {
  /** Address of its tables, without a slash at the end: `https://account.table.core.windows.net`, `http://127.0.0.1:10002/devstoreaccount1`. */
  readonly url: URL;
  /** What every request has behind its path: a shared access signature with its question mark, or nothing. */
  readonly query: string;
  /** Headers that sign a request in: names and values in turn. @param path as it is sent, without the query. @throws where there is no token to be had. */
  signIn(path: string): Promise<readonly string[]>;
}

/** A connection string has a key or a shared access signature; an address is signed in to with a credential. */
export type SignedBy = { readonly connectionString: string } | { readonly credential: TokenCredential };

/** What every storage SDK means by `UseDevelopmentStorage=true`. Source: "Use the Azurite emulator", Well-known storage account and key. */
const DEVELOPMENT = { accountname: 'devstoreaccount1', accountkey: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==' };
const SCOPE = 'https://storage.azure.com/.default';

const partsOf = (connectionString: string): Readonly<Record<string, string>> => {
  if (/usedevelopmentstorage=true/i.test(connectionString)) return DEVELOPMENT;
  const parts = connectionString.split(';').map((part) => /^\s*([^=]+)=(.*?)\s*$/s.exec(part));
  return Object.fromEntries(parts.flatMap((part) => (part?.[1] === undefined ? [] : [[part[1].toLowerCase(), part[2] ?? '']])));
};

/** Its dialect differs: the SDK has policies of their own for it. The same hosts as in `isCosmosEndpoint` of the SDK. */
const isCosmos = ({ hostname, pathname }: URL): boolean => /\.table\.cosmos(db)?\./.test(hostname) || (hostname === 'localhost' && !pathname.startsWith('/devstoreaccount1'));

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the SDK goes by a proxy: as its `proxyPolicy` reads the environment. */
const hasProxy = (hostname: string, environment: Environment): boolean => {
  const set = (name: string): string | undefined => environment[name] || environment[name.toLowerCase()];
  if ((set('HTTPS_PROXY') ?? set('ALL_PROXY') ?? set('HTTP_PROXY')) === undefined) return false;
  const bypassed = (set('NO_PROXY') ?? '').split(',').map((pattern) => pattern.trim());
  return !bypassed.some((pattern) => hostname === pattern || (pattern.startsWith('.') && (hostname.endsWith(pattern) || hostname === pattern.slice(1))));
};

/**
 * Shared Key Lite for tables, with the machine's own time: the service compares it with its own clock, which no virtual clock moves.
 * Source: "Authorize with Shared Key", Shared Key Lite and Table service format.
 */
const sharedKey = (account: string, key: string, realTime: () => Date): AccountAccess['signIn'] => {
  const secret = Buffer.from(key, 'base64');
  return async (path) => {
    const date = realTime().toUTCString();
    const signature = createHmac('sha256', secret).update(`${date}\n/${account}${path}`).digest('base64');
    return ['x-ms-date', date, 'authorization', `SharedKeyLite ${account}:${signature}`];
  };
};

/** The token is kept, and fetched again before it expires, by the library. */
const bearerToken = (credential: TokenCredential): AccountAccess['signIn'] => {
  const token = getBearerTokenProvider(credential, SCOPE);
  return async () => ['authorization', `Bearer ${await token()}`];
};

/**
 * Of the account that a client of the SDK was made for.
 * @param clientUrl the client's own address; a shared access signature is part of it
 * @returns undefined where only the SDK knows the way: by a proxy, to Cosmos DB, without TLS with a token, or with a connection string that has neither key nor signature.
 */
export const accountAccess = (clientUrl: string, signedBy: SignedBy, realTime: () => Date, environment: Environment): AccountAccess | undefined => {
  const url = new URL(clientUrl);
  const query = url.search;
  url.search = '';
  if (isCosmos(url) || hasProxy(url.hostname, environment)) return undefined;
  if ('credential' in signedBy) return url.protocol === 'https:' ? { url, query, signIn: bearerToken(signedBy.credential) } : undefined;
  if (query !== '') return { url, query, signIn: async () => [] };
  const { accountname: account, accountkey: key } = partsOf(signedBy.connectionString);
  return account === undefined || key === undefined ? undefined : { url, query, signIn: sharedKey(account, key, realTime) };
};
