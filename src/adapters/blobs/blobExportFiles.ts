import { BlobServiceClient, ContainerSASPermissions, generateBlobSASQueryParameters, RestError, SASProtocol, StorageSharedKeyCredential, type BlobSASSignatureValues, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';
import { DefaultAzureCredential } from '@azure/identity';
import { type ExportFiles } from '../../app/export/exportFiles';
import { StoreUnavailable } from '../../kernel/partitionStore';

/** A connection string with its key is for Azurite and tests; on Azure the address of the account's blobs, with the app's managed identity. */
export type BlobAccount = { readonly connectionString: string } | { readonly accountUrl: string };

export interface BlobOptions {
  /** Whose time links end by. */
  readonly realTime: () => Date;
  /** How often a request is tried; 4 if absent. */
  readonly tries?: number;
}

const TRY_MILLIS = 60_000;
/** Clocks of two machines differ: a link that begins now may not have begun yet where it is used. */
const SKEW_MILLIS = 5 * 60_000;
const HOUR_MILLIS = 3_600_000;

const UNAVAILABLE = new Set([408, 429, 500, 502, 503, 504]);

/** Overload, server faults and broken connections, after the retries, become StoreUnavailable, and so does a container that is just being removed; the rest stays what it is. */
const toStoreError = (error: unknown): unknown => {
  const unavailable = error instanceof RestError && (error.statusCode === undefined || UNAVAILABLE.has(error.statusCode) || error.code === 'ContainerBeingDeleted');
  return unavailable ? new StoreUnavailable(`Blob Storage: ${error.message}`, { cause: error }) : error;
};

const telling = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
};

const clientOf = (account: BlobAccount, { tries = 4 }: BlobOptions): BlobServiceClient => {
  const options: StoragePipelineOptions = { retryOptions: { maxTries: tries, tryTimeoutInMs: TRY_MILLIS, retryDelayInMs: 100, maxRetryDelayInMs: 4_000 } };
  return 'connectionString' in account ? BlobServiceClient.fromConnectionString(account.connectionString, options) : new BlobServiceClient(account.accountUrl, new DefaultAzureCredential(), options);
};

/** Signs with the account's key, or with a key that storage gives to the app's identity. */
const signed = async (client: BlobServiceClient, values: BlobSASSignatureValues & { readonly startsOn: Date; readonly expiresOn: Date }): Promise<string> => {
  if (client.credential instanceof StorageSharedKeyCredential) return generateBlobSASQueryParameters(values, client.credential).toString();
  const key = await client.getUserDelegationKey(values.startsOn, values.expiresOn);
  return generateBlobSASQueryParameters(values, key, client.accountName).toString();
};

/** The files of exports in Blob Storage. Nothing is sent before the first use. @throws Error where the connection string is none. */
export const blobExportFiles = (account: BlobAccount, options: BlobOptions): ExportFiles => {
  const client = clientOf(account, options);
  const folder = (exportId: string): ContainerClient => client.getContainerClient(`export-${exportId}`);
  const upload = (exportId: string, name: string, content: Uint8Array) =>
    folder(exportId).getBlockBlobClient(name).uploadData(content, { blobHTTPHeaders: { blobContentType: 'application/gzip' } });
  return {
    put: (exportId, name, content) =>
      telling(async () => {
        try {
          await upload(exportId, name, content);
        } catch (error) {
          if (!(error instanceof RestError) || error.code !== 'ContainerNotFound') throw error;
          await folder(exportId).createIfNotExists();
          await upload(exportId, name, content);
        }
      }),
    link: (exportId, hours) =>
      telling(async () => {
        const now = options.realTime().getTime();
        const sasToken = await signed(client, {
          containerName: folder(exportId).containerName,
          permissions: ContainerSASPermissions.parse('r'),
          startsOn: new Date(now - SKEW_MILLIS),
          expiresOn: new Date(now + hours * HOUR_MILLIS),
          protocol: client.url.startsWith('https:') ? SASProtocol.Https : SASProtocol.HttpsAndHttp,
        });
        return { rootDirectory: folder(exportId).url, sasToken };
      }),
    remove: (exportId) => telling(async () => void (await folder(exportId).deleteIfExists())),
  };
};
