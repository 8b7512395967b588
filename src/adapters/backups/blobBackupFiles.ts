import { BlobServiceClient, RestError, type ContainerClient, type StoragePipelineOptions } from '@azure/storage-blob';
import { DefaultAzureCredential } from '@azure/identity';
import { type BackupFiles } from '../../app/backup/backupFiles';
import { StoreUnavailable } from '../../kernel/partitionStore';

/** A container: of an account by its connection string, or by the address of its blobs, signed in to as whoever runs the command (a managed identity on Azure). */
export type BackupContainer = ({ readonly connectionString: string } | { readonly accountUrl: string }) & { readonly container: string };

const OPTIONS: StoragePipelineOptions = { retryOptions: { maxTries: 4, tryTimeoutInMs: 120_000, retryDelayInMs: 200, maxRetryDelayInMs: 8_000 } };
const UNAVAILABLE = new Set([408, 429, 500, 502, 503, 504]);

const clientOf = (place: BackupContainer): ContainerClient =>
  ('connectionString' in place ? BlobServiceClient.fromConnectionString(place.connectionString, OPTIONS) : new BlobServiceClient(place.accountUrl, new DefaultAzureCredential(), OPTIONS)).getContainerClient(place.container);

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

const telling = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RestError && (error.statusCode === undefined || UNAVAILABLE.has(error.statusCode))) throw new StoreUnavailable(`Blob Storage: ${error.message}`, { cause: error });
    throw error;
  }
};

/** Back-ups in Blob Storage, encrypted at rest by the account. Nothing is sent before the first use; the container is made with the first file, where it is missing and may be made. @throws Error where the connection string is none. */
export const blobBackupFiles = (place: BackupContainer): BackupFiles => {
  const client = clientOf(place);
  const upload = (name: string, content: Uint8Array) => client.getBlockBlobClient(name).uploadData(content, { blobHTTPHeaders: { blobContentType: name.endsWith('.gz') ? 'application/gzip' : 'application/json' } });
  return {
    put: (name, content) =>
      telling(async () => {
        try {
          await upload(name, content);
        } catch (error) {
          if (!(error instanceof RestError) || error.code !== 'ContainerNotFound') throw error;
          await client.createIfNotExists();
          await upload(name, content);
        }
      }),
    get: (name) =>
      telling(async () => {
        try {
          return await client.getBlobClient(name).downloadToBuffer();
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    names: async function* (prefix) {
      const pages = client.listBlobsFlat({ prefix })[Symbol.asyncIterator]();
      for (;;) {
        const next = await telling(async () => {
          try {
            return await pages.next();
          } catch (error) {
            if (isMissing(error)) return undefined;
            throw error;
          }
        });
        if (next === undefined || next.done === true) return;
        yield next.value.name;
      }
    },
    remove: (name) =>
      telling(async () => {
        try {
          await client.getBlobClient(name).delete();
        } catch (error) {
          if (!isMissing(error)) throw error;
        }
      }),
  };
};
