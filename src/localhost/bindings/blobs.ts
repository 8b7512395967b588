import { BlobServiceClient, type BlockBlobClient, RestError } from '@azure/storage-blob';
import { type Binding, type TypedData } from '../contracts';
import { resolveAppSettings } from '../triggers/appSettings';
import { type BindingExtension } from './bindingExtension';
import { type BindingValues, fillIn } from './bindingValues';
import { storageConnection } from './storageConnection';

type Setting = (name: string) => string | undefined;

/** A binding's `path`, settings filled in. Errors: none, or one that names no container. */
export function blobPath({ name, path }: Binding, setting: Setting): { readonly container: string; readonly blob: string } {
  if (typeof path !== 'string' || !/^[^/]+\/.+$/.test(path)) throw new Error(`Binding "${name}" needs a path of a container and a blob, like "samples/{name}".`);
  const [container = '', ...blob] = resolveAppSettings(path, setting).split('/');
  return { container, blob: blob.join('/') };
}

/** Content as the function is handed it: bytes, or text where the binding has `dataType: 'string'`. */
export const blobContent = ({ dataType }: Binding, content: Buffer): TypedData => (String(dataType).toLowerCase() === 'string' ? { string: content.toString('utf8') } : { bytes: content });

const isMissing = (error: unknown): boolean => error instanceof RestError && error.statusCode === 404;

/** Blobs as inputs and outputs. A blob that is not there is no data; a container that is not there is made for an output. */
export function blobBindings(setting: Setting): BindingExtension {
  const accounts = new Map<string, BlobServiceClient>();
  const account = (binding: Binding): BlobServiceClient => {
    const connection = storageConnection(binding, setting);
    const known = accounts.get(connection) ?? BlobServiceClient.fromConnectionString(connection);
    accounts.set(connection, known);
    return known;
  };
  const client = (binding: Binding, values: BindingValues): { readonly blob: BlockBlobClient; readonly create: () => Promise<unknown> } => {
    const path = blobPath(binding, setting);
    const container = account(binding).getContainerClient(fillIn(path.container, values));
    return { blob: container.getBlockBlobClient(fillIn(path.blob, values)), create: () => container.createIfNotExists() };
  };
  const check = (binding: Binding): void => {
    blobPath(binding, setting);
    account(binding);
  };
  return {
    inputs: [
      {
        type: 'blob',
        check,
        read: async (binding, values) => {
          try {
            return blobContent(binding, await client(binding, values).blob.downloadToBuffer());
          } catch (error) {
            if (isMissing(error)) return null;
            throw error;
          }
        },
      },
    ],
    outputs: [
      {
        type: 'blob',
        check,
        send: async (binding, value, values) => {
          const { blob, create } = client(binding, values);
          const content = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
          try {
            await blob.uploadData(content);
          } catch (error) {
            if (!isMissing(error)) throw error;
            await create();
            await blob.uploadData(content);
          }
        },
      },
    ],
  };
}
