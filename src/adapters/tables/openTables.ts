import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { type AccountAccess, accountAccess } from './accountAccess';
import { busyTransaction } from './busyTransaction';
import { countTries } from './countTries';
import { DirectRequests } from './directRequests';
import { Exchange } from './exchange';
import { oneTryWithin } from './oneTryWithin';
import { SdkRequests } from './sdkRequests';
import { toStoreError } from './storageError';
import { TablePartitionStore } from './tablePartitionStore';
import { type TableRequests } from './tableRequests';
import { takenOver } from './takenOver';
import { tellThrottled } from './tellThrottled';

/** A connection string is for Azurite and tests; on Azure the account's table endpoint with the app's managed identity. */
export type TableAccount = { readonly connectionString: string } | { readonly accountUrl: string };

export interface TableOptions {
  /** How often the SDK repeats a request that met overload, a server fault or a broken connection; 4 if absent. */
  readonly retries?: number;
  /** Milliseconds that one try may take; 15,000 if absent. */
  readonly timeoutMillis?: number;
  /** Whether reads by key and commits are tried without the SDK first; not if absent. The outcomes are the same. */
  readonly direct?: boolean;
  /** Told of every answer 429 or 503, those that a repeat makes good included. Throws nothing. */
  readonly onThrottled?: () => void;
}

export interface Tables {
  /** The same object for the same name. Sends nothing. */
  store(table: string): TablePartitionStore;
  /** Creates the table; one that exists is no error. */
  ensureTable(table: string): Promise<void>;
}

const RETRIES = 4;
const TIMEOUT_MILLIS = 15_000;

const clientOptions = ({ retries = RETRIES, timeoutMillis = TIMEOUT_MILLIS, onThrottled }: TableOptions): TableServiceClientOptions => ({
  retryOptions: { maxRetries: retries, retryDelayInMs: 100, maxRetryDelayInMs: 4_000 },
  additionalPolicies: [countTries, oneTryWithin(timeoutMillis), ...(onThrottled === undefined ? [] : [tellThrottled(onThrottled)]), busyTransaction].map((policy) => ({ position: 'perRetry', policy })),
});

type Reached = { readonly connectionString: string } | { readonly accountUrl: string; readonly credential: TokenCredential };
type CreateClient = (table: string) => TableClient;

const clientFactory = (reached: Reached, options: TableServiceClientOptions): CreateClient => {
  if ('connectionString' in reached) {
    // Azurite speaks plain HTTP; an Azure connection string says https and is not affected.
    return (table) => TableClient.fromConnectionString(reached.connectionString, table, { ...options, allowInsecureConnection: true });
  }
  return (table) => new TableClient(reached.accountUrl, table, reached.credential, options);
};

/** What sends the requests of a table: all tables share their connections and the token. */
const requestsFactory = (reached: Reached, createClient: CreateClient, { direct = false, timeoutMillis = TIMEOUT_MILLIS }: TableOptions) => {
  let shared: { readonly access: AccountAccess; readonly exchange: Exchange } | undefined;
  return (table: string, client: TableClient): TableRequests => {
    const sdk = new SdkRequests(client);
    const access = direct ? (shared?.access ?? accountAccess(client.url, reached, () => new Date(), process.env)) : undefined;
    if (access === undefined) return sdk;
    shared ??= { access, exchange: new Exchange(access.url.origin, timeoutMillis) };
    return new DirectRequests({ table, ...shared, sdk, after: (first) => new SdkRequests(takenOver(createClient(table), first)) });
  };
};

/** One client per table. Nothing is sent before the first use. */
export const openTables = (account: TableAccount, options: TableOptions = {}): Tables => {
  const reached = 'connectionString' in account ? account : { ...account, credential: new DefaultAzureCredential() };
  const createClient = clientFactory(reached, clientOptions(options));
  const requestsOf = requestsFactory(reached, createClient, options);
  const opened = new Map<string, { client: TableClient; store: TablePartitionStore }>();
  const open = (table: string) => {
    const known = opened.get(table);
    if (known !== undefined) return known;
    const client = createClient(table);
    const fresh = { client, store: new TablePartitionStore(client, requestsOf(table, client)) };
    opened.set(table, fresh);
    return fresh;
  };
  return {
    store: (table) => open(table).store,
    ensureTable: async (table) => {
      try {
        await open(table).client.createTable();
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
};
