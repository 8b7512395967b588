import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { oneTryWithin } from './oneTryWithin';
import { toStoreError } from './storageError';
import { TablePartitionStore } from './tablePartitionStore';

/** A connection string is for Azurite and tests; on Azure the account's table endpoint with the app's managed identity. */
export type TableAccount = { readonly connectionString: string } | { readonly accountUrl: string };

export interface TableOptions {
  /** How often the SDK repeats a request that met overload, a server fault or a broken connection; 4 if absent. */
  readonly retries?: number;
  /** Milliseconds that one try may take; 15,000 if absent. */
  readonly timeoutMillis?: number;
}

export interface Tables {
  /** The same object for the same name. Sends nothing. */
  store(table: string): TablePartitionStore;
  /** Creates the table; one that exists is no error. */
  ensureTable(table: string): Promise<void>;
}

const clientOptions = ({ retries = 4, timeoutMillis = 15_000 }: TableOptions): TableServiceClientOptions => ({
  retryOptions: { maxRetries: retries, retryDelayInMs: 100, maxRetryDelayInMs: 4_000 },
  additionalPolicies: [{ position: 'perRetry', policy: oneTryWithin(timeoutMillis) }],
});

const clientFactory = (account: TableAccount, options: TableServiceClientOptions): ((table: string) => TableClient) => {
  if ('connectionString' in account) {
    const { connectionString } = account;
    // Azurite speaks plain HTTP; an Azure connection string says https and is not affected.
    return (table) => TableClient.fromConnectionString(connectionString, table, { ...options, allowInsecureConnection: true });
  }
  const credential = new DefaultAzureCredential();
  return (table) => new TableClient(account.accountUrl, table, credential, options);
};

/** One client per table. Nothing is sent before the first use. */
export const openTables = (account: TableAccount, options: TableOptions = {}): Tables => {
  const createClient = clientFactory(account, clientOptions(options));
  const opened = new Map<string, { client: TableClient; store: TablePartitionStore }>();
  const open = (table: string) => {
    const known = opened.get(table);
    if (known !== undefined) return known;
    const client = createClient(table);
    const fresh = { client, store: new TablePartitionStore(client) };
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
